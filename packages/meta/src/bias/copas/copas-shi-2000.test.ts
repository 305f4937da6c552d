import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { InputError } from "../../input-error.ts";
import { fitPairwise } from "../../pairwise/fit-pairwise.ts";
import { normalLogCdf } from "../../special/index.ts";
import { copasGrid, copasModel, type CopasModel } from "./copas-model.ts";
import type { CopasFit, CopasPoint } from "./copas-point.ts";
import { fitCopas } from "./fit-copas.ts";
import { HACKSHAW } from "./hackshaw.testing.ts";
import { copasData, copasLogLik } from "./likelihood.ts";

const TEN = {
  yi: [0.25, 0.18, 0.4, 0.3, 0.12, 0.55, 0.22, 0.32, 0.45, 0.28],
  vi: [0.08, 0.1, 0.15, 0.09, 0.07, 0.2, 0.08, 0.12, 0.17, 0.1].map((s) => s * s),
};

function fitted(point: CopasPoint | null | undefined): CopasFit {
  if (point?.kind !== "copas-fit") throw new Error("no fit");
  return point;
}

describe("passive smoking and lung cancer, 37 studies (Hackshaw, Law & Wald 1997)", () => {
  const { yi, vi } = HACKSHAW;
  const found = copasModel(yi, vi, { method: "DL" });

  // Copas & Shi 2000, BMJ 320:417, abstract (the model of Biostatistics 1:247): "the estimated excess risk of lung cancer is 24%
  // (95% confidence interval 13% to 36%)"; "if only 60% of studies have been included, the estimate of excess risk falls
  // from 24% to 15%".
  test("all studies published: 24% (13% to 36%)", () => {
    const { estimate, ciLower, ciUpper } = found.unadjusted;
    expect([estimate, ciLower, ciUpper].map((value) => Math.exp(value).toFixed(2))).toEqual(["1.24", "1.13", "1.36"]); // prettier-ignore
    expect(Math.exp(fitted(found.path[0]).estimate).toFixed(2)).toBe("1.24");
  });

  test("60% of studies published: 15%", () => {
    const share = (point: CopasPoint): number => yi.length / (yi.length + point.unpublished);
    const after = found.path.findIndex((point) => share(point) < 0.6);
    expect(after).toBeGreaterThan(0);
    for (const point of [found.path[after - 1], found.path[after]])
      expect(Math.exp(fitted(point).estimate).toFixed(2)).toBe("1.15");
  });

  // R 4.2.2: the likelihood of the paper written down with dnorm() and pnorm(), nlminb() to 1e-15, numDeriv's hessian().
  test.each([
    [-0.5, 0.3, [0.1444133136, 0.6535913984, 0.1204993268, -8.4007009687, 0.0567235121, -7.9753414105]],
    [-1, 0.35, [0.1386662206, 0.5323919653, 0.1177251643, -8.2978647359, 0.057874051, -7.9753414105]],
  ])("R's optimum at gamma0 = %d, gamma1 = %d", (gamma0, gamma1, [mu, rho, tau, logLik, se, wider]) => {
    const point = fitted(
      copasModel(yi, vi, { publication: [], grid: { gamma0: [gamma0], gamma1: [gamma1] } }).grid[0],
    );
    expect(point.estimate).toBeCloseTo(mu!, 6);
    expect(point.rho).toBeCloseTo(rho!, 6);
    expect(Math.sqrt(point.tau2)).toBeCloseTo(tau!, 6);
    expect(point.logLik).toBeCloseTo(logLik!, 9);
    expect(point.se).toBeCloseTo(se!, 6);
    expect(point.residual.statistic).toBeCloseTo(2 * (wider! - logLik!), 8);
  });

  test("selection explains part of the effect; the least that passes the residual test is chosen", () => {
    const [none, ...others] = found.path.map((point) => fitted(point).estimate);
    others.forEach((estimate) => expect(estimate).toBeLessThan(none!));
    const chosen = found.path.findIndex((point) => fitted(point).residual.pValue > 0.1);
    expect(chosen).toBeGreaterThan(0);
    expect(found.adjusted).toBe(found.path[chosen]);
    expect(found.options.side).toBe("left");
  });
});

