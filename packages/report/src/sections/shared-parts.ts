import type { Finding } from "@coppice/review";
import { capital, sentence, typeset } from "../format.ts";
import { tracedSentence, type Sentence } from "../html/links.ts";
import { anchor, breakable, h, type Content, type Html } from "../html/element.ts";
import { table } from "../html/table.ts";
import type { ReportInput } from "../input.ts";

/** What a section found, in one sentence under its heading. */
export function lead(found: Sentence): Html {
  const [first, ...rest] = found;
  return h(
    "p",
    { class: "lead" },
    tracedSentence(typeof first === "string" ? [capital(first), ...rest] : found),
  );
}

export function warningsList(
  warnings: readonly { readonly code: string; readonly message: string }[],
): Content {
  if (warnings.length === 0) return undefined;
  return h(
    "ul",
    { class: "warnings", "aria-label": "Warnings" },
    ...warnings.map(({ message }) => h("li", {}, sentence(typeset(message)))),
  );
}

/** Studies that have results for the outcome and could not be used, with the reason. */
export function unusedTable({ checked }: ReportInput, { analysis, unused }: Finding): Content {
  if (unused.length === 0) return undefined;
  const labels = new Map(checked.review.studies.map(({ id, label }) => [id, label]));
  return table(
    { caption: `${analysis.title}: studies with results that could not be used`, stacked: true },
    [{ header: "Study" }, { header: "Reason" }, { header: "Results" }],
    unused.map(({ study, reason, results }) => [
      labels.get(study) ?? study,
      reason,
      results.flatMap((id, index) => [
        index === 0 ? "" : ", ",
        h("a", { href: `#${anchor("result", id)}` }, breakable(id)),
      ]),
    ]),
  );
}
