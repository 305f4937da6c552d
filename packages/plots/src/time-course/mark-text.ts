import { formatNumber } from "../svg/format-number.ts";

/** The estimate and, where known, its interval in brackets; they are never parted at the end of a line. */
export function effectText(effect: {
  readonly estimate: number;
  readonly ciLower?: number;
  readonly ciUpper?: number;
}): string {
  const { estimate, ciLower, ciUpper } = effect;
  const interval =
    ciLower === undefined || ciUpper === undefined
      ? ""
      : `\u00a0[${formatNumber(ciLower, 2)},\u00a0${formatNumber(ciUpper, 2)}]`;
  return formatNumber(estimate, 2) + interval;
}

export function hoursText(hours: number): string {
  return hours < 1 ? `${Math.round(hours * 60)} min` : `${Number(hours.toFixed(1))} h`;
}

/** a … z, then aa, ab … */
export function letter(index: number): string {
  const last = String.fromCharCode(97 + (index % 26));
  return index < 26 ? last : letter(Math.floor(index / 26) - 1) + last;
}
