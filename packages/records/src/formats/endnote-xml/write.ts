import type { BibRecord } from "../../model.ts";
import { formatName } from "../../normal-forms/names.ts";
import { escapeText } from "../../xml/raw-fields.ts";

/**
 * A record for EndNote: a journal article unless its types say book, chapter, thesis, conference or web page. The PMID
 * is the accession number with NLM as provider, the PMCID is Custom 2, a statement of interests Custom 1, as EndNote itself
 * keeps them. Empty fields are left out.
 */
export function writeEndnoteRecord(record: BibRecord): string {
  const { ids, journal, date, pages } = record;
  const [name, number] = referenceType(record);
  const issn =
    journal?.issn.map(({ value, kind }) => (kind === undefined ? value : `${value} (${kind})`)) ?? [];
  const lines = [
    `<ref-type name="${name}">${number}</ref-type>`,
    group("contributors", [
      group(
        "authors",
        record.authors.map(formatName).map((text) => field("author", text)),
      ),
      group(
        "secondary-authors",
        (record.editors ?? []).map(formatName).map((text) => field("author", text)),
      ),
    ]),
    field(
      "auth-address",
      [
        ...(record.affiliations ?? []),
        ...new Set(record.authors.flatMap(({ affiliations }) => affiliations)),
      ].join("\r"),
    ),
    group("titles", [field("title", record.title), field("secondary-title", journal?.title)]),
    group("periodical", [field("full-title", journal?.title), field("abbr-1", journal?.abbreviation)]),
    field("pages", pages?.text),
    field("volume", record.volume),
    field("number", record.issue),
    field("edition", record.edition),
    group(
      "keywords",
      [...record.keywords, ...record.meshTerms].map((text) => field("keyword", text)),
    ),
    group("dates", [
      field("year", date && String(date.year)),
      group("pub-dates", [
        field("date", date?.month === undefined ? undefined : (date.text ?? isoDate(date))),
      ]),
    ]),
    field("pub-location", record.place),
    field("publisher", record.publisher),
    field("isbn", [...new Set([...issn, ...(ids.isbn ?? [])])].join("\r")),
    field("accession-num", ids.pmid ?? ids.accession ?? ids.registrations?.[0]),
    ids.pmid === undefined ? "" : field("remote-database-provider", "NLM"),
    field("electronic-resource-num", ids.doi),
    field("abstract", record.abstract),
    field("notes", record.notes?.join("\r")),
    field("orig-pub", record.originalTitle),
    field("custom1", record.conflictOfInterest),
    field("custom2", ids.pmcid),
    field("custom3", ids.registrations?.join("; ")),
    field("language", record.languages.join("\r")),
    field(
      "work-type",
      record.publicationTypes.find((type) => type !== name),
    ),
    group("urls", [
      group(
        "related-urls",
        record.urls.map((url) => field("url", url)),
      ),
    ]),
  ];
  return `<record>${lines.join("")}</record>\n`;
}

function field(name: string, text: string | undefined): string {
  return text === undefined || text === "" ? "" : `<${name}>${escapeText(text)}</${name}>`;
}

function group(name: string, inner: readonly string[]): string {
  const text = inner.join("");
  return text === "" ? "" : `<${name}>${text}</${name}>`;
}

function isoDate({ year, month, day }: NonNullable<BibRecord["date"]>): string {
  return [year, month, day]
    .filter((part) => part !== undefined)
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}

/** EndNote's name and number of a reference type. */
function referenceType({ publicationTypes }: BibRecord): readonly [name: string, number: number] {
  const types = publicationTypes.join(" | ").toLowerCase();
  return REFERENCE_TYPES.find(([form]) => form.test(types))?.[1] ?? ["Journal Article", 17];
}

const REFERENCE_TYPES: readonly (readonly [form: RegExp, type: readonly [name: string, number: number]])[] = [
  [/book section|chapter|\bchap\b/, ["Book Section", 5]],
  [/conference|proceedings|\bconf\b|\bcpaper\b/, ["Conference Proceedings", 10]],
  [/thesis|dissertation/, ["Thesis", 32]],
  [/\bbook\b/, ["Book", 6]],
  [/web ?page|\belec\b/, ["Web Page", 12]],
];
