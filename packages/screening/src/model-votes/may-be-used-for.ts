import { ScreeningError } from "../screening-error.ts";
import type { Calibration } from "./calibrate.ts";

/** What the protocol demands of a pilot, fixed before it. */
export interface PilotRule {
  /** Labelled records with a vote of the model, at least. */
  readonly leastRecords: number;
  /** The lower bound of sensitivity must reach it. */
  readonly targetSensitivity: number;
}

/**
 * Why votes may be used for no more than ordering; a closed list.
 *
 * - `no-pilot`: nothing was calibrated
 * - `pilot-too-small`: fewer labelled records than the rule asks for
 * - `nothing-included`: people included none of them, so that sensitivity is not known
 * - `sensitivity-not-shown`: the lower bound is under the target
 */
export type OrderingOnlyReason =
  "no-pilot" | "pilot-too-small" | "nothing-included" | "sensitivity-not-shown";

/** What a model's votes may be used for. Ordering never loses a record; whatever more they may do, they never count as a person. */
export type PermittedUse =
  | {
      readonly ordering: true;
      readonly more: false;
      readonly reason: OrderingOnlyReason;
      readonly message: string;
    }
  | {
      readonly ordering: true;
      readonly more: true;
      readonly reason: "sensitivity-shown";
      readonly message: string;
    };

/**
 * Ordering always; more only after a pilot of at least `leastRecords` labelled records whose lower bound of sensitivity reaches
 * the target. With a 95 % interval and a target of 0.95 this takes at least 72 included records, all of them found:
 * 0.025^(1/72) = 0.9501.
 *
 * @throws ScreeningError `invalid-option` for a rule outside its range
 */
export function mayBeUsedFor(calibration: Calibration | undefined, rule: PilotRule): PermittedUse {
  const { leastRecords, targetSensitivity } = rule;
  if (!Number.isInteger(leastRecords) || leastRecords < 1)
    throw new ScreeningError("invalid-option", `leastRecords is ${leastRecords}, not a whole number from 1 on.`, {
      field: "leastRecords",
    }); // prettier-ignore
  if (!(targetSensitivity > 0 && targetSensitivity <= 1))
    throw new ScreeningError(
      "invalid-option",
      `targetSensitivity is ${targetSensitivity}, not a share above 0 and at most 1.`,
      { field: "targetSensitivity" },
      "Write 95 % as 0.95.",
    );
  if (calibration === undefined)
    return orderingOnly("no-pilot", "no pilot with people's labels was calibrated");
  const { both, sensitivity, ciLevel } = calibration;
  if (both < leastRecords)
    return orderingOnly(
      "pilot-too-small",
      `the pilot has ${both} labelled records with a vote, the rule asks for ${leastRecords}`,
    );
  if (sensitivity.ciLower === null)
    return orderingOnly("nothing-included", "people included none of the pilot, so sensitivity is not known");
  const bound = `the lower bound of sensitivity (${percent(ciLevel)} interval) is ${sensitivity.ciLower.toFixed(3)}`;
  return sensitivity.ciLower >= targetSensitivity
    ? {
        ordering: true,
        more: true,
        reason: "sensitivity-shown",
        message: `${bound}, at least the target of ${targetSensitivity}`,
      }
    : orderingOnly("sensitivity-not-shown", `${bound}, under the target of ${targetSensitivity}`);
}

const orderingOnly = (reason: OrderingOnlyReason, message: string): PermittedUse => ({
  ordering: true,
  more: false,
  reason,
  message,
});

const percent = (share: number): string => `${Number((100 * share).toFixed(6))} %`;
