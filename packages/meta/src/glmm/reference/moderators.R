# Writes moderators.golden.json: mixed models of counts with moderators. Run: Rscript moderators.R (metafor with lme4,
# BiasedUrn, numDeriv, minqa, jsonlite).
#
# Each case holds what metafor reports, its optimisers set as tight as they go, and `atPeer`: the log-likelihood of the model at
# metafor's estimates, integrated here by a trapezoidal sum over the random effect (rules of the models in the help page of
# rma.glmm), so that it can be held against the same quantity elsewhere. One-dimensional models also have `direct`: the maximum
# of that likelihood found by nlminb and by Newton steps, which does not stop early as lme4 does.
suppressMessages({ library(metafor); library(jsonlite) })
options(digits = 17)
datasets <- list(
  bcg = with(dat.bcg, data.frame(ai = tpos, bi = tneg, ci = cpos, di = cneg, lat = ablat, alloc = alloc)),
  nielweise2008 = with(dat.nielweise2008, data.frame(x1i, t1i, x2i, t2i, since = year - 2000, long = as.numeric(t2i > 1500))),
  pritz1997 = with(dat.pritz1997, data.frame(xi, ni, half = rep(c("a", "b"), length.out = length(xi)), order = seq_along(xi)))
)
# log-likelihood of a study at a vector of linear predictors
likelihoodOf <- function(measure, model, row) with(row, switch(paste(measure, model),
  "OR CM.EL" = { u <- max(0, ai + ci - ci - di):min(ai + bi, ai + ci); base <- lchoose(ai + bi, u) + lchoose(ci + di, ai + ci - u)
    function(eta) vapply(eta, function(e) { t <- base + u * e; m <- max(t); t[u == ai] - m - log(sum(exp(t - m))) }, 0) },
  "OR CM.AL" = function(eta) dbinom(ai, ai + ci, plogis(eta + log((ai + bi) / (ci + di))), log = TRUE),
  "IRR CM.EL" = function(eta) dbinom(x1i, x1i + x2i, plogis(eta + log(t1i / t2i)), log = TRUE),
  "PLO one" = function(eta) dbinom(xi, ni, plogis(eta), log = TRUE),
  "IRLN one" = function(eta) dpois(x1i, t1i * exp(eta), log = TRUE)))
armsOf <- function(measure, row) with(row, if (measure == "OR")
  list(function(e) dbinom(ai, ai + bi, plogis(e), log = TRUE), function(e) dbinom(ci, ci + di, plogis(e), log = TRUE)) else
  list(function(e) dpois(x1i, t1i * exp(e), log = TRUE), function(e) dpois(x2i, t2i * exp(e), log = TRUE)))
