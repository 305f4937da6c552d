import { isObject } from "../arguments/rules.ts";
import { valueInWords } from "../arguments/value-in-words.ts";
import { InputError } from "../input-error.ts";

const MADE_BY = { pairwise: "fitPairwise", regression: "fitRegression" } as const;

/**
 * Looks at an argument that must be a fit.
 *
 * @throws InputError `invalid-argument`, naming what gives such a fit
 */
export function checkFit(fit: unknown, kinds: readonly (keyof typeof MADE_BY)[], name = "fit"): void {
  const kind = isObject(fit) && "kind" in fit ? fit.kind : undefined;
  if (kinds.some((one) => one === kind)) return;
  const expected = `what ${kinds.map((one) => MADE_BY[one]).join(" or ")} gives`;
  const found = typeof kind === "string" ? `a result of kind ${kind}` : valueInWords(fit);
  throw new InputError(
    "invalid-argument",
    `${name} is ${found}, not ${expected}`,
    { field: name },
    { found: fit, expected },
  );
}