describe("metasens' likelihood, ten effects", () => {
  // optim(L-BFGS-B) on the likelihood of R's metasens 1.5-3, printed in the repository mahmood726-cyber/allmeta,
  // copas/tests/fixtures/copas-oracle.json: gamma0, gamma1, TE, rho, seTE, negative log-likelihood, N.unpubl. metasens leaves the
  // terms without parameters out: -k/2 ln 2 pi and the sum of ln Phi(u).
  test.each([
    [-0.03092954517676, 0.2624962221443, 0.2414960626094, 0.9999, null, -17.537711986235, 0.2539894245041],
    [-0.7077454405178, 0.3098733348181, 0.2386050463232, 0.9999, null, -17.556364911532, 0.5512845737768],
    [-1.195777318771, 0.3440355662959, 0.2382105913299, 0.9124866668384, 0.03481006869778, -17.545588062174, 0.9233512453375],
    [-1.612782564267, 0.3732259334806, 0.2370410881256, 0.8900280539505, 0.03338722547793, -17.526148996466, 1.405928912695],
    [-2.002547338322, 0.4005094676645, 0.2350349760908, 0.9034477238691, 0.03314171561958, -17.481090148452, 2.060755556337],
    [-2.392312112377, 0.4277930018483, 0.2322108683856, 0.934124185639, 0.03313162348189, -17.386612275629, 3.007626350633],
    [-2.809317357873, 0.456983369033, 0.2286357398443, 0.9915328981423, 0.03365031202091, -17.204325004929, 4.517065409953],
  ])("gamma0 = %d", (gamma0, gamma1, te, rho, se, negative, unpublished) => {
    const { yi, vi } = TEN;
    const { grid } = copasModel(yi, vi, { publication: [], grid: { gamma0: [gamma0], gamma1: [gamma1] } });
    const point = fitted(grid[0]);
    expect(point.estimate).toBeCloseTo(te, 6);
    expect(point.rho).toBeCloseTo(rho, 5);
    expect(point.tau2).toBeCloseTo(0, 10);
    if (se !== null) expect(point.se).toBeCloseTo(se, 5);
    const dropped = vi.reduce(
      (sum, v) => sum - 0.5 * Math.log(2 * Math.PI) - normalLogCdf(gamma0 + gamma1 / Math.sqrt(v)),
      0,
    );
    expect(point.logLik - dropped).toBeCloseTo(-negative, 8);
    expect(point.unpublished).toBeCloseTo(unpublished, 8);
  }); // prettier-ignore
});

describe("the likelihood", () => {
  const gradient = new Float64Array(4);

  test("with rho = 0 it is that of the random-effects model, whatever gamma is", () => {
    fc.assert(
      fc.property(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: 0, max: 0.5, noNaN: true }), fc.double({ min: 0, max: 0.3, noNaN: true }), (gamma0, gamma1, tau) => {
        const data = copasData(TEN.yi, TEN.vi, gamma0, gamma1);
        const plain = TEN.yi.reduce((sum, y, i) => {
          const v = TEN.vi[i]! + tau * tau;
          return sum - 0.5 * (Math.log(2 * Math.PI * v) + (y - 0.2) ** 2 / v);
        }, 0);
        expect(copasLogLik(data, { mu: 0.2, rho: 0, tau, slope: 0 }, gradient)).toBeCloseTo(plain, 9);
      }),
    );
  }); // prettier-ignore

  test("an effect's published density integrates to 1", () => {
    for (const [gamma0, gamma1, rho, tau] of [[-1, 0.2, 0.8, 0.3], [0.5, 0, -0.95, 0], [-2, 0.1, 0.3, 1]] as const) {
      let total = 0;
      for (let y = -12; y <= 12; y += 0.005)
        total += 0.005 * Math.exp(copasLogLik(copasData([y], [0.16], gamma0, gamma1), { mu: 0.3, rho, tau, slope: 0.5 }, gradient));
      expect(total).toBeCloseTo(1, 8);
    }
  }); // prettier-ignore

  test("the gradient is that of differences", () => {
    const data = copasData(TEN.yi, TEN.vi, -0.5, 0.2);
    const at = { mu: 0.2, rho: 0.6, tau: 0.05, slope: 0.3 };
    const slopes = new Float64Array(4);
    copasLogLik(data, at, slopes);
    (["mu", "rho", "tau", "slope"] as const).forEach((name, j) => {
      const move = (by: number): number => copasLogLik(data, { ...at, [name]: at[name] + by }, gradient);
      expect(slopes[j]).toBeCloseTo((move(1e-6) - move(-1e-6)) / 2e-6, 5);
    });
  });
});

