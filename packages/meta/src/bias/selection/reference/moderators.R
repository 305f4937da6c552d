# Writes moderators.golden.json: selection models with moderators, the negative exponential power function, and estimated cuts.
# Run: Rscript moderators.R (metafor, numDeriv, jsonlite). Cases of source metafor: step functions with its optimiser set as tight
# as it goes, curves with its own settings. Cases of source direct are maximised here by nlminb from the definitions in the
# help page of selmodel, curves integrated by a trapezoidal sum over twenty standard deviations; metafor 3.8 does not have trunc and
# truncest, and an estimated cut is found by trying both sides of every effect.
suppressMessages({ library(metafor); library(jsonlite) })
options(digits = 17)
bcg <- escalc(measure = "RR", ai = tpos, bi = tneg, ci = cpos, di = cneg, data = dat.bcg)
datasets <- list(
  bcg = data.frame(yi = as.numeric(bcg$yi), vi = bcg$vi, lat = bcg$ablat, alloc = bcg$alloc),
  raudenbush1985 = with(dat.raudenbush1985, data.frame(yi = as.numeric(yi), vi, weeks, setting)),
  bangertdrowns2004 = na.omit(with(dat.bangertdrowns2004, data.frame(yi = as.numeric(yi), vi, length))),
  hackshaw1998 = with(dat.hackshaw1998, data.frame(yi = as.numeric(yi), vi, since = year - 1990))
)
cases <- list()
run <- function(set, type, mods, alternative, method = "ML", steps = NULL, delta = NULL) {
  data <- datasets[[set]]
  res <- rma(yi, vi, mods = as.formula(mods), data = data, method = method, control = list(threshold = 1e-13, maxiter = 10000))
  call <- list(x = res, type = type, alternative = alternative, control = if (type == "stepfun") list(maxit = 2000, reltol = 1e-15) else list(maxit = 500))
  if (!is.null(steps)) call$steps <- steps
  if (!is.null(delta)) call$delta <- delta
  name <- paste(set, type, alternative, method, mods, paste(steps, collapse = "-"), paste(delta, collapse = "-"), sep = "|")
  fit <- try(suppressWarnings(do.call(selmodel, call)), silent = TRUE)
  message(name)
  if (inherits(fit, "try-error")) { cat("no fit:", name, conditionMessage(attr(fit, "condition")), "\n"); return() }
  n <- function(v) unname(drop(v))
  cases[[length(cases) + 1]] <<- list(id = name, set = set, type = type, alternative = alternative, method = method, mods = mods, steps = I(as.numeric(steps)), fixed = if (is.null(delta)) NULL else I(delta), source = "metafor",
    expected = list(names = I(colnames(fit$X)), b = I(n(fit$beta)), se = I(fit$se), tau2 = fit$tau2, delta = I(fit$delta), deltaSe = I(fit$se.delta), logLik = fit$fit.stats["ll", "ML"],
      QM = fit$QM, QMp = fit$QMp, LRT = fit$LRT, LRTdf = fit$LRTdf, LRTp = fit$LRTp, tau2LRT = fit$LRT.tau2))
}
weights <- list(
  negexp = function(p, d) exp(-d * p), halfnorm = function(p, d) exp(-d * p^2), logistic = function(p, d) 2 * exp(-d * p) / (1 + exp(-d * p)),
  power = function(p, d) (1 - p)^d, beta = function(p, d) p^(d[1] - 1) * (1 - p)^(d[2] - 1), negexppow = function(p, d) exp(-d[1] * p^(1 / d[2])))
