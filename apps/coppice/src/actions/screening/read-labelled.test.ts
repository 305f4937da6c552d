import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { describeShared } from "../../../../../tools/testing/shared.ts";
import { ActionError } from "../action-error.ts";
import type { LabelledSet } from "./labelled-set.ts";
import { madeRecords, madeTable, type MadeRecord } from "./made-set.testing.ts";
import { readLabelled } from "./read-labelled.ts";

const KETAMINE = fileURLToPath(new URL("../../../../../examples/ketamine", import.meta.url));

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "labelled-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const written = (text: string | Uint8Array, name = "set.csv"): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

async function refusal(path: string, labelColumn?: string): Promise<ActionError> {
  const error: unknown = await readLabelled(path, labelColumn === undefined ? {} : { labelColumn }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ActionError)) throw new Error("it was not refused", { cause: error });
  return error;
}

const codes = ({ problems }: { readonly problems: LabelledSet["problems"] }): readonly string[] =>
  problems.map(({ code }) => code);

const changed = (count: number, change: (record: MadeRecord, i: number) => Partial<MadeRecord>): string =>
  madeTable(madeRecords(count).map((record, i) => ({ ...record, ...change(record, i) })));

describe("tables", () => {
  test.each([
    ["commas", ",", "set.csv"],
    ["semicolons", ";", "set.csv"],
    ["tabs", "\t", "set.tsv"],
  ])("of %s give the same set, packed or not", async (_, separator, name) => {
    const text = madeTable(madeRecords(20), separator);
    const set = await readLabelled(written(text, name));
    expect(set).toMatchObject({ name: "set", notes: ['labels from column "included"'], problems: [] });
    expect(set.records.map(({ title }) => title)).toEqual(madeRecords(20).map(({ title }) => title));
    expect([...set.labels]).toEqual(madeRecords(20).map(({ label }) => Number(label)));
    expect(set.rows).toEqual(Array.from({ length: 20 }, (_each, i) => i));
    expect(await readLabelled(written(gzipSync(text), `${name}.gz`))).toEqual(set);
  });

  test("rows without a label are left out and counted, and keep their numbers", async () => {
    const text = changed(70, (_, i) => (i < 60 && i % 8 !== 3 ? { label: "" } : {}));
    const set = await readLabelled(written(text));
    expect(set.notes).toContain("without a label and left out: 52");
    expect(set.rows).toEqual([3, 11, 19, 27, 35, 43, 51, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69]);
  });

  test("labels that begin after a thousand rows are found", async () => {
    const text = changed(1040, (_, i) => (i < 1000 ? { label: "" } : {}));
    expect((await readLabelled(written(text))).records).toHaveLength(40);
  });

  test.each([
    ["1", "0"],
    ["1.0", "0.0"],
    ["Yes", "no"],
    ["Included", "EXCLUDED"],
    ["TRUE", "FALSE"],
  ])("%s and %s are labels", async (yes, no) => {
    const text = madeTable(madeRecords(16)).replaceAll(/,([01])$/gm, (_, label) =>
      label === "1" ? `,${yes}` : `,${no}`,
    );
    expect([...(await readLabelled(written(text))).labels].reduce((a, b) => a + b)).toBe(2);
  });

  test("without a column of labels: its columns are named", async () => {
    const error = await refusal(written(madeTable(madeRecords(9)).replace("included", "verdict")));
    expect(error.fault).toBe("input");
    expect(error.message).toContain("record_id, title, abstract, verdict");
    expect(error.message).toContain("--label");
  });

  test("a column that is misspelt: the nearest is named", async () => {
    const error = await refusal(written(madeTable(madeRecords(9))), "inclded");
    expect(error.fault).toBe("call");
    expect(error.message).toContain('did you mean "included"?');
    expect((await refusal(written(madeTable(madeRecords(9))), "zzzzzzzzz")).message).toContain(
      "its columns are",
    );
  });

  test("another column by its name", async () => {
    const path = written(madeTable(madeRecords(9)).replace("included", "second reviewer"));
    expect((await readLabelled(path, { labelColumn: "second reviewer" })).records).toHaveLength(9);
  });

  test("labels of one kind, and no labels", async () => {
    const all = (label: MadeRecord["label"]) => refusal(written(changed(9, () => ({ label }))));
    expect((await all("0")).message).toContain("All 9 labelled records");
    expect((await all("0")).message).toContain("irrelevant");
    expect((await all("1")).message).toContain("are relevant");
    expect((await all("")).message).toContain("None of the 9 records");
  });

  test("a word that is no label loses its row alone", async () => {
    const text = madeTable(madeRecords(24)).replace(/,0$/m, ",perhaps");
    const set = await readLabelled(written(text));
    expect(set.records).toHaveLength(23);
    expect(set.rows[0]).toBe(1);
    expect(set.problems).toEqual([
      expect.objectContaining({ code: "not-a-label", severity: "error", found: "perhaps" }),
    ]);
    expect(set.problems[0]!.where).toMatchObject({ line: 2, record: 1 });
  });

  test("labels that contradict each other lose both rows, whatever stands between them", async () => {
    const records = madeRecords(24);
    const again = { ...records[3]!, label: "0" as const };
    const set = await readLabelled(written(madeTable([...records, again])));
    expect(set.rows).not.toContain(3);
    expect(set.rows).not.toContain(24);
    expect(set.records).toHaveLength(23);
    expect(codes(set)).toEqual(["contradicting-labels"]);
    expect(set.problems[0]!.where.line).toBe(26);
    expect(set.problems[0]!.message).toContain("line 5");
  });

  test("a record that stands twice counts once, with the label that one of them has", async () => {
    const records = madeRecords(24);
    const repeated = [{ ...records[3]!, label: "" as const }, ...records, records[5]!];
    const set = await readLabelled(written(madeTable(repeated)));
    expect(set.records).toHaveLength(24);
    expect(set.rows).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
    expect(set.notes).toContain("repeating an id and its title and left out: 2");
    expect(set.problems).toEqual([]);
  });

  test("one id for several titles is no reason to lose any", async () => {
    const set = await readLabelled(written(changed(24, () => ({ id: "12345" }))));
    expect(set.records).toHaveLength(24);
    expect(set.problems).toHaveLength(1);
    expect(set.problems[0]).toMatchObject({ code: "id-of-two-records", severity: "warning" });
    expect(set.problems[0]!.message).toContain("23 records");
  });

  test("empty abstracts and the letters NA are counted; no text at all is refused", async () => {
    const set = await readLabelled(
      written(
        changed(24, (_, i) =>
          i < 3 ? { abstract: ["", " ", "NA"][i]! } : i === 4 ? { abstract: "NA", title: "" } : {},
        ),
      ),
    );
    expect(set.records.slice(0, 3).map(({ abstract }) => abstract)).toEqual(["", "", ""]);
    expect(set.notes).toEqual([
      'labels from column "included"',
      "texts of the letters NA, taken as missing: 2",
      "without an abstract: 3",
      "with neither title nor abstract: 1",
    ]);
    const bare = await refusal(written(changed(9, () => ({ title: "", abstract: "NA" }))));
    expect(bare.message).toContain("None of the 9 labelled records");
  });

  test("one malformed row among 28,000 is named by its line and loses no other", async () => {
    const lines = madeTable(madeRecords(28_000)).split("\n");
    lines[20_001] = ",,,1";
    const set = await readLabelled(written(lines.join("\n")));
    expect(set.records).toHaveLength(27_999);
    expect(set.rows.slice(19_998, 20_001)).toEqual([19_998, 19_999, 20_001]);
    expect(set.problems).toHaveLength(1);
    expect(set.problems[0]).toMatchObject({ severity: "error", where: { line: 20_002 } });
  });
});

