import type { Finding } from "@coppice/review";
import { sentence, typeset } from "../format.ts";
import { anchor, breakable, h, type Content } from "../html/element.ts";
import { table } from "../html/table.ts";
import type { ReportInput } from "../input.ts";

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
