import { InputError } from "../input-error.ts";

/**
 * Whether sums of squared residuals over variances can be held in a double: where (max yi − min yi)² k / min vi, or max vi k, is
 * beyond 1.8e308, no model has a likelihood that can be computed.
 *
 * @throws InputError `not-finite`, with the row of the effect that is farthest from the first or of the least variance
 */
export function checkRange(yi: readonly number[], vi: readonly number[]): void {
  const k = yi.length;
  let [far, least, most] = [0, 0, 0];
  for (let i = 1; i < k; i += 1) {
    if (Math.abs(yi[i]! - yi[0]!) > Math.abs(yi[far]! - yi[0]!)) far = i;
    if (vi[i]! < vi[least]!) least = i;
    if (vi[i]! > vi[most]!) most = i;
  }
  const distance = Math.max(Math.abs(yi[far]! - yi[0]!), Math.abs(yi[0]!));
  if (Number.isFinite(((4 * distance) / vi[least]!) * distance * k) && Number.isFinite(vi[most]! * k)) return;
  const field = Number.isFinite(vi[most]! * k) ? "yi" : "vi";
  const row = field === "vi" ? most : far;
  throw new InputError(
    "not-finite",
    `yi = ${yi[row]!} with vi = ${vi[row]!} in row ${row} is too far from the others (the least variance is ${vi[least]!}): squares over variances exceed the range of numbers`,
    { field, row },
    {
      found: String(field === "yi" ? yi[row]! : vi[row]!),
      fix: "check the unit of the effects and their variances",
    },
  );
}
