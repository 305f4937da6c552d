import { logChoose, logGamma } from "../special/index.ts";

/** A log-likelihood of one linear predictor η with its first derivative and minus its second; concave. */
export type LogLikelihood = (eta: number) => LogLikelihoodValue;

export interface LogLikelihoodValue {
  readonly value: number;
  readonly score: number;
  readonly information: number;
}

/** x of n with logit η. */
export function binomial(x: number, n: number): LogLikelihood {
  const constant = logChoose(n, x);
  return (eta) => {
    const p = 1 / (1 + Math.exp(-eta));
    const logs = eta > 0 ? eta + Math.log1p(Math.exp(-eta)) : Math.log1p(Math.exp(eta));
    return { value: constant + x * eta - n * logs, score: x - n * p, information: n * p * (1 - p) };
  };
}

/** x events in time t with log rate η. */
export function poisson(x: number, t: number): LogLikelihood {
  const constant = x * Math.log(t) - logGamma(x + 1);
  return (eta) => {
    const expected = t * Math.exp(eta);
    return { value: constant + x * eta - expected, score: x - expected, information: expected };
  };
}

/** With the linear predictor moved by a known amount. */
export function shifted(base: LogLikelihood, offset: number): LogLikelihood {
  return (eta) => base(eta + offset);
}

/**
 * Fisher's noncentral hypergeometric distribution: a events of m in a table with n1 and n2 people, given m, η the log odds
 * ratio. Sums run outwards from the largest term until terms no longer count.
 *
 * @see Fisher 1935, J R Stat Soc 98:39; Stijnen, Hamza & Özdemir 2010, Statistics in Medicine 29:3046, equation 7
 */
export function noncentralHypergeometric(a: number, n1: number, m: number, n2: number): LogLikelihood {
  const [low, high] = [Math.max(0, m - n2), Math.min(n1, m)];
  const terms = new Map<number, number>();
  const own = logTerm(a);
  return (eta) => {
    const middle = modeOf(eta);
    let [sum, first, second] = [1, 0, 0];
    for (const direction of [1, -1]) {
      let term = 1;
      const odds = Math.exp(direction * eta);
      for (let u = middle; direction === 1 ? u < high : u > low; u += direction) {
        term *= direction === 1 ? ratio(u) * odds : odds / ratio(u - 1);
        const d = u + direction - middle;
        sum += term;
        first += term * d;
        second += term * d * d;
        if (term * d * d < 1e-17 * sum) break;
      }
    }
    const mean = first / sum;
    return {
      value: own + a * eta - (logTerm(middle) + middle * eta + Math.log(sum)),
      score: a - middle - mean,
      information: second / sum - mean * mean,
    };
  };

  function logTerm(u: number): number {
    const known = terms.get(u);
    if (known !== undefined) return known;
    const term = logChoose(n1, u) + logChoose(n2, m - u);
    terms.set(u, term);
    return term;
  }

  /** Term u + 1 over term u at η = 0. */
  function ratio(u: number): number {
    return ((n1 - u) * (m - u)) / ((u + 1) * (n2 - m + u + 1));
  }

  /** Where terms stop rising: the root of ratio(u) e^η = 1. */
  function modeOf(eta: number): number {
    const odds = Math.exp(eta);
    const [qa, qb, qc] = [odds - 1, -((n1 + m + 2) * odds + n2 - m), (n1 + 1) * (m + 1) * odds];
    const root = qa === 0 ? -qc / qb : (2 * qc) / (-qb + Math.sqrt(Math.max(0, qb * qb - 4 * qa * qc)));
    return Math.min(high, Math.max(low, Math.floor(root)));
  }
}
