import { InputError } from "../input-error.ts";

/**
 * Whether small studies can be told from large ones.
 *
 * @param vi - sampling variances, all > 0
 * @throws InputError `too-few-effects` (k < 3), `collinear-design` (all standard errors equal to seven digits)
 */
export function checkSpread(vi: readonly number[]): void {
  if (vi.length < 3)
    throw new InputError("too-few-effects", `small-study effects need 3 effects, there are ${vi.length}`, {
      field: "yi",
    });
  if (vi.every((v) => Math.abs(v / vi[0]! - 1) < 1e-7))
    throw new InputError("collinear-design", "all effects have one standard error: none is a small study", {
      field: "vi",
    });
}
