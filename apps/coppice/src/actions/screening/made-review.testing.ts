import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Texts on two topics, so that a model has something to learn: every fourth record is on sleep after ketamine. */
export function madeRecords(count: number): string {
  const rows = Array.from({ length: count }, (_, i) =>
    i % 4 === 0
      ? `Ketamine and sleep trial ${i},"Randomised ketamine infusion, sleep quality number ${i}; response was measured",${900000 + i}`
      : `Soil survey ${i},"Nitrogen in soil of field number ${i}, sampled in spring",${900000 + i}`,
  );
  return ["title,abstract,pmid", ...rows, ""].join("\n");
}

/** A review folder as path → text: two people, a rule, records of one database. */
export function madeReview({
  records = madeRecords(12),
  votesPerRecord = 1,
  others = {},
}: {
  readonly records?: string;
  readonly votesPerRecord?: 1 | 2;
  readonly others?: Readonly<Record<string, string>>;
} = {}): Readonly<Record<string, string>> {
  return {
    "review.yaml": `coppice: 1
title: Ketamine and sleep
question: { population: adults, intervention: ketamine, comparator: placebo, outcomes: [sleep quality] }
eligibility:
  include: [a randomised trial of ketamine]
  exclude:
    - { id: not-a-trial, text: Not a trial }
    - { id: no-ketamine, text: Ketamine not given }
reviewers:
  - { id: ana, name: Ana, kind: person }
  - { id: ben, name: Ben, kind: person }
  - { id: by-type, name: A rule, kind: rule }
votesPerRecord: ${votesPerRecord}
labels: { intervention: ketamine, control: placebo }
outcomes:
  - { id: sleep, name: Sleep, type: dichotomous, better: higher }
comparators: []
analyses: []
`,
    "searches/list.yaml": `source: A list
kind: database
date: 2020-01-02
strategy: all
hits: ${records.trimEnd().split("\n").length - 1}
file: list.csv
format: csv
`,
    "searches/list.csv": records,
    "extraction/reports.csv": "id,kind,citation\n",
    "extraction/studies.csv": "id,label,design,randomised,reports\n",
    "extraction/arms.csv": "study,id,label,role\n",
    "extraction/results.csv": "id,study,report,outcome,kind,arm,origin\n",
    ...others,
  };
}

/** The review on disk for one test, gone afterwards. */
export async function onDisk<T>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<T> | T,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "coppice-screen-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
