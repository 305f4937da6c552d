import type { Author, BibRecord, RawEntry } from "../../model.ts";
import { parseDate } from "../../normal-forms/dates.ts";
import { normaliseDoi, normalisePmcid, normalisePmid } from "../../normal-forms/identifiers.ts";
import { parseName } from "../../normal-forms/names.ts";
import { parsePages } from "../../normal-forms/pages.ts";

/** A MEDLINE entry as a record. Tags keep their letters; what has no place in the model stays in `raw`. */
export function mapMedline(entry: RawEntry, file: string, ordinal: number): BibRecord {
  const all = (tag: string): readonly string[] => entry.fields.filter((field) => field.tag === tag && field.value !== "").map(({ value }) => value);
  const first = (...tags: readonly string[]): string | undefined => tags.flatMap(all)[0];
  const pmid = normalisePmid(first("PMID") ?? "");
  const pmcid = normalisePmcid(first("PMC") ?? "");
  const located = [...all("LID"), ...all("AID")];
  const doi = located.map((value) => /^(.*?)\s*\[doi\]$/.exec(value)?.[1]).flatMap((value) => (value === undefined ? [] : [normaliseDoi(value)]))[0];
  const pii = located.map((value) => /^(.*?)\s*\[pii\]$/.exec(value)?.[1]).find((value) => value !== undefined);
  const registrations = all("SI").filter((value) => /^(?:ClinicalTrials\.gov|ISRCTN|EudraCT)\//i.test(value)).map((value) => value.slice(value.indexOf("/") + 1));
  const date = parseDate(first("DP") ?? "");
  const pages = parsePages(first("PG") ?? "");
  const title = first("TI", "TT", "BTI");
  const journalTitle = first("JT");
  const abbreviation = first("TA");
  const nlmId = first("JID");
  const country = first("PL");
  const [abstract, volume, issue, conflictOfInterest] = [first("AB"), first("VI"), first("IP"), first("COIS")];
  return {
    id: `${file}#${ordinal}`,
    source: { file, format: "medline", ordinal, line: entry.line },
    ids: {
      ...(pmid === undefined ? {} : { pmid }),
      ...(pmcid === undefined ? {} : { pmcid }),
      ...(doi === undefined ? {} : { doi }),
      ...(pii === undefined ? {} : { pii }),
      ...(registrations.length === 0 ? {} : { registrations }),
    },
    ...(title === undefined ? {} : { title }),
    ...(abstract === undefined ? {} : { abstract }),
    authors: authorsOf(entry),
    ...(date === undefined ? {} : { date }),
    journal: {
      ...(journalTitle === undefined ? {} : { title: journalTitle }),
      ...(abbreviation === undefined ? {} : { abbreviation }),
      ...(nlmId === undefined ? {} : { nlmId }),
      issn: all("IS").map(parseIssn),
      ...(country === undefined ? {} : { country }),
    },
    ...(volume === undefined ? {} : { volume }),
    ...(issue === undefined ? {} : { issue }),
    ...(pages === undefined ? {} : { pages }),
    languages: all("LA"),
    publicationTypes: all("PT"),
    keywords: all("OT"),
    meshTerms: all("MH"),
    grants: all("GR").map(parseGrant),
    ...(conflictOfInterest === undefined ? {} : { conflictOfInterest }),
    urls: [],
    raw: entry.fields,
  };
}

/** FAU begins an author; the AU and AD that follow belong to it. Old records have AU alone; CN is a group. */
function authorsOf({ fields }: RawEntry): readonly Author[] {
  const authors: Author[] = [];
  let fromFullName = false;
  for (const { tag, value } of fields) {
    const last = authors.at(-1);
    if (tag === "FAU") {
      authors.push(parseName(value));
      fromFullName = true;
    } else if (tag === "AU") {
      const short = parseName(value);
      if (fromFullName && last !== undefined && last.initials === undefined) {
        authors[authors.length - 1] = { ...last, ...(short.initials === undefined ? {} : { initials: short.initials }) };
      } else authors.push(short);
      fromFullName = false;
    } else if (tag === "CN") authors.push({ collective: value, affiliations: [] });
    else if (tag === "AD" && last !== undefined) authors[authors.length - 1] = { ...last, affiliations: [...last.affiliations, value] };
  }
  return authors;
}

function parseIssn(text: string): { readonly value: string; readonly kind?: string } {
  const match = /^(\S+)\s+\((.+)\)$/.exec(text);
  return match?.[1] !== undefined && match[2] !== undefined ? { value: match[1], kind: match[2].toLowerCase() } : { value: text };
}

/** "G0901868/MRC_/Medical Research Council/United Kingdom": number, acronym, agency, country; older ones have fewer parts. */
function parseGrant(text: string): BibRecord["grants"][number] {
  const parts = text.split("/");
  if (parts.length < 3) return { agency: text };
  const country = parts.at(-1);
  return {
    ...(parts[0] === undefined || parts[0] === "" ? {} : { id: parts[0] }),
    agency: parts.length === 3 ? (parts[1] ?? "") : parts.slice(2, -1).join("/"),
    ...(country === undefined ? {} : { country }),
  };
}