curveRun <- function(set, type, mods, alternative, method = "ML") {
  data <- datasets[[set]]; X <- model.matrix(as.formula(mods), data); p <- ncol(X); k <- nrow(X); w <- weights[[type]]
  m <- if (type %in% c("beta", "negexppow")) 2 else 1; clip <- if (type %in% c("beta", "power")) 1e-5 else 0
  step <- 0.02; z <- seq(-20, 20, by = step); wz <- dnorm(z) * step
  pOf <- function(y) pmin(pmax(pnorm(y / sqrt(data$vi), lower.tail = alternative == "less"), clip), 1 - clip)
  f <- function(v) { mu <- drop(X %*% v[1:p]); d <- exp(v[p + 1:m]); sd <- sqrt(data$vi + if (method == "ML") exp(v[p + m + 1]) else 0)
    area <- drop(matrix(w(pOf(as.vector(mu + outer(sd, z))), d), k) %*% wz)
    value <- -sum(dnorm(data$yi, mu, sd, log = TRUE) + log(w(pOf(data$yi), d)) - log(area)); if (is.finite(value)) value else 1e10 }
  res <- rma(yi, vi, mods = as.formula(mods), data = data, method = method, control = list(threshold = 1e-13, maxiter = 10000))
  best <- NULL
  for (d in c(-1, 0.5)) { found <- nlminb(c(drop(res$beta), rep(d, m), if (method == "ML") log(max(res$tau2, 0.01))), f, lower = c(rep(-Inf, p), rep(-12, m), if (method == "ML") -20), upper = c(rep(Inf, p), rep(log(100), m), if (method == "ML") 5), control = list(rel.tol = 1e-14, iter.max = 1000, eval.max = 2000))
    if (is.null(best) || found$objective < best$objective) best <- found }
  message(paste("direct", set, type, mods, method))
  cases[[length(cases) + 1]] <<- list(id = paste(set, type, alternative, method, mods, "direct", sep = "|"), set = set, type = type, alternative = alternative, method = method, mods = mods, steps = I(numeric(0)), fixed = NULL, source = "direct",
    expected = list(b = I(unname(best$par[1:p])), tau2 = if (method == "ML") exp(best$par[p + m + 1]) else 0, delta = I(exp(best$par[p + 1:m])), logLik = -best$objective))
}
cutRun <- function(set, mods, alternative, method, cut = NULL) {
  data <- datasets[[set]]; X <- model.matrix(as.formula(mods), data); p <- ncol(X); s <- if (alternative == "less") -1 else 1
  y <- s * data$yi
  maximum <- function(at, below) {
    f <- function(v) { mu <- s * drop(X %*% v[1:p]); sd <- sqrt(data$vi + if (method == "ML") exp(v[p + 2]) else 0); d <- exp(v[p + 1])
      -sum(dnorm(y, mu, sd, log = TRUE) + ifelse(below, log(d), 0) - log(pnorm(at, mu, sd, lower.tail = FALSE) + d * pnorm(at, mu, sd))) }
    res <- rma(data$yi, data$vi, mods = X, intercept = FALSE, method = method)
    best <- NULL
    for (d in c(-1.5, 0, 1.5)) { start <- c(drop(res$beta), d, if (method == "ML") log(max(res$tau2, 0.01)))
      found <- nlminb(start, f, lower = c(rep(-Inf, p), log(1e-4), if (method == "ML") -25), upper = c(rep(Inf, p), log(100), if (method == "ML") 5), control = list(rel.tol = 1e-15, iter.max = 1000, eval.max = 2000))
      if (is.null(best) || found$objective < best$objective) best <- found }
    list(b = best$par[1:p], delta = exp(best$par[p + 1]), tau2 = if (method == "ML") exp(best$par[p + 2]) else 0, logLik = -best$objective, cut = s * at)
  }
  if (!is.null(cut)) { best <- maximum(s * cut, y <= s * cut) } else {
    sizes <- sort(unique(y)); all <- list()
    for (j in seq_len(length(sizes) - 1)) all <- c(all, list(maximum(sizes[j], y <= sizes[j]), maximum(sizes[j + 1], y <= sizes[j])))
    best <- all[[which.max(vapply(all, function(a) a$logLik, 0))]]
  }
  type <- if (is.null(cut)) "truncest" else "trunc"
  cases[[length(cases) + 1]] <<- list(id = paste(set, type, alternative, method, mods, cut, sep = "|"), set = set, type = type, alternative = alternative, method = method, mods = mods, steps = I(as.numeric(cut)), fixed = NULL, source = "direct",
    expected = list(b = I(unname(best$b)), tau2 = best$tau2, delta = I(if (is.null(cut)) c(best$delta, best$cut) else c(1, best$delta)), logLik = best$logLik))
}
for (method in c("ML", "EE")) {
  run("bcg", "stepfun", "~ lat", "less", method, steps = 0.025); run("bcg", "stepfun", "~ alloc", "less", method, steps = c(0.05, 0.5))
  run("raudenbush1985", "stepfun", "~ weeks", "greater", method, steps = c(0.1, 0.5)); run("raudenbush1985", "stepfun", "~ weeks + setting", "two.sided", method, steps = 0.2)
  run("bangertdrowns2004", "stepfun", "~ length", "greater", method, steps = 0.025); run("bangertdrowns2004", "stepfun", "~ length - 1", "greater", method, steps = 0.025)
  run("hackshaw1998", "stepfun", "~ since", "greater", method, steps = c(0.05, 0.5))
  cutRun("hackshaw1998", "~ 1", "greater", method, 0); cutRun("hackshaw1998", "~ since", "greater", method, 0)
  cutRun("hackshaw1998", "~ 1", "greater", method); cutRun("raudenbush1985", "~ weeks", "greater", method); cutRun("bcg", "~ lat", "less", method)
  for (type in c("negexp", "negexppow")) { curveRun("hackshaw1998", type, "~ since", "greater", method); curveRun("bangertdrowns2004", type, "~ length", "greater", method); curveRun("bcg", type, "~ alloc", "less", method) }
  curveRun("hackshaw1998", "negexppow", "~ 1", "greater", method); curveRun("raudenbush1985", "halfnorm", "~ weeks", "greater", method)
  curveRun("bangertdrowns2004", "logistic", "~ length", "greater", method); curveRun("bangertdrowns2004", "power", "~ length", "greater", method)
}
run("hackshaw1998", "negexppow", "~ 1", "greater", "EE"); run("hackshaw1998", "negexppow", "~ since", "greater", "EE"); run("hackshaw1998", "negexppow", "~ since", "greater", "ML", delta = c(2, 0.8))
run("hackshaw1998", "negexp", "~ since", "greater", "ML"); run("bangertdrowns2004", "halfnorm", "~ length", "greater", "EE")
versions <- list(R = paste(R.version$major, R.version$minor, sep = "."), metafor = as.character(packageVersion("metafor")))
writeLines(toJSON(list(versions = versions, datasets = datasets, cases = cases), auto_unbox = TRUE, digits = NA, dataframe = "columns", null = "null", na = "null", pretty = 1), "moderators.golden.json")