const ris = (notes: readonly (string | undefined)[]): string =>
  notes
    .map(
      (note, i) =>
        `TY  - JOUR\nTI  - Title ${i} on ${i % 2 === 0 ? "sleep" : "pain"}\n${note === undefined ? "" : `N1  - ${note}\n`}ER  - \n\n`,
    )
    .join("");

describe("notes", () => {
  test("of ASReview", async () => {
    const set = await readLabelled(
      written(
        ris([
          "ASReview_relevant",
          "ASReview_irrelevant",
          "ASReview_not_seen",
          undefined,
          "ASReview_irrelevant",
        ]),
        "a.ris",
      ),
    );
    expect([...set.labels]).toEqual([1, 0, 0]);
    expect(set.rows).toEqual([0, 1, 4]);
    expect(set.notes.slice(0, 2)).toEqual(["labels from the notes", "without a label and left out: 2"]);
  });

  test("of Rayyan: maybe is a wish to read on, votes that differ are left out, other words are errors", async () => {
    const votes = [
      '{"Ann"=>"Included"}',
      '{"Ann"=>"Excluded", "Bob"=>"Excluded"}',
      '{"Ann"=>"Maybe", "Bob"=>"Included"}',
      '{"Ann"=>"Included", "Bob"=>"Excluded"}',
      '{"Ann"=>"Perhaps"}',
    ];
    const set = await readLabelled(written(ris(votes.map((each) => `RAYYAN-INCLUSION: ${each}`)), "r.ris"));
    expect([...set.labels]).toEqual([1, 0, 1]);
    expect(set.notes).toContain("with votes that differ and left out: 1");
    expect(codes(set)).toEqual(["not-a-label"]);
    expect(set.problems[0]).toMatchObject({ found: "Perhaps", where: { record: 5 } });
  });

  test("of Rayyan in a table without a column of labels", async () => {
    const rows = madeRecords(16).map(({ id, title, abstract, label }) =>
      [
        id,
        title,
        `"${abstract}"`,
        `"x | RAYYAN-INCLUSION: {""Ann""=>""${label === "1" ? "Included" : "Excluded"}""}"`,
      ].join(","),
    );
    const set = await readLabelled(written(["key,title,abstract,notes", ...rows, ""].join("\n")));
    expect(set.notes).toEqual(["labels from the notes"]);
    expect([...set.labels]).toEqual(madeRecords(16).map(({ label }) => Number(label)));
  });

  test("none, and a column asked for where there are none", async () => {
    const path = written(ris([undefined, undefined]), "u.ris");
    expect((await refusal(path)).message).toContain("None of the 2 records");
    expect((await refusal(path, "included")).message).toContain("is no table");
  });
});

