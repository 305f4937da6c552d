import { formatName, MARK_WORDS, type Mark, type MarkEvidence } from "@coppice/records";
import { markedReports, marksOfStudies, type Review } from "@coppice/review";
import { plural } from "../format.ts";
import { h, type Content } from "../html/element.ts";
import { outsideLinks } from "../html/links.ts";
import { table } from "../html/table.ts";

const SHOWN = 200;

/** Reports that are retracted, questioned, corrected, preprints or notices, with the field that says so. */
export function markedTable(review: Review): Content {
  const marked = markedReports(review);
  if (marked.length === 0) return undefined;
  const more = marked.length > SHOWN ? `; the first ${SHOWN} are shown` : "";
  return table(
    { caption: `Retracted, questioned and corrected reports, preprints and notices (${marked.length}${more})`, stacked: true }, // prettier-ignore
    [{ header: "Report" }, { header: "State" }, { header: "Evidence" }, { header: "Links" }],
    marked.slice(0, SHOWN).map(({ report, record, marks }) => {
      const [author] = record.authors;
      const name = author === undefined ? "" : `${formatName(author)} `;
      return [
        `${report} (${name}${record.date?.year ?? "no year"})`,
        marks.map((mark, at) => [
          at === 0 ? "" : "; ",
          isGrave(mark) ? h("strong", {}, word(mark)) : word(mark),
        ]),
        marks.map(evidenceText).join("; "),
        outsideLinks(record.ids),
      ];
    }),
  );
}

/** For each study, what a reader must know of its reports before its results are believed. */
export function studyFlags(review: Review): (study: string) => Content {
  const ofStudy = marksOfStudies(review);
  return (study) =>
    (ofStudy.get(study) ?? [])
      .filter(({ kind }) => !kind.endsWith("-notice"))
      .map((mark) =>
        h(
          "span",
          { class: "standing" },
          h("strong", {}, word(mark)),
          ` (report ${mark.report}; ${evidenceText(mark)})`,
        ),
      );
}

function word({ kind }: Mark): string {
  return MARK_WORDS[kind];
}

function isGrave({ kind }: Mark): boolean {
  return kind === "retracted" || kind === "partly-retracted" || kind === "withdrawn" || kind === "concern";
}

/** "PT: Retracted Publication", and how many other fields say the same. */
function evidenceText({ evidence }: Mark): string {
  const [first, ...others] = evidence;
  if (first === undefined) return "";
  return others.length === 0 ? shown(first) : `${shown(first)}, and ${plural(others.length, "more field")}`;
}

function shown({ field, value, record }: MarkEvidence): string {
  const text = value.length > 160 ? `${value.slice(0, 160)} …` : value;
  return `${record === undefined ? "" : `record ${record}, `}${field}: ${text}`;
}
