import { drawFigures, type Figures } from "./figures/draw-figures.ts";
import type { ReportFormat, ReportInput } from "./input.ts";
import { atAGlance, titleBlock } from "./sections/at-a-glance.ts";
import { biasSection, mechanismSection } from "./sections/bias-and-mechanisms.ts";
import { claimsSection } from "./sections/claims.ts";
import { identification } from "./sections/identification.ts";
import { methodsSection } from "./sections/methods.ts";
import { pairwiseSection } from "./sections/pairwise.ts";
import { provenanceSection } from "./sections/provenance.ts";
import { studiesTable } from "./sections/studies.ts";
import { timeCourseSection } from "./sections/time-course.ts";
import { h, raw, render, type Html } from "./html/element.ts";
import { SCRIPT, SCRIPT_HASH } from "./html/script.ts";
import { STYLE } from "./html/style.ts";

/** The whole report as one HTML file that loads nothing. */
export function reportPage(
  input: ReportInput,
  formats: readonly ReportFormat[],
  figures: Figures = drawFigures(input),
): string {
  const { review } = input.checked;
  const page = h(
    "html",
    { lang: "en" },
    h(
      "head",
      {},
      h("meta", { charset: "utf-8" }),
      h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      h("meta", { name: "generator", content: `Coppice ${input.version}` }),
      h("meta", {
        "http-equiv": "Content-Security-Policy",
        content: `default-src 'none'; style-src 'unsafe-inline'; script-src '${SCRIPT_HASH}'; base-uri 'none'; form-action 'none'`,
      }),
      h("title", {}, review.protocol.title),
      h("style", {}, raw(STYLE)),
    ),
    h(
      "body",
      {},
      h("a", { class: "skip", href: "#main" }, "Skip to the findings"),
      contents(input),
      h(
        "main",
        { id: "main" },
        titleBlock(input),
        atAGlance(input),
        h(
          "div",
          { id: "findings" },
          ...input.findings.map((finding) =>
            finding.kind === "pairwise"
              ? pairwiseSection(input, finding, figures)
              : timeCourseSection(input, finding, figures),
          ),
        ),
        claimsSection(input),
        identification(input, figures),
        studiesTable(input),
        biasSection(input, figures),
        mechanismSection(input, figures),
        provenanceSection(input),
        methodsSection(input, formats),
      ),
      h("footer", {}, `${review.protocol.title}. Computed by Coppice ${input.version}.`),
      h(
        "dialog",
        { id: "trace", "aria-label": "Where this number comes from" },
        h("div", {}),
        h("form", { method: "dialog" }, h("button", {}, "Close")),
      ),
      h("script", {}, raw(SCRIPT)),
    ),
  );
  return `<!doctype html>\n${render(page)}\n`;
}

function contents({ findings, claims, checked }: ReportInput): Html {
  const entries: readonly (readonly [string, string])[] = [
    ["glance", "At a glance"],
    ...(findings.length > 0 ? ([["findings", "Findings"]] as const) : []),
    ...(claims.length > 0 ? ([["claims", "Claims"]] as const) : []),
    ["identification", "Identification"],
    ["studies", "Studies"],
    ["bias", "Risk of bias"],
    ...(checked.review.mechanisms.length > 0 ? ([["mechanisms", "Mechanisms"]] as const) : []),
    ["provenance", "Provenance"],
    ["methods", "Methods"],
  ];
  return h(
    "nav",
    { class: "contents", "aria-label": "Contents" },
    h("ul", {}, ...entries.map(([id, text]) => h("li", {}, h("a", { href: `#${id}` }, text)))),
  );
}
