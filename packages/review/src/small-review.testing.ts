import { createHash } from "node:crypto";
import { readReview } from "./folder/read-review.ts";
import type { CheckedReview } from "./model/review.ts";

/** A small valid review folder as path → text; tests change one file and look at what is said about it. */
export const SMALL_REVIEW: Readonly<Record<string, string>> = {
  "review.yaml": `coppice: 1
title: Small
question: { population: p, intervention: i, comparator: c, outcomes: [o] }
eligibility:
  include: [trial]
  exclude:
    - { id: not-a-trial, text: Not a trial }
reviewers:
  - { id: first, name: First, kind: person }
votesPerRecord: 1
labels: { intervention: drug, control: placebo }
scales:
  - { id: madrs, name: MADRS, better: lower }
outcomes:
  - { id: response, name: Response, type: dichotomous, better: higher }
  - { id: score, name: Score, type: continuous, better: lower, scales: [madrs] }
comparators:
  - { id: placebo, name: Placebo }
analyses:
  - id: response
    kind: pairwise
    title: Response
    outcome: response
    time: { at: 24, from: 0, to: 48 }
    measure: OR
    model: { method: REML, test: z, ciLevel: 0.95 }
    crossover: { correlation: 0, reason: none }
`,
  "searches/list.yaml": `source: A list
kind: database
date: 2020-01-02
strategy: all
hits: 3
file: list.csv
`,
  "searches/list.csv": `title,authors,year,pmid
First trial,"Able, A",2001,1001
Second trial,"Baker, B",2002,1002
A chart review,"Cook, C",2003,1003
`,
  "decisions/title-abstract.csv": `record,reviewer,decision,reason
list#1,first,include,
list#2,first,include,
list#3,first,exclude,not-a-trial
`,
  "decisions/full-text.csv": `record,reviewer,decision,reason,study
list#1,first,include,,Able2001
list#2,first,include,,Baker2002
`,
  "extraction/reports.csv": `id,kind,citation
able,article,Able 2001
baker,article,Baker 2002
`,
  "extraction/studies.csv": `id,label,design,randomised,reports
Able2001,Able 2001,parallel,yes,able
Baker2002,Baker 2002,parallel,yes,baker
`,
  "extraction/arms.csv": `study,id,label,role,comparator
Able2001,drug,Drug,intervention,
Able2001,placebo,Placebo,control,placebo
Baker2002,drug,Drug,intervention,
Baker2002,placebo,Placebo,control,placebo
`,
  "extraction/results.csv": `id,study,report,outcome,scale,kind,arm,versus,time,time_hours,n,events,mean,sd,se,percent,estimate,ci_lower,ci_upper,measure,direction,origin,derivation
r1,Able2001,able,response,,events,drug,,24 h,24,20,12,,,,,,,,,,reported,
r2,Able2001,able,response,,events,placebo,,24 h,24,20,6,,,,,,,,,,reported,
r3,Baker2002,baker,response,,events,drug,,24 h,24,40,22,,,,,,,,,,reported,
r4,Baker2002,baker,response,,events,placebo,,24 h,24,40,15,,,,,,,,,,reported,
`,
};

export function filesOf(
  texts: Readonly<Record<string, string | Uint8Array | undefined>>,
): ReadonlyMap<string, Uint8Array> {
  const encoder = new TextEncoder();
  return new Map(
    Object.entries(texts).flatMap(([path, text]) =>
      text === undefined ? [] : [[path, typeof text === "string" ? encoder.encode(text) : text] as const],
    ),
  );
}

/** Reads the small review with some files replaced (undefined removes one). */
export function readSmall(
  changes: Readonly<Record<string, string | Uint8Array | undefined>> = {},
): CheckedReview {
  return readReview(filesOf({ ...SMALL_REVIEW, ...changes }), {
    sha256: (bytes) => createHash("sha256").update(bytes).digest("hex"),
  });
}

/** The results table with one more line, cells by column name. */
export function withResult(cells: Readonly<Record<string, string | number>>): {
  readonly "extraction/results.csv": string;
} {
  const text = SMALL_REVIEW["extraction/results.csv"]!;
  const columns = text.slice(0, text.indexOf("\n")).split(",");
  const base: Readonly<Record<string, string | number>> = {
    id: "r9", study: "Able2001", report: "able", outcome: "score", scale: "madrs", kind: "mean", arm: "drug", time: "24 h", time_hours: 24, origin: "reported",
  }; // prettier-ignore
  const row = { ...base, ...cells };
  for (const name of Object.keys(row)) if (!columns.includes(name)) throw new Error(`no column ${name}`);
  return {
    "extraction/results.csv": `${text}${columns.map((column) => String(row[column] ?? "")).join(",")}\n`,
  };
}
