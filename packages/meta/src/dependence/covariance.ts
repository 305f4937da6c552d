import { checkOptions, type OptionRules } from "../arguments/check-options.ts";
import { checkRows } from "../arguments/check-shape.ts";
import { FINITE } from "../arguments/rules.ts";
import { InputError } from "../input-error.ts";

/** One effect's place among effects that share people. */
export interface DependentEffect {
  readonly vi: number;
  readonly cluster: string | number;
  /** Which outcome of the cluster. */
  readonly obs?: string | number;
  /** When, in any unit. */
  readonly time?: number;
  /** The two groups that are compared, and their sizes. */
  readonly group1?: string | number;
  readonly group2?: string | number;
  readonly size1?: number;
  readonly size2?: number;
}

// Their ranges have a code of their own.
const RULES: OptionRules<{ readonly rho?: number; readonly phi?: number }> = { rho: FINITE, phi: FINITE };

/**
 * Sampling covariances of effects within clusters:  Vᵢⱼ = r √(vi vj), where r multiplies
 * - `rho` for two different `obs` of a cluster,
 * - `phi` to the power of the distance in `time`,
 * - what shared groups give: √(share of the other group) for each of the two comparisons, negative where one's first group is
 *   the other's second.
 *
 * @returns k × k rows
 * @throws InputError `correlation-not-feasible` for rho outside [−1, 1] or phi outside [0, 1], `nonpositive-variance`,
 *   `nonpositive-n`, with the row
 * @see Gleser & Olkin 2009, in: The Handbook of Research Synthesis and Meta-Analysis, chapter 19
 * @example samplingCovariances([{ vi: 1, cluster: 1, obs: 1 }, { vi: 4, cluster: 1, obs: 2 }], { rho: 0.5 }) // [[1, 1], [1, 4]]
 */
export function samplingCovariances(
  effects: readonly DependentEffect[],
  options: { readonly rho?: number; readonly phi?: number } = {},
): readonly (readonly number[])[] {
  checkOptions(options, RULES);
  checkRows("effects", effects, ["vi", "cluster"]);
  const { rho, phi } = options;
  if (rho !== undefined && !(Math.abs(rho) <= 1)) throw outside("rho", rho, "−1 to 1");
  if (phi !== undefined && !(phi >= 0 && phi <= 1)) throw outside("phi", phi, "0 to 1");
  effects.forEach((effect, row) => checkEffect(effect, row));
  return effects.map((a, i) =>
    effects.map((b, j) => {
      if (i === j) return a.vi;
      if (a.cluster !== b.cluster) return 0;
      return correlation(a, b, rho, phi) * Math.sqrt(a.vi * b.vi);
    }),
  );
}

function correlation(
  a: DependentEffect,
  b: DependentEffect,
  rho: number | undefined,
  phi: number | undefined,
): number {
  let r = 1;
  if (a.obs !== undefined && b.obs !== undefined && a.obs !== b.obs) r *= rho ?? 0;
  if (a.time !== undefined && b.time !== undefined) r *= (phi ?? 0) ** Math.abs(a.time - b.time);
  if (a.group1 === undefined && a.group2 === undefined) return r;
  return r * sharedGroups(a, b);
}

/** Of a difference between two groups, group 1 contributes n2/(n1 + n2) of the variance and group 2 the rest. */
function sharedGroups(a: DependentEffect, b: DependentEffect): number {
  const first = (e: DependentEffect): number => (e.size2 ?? 1) / ((e.size1 ?? 1) + (e.size2 ?? 1));
  const second = (e: DependentEffect): number => 1 - first(e);
  const same = (x: unknown, y: unknown): boolean => x !== undefined && x === y;
  let r = 0;
  if (same(a.group1, b.group1)) r += Math.sqrt(first(a) * first(b));
  if (same(a.group2, b.group2)) r += Math.sqrt(second(a) * second(b));
  if (same(a.group1, b.group2)) r -= Math.sqrt(first(a) * second(b));
  if (same(a.group2, b.group1)) r -= Math.sqrt(second(a) * first(b));
  return r;
}

function checkEffect({ vi, size1, size2 }: DependentEffect, row: number): void {
  if (!(vi > 0 && vi < Infinity))
    throw new InputError("nonpositive-variance", `vi = ${vi} in row ${row} is not above 0`, {
      field: "vi",
      row,
    });
  for (const [field, size] of [
    ["size1", size1],
    ["size2", size2],
  ] as const)
    // prettier-ignore
    if (size !== undefined && !(size > 0))
      throw new InputError("nonpositive-n", `${field} = ${size} in row ${row} is not above 0`, { field, row });
}

function outside(name: string, value: number, range: string): InputError {
  return new InputError(
    "correlation-not-feasible",
    `${name} = ${value} is not within ${range}`,
    { field: name },
    { found: value, expected: range },
  );
}
