import { INSTRUMENTS } from "@coppice/review";
import type { Figures } from "../figures/draw-figures.ts";
import { biasStudies } from "../figures/other-figures.ts";
import { anchor, h, type Content, type Html } from "../html/element.ts";
import { figure } from "../html/figure.ts";
import { table } from "../html/table.ts";
import { plural } from "../format.ts";
import type { ReportInput } from "../input.ts";

/** Risk of bias as traffic lights; judgements nobody made are shown as missing. */
export function biasSection(input: ReportInput, figures: Figures): Html {
  const { review } = input.checked;
  const judged = new Set(review.judgements.map(({ study }) => study));
  const shown = biasStudies(review, input.findings);
  const used = [...new Set(review.judgements.map(({ instrument }) => instrument))];
  const instrument = used[0] ?? "RoB 2";
  return h(
    "section",
    { id: "bias", "aria-labelledby": "bias-title" },
    h("h2", { id: "bias-title" }, "Risk of bias"),
    judged.size === 0
      ? h(
          "p",
          {},
          `No judgement is in the folder: none of the ${plural(review.studies.length, "study", "studies")} has been appraised, and none is invented here. The plot shows the ${plural(shown.length, "study", "studies")} behind the findings with every judgement missing.`,
        )
      : h(
          "p",
          {},
          `${judged.size} of ${plural(review.studies.length, "study", "studies")} have judgements; missing ones are shown as missing.`,
        ),
    ...figures.bias.map((drawn) =>
      figure(drawn, [
        `Domains of ${INSTRUMENTS[instrument].name} in our own words; the instrument: `,
        h("a", { href: INSTRUMENTS[instrument].source, rel: "noreferrer" }, "riskofbias.info"),
        ".",
      ]),
    ),
    review.judgements.length === 0
      ? undefined
      : table(
          { caption: "Judgements", stacked: true },
          [
            { header: "Study" },
            { header: "Instrument" },
            { header: "Domain" },
            { header: "Judgement" },
            { header: "Rationale" },
          ],
          review.judgements.map((row) => [
            row.study,
            row.instrument,
            row.domain,
            row.judgement.replaceAll("-", " "),
            row.rationale ?? "",
          ]),
        ),
  );
}

/** The mechanism map, its contradictions in words and every statement. */
export function mechanismSection(input: ReportInput, figures: Figures): Content {
  const { mechanisms, reports } = input.checked.review;
  if (mechanisms.length === 0) return undefined;
  const byId = new Map(mechanisms.map((row) => [row.id, row]));
  const citations = new Map(reports.map(({ id, citation }) => [id, citation]));
  const pairs = mechanisms.flatMap((row) =>
    (row.contradicts ?? [])
      .filter((other) => row.id < other || !(byId.get(other)?.contradicts ?? []).includes(row.id))
      .map((other) => [row, byId.get(other)] as const),
  );
  return h(
    "section",
    { id: "mechanisms", "aria-labelledby": "mechanisms-title" },
    h("h2", { id: "mechanisms-title" }, "Mechanism map"),
    h(
      "p",
      {},
      `${plural(mechanisms.length, "statement")} about how it may work, each with its evidence and species. Contradictions are marked: ${plural(pairs.length, "pair")}.`,
    ),
    figure(
      figures.mechanisms,
      "Arrow: activates. Bar: inhibits. Diamond: modulates. Open arrow: required for. Dotted with a cross: no effect. Contradicting statements are highlighted. The table below holds every edge.",
    ),
    pairs.length === 0
      ? undefined
      : h(
          "ul",
          {},
          ...pairs.map(([a, b]) =>
            h(
              "li",
              {},
              `${a.subject} ${a.relation} ${a.object} (${[a.species, a.evidence, a.citation].filter((part) => part !== undefined).join(", ")}), but ${b === undefined ? "" : `${b.subject} ${b.relation} ${b.object} (${[b.species, b.evidence, b.citation].filter((part) => part !== undefined).join(", ")})`}.`,
            ),
          ),
        ),
    table(
      { caption: "Statements on mechanisms", stacked: true },
      [
        { header: "Subject" },
        { header: "Relation" },
        { header: "Object" },
        { header: "Effect" },
        { header: "Evidence" },
        { header: "Species" },
        { header: "Citation" },
        { header: "Read in" },
        { header: "Contradicts" },
      ],
      mechanisms.map((row) => [
        h("span", { id: anchor("mechanism", row.id) }, row.subject),
        row.relation,
        row.object,
        row.effect ?? row.sign,
        row.evidence,
        [row.species, row.system].filter((part) => part !== undefined).join("; "),
        row.citation,
        citations.get(row.report ?? "") ?? "",
        (row.contradicts ?? []).flatMap((other, index) => [
          index === 0 ? "" : ", ",
          h("a", { href: `#${anchor("mechanism", other)}` }, other),
        ]),
      ]),
    ),
  );
}