# Sharp likelihoods need a grid about their own mode: the integrand is centred and scaled by Laplace's approximation first.
mixed <- function(f, mean, tau) {
  if (tau < 1e-10) return(f(mean))
  h <- function(z) f(mean + tau * z) - z^2 / 2
  z <- optimize(h, c(-12, 12), maximum = TRUE, tol = 1e-10)$maximum
  curve <- -(h(z + 1e-3) - 2 * h(z) + h(z - 1e-3)) / 1e-6
  s <- 1 / sqrt(max(curve, 1)); g <- seq(-10, 10, length.out = 401)
  l <- h(z + s * g); m <- max(l)
  m + log(sum(exp(l - m)) * s * (g[2] - g[1]) / sqrt(2 * pi))
}
total <- function(measure, model, data, X, beta, tau) {
  eta <- drop(X %*% beta)
  sum(vapply(seq_len(nrow(data)), function(i) {
    row <- data[i, ]
    if (model != "UM.FS") return(mixed(likelihoodOf(measure, model, row), eta[i], tau))
    arms <- armsOf(measure, row)
    at <- function(a) mixed(function(th) arms[[1]](a + th / 2) + arms[[2]](a - th / 2), eta[i], tau)
    centre <- if (measure == "OR") qlogis((row$ai + row$ci) / sum(row[c("ai", "bi", "ci", "di")])) else log((row$x1i + row$x2i) / (row$t1i + row$t2i))
    optimize(at, centre + c(-4, 4), maximum = TRUE, tol = 1e-9)$objective
  }, 0))
}
cases <- list()
run <- function(set, measure, model, method, mods, direct = TRUE, test = "z") {
  data <- datasets[[set]]; if (measure == "IRLN") { data$xi <- data$x1i; data$ti <- data$t1i }
  call <- c(list(measure = measure, mods = as.formula(mods), method = method, test = test, data = data, nAGQ = if (model == "UM.RS" && method == "ML") 1 else 25),
    if (model == "one") list() else list(model = model),
    list(control = list(glmCtrl = list(epsilon = 1e-14, maxit = 200), glmerCtrl = list(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-12, maxfun = 1e6)),
      optCtrl = list(iter.max = 2000, eval.max = 4000))))
  cols <- switch(measure, OR = c("ai", "bi", "ci", "di"), IRR = c("x1i", "t1i", "x2i", "t2i"), PLO = c("xi", "ni"), IRLN = c("xi", "ti"))
  call <- c(call, setNames(lapply(cols, as.name), cols))
  name <- paste(set, measure, model, method, test, mods, sep = "|")
  fit <- try(suppressWarnings(do.call(rma.glmm, call)), silent = TRUE)
  if (inherits(fit, "try-error")) { cat("its own settings:", name, conditionMessage(attr(fit, "condition")), "\n"); call$control <- NULL; fit <- try(suppressWarnings(do.call(rma.glmm, call)), silent = TRUE) }
  if (inherits(fit, "try-error")) { cat("no fit:", name, conditionMessage(attr(fit, "condition")), "\n"); metafor <- NULL; X <- model.matrix(as.formula(mods), data) } else {
    X <- fit$X
    metafor <- list(names = colnames(X), b = drop(unname(fit$beta)), se = fit$se, p = fit$pval, tau2 = fit$tau2, sigma2 = fit$sigma2, I2 = fit$I2, H2 = fit$H2,
      QM = fit$QM, QMp = fit$QMp, QEWld = fit$QE.Wld, QELRT = fit$QE.LRT, QEdf = fit$QE.df, parms = fit$parms, k = fit$k)
    # The saturated model does not converge by relative changes of a deviance of 0: its tests are those of metafor's own settings.
    call$control <- NULL
    loose <- try(suppressWarnings(do.call(rma.glmm, call)), silent = TRUE)
    metafor[c("QEWld", "QELRT")] <- if (inherits(loose, "try-error")) list(NULL, NULL) else list(loose$QE.Wld, loose$QE.LRT)
    if (model != "UM.RS") metafor$atPeer <- total(measure, model, data, X, metafor$b, sqrt(metafor$tau2))
    else metafor$logLik <- fit$fit.stats["ll", "ML"]
  }
  best <- NULL
  if (direct && model != "UM.RS") {
    p <- ncol(X); f <- function(v) -total(measure, model, data, X, v[1:p], if (method == "ML") abs(v[p + 1]) else 0)
    start <- c(if (is.null(metafor)) rep(0, p) else metafor$b, if (method == "ML") { if (is.null(metafor)) 0.3 else max(0.1, sqrt(metafor$tau2)) })
    v <- nlminb(start, f, control = list(rel.tol = 1e-15, x.tol = 1e-12, iter.max = 500, eval.max = 1000))$par
    if (method == "ML" && abs(v[p + 1]) <= 1e-3) v <- v[1:p]
    g <- if (length(v) == p) function(v) -total(measure, model, data, X, v, 0) else f
    for (step in 1:2) { to <- v - solve(numDeriv::hessian(g, v), numDeriv::grad(g, v)); if (g(to) <= g(v) + 1e-9) v <- to }
    best <- list(b = v[1:p], tau2 = if (length(v) == p) 0 else v[p + 1]^2, logLik = -g(v), se = sqrt(diag(solve(numDeriv::hessian(g, v))))[1:p])
  }
  cases[[length(cases) + 1]] <<- list(id = name, set = set, measure = measure, model = model, method = method, test = test, mods = mods, metafor = metafor, direct = best)
}
for (method in c("EE", "ML")) {
  for (model in c("UM.FS", "UM.RS", "CM.EL", "CM.AL")) {
    run("bcg", "OR", model, method, "~ lat", direct = model != "UM.FS" || method == "EE")
    run("bcg", "OR", model, method, "~ alloc", direct = model != "CM.EL" || method == "EE")
  }
  for (model in c("UM.FS", "UM.RS", "CM.EL")) { run("nielweise2008", "IRR", model, method, "~ since"); run("nielweise2008", "IRR", model, method, "~ since + long") }
  for (mods in c("~ order", "~ half", "~ half - 1")) run("pritz1997", "PLO", "one", method, mods)
  run("nielweise2008", "IRLN", "one", method, "~ since")
}
run("bcg", "OR", "CM.AL", "ML", "~ lat + alloc", test = "t")
run("pritz1997", "PLO", "one", "ML", "~ order", test = "t")
versions <- list(R = paste(R.version$major, R.version$minor, sep = "."), metafor = as.character(packageVersion("metafor")), lme4 = as.character(packageVersion("lme4")))
writeLines(toJSON(list(versions = versions, datasets = datasets, cases = cases), auto_unbox = TRUE, digits = NA, dataframe = "columns", null = "null", na = "null", pretty = 1), "moderators.golden.json")
