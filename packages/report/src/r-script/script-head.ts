/** The functions every analysis script begins with: data to effects, effects to a model, a model to named numbers. */
export const SCRIPT_HEAD = String.raw`suppressPackageStartupMessages(library(metafor))

arguments <- commandArgs(trailingOnly = TRUE)
out <- if (length(arguments) > 0) arguments[1] else "r-results.csv"
results <- data.frame(id = character(), quantity = character(), value = numeric())

# Iterations stop later than by metafor's defaults, so that the numbers agree to many digits.
control <- list(threshold = 1e-12, maxiter = 10000)

add <- function(id, values) {
  results <<- rbind(results, data.frame(id = id, quantity = names(values), value = unname(values)))
}

# Effects computed here must be those of the report.
compare <- function(id, yi, vi, report_yi, report_vi) {
  gap <- max(abs(c(yi - report_yi, vi - report_vi)) / pmax(1, abs(c(report_yi, report_vi))))
  if (is.na(gap) || gap > 1e-8) stop(id, ": the effects computed here differ from the report's")
}

pool <- function(yi, vi, method, test, level, tau2 = NULL) {
  if (length(yi) == 1) {
    if (!is.null(tau2)) vi <- vi + tau2
    return(rma(yi = yi, vi = vi, method = "EE", test = "z", level = level))
  }
  if (is.null(tau2)) rma(yi = yi, vi = vi, method = method, test = test, level = level, control = control)
  else rma(yi = yi, vi = vi, method = method, test = test, level = level, tau2 = tau2)
}

describe <- function(id, fit) {
  add(id, c(estimate = as.numeric(fit$beta), se = fit$se, ci_lower = fit$ci.lb, ci_upper = fit$ci.ub, p = fit$pval, k = fit$k))
}

heterogeneity <- function(id, fit) {
  if (fit$k == 1) return(invisible())
  add(id, c(tau2 = fit$tau2, i2 = fit$I2, i2_from_q = max(0, 100 * (fit$QE - (fit$k - 1)) / fit$QE), q = fit$QE, q_p = fit$QEp))
  if (fit$method %in% c("EE", "FE", "CE")) return(invisible())
  prediction <- predict(fit)
  largest <- max(100, 1e4 * (var(fit$yi) + max(fit$vi)))
  profile <- confint(fit, control = list(tol = 1e-12, maxiter = 10000, tau2.max = largest))
  add(id, c(
    pi_lower = prediction$pi.lb, pi_upper = prediction$pi.ub,
    tau2_ci_lower = profile$random[1, "ci.lb"], tau2_ci_upper = profile$random[1, "ci.ub"]
  ))
}
`;
