import type { PrismaFlow, Review, VoteRow } from "@coppice/review";
import { formatName } from "@coppice/records";
import type { Figures } from "../figures/draw-figures.ts";
import { h, type Content, type Html } from "../html/element.ts";
import { figure } from "../html/figure.ts";
import { outsideLinks } from "../html/links.ts";
import { table } from "../html/table.ts";
import { plural } from "../format.ts";
import type { ReportInput } from "../input.ts";
import { markedTable } from "./marks.ts";

/** Searches, records, duplicates, decisions and the flow diagram. */
export function identification(input: ReportInput, figures: Figures): Html {
  const { review } = input.checked;
  return h(
    "section",
    { id: "identification", "aria-labelledby": "identification-title" },
    h("h2", { id: "identification-title" }, "Identification"),
    review.searches.length === 0
      ? h("p", {}, "No search is in the folder.")
      : table(
          { caption: "Searches", stacked: true },
          [
            { header: "Source" },
            { header: "Kind" },
            { header: "Date" },
            { header: "Strategy" },
            { header: "Records", numeric: true },
            { header: "Export" },
          ],
          review.searches.map((search) => [
            search.about.source,
            search.about.kind === "other" ? "other method" : search.about.kind,
            search.about.date,
            search.about.strategy.length > 400
              ? `${search.about.strategy.slice(0, 400)} …`
              : search.about.strategy,
            search.exportFile === undefined ? search.about.hits : search.records.length,
            search.exportFile === undefined
              ? "not in the folder"
              : `${search.exportFile} (${search.format ?? ""}, SHA-256 ${(search.sha256 ?? "").slice(0, 12)}…)`,
          ]),
        ),
    foundingRecords(review),
    duplicates(review),
    markedTable(review),
    decisionsTable(review),
    input.flow === undefined
      ? h("p", {}, "There is no flow diagram: the folder has neither searches nor stated counts.")
      : figure(figures.prisma, flowCaption(input.flow)),
    leftOut(review),
  );
}

function flowCaption(flow: PrismaFlow): string {
  const basis =
    flow.basis === "records"
      ? "Counted from the records and votes of the folder; every box follows from the one above it."
      : `As stated in ${flow.statedIn ?? "the review"}; every box follows from the one above it.`;
  return `PRISMA 2020 flow diagram. ${basis}${flow.note === undefined ? "" : ` ${flow.note}`}`;
}

/** Records of databases and registers in full, when they are few enough to read. */
function foundingRecords(review: Review): Content {
  const databases = new Set(
    review.searches.filter(({ about }) => about.kind !== "other").map(({ id }) => id),
  );
  const records = review.records.filter(({ search }) => databases.has(search));
  if (records.length === 0 || records.length > 10) return undefined;
  return h(
    "ul",
    { class: "records" },
    ...records.map(({ id, record }) =>
      h(
        "li",
        {},
        `${record.authors.map(formatName).join("; ")} (${record.date?.year ?? "no year"}). `,
        h("cite", {}, record.title ?? "no title"),
        ` ${[record.journal?.title, [record.volume, record.issue === undefined ? undefined : `(${record.issue})`].filter((part) => part !== undefined).join(""), record.pages?.text].filter((part) => part !== undefined && part !== "").join(", ")}. `,
        outsideLinks(record.ids),
        h(
          "span",
          { class: "side" },
          ` Record ${id}, ${plural(record.raw.length, "field")} read from ${record.source.file}.`,
        ),
      ),
    ),
  );
}

function duplicates(review: Review): Html {
  const n = review.duplicates.length;
  if (n === 0) return h("p", {}, `No duplicates among ${plural(review.records.length, "record")}.`);
  return h(
    "p",
    {},
    `${plural(n, "duplicate")} removed: `,
    review.duplicates
      .slice(0, 30)
      .map(({ removed, kept, reason }) => `${removed} = ${kept} (${reason})`)
      .join("; "),
    n > 30 ? ` and ${n - 30} more` : "",
    ".",
  );
}

function decisionsTable(review: Review): Content {
  const stages: readonly (readonly [string, readonly VoteRow[]])[] = [
    ["title and abstract", review.votes.titleAbstract],
    ["full text", review.votes.fullText],
  ];
  const rows = stages.flatMap(([stage, votes]) =>
    review.protocol.reviewers.flatMap((reviewer) => {
      const own = votes.filter((vote) => vote.reviewer === reviewer.id);
      if (own.length === 0) return [];
      const count = (decision: VoteRow["decision"]): number =>
        own.filter((vote) => vote.decision === decision).length;
      return [
        [
          stage,
          reviewer.name,
          reviewer.kind,
          count("include"),
          count("maybe"),
          count("exclude"),
          count("not-retrieved"),
        ],
      ];
    }),
  );
  if (rows.length === 0) return undefined;
  const numeric = true;
  return table(
    { caption: "Decisions", stacked: true },
    [
      { header: "Stage" },
      { header: "By" },
      { header: "Kind" },
      { header: "Include", numeric },
      { header: "Maybe", numeric },
      { header: "Exclude", numeric },
      { header: "Not retrieved", numeric },
    ],
    rows,
  );
}

function leftOut(review: Review): Content {
  const records = new Map(review.records.map((record) => [record.id, record]));
  const reasons = new Map(review.protocol.eligibility.exclude.map(({ id, text }) => [id, text]));
  const rows = review.votes.fullText
    .filter(({ decision }) => decision === "exclude" || decision === "not-retrieved")
    .map((vote) => {
      const record = records.get(vote.record)?.record;
      const name = record?.authors[0] === undefined ? "" : formatName(record.authors[0]);
      return [
        `${vote.record}${name === "" ? "" : ` (${name} ${record?.date?.year ?? ""})`}`,
        vote.decision === "exclude" ? (reasons.get(vote.reason ?? "") ?? "no reason given") : "not retrieved",
        vote.note ?? "",
      ];
    });
  if (rows.length === 0) return undefined;
  return table(
    { caption: "Reports excluded at full text or not retrieved", stacked: true },
    [{ header: "Record" }, { header: "Reason" }, { header: "Note" }],
    rows,
  );
}
