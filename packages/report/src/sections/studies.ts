import { anchor, h, type Html } from "../html/element.ts";
import { outsideLinks } from "../html/links.ts";
import { table } from "../html/table.ts";
import type { ReportInput } from "../input.ts";

/** The table of included studies. */
export function studiesTable({ checked }: ReportInput): Html {
  const { review } = checked;
  const comparators = new Map(review.protocol.comparators.map(({ id, name }) => [id, name]));
  return h(
    "section",
    { id: "studies", "aria-labelledby": "studies-title" },
    h("h2", { id: "studies-title" }, "Studies"),
    table(
      {
        caption: `Included studies (${review.studies.length}); an empty cell was not found in the sources`,
        stacked: true,
      },
      [
        { header: "Study" },
        { header: "Design" },
        { header: "Population" },
        { header: "n", numeric: true },
        { header: "Intervention" },
        { header: "Comparator" },
        { header: "Blinding" },
        { header: "Links" },
      ],
      review.studies.map((study) => {
        const classes = review.arms
          .filter((arm) => arm.study === study.id && arm.comparator !== undefined)
          .map((arm) => comparators.get(arm.comparator ?? "") ?? "");
        return [
          h("span", { id: anchor("study", study.id) }, study.label),
          `${study.design}${study.randomised === "yes" ? ", randomised" : study.randomised === "no" ? "" : ", randomisation unclear"}`,
          [study.population, study.diagnosis].filter((part) => part !== undefined).join("; "),
          study.n_analysed ?? study.n_randomised ?? "",
          [study.intervention, study.dose, study.route].filter((part) => part !== undefined).join(", "),
          [study.comparator, ...new Set(classes)]
            .filter((part) => part !== undefined && part !== "")
            .join("; "),
          study.blinding ?? "",
          outsideLinks(study),
        ];
      }),
    ),
  );
}
