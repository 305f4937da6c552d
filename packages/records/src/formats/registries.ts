import { findRegistrations } from "../normal-forms/registrations.ts";

/** Beginnings that tell the registry, also where the number itself is not whole. */
const REGISTRIES: readonly (readonly [start: RegExp, name: string])[] = [
  [/^NCT/, "ClinicalTrials.gov"],
  [/^ISRCTN/, "ISRCTN"],
  [/^\d{4}-\d{6}-\d\d/, "EudraCT"],
  [/^ACTRN/, "ANZCTR"],
  [/^ChiCTR/i, "ChiCTR"],
  [/^DRKS/, "DRKS"],
  [/^(?:JPRN-)?UMIN/, "UMIN-CTR"],
  [/^jRCT/i, "jRCT"],
  [/^CTRI/, "CTRI"],
  [/^IRCT/, "IRCT"],
  [/^PACTR/, "PACTR"],
  [/^RBR/, "ReBec"],
];

/** The registry of a number as MEDLINE and PubMed name its data bank; undefined for a number that none of them has. */
export function registryOf(id: string): string | undefined {
  const named = REGISTRIES.find(([start]) => start.test(id))?.[1];
  return named ?? findRegistrations(id)[0]?.registry;
}
