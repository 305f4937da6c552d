import { formatName, type BibRecord, type FamilyLink, type ReviewPair } from "@coppice/records";
import { h, raw, render, type Content, type Html } from "../html/element.ts";
import { table } from "../html/table.ts";
import { PAIRS_STYLE } from "./pairs-style.ts";

export interface PairsPageInput {
  /** The records of the pairs. */
  readonly records: ReadonlyMap<string, BibRecord>;
  readonly review: readonly ReviewPair[];
  readonly families: readonly FamilyLink[];
  readonly files: readonly { readonly file: string; readonly records: number }[];
  /** Files of an earlier search, and how many of the others' records are known from there. */
  readonly earlier?: readonly { readonly file: string; readonly records: number }[];
  readonly known?: number;
  /** How many reports the records are that are not known. */
  readonly reports: number;
  readonly made: Date;
}

/** Families are listed up to this many; the page says when there are more. */
const LISTED = 500;

/**
 * One page, on its own, with the pairs of records that a person should look at, field by field side by side, what differs
 * marked; and the list of reports that belong together but are counted apart.
 */
export function pairsPage(input: PairsPageInput): string {
  const { records, review, families, files, earlier = [], known = 0, reports, made } = input;
  const read = files.reduce((sum, file) => sum + file.records, 0);
  const removed = read - known - reports;
  const inEarlier =
    earlier.length === 0
      ? `${read} records are ${reports} reports by themselves`
      : `${read} records were compared with an earlier search, which has ${known} of them; the others are ${reports} reports by themselves`;
  const page = h(
    "html",
    { lang: "en" },
    h(
      "head",
      {},
      h("meta", { charset: "utf-8" }),
      h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      h("title", {}, "Duplicates to look at"),
      h("style", {}, raw(PAIRS_STYLE)),
    ),
    h(
      "body",
      {},
      h("a", { class: "skip", href: "#pairs" }, "To the pairs"),
      h(
        "main",
        {},
        h("h1", {}, "Duplicates to look at"),
        h(
          "p",
          { class: "lead" },
          `${inEarlier}: ${removed} duplicates were found without a doubt. ` +
            `${count(review.length, "pair needs", "pairs need")} a look; those most likely to be one report come first. ` +
            `${count(families.length, "pair belongs", "pairs belong")} together and ${families.length === 1 ? "is" : "are"} counted apart.`,
        ),
        table(
          { caption: "Files" },
          [{ header: "File" }, { header: "Records", numeric: true }],
          [
            ...files.map((file) => [file.file, file.records]),
            ...earlier.map((file) => [`${file.file} (earlier search)`, file.records]),
          ],
        ),
        h("h2", { id: "pairs" }, "Pairs"),
        review.length === 0
          ? h("p", {}, "There is nothing to look at.")
          : review.map((pair, at) => pairSection(pair, at + 1, records)),
        h("h2", {}, "Families"),
        familiesOf(families, records),
      ),
      h("footer", {}, h("p", {}, `Made on ${made.toISOString().slice(0, 10)}.`)),
    ),
  );
  return `<!doctype html>\n${render(page)}\n`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

const FIELDS: readonly (readonly [name: string, of: (record: BibRecord) => string])[] = [
  ["Title", ({ title }) => title ?? ""],
  ["Authors", ({ authors }) => authors.map(formatName).join("; ")],
  ["Year", ({ date }) => date?.text ?? String(date?.year ?? "")],
  ["Journal", ({ journal }) => journal?.title ?? journal?.abbreviation ?? ""],
  ["Volume, issue", ({ volume, issue }) => [volume, issue].filter((part) => part !== undefined).join(", ")],
  ["Pages", ({ pages }) => pages?.text ?? ""],
  ["DOI", ({ ids }) => ids.doi ?? ""],
  ["PMID", ({ ids }) => ids.pmid ?? ""],
  ["Registrations", ({ ids }) => ids.registrations?.join(", ") ?? ""],
  ["Type", ({ publicationTypes }) => publicationTypes.join("; ")],
  ["Abstract", ({ abstract }) => abstract ?? ""],
];

function pairSection(
  { a, b, reason, expectedGain }: ReviewPair,
  number: number,
  records: ReadonlyMap<string, BibRecord>,
): Html {
  const [one, other] = [records.get(a), records.get(b)];
  const rows = FIELDS.flatMap(([name, of]): readonly Html[] => {
    const [left, right] = [one === undefined ? "" : of(one), other === undefined ? "" : of(other)];
    if (left === "" && right === "") return [];
    const differs = left !== "" && right !== "" && fold(left) !== fold(right);
    const missing = left === "" || right === "";
    return [
      h(
        "tr",
        { class: differs ? "differs" : undefined },
        h("th", { scope: "row" }, name, differs ? h("span", { class: "flag" }, " differs") : undefined),
        h("td", {}, left === "" && missing ? h("span", { class: "none" }, "not given") : long(left)),
        h("td", {}, right === "" && missing ? h("span", { class: "none" }, "not given") : long(right)),
      ),
    ];
  });
  const heading = `pair-${number}`;
  return h(
    "section",
    { "aria-labelledby": heading },
    h("h3", { id: heading }, `${number}. ${reason.charAt(0).toUpperCase()}${reason.slice(1)}`),
    h("p", { class: "side" }, `${percent(expectedGain)} likely to be one report, by what agrees.`),
    h(
      "div",
      { class: "table-box", tabindex: "0", role: "region", "aria-label": `Pair ${number}, side by side` },
      h(
        "table",
        { class: "pair" },
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, "Field"),
            h("th", { scope: "col" }, a),
            h("th", { scope: "col" }, b),
          ),
        ),
        h("tbody", {}, rows),
      ),
    ),
  );
}

/** A probability is never certain. */
function percent(probability: number): string {
  const rounded = Math.round(100 * probability);
  return rounded > 99 ? "over 99 %" : rounded < 1 ? "under 1 %" : `${rounded} %`;
}

/** Letters and digits alone, for the mark that says whether two values differ to a reader. */
function fold(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

const SHOWN = 600;

function long(text: string): Content {
  if (text.length <= SHOWN) return text;
  return h("details", {}, h("summary", {}, `${text.slice(0, 160)} …`), text);
}

function familiesOf(families: readonly FamilyLink[], records: ReadonlyMap<string, BibRecord>): Content {
  if (families.length === 0) return h("p", {}, "No reports belong together.");
  const name = (id: string): Content => {
    const record = records.get(id);
    return [
      h("span", { class: "id" }, id),
      " ",
      record?.title ?? "",
      record?.date === undefined ? "" : ` (${record.date.year})`,
    ];
  };
  return [
    table(
      { caption: "Reports that belong together", stacked: true },
      [{ header: "How" }, { header: "Report" }, { header: "Report" }],
      families.slice(0, LISTED).map(({ a, b, reason }) => [reason, name(a), name(b)]),
    ),
    families.length > LISTED
      ? h("p", {}, `${families.length - LISTED} more are not listed here.`)
      : undefined,
  ];
}
