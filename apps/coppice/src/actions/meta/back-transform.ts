import { harmonicMean, inverseDoubleArcsine } from "@coppice/meta";
import type { Studies } from "./load-studies.ts";
import { proportionOf } from "./study-counts.ts";

/** What a value of the analysis scale means to a reader. */
export interface BackTransform {
  readonly label: string;
  /** Of a pooled value; of a study's own where its place is given, since a few measures depend on its size. */
  readonly of: (value: number, place?: number) => number;
}

/** Undefined where the analysis scale is the one that people think in. */
export function backTransform(studies: Studies): BackTransform | undefined {
  const { measure } = studies.inputs;
  if (measure.back !== undefined) return measure.back;
  if (measure.scale === "log") return { label: measure.label.toLowerCase(), of: Math.exp };
  if (measure.code === "PFT") {
    const own = (place: number): number | undefined => proportionOf(studies, place)?.ni;
    return bySize(studies, "proportion", own, inverseDoubleArcsine);
  }
  if (measure.code === "IRFT")
    return bySize(studies, "rate", (place) => studies.input("ti", place), inverseDoubleRoot);
  return undefined;
}

/** Pooled values take the harmonic mean of the sizes (Miller 1978, American Statistician 32:138). */
function bySize(
  studies: Studies,
  label: string,
  sizeOf: (place: number) => number | undefined,
  inverse: (value: number, size: number) => number,
): BackTransform | undefined {
  const sizes = studies.yi.map((_, place) => sizeOf(place));
  if (!sizes.every((size) => size !== undefined)) return undefined;
  const mean = harmonicMean(sizes);
  return { label, of: (value, place) => inverse(value, place === undefined ? mean : sizes[place]!) };
}

/** The rate x/t of ½ (√(x/t) + √((x+1)/t)). */
function inverseDoubleRoot(value: number, t: number): number {
  // With b = 4y²t: 2x + 1 + 2√(x(x+1)) = b, so x = (b − 1)²/4b; below b = 1 there is no count.
  const b = 4 * value * value * t;
  return value <= 0 || b <= 1 ? 0 : (b - 1) ** 2 / (4 * b) / t;
}
