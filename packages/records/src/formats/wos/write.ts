import type { BibRecord } from "../../model.ts";
import { formatName } from "../../normal-forms/names.ts";

/**
 * A record as Web of Science's tagged text: entries that came from there exactly as their fields were, others field by
 * field.
 */
export function writeWosEntry(record: BibRecord): string {
  const lines = record.source.format === "wos" ? rawLines(record) : newLines(record);
  return `${lines.join("\n")}\nER\n`;
}

function rawLines({ raw }: BibRecord): readonly string[] {
  return raw.map(({ tag, value }, at) => {
    const [first = "", ...more] = value.split("\n");
    const begin = at > 0 && raw[at - 1]!.tag === tag ? "  " : tag;
    return [`${begin} ${first}`.trimEnd(), ...more.map((line) => `   ${line}`)].join("\n");
  });
}

function newLines(record: BibRecord): readonly string[] {
  const { ids, journal, date, pages } = record;
  const lines: string[] = ["PT J"];
  const add = (tag: string, ...values: readonly (string | undefined)[]): void => {
    const given = values.flatMap((value) =>
      value === undefined || value === "" ? [] : value.replace(/\s+/g, " "),
    );
    lines.push(...given.map((value, at) => `${at === 0 ? tag : "  "} ${value}`));
  };
  const people = record.authors.filter(({ collective }) => collective === undefined);
  add(
    "AU",
    ...people.map(({ family, given, initials }) =>
      [family, initials ?? initialsOf(given)].filter(Boolean).join(", "),
    ),
  );
  add("AF", ...people.map(formatName));
  add("CA", ...record.authors.flatMap(({ collective }) => collective ?? []));
  add("BE", ...(record.editors ?? []).map(formatName));
  add("TI", record.title);
  add("SO", journal?.title);
  add("LA", ...record.languages);
  add("DT", record.publicationTypes.join("; "));
  add("CT", record.conference);
  add("DE", record.keywords.join("; "));
  add("AB", record.abstract);
  add(
    "C1",
    ...new Set([
      ...(record.affiliations ?? []),
      ...record.authors.flatMap(({ affiliations }) => affiliations),
    ]),
  );
  add("PU", record.publisher);
  add("PI", record.place);
  for (const { value, kind } of journal?.issn ?? []) add(kind === "Electronic" ? "EI" : "SN", value);
  add("BN", ...(ids.isbn ?? []));
  add("JI", journal?.abbreviation);
  add(
    "PD",
    date?.month === undefined
      ? undefined
      : `${MONTHS[date.month - 1]}${date.day === undefined ? "" : ` ${date.day}`}`,
  );
  add("PY", date === undefined ? undefined : String(date.year));
  add("VL", record.volume);
  add("IS", record.issue);
  add("BP", pages?.first);
  add("EP", pages?.last);
  add("DI", ids.doi);
  add("UT", ids.accession);
  add("PM", ids.pmid);
  return lines;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

function initialsOf(given: string | undefined): string | undefined {
  return given
    ?.split(/[\s.-]+/)
    .map((part) => part.charAt(0).toUpperCase())
    .join("");
}
