import {
  correlation,
  count,
  id,
  ids,
  nonNegative,
  number,
  oneOf,
  percent,
  positive,
  printedNumber,
  proportion,
  required,
  statedP,
  text,
  year,
} from "./column.ts";
import type { Row } from "./row.ts";

/** The columns of every table of the review folder. `docs/review-folder.md` describes them for people. */

const YES_NO = ["yes", "no", "unclear"] as const;

export const reportColumns = {
  id: required(id),
  kind: required(oneOf("article", "abstract", "registry", "preprint", "thesis", "secondary")),
  citation: required(text),
  pmid: text,
  pmcid: text,
  doi: text,
  registration: text,
  url: text,
  studies: ids,
  strength: text,
  note: text,
};

export const studyColumns = {
  id: required(id),
  label: required(text),
  year,
  design: required(oneOf("parallel", "crossover", "cluster", "single-arm", "non-randomised", "other")),
  randomised: required(oneOf(...YES_NO)),
  design_note: text,
  population: text,
  diagnosis: text,
  treatment_resistant: text,
  n_randomised: count,
  n_analysed: count,
  intervention: text,
  dose: text,
  route: text,
  duration: text,
  comparator: text,
  blinding: text,
  concomitant: text,
  scales: text,
  assessment_times: text,
  context: text,
  pmid: text,
  doi: text,
  registration: text,
  reports: required(ids),
  note: text,
};

export const armColumns = {
  study: required(id),
  id: required(id),
  label: required(text),
  role: required(oneOf("intervention", "control", "other")),
  comparator: id,
  intervention: text,
  dose: nonNegative,
  dose_unit: text,
  route: text,
  n: count,
  note: text,
};

export const resultColumns = {
  id: required(id),
  study: required(id),
  report: required(id),
  locator: text,
  quote: text,
  outcome: required(id),
  scale: id,
  kind: required(oneOf("events", "mean", "change", "contrast", "paired-events", "percent", "median")),
  arm: required(id),
  versus: id,
  time: text,
  time_hours: number,
  period: count,
  n: count,
  mean: number,
  sd: positive,
  se: positive,
  median: number,
  events: count,
  events_versus: count,
  events_both: count,
  percent,
  estimate: number,
  ci_lower: number,
  ci_upper: number,
  ci_level: proportion,
  measure: oneOf("OR", "RR", "RD", "HR", "MD", "SMD"),
  direction: oneOf("arm-minus-versus", "versus-minus-arm", "positive-favours-arm"),
  correlation,
  origin: required(oneOf("reported", "derived")),
  derivation: text,
  extractor: id,
  note: text,
};

export const voteColumns = {
  record: required(text),
  reviewer: required(id),
  decision: required(oneOf("include", "exclude", "maybe", "not-retrieved")),
  reason: id,
  study: id,
  date: text,
  note: text,
};

/** What people decided about two records; the table that `coppice dedupe --pairs` writes can be filled in and kept as it is. */
export const duplicateColumns = {
  a: required(text),
  b: required(text),
  verdict: oneOf("same", "different", "family"),
  reviewer: id,
  date: text,
  note: text,
  why: text,
  probability: text,
  "title a": text,
  "title b": text,
  "authors a": text,
  "authors b": text,
  "year a": text,
  "year b": text,
  "journal a": text,
  "journal b": text,
  "pages a": text,
  "pages b": text,
  "doi a": text,
  "doi b": text,
};

export const judgementColumns = {
  study: required(id),
  outcome: id,
  instrument: required(oneOf("RoB 2", "RoB 2 crossover", "ROBINS-I")),
  domain: required(id),
  judgement: required(
    oneOf("low", "some-concerns", "moderate", "serious", "critical", "high", "no-information"),
  ),
  assessor: text,
  rationale: text,
  report: id,
  note: text,
};

export const claimColumns = {
  id: required(id),
  citation: required(text),
  pmid: text,
  report: id,
  outcome: required(text),
  population: text,
  comparison: text,
  time: text,
  time_hours: nonNegative,
  measure: oneOf("OR", "RR", "RD", "HR", "MD", "SMD"),
  model: text,
  estimate: printedNumber,
  ci_lower: printedNumber,
  ci_upper: printedNumber,
  ci_level: proportion,
  p_stated: statedP,
  k: text,
  n: text,
  i2: text,
  seen_in: required(oneOf("article", "abstract", "table", "secondary-copy")),
  locator: text,
  note: text,
};

export const mechanismColumns = {
  id: required(id),
  subject: required(text),
  relation: required(text),
  object: required(text),
  sign: required(oneOf("activates", "inhibits", "modulates", "no-effect", "required-for")),
  from: required(text),
  from_kind: oneOf("drug", "receptor", "pathway", "gene", "outcome"),
  to: required(text),
  to_kind: oneOf("drug", "receptor", "pathway", "gene", "outcome"),
  effect: text,
  evidence: required(text),
  species: text,
  system: text,
  citation: required(text),
  report: id,
  contradicts: ids,
  note: text,
};

export type ReportRow = Row<typeof reportColumns>;
export type StudyRow = Row<typeof studyColumns>;
export type ArmRow = Row<typeof armColumns>;
export type ResultRow = Row<typeof resultColumns>;
export type VoteRow = Row<typeof voteColumns>;
export type DuplicateRow = Row<typeof duplicateColumns>;
export type JudgementRow = Row<typeof judgementColumns>;
export type ClaimRow = Row<typeof claimColumns>;
export type MechanismRow = Row<typeof mechanismColumns>;