describe("review folders", () => {
  /** The example with a second search of four records, and votes on them. */
  const voted = (votes: readonly string[]): string => {
    const path = join(folder, "review");
    cpSync(KETAMINE, path, { recursive: true });
    const export_ = [1, 2, 3, 4]
      .map((n) => `TY  - JOUR\nTI  - Found anew ${n}\nAB  - Text\nER  - \n\n`)
      .join("");
    writeFileSync(join(path, "searches/anew.ris"), export_);
    writeFileSync(
      join(path, "searches/anew.yaml"),
      "source: Embase\nkind: database\ndate: unknown\nstrategy: all\nhits: 4\nfile: anew.ris\nformat: ris\n",
    );
    const rows = votes.map((vote) => `${vote},${vote.includes("exclude") ? "review" : ""},`);
    writeFileSync(
      join(path, "decisions/title-abstract.csv"),
      ["record,reviewer,decision,reason,note", ...rows, ""].join("\n"),
    );
    return path;
  };

  test("votes are labels, maybe among them; those that differ and records without one are left out", async () => {
    const path = voted([
      "pubmed#1,publication-type-rule,exclude",
      "anew#1,publication-type-rule,exclude",
      "anew#2,publication-type-rule,maybe",
      "anew#3,publication-type-rule,include",
      "anew#3,trial-table-rule,exclude",
    ]);
    const set = await readLabelled(`${path}/`);
    expect(set.name).toBe("review");
    const labelled = set.records.map(({ title }, i) => [title, set.labels[i]]);
    expect(labelled).toContainEqual(["Found anew 1", 0]);
    expect(labelled).toContainEqual(["Found anew 2", 1]);
    expect(labelled).toHaveLength(3);
    expect(set.notes[0]).toBe("labels from the votes on title and abstract");
    expect(set.notes).toContain("with votes that differ and left out: 1");
    expect((await refusal(path, "decision")).fault).toBe("call");
  });

  test("votes of one kind are refused, as in any file", async () => {
    expect((await refusal(KETAMINE)).message).toContain("All 1 labelled records");
  });
});

test("a file that is not there is a fault of the call", async () => {
  expect((await refusal(join(folder, "none.csv"))).fault).toBe("call");
});

describeShared("exports of other programs", ["corpora", "records", "asreview"], (root) => {
  test.each([
    ["baseline_tag-notes_labels.ris", 20, 10],
    ["baseline_zotero.ris", 6, 3],
    ["generic_labels.csv", 2, 1],
    ["record_id.csv", 2, 1],
  ] as const)("%s", async (name, records, relevant) => {
    const set = await readLabelled(join(root, name));
    expect(set.records).toHaveLength(records);
    expect([...set.labels].filter((label) => label === 1)).toHaveLength(relevant);
  });

  test("Rayyan's table", async () => {
    const path = join(root, "../asreview-citation-file-formatting/CSV/_baseline_rayyan.csv");
    expect(readFileSync(path, "utf8")).toContain("RAYYAN-INCLUSION");
    const set = await readLabelled(path);
    expect(set.notes[0]).toBe("labels from the notes");
    expect(new Set(set.labels)).toEqual(new Set([0, 1]));
  });
});
