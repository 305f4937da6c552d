import { anchor, h, type Html } from "../html/element.ts";
import { outsideLinks } from "../html/links.ts";
import { table } from "../html/table.ts";
import type { ReportInput } from "../input.ts";
import { studyFlags } from "./marks.ts";

/** The table of included studies. */
export function studiesTable({ checked }: ReportInput): Html {
  const { review } = checked;
  const comparators = new Map(review.protocol.comparators.map(({ id, name }) => [id, name]));
  const classesOf = new Map<string, string[]>();
  for (const { study, comparator } of review.arms) {
    if (comparator === undefined) continue;
    classesOf.set(study, [...(classesOf.get(study) ?? []), comparators.get(comparator) ?? ""]);
  }
  const flags = studyFlags(review);
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
        { header: "Links" },
      ],
      review.studies.map((study) => {
        const classes = classesOf.get(study.id) ?? [];
        return [
          [h("span", { id: anchor("study", study.id) }, study.label), flags(study.id)],
          [study.design, RANDOMISED[study.randomised], study.blinding]
            .filter((part) => part !== undefined && part !== "")
            .join(", "),
          [study.population, study.diagnosis].filter((part) => part !== undefined).join("; "),
          study.n_analysed ?? study.n_randomised ?? "",
          [study.intervention, study.dose, study.route].filter((part) => part !== undefined).join(", "),
          [study.comparator, ...new Set(classes)]
            .filter((part) => part !== undefined && part !== "")
            .join("; "),
          outsideLinks(study),
        ];
      }),
    ),
  );
}

const RANDOMISED = { yes: "randomised", no: "", unclear: "randomisation unclear" } as const;
