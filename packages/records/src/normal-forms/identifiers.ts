import { isOrcid } from "./check-digits.ts";
import { plainDoi, plainPmid } from "./plain-identifiers.ts";

/**
 * A DOI in lower case without resolver or prefix; undefined when the text is none. Percent codes are decoded
 * ("s0006-3223%2899%29…"); a closing bracket without its opening one, and stops, commas and quotes at the end, belong to
 * the sentence around it.
 *
 * @example normaliseDoi("https://doi.org/10.1177/2045125313507739") // "10.1177/2045125313507739"
 * @see DOI Handbook, chapter 2 (syntax; names are case-insensitive)
 */
export function normaliseDoi(text: string): string | undefined {
  return plainDoi(text) ?? normaliseAnyDoi(text);
}

export function normaliseAnyDoi(text: string): string | undefined {
  let bare = text.trim();
  if (!bare.startsWith("10.")) bare = withoutPrefix(bare);
  if (bare.endsWith("]") || bare.endsWith(")")) bare = bare.replace(/\s*[[(]doi[\])]$/i, "");
  if (bare.includes("%"))
    bare = bare.replace(/%([2-7][0-9a-f])/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  if (bare.includes("&"))
    bare = bare.replace(/&(lt|gt|amp);/gi, (_, name: string) => ENTITIES[name.toLowerCase()] ?? "");
  const trimmed = trimSentence(bare);
  return /^10\.\d{4,9}(?:\.\d+)*\/\S+$/.test(trimmed) ? trimmed.toLowerCase() : undefined;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&" };

function withoutPrefix(text: string): string {
  return text
    .replace(/^[<[({"'“]+(?=\s*(?:doi|https?:|10\.))/i, "")
    .replace(/^(?:urn:|info:)?doi\s*[:=/]?\s*/i, "")
    .replace(/^(?:https?:\/\/)?(?:[a-z]+\.)*doi\.org\/+\s*/i, "")
    .replace(/^doi\s*[:=]?\s*/i, "");
}

/**
 * Whether a DOI was cut off where an export ended it: at an opening bracket without its closing one, or before the number of
 * a Cochrane review. Such a DOI is no other record's, but it is not this record's either.
 */
export function isCutDoi(doi: string): boolean {
  const opened = doi.split(/[([<]/).length;
  const closed = doi.split(/[)\]>]/).length;
  return opened > closed || /^10\.1002\/14651858(?:\.(?:cd\d{0,5})?)?$/.test(doi);
}

/** Without the marks at its end that belong to the sentence around it. */
function trimSentence(text: string): string {
  const shorter = text.replace(/[.,;:'"\s]+$/, "");
  const close = shorter.slice(-1);
  const open = { ")": "(", "]": "[", ">": "<" }[close];
  const unbalanced = open !== undefined && shorter.split(open).length < shorter.split(close).length;
  if (unbalanced) return trimSentence(shorter.slice(0, -1));
  return shorter;
}

/**
 * The first DOI inside a longer text (a citation, a link), in normal form. Angle brackets end it, except in the DOIs that
 * are made from a SICI ("10.1002/(SICI)1097-0258(19970615)16:11<1261::AID-SIM531>3.0.CO;2-#").
 */
export function findDoi(text: string): string | undefined {
  const found = DOI_WITHIN.exec(text)?.[0];
  return found === undefined ? undefined : normaliseDoi(found);
}

const DOI_WITHIN =
  /(?<![\d.])10\.\d{4,9}(?:\.\d+)*(?:\/|%2f)(?:(?:\(|%28)sici(?:\)|%29)[^\s"<>]+<[^\s"<>]+>[^\s"<>]*|[^\s"<>]+)/i;

/** A PubMed id: 1 to 8 digits, leading zeros dropped; zero is none. */
export function normalisePmid(text: string): string | undefined {
  return plainPmid(text) ?? normaliseAnyPmid(text);
}

export function normaliseAnyPmid(text: string): string | undefined {
  return /^(?:pmid:?\s*)?0*([1-9]\d{0,7})(?:\s*\[pmid\])?$/i.exec(text.trim())?.[1];
}

/** A PubMed Central id with its prefix and without version: PMC3952483. */
export function normalisePmcid(text: string): string | undefined {
  const digits = /^(?:pmcid:?\s*)?(?:pmc)?\s*0*([1-9]\d{0,8})(?:\.\d+)?$/i.exec(text.trim())?.[1];
  return digits === undefined ? undefined : `PMC${digits}`;
}

/** The four groups of an ORCID iD, from a bare number or a link; undefined where its check digit is wrong. */
export function findOrcid(text: string): string | undefined {
  const match = /(?<!\d)(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])(?!\d)/.exec(text);
  const orcid = match?.slice(1).join("-").toUpperCase();
  return orcid !== undefined && isOrcid(orcid) ? orcid : undefined;
}

/** The number of a Cochrane review in a text, a DOI or a pages field: "CD000023". */
export function findCochraneId(text: string): string | undefined {
  const digits = /(?<![a-z\d])(?:CD|MR|ED)\d{6}(?!\d)/i.exec(text)?.[0];
  return digits?.toUpperCase();
}
