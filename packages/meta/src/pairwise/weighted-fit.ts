import {
  choleskyFactor,
  choleskyInverse,
  choleskyLogDeterminant,
  choleskySolve,
} from "../linalg/cholesky.ts";
import { InputError } from "../input-error.ts";
import type { ModelData } from "./model-data.ts";

/** A weighted least-squares fit with diagonal weights A, in the basis of the data. */
export interface WeightedFit {
  readonly weights: Float64Array;
  readonly beta: Float64Array;
  /** (XᵀAX)⁻¹, p × p, row-major. */
  readonly inverse: Float64Array;
  /** ln |XᵀAX| */
  readonly logDeterminant: number;
  /** yᵀPy = Σ a e², P = A − AX(XᵀAX)⁻¹XᵀA */
  readonly q: number;
}

/** @throws InputError `not-finite` when the weights leave no information on a coefficient */
export function weightedFit(data: ModelData, weights: Float64Array): WeightedFit {
  const { k, p, yi } = data;
  if (data.interceptOnly) return weightedMean(yi, weights);
  const cross = weightedProducts(data, weights);
  const xay = new Float64Array(p);
  for (let i = 0; i < k; i += 1)
    for (let a = 0; a < p; a += 1) xay[a]! += weights[i]! * entry(data, i, a) * yi[i]!;
  const factor = choleskyFactor(cross, p);
  if (factor === undefined) throw noInformation();
  const beta = choleskySolve(factor, p, xay);
  let q = 0;
  for (let i = 0; i < k; i += 1) {
    let residual = yi[i]!;
    for (let a = 0; a < p; a += 1) residual -= entry(data, i, a) * beta[a]!;
    q += weights[i]! * residual * residual;
  }
  return {
    weights,
    beta,
    inverse: choleskyInverse(factor, p),
    logDeterminant: choleskyLogDeterminant(factor, p),
    q,
  };
}

/** Weights of 0 or of sizes too far apart, as of variances from 1e-300 to 1e300. */
function noInformation(): InputError {
  return new InputError(
    "not-finite",
    "the weights leave no information on a coefficient: effects or variances are too far apart in size",
    { field: "vi" },
    { fix: "check the unit of the effects and their variances" },
  );
}

/** The same for one column of ones, without matrices. */
function weightedMean(yi: Float64Array, weights: Float64Array): WeightedFit {
  const k = yi.length;
  let [sum, product] = [0, 0];
  for (let i = 0; i < k; i += 1) {
    sum += weights[i]!;
    product += weights[i]! * yi[i]!;
  }
  if (!(sum > 0)) throw noInformation();
  const mean = product / sum;
  let q = 0;
  for (let i = 0; i < k; i += 1) {
    const residual = yi[i]! - mean;
    q += weights[i]! * residual * residual;
  }
  return {
    weights,
    beta: Float64Array.of(mean),
    inverse: Float64Array.of(1 / sum),
    logDeterminant: Math.log(sum),
    q,
  };
}

/** Σ e²/(vi + τ²), e the residuals about coefficients of the basis. */
export function squaresAbout(data: ModelData, beta: Float64Array, tau2: number): number {
  const { k, p, yi, vi } = data;
  let sum = 0;
  for (let i = 0; i < k; i += 1) {
    let residual = yi[i]!;
    for (let a = 0; a < p; a += 1) residual -= entry(data, i, a) * beta[a]!;
    sum += residual ** 2 / (vi[i]! + tau2);
  }
  return sum;
}

/** 1/(vi + τ²) */
export function inverseVariances({ vi, k }: ModelData, tau2: number): Float64Array {
  const weights = new Float64Array(k);
  for (let i = 0; i < k; i += 1) weights[i] = 1 / (vi[i]! + tau2);
  return weights;
}

/** xᵢᵀ (XᵀAX)⁻¹ xᵢ for every row; times aᵢ it is the leverage. */
export function quadraticForms(data: ModelData, inverse: Float64Array): Float64Array {
  const { k, p } = data;
  if (data.interceptOnly) return new Float64Array(k).fill(inverse[0]!);
  const forms = new Float64Array(k);
  for (let i = 0; i < k; i += 1) {
    let sum = 0;
    for (let a = 0; a < p; a += 1)
      for (let b = 0; b < p; b += 1) sum += entry(data, i, a) * inverse[a * p + b]! * entry(data, i, b);
    forms[i] = sum;
  }
  return forms;
}

