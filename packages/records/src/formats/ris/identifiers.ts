import { normalisePmcid, normalisePmid } from "../../normal-forms/identifiers.ts";

/** Where databases put the PMID, and how it is marked there. */
const PMID_FORMS: ReadonlyMap<string, RegExp> = new Map([
  ["PM", /^0*(\d{1,8})$/],
  ["PMID", /^0*(\d{1,8})$/],
  ["C5", /^(\d{5,8})$/],
  ["C3", /^PUBMED (\d+)$/i],
  ["C2", /^(\d{7,8})$/],
  ["U1", /^(\d{1,8}) \[PMID\]$/i],
  ["AN", /^(?:PMID:? ?|MEDLINE:? ?)(\d{5,8})$/i],
  ["ID", /^(?:PMID:? ?)(\d{5,8})$/i],
]);

/** The PMID in a field of Embase (C5), CENTRAL (C3), Scopus (C2), Dimensions (U1) or a reference manager (AN, ID). */
export function pmidIn(tag: string, value: string): string | undefined {
  const found = PMID_FORMS.get(tag)?.exec(value)?.[1];
  return found === undefined ? undefined : normalisePmid(found);
}

/** EndNote and Zotero keep the PMID of a PubMed record as its accession number. */
export function isPubMed(database: string | undefined): boolean {
  return database !== undefined && /pubmed|^nlm$/i.test(database);
}

/** PMID or PMCID of a link to PubMed or PubMed Central. */
export function idsInLink(link: string): { readonly pmid?: string; readonly pmcid?: string } {
  const pmid = /(?:nih\.gov\/pubmed|pubmed\.ncbi\.nlm\.nih\.gov)\/(\d{1,8})\b/.exec(link)?.[1];
  const pmcid = /nih\.gov\/pmc\/articles\/(PMC\d+)/i.exec(link)?.[1];
  return {
    ...(pmid === undefined ? {} : { pmid }),
    ...(pmcid === undefined ? {} : { pmcid: pmcid.toUpperCase() }),
  };
}

export function pmcidIn(value: string): string | undefined {
  return /^PMC/i.test(value) ? normalisePmcid(value) : undefined;
}

/** A number that a registry of trials gives, alone in its field or after the registry's name as CENTRAL has it. */
const REGISTRATION =
  /^(?:(?:CTGOV|ICTRP|ISRCTN|EUCTR|ClinicalTrials\.gov)[ :/]+)?(NCT\d{8}|ISRCTN\d{4,8}|ACTRN\d{14}p?|ChiCTR[-\w]+|DRKS\d{8}|(?:JPRN-)?UMIN\d{9}|JPRN-\S+|jRCT\w?\d+|CTRI\/\S+|IRCT\d+N?\d*|KCT\d{7}|NTR\d+|PACTR\d+|RBR-\w+|SLCTR\/\S+|TCTR\d+|(?:EUCTR)?\d{4}-\d{6}-\d{2}(?:-\w\w)*)$/i;

export function registrationIn(value: string): string | undefined {
  return REGISTRATION.exec(value)?.[1];
}

/** Registrations at ClinicalTrials.gov anywhere in a text. */
export function nctNumbersIn(value: string): readonly string[] {
  return value.includes("NCT") ? (value.match(/\bNCT\d{8}\b/g) ?? []) : [];
}

/** How databases number their records in fields that other programs use for other things. */
const ACCESSIONS: ReadonlyMap<string, RegExp> = new Map([
  // Embase, and Embase through EndNote.
  ["U2", /^(L\d{6,})$/],
  ["N1", /^(?:(L\d{8,})$|Accession Number: ([^\s;]+?)\.?(?:[;\s]|$))/],
  // PsycINFO, Lens.
  ["ID", /^(\d{4}-\d{5}-\d{3}|\d{3}(?:-\d{3}){4})$/],
  // Scopus.
  ["UR", /\bscopus\.com\/.*\beid=(2-s2\.0-\d+)/],
]);

/** The database's own number of the record, where another field than AN holds it. */
export function accessionIn(tag: string, value: string): string | undefined {
  if (tag === "UR" && !value.includes("scopus.com/")) return undefined;
  const match = ACCESSIONS.get(tag)?.exec(value);
  return match?.[1] ?? match?.[2];
}