describe("properties", () => {
  const { yi, vi } = TEN;
  const short = { publication: [0.8, 0.4] };
  const values = (model: CopasModel) => model.path.map((point) => fitted(point));

  test("without selection it is the random-effects model by maximum likelihood", () => {
    const none = fitted(copasModel(yi, vi, short).path[0]);
    const ml = fitPairwise(yi, vi, { method: "ML" });
    expect(none.estimate).toBeCloseTo(ml.estimate, 10);
    expect(none.tau2).toBeCloseTo(ml.tau2, 10);
    expect(none.logLik).toBeCloseTo(ml.likelihood.ml.logLik, 10);
    expect([none.rho, none.unpublished, none.gamma0]).toEqual([null, 0, null]);
  });

  test("shift, scale, mirror and order", () => {
    const plain = values(copasModel(yi, vi, short));
    const shifted = values(copasModel(yi.map((y) => y - 7), vi, short));
    const scaled = values(copasModel(yi.map((y) => 100 * y), vi.map((v) => 1e4 * v), short));
    const mirrored = copasModel(yi.map((y) => -y), vi, short);
    const reversed = values(copasModel([...yi].reverse(), [...vi].reverse(), short));
    plain.forEach(({ estimate, se, rho, residual }, j) => {
      expect(shifted[j]!.estimate).toBeCloseTo(estimate - 7, 6);
      expect(scaled[j]!.estimate / 100).toBeCloseTo(estimate, 6);
      expect(scaled[j]!.se! / 100).toBeCloseTo(se!, 6);
      expect(scaled[j]!.residual.pValue).toBeCloseTo(residual.pValue, 6);
      expect(values(mirrored)[j]!.estimate).toBeCloseTo(-estimate, 6);
      expect(reversed[j]!.estimate).toBeCloseTo(estimate, 6);
      if (rho !== null) expect(values(mirrored)[j]!.rho).toBeCloseTo(-rho, 4);
    });
    expect(mirrored.options.side).toBe("right");
  }); // prettier-ignore

  test("any funnel: the maximum is no lower than without correlation, and nothing is NaN", () => {
    const studies = fc.array(fc.record({ y: fc.double({ min: -2, max: 2, noNaN: true }), s: fc.double({ min: 0.05, max: 1, noNaN: true }) }), { minLength: 3, maxLength: 12 })
      .filter((all) => Math.max(...all.map(({ s }) => s)) / Math.min(...all.map(({ s }) => s)) > 1.1);
    fc.assert(
      fc.property(studies, fc.constantFrom("left", "right"), (all, side) => {
        const model = copasModel(all.map(({ y }) => y), all.map(({ s }) => s * s), { publication: [0.7, 0.2], side });
        const [none, ...others] = model.path;
        for (const point of others) {
          if (point.kind === "copas-failure") {
            expect(point.trace.length).toBeGreaterThan(0);
            continue;
          }
          expect(point.logLik).toBeGreaterThan(fitted(none).logLik - 1e-6);
          expect(side === "left" ? point.rho! >= 0 : point.rho! <= 0).toBe(true);
          expect([point.estimate, point.tau2, point.residual.pValue].every(Number.isFinite)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  }); // prettier-ignore
});

test("a search that finds nothing is a failure with its trace", () => {
  const start = { mu: Number.NaN, rho: 0.5, tau: 0.1, slope: 0 };
  const found = fitCopas({ ...TEN, gamma0: -0.5, gamma1: 0.2, rhoBound: 0.9999, start });
  expect(found.found).toBe(false);
  expect(found.trace).toHaveLength(4);
});

test("asymmetry that no selection explains leaves no adjusted estimate, and says so", () => {
  const found = copasModel(TEN.yi, TEN.vi, { publication: [0.95, 0.9] });
  expect(found.adjusted).toBeNull();
  expect(found.warnings.join()).toContain("no selection on the path explains the asymmetry (p > 0.1)");
});

test("a grid has every pair, and covers the chances of publication that it says", () => {
  const grid = copasGrid(TEN.vi, 3);
  const found = copasModel(TEN.yi, TEN.vi, { publication: [], grid });
  expect(found.grid).toHaveLength(9);
  expect(found.grid[1]!.gamma0).toBe(grid.gamma0[1]);
  expect(found.grid[0]!.probabilityLargestSe).toBeCloseTo(0.4, 10);
  expect(found.grid[6]!.probabilitySmallestSe).toBeCloseTo(0.99, 10);
});

test.each<[string, readonly number[], readonly number[], object]>([
  ["too-few-effects", [0.1, 0.2], [0.1, 0.2], {}],
  ["collinear-design", [0.1, 0.2, 0.4], [0.1, 0.1, 0.1], {}],
  ["invalid-option", TEN.yi, TEN.vi, { publication: [0.5, 0.6] }],
  ["invalid-option", TEN.yi, TEN.vi, { precisePublication: 0.9 }],
  ["invalid-option", TEN.yi, TEN.vi, { rhoBound: 1 }],
])("%s is said", (code, yi, vi, options) => {
  expect(() => copasModel(yi, vi, options)).toThrow(expect.objectContaining({ code }) as InputError);
});
