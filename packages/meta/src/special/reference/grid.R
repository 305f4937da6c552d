# Writes grid.golden.json: values of R's distribution functions at 17 digits. Run: Rscript grid.R.
# Left out because R itself is off there by more than 1e-12:
# - t with df above 4e5: R switches to a normal approximation (relative error up to 4e-11 at df = 1e6);
# - quantiles of F: R computes them as a complement of a beta quantile and loses up to all digits in the lower tail.
#   The tests hold those by the round trip cdf(quantile(p)) = p instead.
options(digits = 17)
rows <- list()
add <- function(family, args, value) {
  keep <- is.finite(value) & abs(value) > 1e-300 & abs(value) < 1e300
  for (i in which(keep)) rows[[length(rows) + 1]] <<- c(list(f = family), lapply(args, function(a) a[i]), list(v = value[i]))
}
grid <- function(...) expand.grid(..., KEEP.OUT.ATTRS = FALSE)
ps <- c(1e-300, 1e-200, 1e-100, 1e-50, 1e-20, 1e-10, 1e-6, 1e-4, 0.001, 0.01, 0.025, 0.05, 0.1, 0.25, 0.4, 0.499, 0.6, 0.75, 0.9, 0.95, 0.975, 0.99, 0.999)
z <- c(-37, -30, -20, -12, -8, -5, -3, -1.96, -1, -0.5, -0.1, -1e-5, 1e-5, 0.3, 0.67, 0.68, 1.5, 2.5, 4, 5.6, 5.7, 9, 15, 25, 38)
for (tail in c("lower", "upper")) {
  low <- tail == "lower"
  t <- function(n) rep(tail, n)
  add("normalCdf", list(x = z, t = t(length(z))), pnorm(z, lower.tail = low))
  zl <- c(z, -1e4, -200, -50, 50, 300)
  add("normalLogCdf", list(x = zl, t = t(length(zl))), pnorm(zl, lower.tail = low, log.p = TRUE))
  add("normalQuantile", list(x = ps, t = t(length(ps))), qnorm(ps, lower.tail = low))
  g <- grid(x = c(1e-6, 0.01, 0.3, 1, 2, 3.5, 8, 20, 60, 150, 700, 1300, 1e5, 1.01e6), df = c(0.05, 0.5, 1, 2, 3, 4.7, 10, 30, 100, 1000, 1e5, 1e6))
  add("chiSquaredCdf", list(x = g$x, a = g$df, t = t(nrow(g))), pchisq(g$x, g$df, lower.tail = low))
  g <- grid(x = ps, df = c(0.5, 1, 2, 3, 4.7, 10, 30, 100, 1000, 1e5))
  add("chiSquaredQuantile", list(x = g$x, a = g$df, t = t(nrow(g))), qchisq(g$x, g$df, lower.tail = low))
  g <- grid(x = c(-1e5, -300, -40, -10, -4, -2, -1, -0.3, -1e-4, 1e-4, 0.2, 0.9, 1.7, 3, 8, 25, 100, 1e4, 1e8), df = c(0.3, 1, 1.5, 2, 3, 5, 9.5, 20, 50, 200, 1000, 1e4, 1e5))
  add("studentTCdf", list(x = g$x, a = g$df, t = t(nrow(g))), pt(g$x, g$df, lower.tail = low))
  g <- grid(x = ps[ps >= 1e-100], df = c(1, 1.5, 2, 3, 5, 9.5, 20, 50, 200, 1000, 1e4, 1e5))
  add("studentTQuantile", list(x = g$x, a = g$df, t = t(nrow(g))), qt(g$x, g$df, lower.tail = low))
  g <- grid(x = c(1e-8, 1e-3, 0.05, 0.4, 0.9, 1, 1.3, 3, 7, 30, 200, 1e4), a = c(0.5, 1, 2, 3, 7.5, 20, 100, 1000), b = c(0.5, 1, 2, 4, 9.3, 30, 200, 1e4))
  add("fCdf", list(x = g$x, a = g$a, b = g$b, t = t(nrow(g))), pf(g$x, g$a, g$b, lower.tail = low))
  g <- grid(x = c(1e-10, 1e-4, 0.01, 0.2, 0.45, 0.5, 0.7, 0.95, 0.999), a = c(0.05, 0.3, 1, 2.5, 10, 77, 1000, 1e5), b = c(0.05, 0.5, 1, 3.2, 12, 150, 2000))
  add("regularizedBeta", list(x = g$x, a = g$a, b = g$b, t = t(nrow(g))), pbeta(g$x, g$a, g$b, lower.tail = low))
}
x <- c(1e-10, 1e-3, 0.1, 0.5, 0.9, 0.999, 1.001, 1.3, 1.49, 1.51, 1.999, 2.001, 2.4, 2.6, 3.5, 9.9, 10.1, 33.3, 171, 1e4, 1e8)
add("logGamma", list(x = x), lgamma(x)); add("digamma", list(x = x), digamma(x)); add("trigamma", list(x = x), trigamma(x))
g <- grid(x = c(1e-3, 0.5, 1, 2.7, 9, 11, 60, 1e3, 1e8), a = c(1e-3, 0.5, 1, 3.3, 9, 20, 500, 1e6))
add("logBeta", list(x = g$x, a = g$a), lbeta(g$x, g$a))
cell <- function(x) if (is.character(x)) dQuote(x, FALSE) else sprintf("%.17g", x)
cells <- vapply(rows, function(r) paste0("{", paste0(dQuote(names(r), FALSE), ":", vapply(r, cell, ""), collapse = ","), "}"), "")
writeLines(c("[", paste0(cells, c(rep(",", length(cells) - 1), "")), "]"), "grid.golden.json")