/** Xᵀ diag(d) X, p × p, row-major. */
export function weightedProducts(data: ModelData, diagonal: Float64Array): Float64Array {
  const { k, p, x } = data;
  const products = new Float64Array(p * p);
  if (data.interceptOnly) {
    for (let i = 0; i < k; i += 1) products[0]! += diagonal[i]!;
    return products;
  }
  for (let i = 0; i < k; i += 1) {
    for (let a = 0; a < p; a += 1) {
      const left = diagonal[i]! * x[i * p + a]!;
      for (let b = 0; b <= a; b += 1) products[a * p + b]! += left * x[i * p + b]!;
    }
  }
  for (let a = 0; a < p; a += 1) for (let b = 0; b < a; b += 1) products[b * p + a] = products[a * p + b]!;
  return products;
}

/** Traces of products of P and V = diag(vi), for P with the weights of a fit. */
export interface ProjectionTraces {
  readonly p: number;
  readonly pv: number;
  readonly pp: number;
  readonly pvp: number;
  readonly pvpv: number;
}

/**
 * tr(P), tr(PV), tr(PP), tr(PVP) and tr(PVPV) in O(k p²), from
 *
 *   tr(PDPE) = Σ a² d e − 2 Σ a³ d e h + tr(M Xᵀ A²D X M Xᵀ A²E X),  M = (XᵀAX)⁻¹, h = xᵀMx.
 */
export function projectionTraces(data: ModelData, { weights, inverse }: WeightedFit): ProjectionTraces {
  const { vi, p } = data;
  if (data.interceptOnly) return meanTraces(vi, weights, inverse[0]!);
  const forms = quadraticForms(data, inverse);
  const squares = weights.map((a) => a * a);
  const plain = sandwich(inverse, weightedProducts(data, squares), p);
  const scaled = sandwich(
    inverse,
    weightedProducts(
      data,
      squares.map((a2, i) => a2 * vi[i]!),
    ),
    p,
  );
  let [trP, pv, pp, pvp, pvpv] = [0, 0, 0, 0, 0];
  for (let i = 0; i < vi.length; i += 1) {
    const [a, v, h] = [weights[i]!, vi[i]!, forms[i]!];
    const diagonal = a * (1 - a * h);
    const twice = a * a * (1 - 2 * a * h);
    trP += diagonal;
    pv += diagonal * v;
    pp += twice;
    pvp += twice * v;
    pvpv += twice * v * v;
  }
  return {
    p: trP,
    pv,
    pp: pp + traceProduct(plain, plain, p),
    pvp: pvp + traceProduct(plain, scaled, p),
    pvpv: pvpv + traceProduct(scaled, scaled, p),
  };
}

/** The same for one column of ones: M = 1/Σa. */
function meanTraces(vi: Float64Array, weights: Float64Array, m: number): ProjectionTraces {
  let [a2, a2v, p, pv, pp, pvp, pvpv] = [0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < vi.length; i += 1) {
    const [a, v] = [weights[i]!, vi[i]!];
    const square = a * a;
    a2 += square;
    a2v += square * v;
    p += a * (1 - a * m);
    pv += a * (1 - a * m) * v;
    const twice = square * (1 - 2 * a * m);
    pp += twice;
    pvp += twice * v;
    pvpv += twice * v * v;
  }
  const [plain, scaled] = [m * a2, m * a2v];
  return { p, pv, pp: pp + plain * plain, pvp: pvp + plain * scaled, pvpv: pvpv + scaled * scaled };
}

function entry(data: ModelData, i: number, a: number): number {
  return data.interceptOnly ? 1 : data.x[i * data.p + a]!;
}

/** M B */
function sandwich(m: Float64Array, b: Float64Array, p: number): Float64Array {
  const product = new Float64Array(p * p);
  for (let i = 0; i < p; i += 1)
    for (let j = 0; j < p; j += 1)
      for (let l = 0; l < p; l += 1) product[i * p + j]! += m[i * p + l]! * b[l * p + j]!;
  return product;
}

function traceProduct(a: Float64Array, b: Float64Array, p: number): number {
  let sum = 0;
  for (let i = 0; i < p; i += 1) for (let j = 0; j < p; j += 1) sum += a[i * p + j]! * b[j * p + i]!;
  return sum;
}
