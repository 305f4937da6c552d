import { INSTRUMENTS, type MechanismRow, type Review } from "@coppice/review";
import type { Figures } from "../figures/draw-figures.ts";
import { biasFigures, biasInstruments, biasStudies } from "../figures/bias-figure.ts";
import { anchor, breakable, h, type Content, type Html } from "../html/element.ts";
import { figure } from "../html/figure.ts";
import { linkedCitation } from "../html/links.ts";
import { table } from "../html/table.ts";
import { plural } from "../format.ts";
import type { ReportInput } from "../input.ts";

/** Risk of bias as traffic lights; judgements nobody made are shown as missing. */
export function biasSection(input: ReportInput, figures: Figures): Html {
  const { review } = input.checked;
  const judged = new Set(review.judgements.map(({ study }) => study));
  const shown = biasStudies(review, input.findings);
  const instruments = biasInstruments(review);
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
          `${judged.size} of ${plural(review.studies.length, "study", "studies")} ${judged.size === 1 ? "has" : "have"} judgements, ${plural(review.judgements.length, "judgement")} in all; missing ones are shown as missing.`,
        ),
    figures.bias.map((drawn, index) => {
      const instrument = INSTRUMENTS[instruments[index] ?? "RoB 2"];
      return [
        figure(drawn, [
          `${instrument.name}: the domains are in our own words; the instrument is at `,
          h("a", { href: instrument.source, rel: "noreferrer" }, hostOf(instrument.source)),
          ". The judgements are in the table below.",
        ]),
        figure(
          figures.biasSummaries[index],
          "The same judgements counted by domain; each study counts as one.",
        ),
      ];
    }),
    review.judgements.length === 0 ? undefined : judgementTables(input),
    reasonsTable(review),
  );
}

/** The figures' judgements in words, study by domain. */
function judgementTables({ checked, findings }: ReportInput): Content {
  return biasFigures(checked.review, findings, "table").map(({ instrument, domains, rows }) =>
    table(
      { caption: `Judgements with ${instrument}`, stacked: true },
      [{ header: "Study" }, ...domains.map(({ short }) => ({ header: short })), { header: "Overall" }],
      rows.map(({ study, judgements }) => [
        study,
        ...[...domains.map(({ id }) => id), "overall"].map((domain) =>
          (judgements[domain] ?? "missing").replaceAll("-", " "),
        ),
      ]),
    ),
  );
}

function reasonsTable(review: Review): Content {
  const rows = review.judgements.filter(({ rationale }) => rationale !== undefined);
  if (rows.length === 0) return undefined;
  const labels = new Map(review.studies.map(({ id, label }) => [id, label]));
  return table(
    { caption: "Reasons given for judgements", stacked: true },
    [
      { header: "Study" },
      { header: "Domain" },
      { header: "Judgement" },
      { header: "Reason" },
      { header: "By" },
    ],
    rows.map((row) => [
      labels.get(row.study) ?? row.study,
      row.domain,
      row.judgement.replaceAll("-", " "),
      row.rationale,
      row.assessor ?? "",
    ]),
  );
}

/** The mechanism map, its contradictions in words and every statement. */
export function mechanismSection(input: ReportInput, figures: Figures): Content {
  const { mechanisms } = input.checked.review;
  if (mechanisms.length === 0) return undefined;
  const byId = new Map(mechanisms.map((row) => [row.id, row]));
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
            h("li", {}, ...statement(a), ...(b === undefined ? [] : [", but ", ...statement(b)]), "."),
          ),
        ),
    table(
      { caption: "Statements on mechanisms", stacked: true },
      [
        { header: "Statement" },
        { header: "Effect" },
        { header: "Evidence" },
        { header: "Citation" },
        { header: "Read in" },
        { header: "Contradicts" },
      ],
      mechanisms.map((row) => [
        h(
          "span",
          { id: anchor("mechanism", row.id) },
          breakable(`${row.id}. ${row.subject} ${row.relation} ${row.object}`),
        ),
        row.effect ?? row.sign,
        [row.evidence, row.species, row.system].filter((part) => part !== undefined).join("; "),
        linkedCitation(row.citation),
        row.report === undefined
          ? ""
          : h("a", { href: `#${anchor("report", row.report)}` }, breakable(row.report)),
        (row.contradicts ?? []).flatMap((other, index) => [
          index === 0 ? "" : ", ",
          h("a", { href: `#${anchor("mechanism", other)}` }, other),
        ]),
      ]),
    ),
  );
}

/** "rapamycin blocks the effect (rat, behaviour, PMID 1)", with links. */
function statement({
  subject,
  relation,
  object,
  species,
  evidence,
  citation,
}: MechanismRow): readonly Content[] {
  const where = [species, evidence].filter((part) => part !== undefined).join(", ");
  return [`${subject} ${relation} ${object} (${where}, `, ...linkedCitation(citation), ")"];
}

function hostOf(address: string): string {
  return /^https:\/\/(?:www\.)?([^/]+)/.exec(address)?.[1] ?? address;
}
