import { formatProblem } from "@coppice/records";
import { anchor, h, type Content, type Html } from "../html/element.ts";
import { headlineSentences } from "../headlines.ts";
import { tracedSentence } from "../html/links.ts";
import type { ReportInput } from "../input.ts";
import { plural } from "../format.ts";

/** Title, question, what stands behind the report and its warnings. */
export function titleBlock(input: ReportInput): Html {
  const { review, problems, refused } = input.checked;
  const { protocol } = review;
  const errors = problems.filter(({ severity }) => severity === "error");
  const counts = [
    ...(review.records.length === 0 ? [] : [plural(review.records.length, "record")]),
    plural(review.studies.length, "study", "studies"),
    plural(review.results.length, "extracted result"),
  ];
  return h(
    "header",
    {},
    h("p", { class: "kicker" }, "Living systematic review"),
    h("h1", {}, protocol.title),
    protocol.registration === undefined ? undefined : h("p", {}, `Registration: ${protocol.registration}`),
    h("p", { class: "counts" }, `${counts.join(" · ")} · computed by Coppice ${input.version}`),
    protocol.note === undefined ? undefined : h("p", {}, protocol.note),
    h(
      "dl",
      { class: "pico" },
      ...pair("Population", protocol.question.population),
      ...pair("Intervention", protocol.question.intervention),
      ...pair("Comparator", protocol.question.comparator),
      ...pair("Outcomes", protocol.question.outcomes.join("; ")),
    ),
    errors.length === 0 && refused.length === 0
      ? undefined
      : h(
          "section",
          { class: "alert", "aria-label": "Errors in the review folder" },
          h("h2", {}, `The folder has ${plural(errors.length, "error")}`),
          refused.length === 0
            ? undefined
            : h(
                "p",
                {},
                `${plural(refused.length, "result")} failed a check and ${refused.length === 1 ? "is" : "are"} not pooled: ${refused
                  .slice(0, 20)
                  .map((r) => `${r.result} (${r.file}:${r.line})`)
                  .join(", ")}${refused.length > 20 ? ` and ${refused.length - 20} more` : ""}.`,
              ),
          h("ul", {}, ...errors.slice(0, 20).map((problem) => h("li", {}, formatProblem(problem)))),
          errors.length > 20 ? h("p", {}, `… and ${errors.length - 20} more: run coppice check.`) : undefined,
        ),
  );
}

function pair(term: string, definition: Content): readonly Html[] {
  return [h("dt", {}, term), h("dd", {}, definition)];
}

export function atAGlance(input: ReportInput): Html {
  const lines = headlineSentences(input);
  return h(
    "section",
    { id: "glance", "aria-labelledby": "glance-title" },
    h("h2", { id: "glance-title" }, "At a glance"),
    lines.length === 0
      ? h("p", {}, "No analysis is defined yet.")
      : h(
          "ol",
          { class: "glance" },
          ...lines.map(({ title, section, sentence }) =>
            h("li", {}, h("a", { href: `#${anchor(...section)}` }, title), ": ", ...tracedSentence(sentence)),
          ),
        ),
  );
}
