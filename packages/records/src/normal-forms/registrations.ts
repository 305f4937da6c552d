/** A trial registration that a text names. */
export interface Registration {
  readonly registry: string;
  /** In the spelling of its registry, without version or country: "NCT01234567", "2004-000446-20". */
  readonly id: string;
}

type Rule = readonly [registry: string, form: RegExp, spelling?: (match: string) => string];

const compact = (text: string): string => text.replace(/[\s:#-]/g, "").toUpperCase();

/**
 * Primary registries of the WHO network and the registries that feed them, by the forms of their numbers. EudraCT and CTIS
 * numbers have no name in front, so their six and two digits and a year of this century must show them; "NL123" counts only
 * where the Dutch register is named.
 *
 * @see WHO, International Clinical Trials Registry Platform, "Primary registries" and "Data providers"
 */
const RULES: readonly Rule[] = [
  ["ClinicalTrials.gov", /\bNCT[\s:#-]{0,3}0?\d{8}(?!\d)/gi, (text) => `NCT${text.replace(/\D/g, "").slice(-8)}`],
  ["ISRCTN", /\bISRCTN[\s:#-]{0,3}\d{8}(?!\d)/gi, compact],
  ["ANZCTR", /\bACTRN[\s:#-]{0,3}\d{14}p?(?!\d)/gi, (text) => `ACTRN${text.replace(/\D/g, "")}`],
  ["ChiCTR", /\bChiCTR(?:-?[A-Z]{2,6}-?\d{8}|[\s-]?\d{10})(?!\d)/gi, (text) => text.replace(/\s/g, "").replace(/^chictr/i, "ChiCTR").replace(/^ChiCTR-(?=\d)/, "ChiCTR")], // prettier-ignore
  ["DRKS", /\bDRKS[\s:#-]{0,2}\d{8}(?!\d)/gi, compact],
  ["UMIN-CTR", /\b(?:JPRN-?)?UMIN(?:-?CTR)?[\s:#-]{0,2}(?:UMIN)?\d{9}(?!\d)/gi, (text) => `UMIN${text.replace(/\D/g, "")}`],
  ["UMIN-CTR", /\b(?:JPRN-?|UMIN[\s-]?)C0000\d{5}(?!\d)/gi, (text) => `UMIN${text.replace(/\D/g, "")}`],
  ["jRCT", /\bjRCTs?\d{9,10}(?!\d)/gi, (text) => text.replace(/^jrct/i, "jRCT").replace(/^jRCTS/, "jRCTs")],
  ["JapicCTI", /\bJapicCTI-?\d{6}(?!\d)/gi, (text) => `JapicCTI-${text.replace(/\D/g, "")}`],
  ["CTRI", /\bCTRI[/-]\d{4}[/-]\d{2,3}[/-]\d{6}(?!\d)/gi, (text) => text.replaceAll("-", "/").toUpperCase()],
  ["PACTR", /\bPACTR[\s:#-]{0,2}\d{15,16}(?!\d)/gi, compact],
  ["IRCT", /\bIRCT[\s:#-]{0,2}\d{8,16}N\d{1,3}(?!\d)/gi, compact],
  ["NTR", /\bNTR[\s:#-]{0,2}\d{2,4}(?!\d)/g, compact],
  ["NTR", /\bNL-OMON\d{4,6}(?!\d)/gi, (text) => text.toUpperCase()],
  ["NTR", /(?<=\b(?:Dutch|Netherlands|Nederlands)[^.;]{0,60}\b)NL[\s-]?\d{3,5}(?!\d)/g, compact],
  ["ReBEC", /\bRBR-[0-9a-z]{6,8}\b/gi, (text) => `RBR-${text.slice(4).toLowerCase()}`],
  ["CRIS", /\bKCT\d{7}(?!\d)/gi, compact],
  ["TCTR", /\bTCTR\d{11}(?!\d)/gi, compact],
  ["SLCTR", /\bSLCTR[/-]\d{4}[/-]\d{3}(?!\d)/gi, (text) => text.replaceAll("-", "/").toUpperCase()],
  ["RPCEC", /\bRPCEC\d{8}(?!\d)/gi, compact],
  ["REPEC", /\bPER-\d{3}-\d{2}(?!\d)/g],
  ["LBCTR", /\bLBCTR\d{10}(?!\d)/gi, compact],
  ["ITMCTR", /\bITMCTR\d{10}(?!\d)/gi, compact],
  ["CTIS", /(?<![\d-])20[2-9]\d-5\d{5}-\d{2}(?:-\d{2})?(?![\d-])/g, (text) => text.slice(0, 14)],
  ["EUCTR", /(?<![\d-])(?:EUCTR[\s-]?|EudraCT[\s:#-]{0,3})?20[0-2]\d-(?!5\d{5}-)\d{6}-\d{2}(?:-[A-Z]{2}|-3rd)?(?![\d-])/gi, (text) => /\d{4}-\d{6}-\d{2}/.exec(text)?.[0] ?? text], // prettier-ignore
]; // prettier-ignore

/** What every rule needs to see, so that most texts are done after one look. */
const MAY_REGISTER = /NCT|CTR|UMIN|JPRN|NTR|NL|DRKS|RCT|RBR-|KCT|JapicCTI|RPCEC|PER-|20\d\d-\d{6}/i;

/**
 * The registrations a text names, each once, in the order of the registries.
 *
 * @example findRegistrations("ISRCTN 12345678; NCT01234567") // NCT01234567, ISRCTN12345678
 */
export function findRegistrations(text: string): readonly Registration[] {
  if (!MAY_REGISTER.test(text)) return [];
  const found = new Map<string, Registration>();
  for (const [registry, form, spelling] of RULES) {
    for (const [match] of text.matchAll(form)) {
      const id = spelling === undefined ? match : spelling(match);
      if (!found.has(id)) found.set(id, { registry, id });
    }
  }
  return [...found.values()];
}
