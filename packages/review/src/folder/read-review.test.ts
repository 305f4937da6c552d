import { formatProblem } from "@coppice/records";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyseReview } from "../analysis/analyse-review.ts";
import { prismaFlow } from "../prisma/flow.ts";
import { filesOf, readSmall, SMALL_REVIEW, withResult } from "../small-review.testing.ts";
import { readReview } from "./read-review.ts";

const saidOf = (changes: Parameters<typeof readSmall>[0]): string[] =>
  readSmall(changes).problems.map(formatProblem);

describe("a valid folder", () => {
  test("has no problems, two studies and a flow that adds up", () => {
    const { review, problems, refused } = readSmall();
    expect(problems).toEqual([]);
    expect(refused).toEqual([]);
    expect(review?.studies.map(({ id }) => id)).toEqual(["Able2001", "Baker2002"]);
    const { flow, problems: flowProblems } = prismaFlow(review!);
    expect(flowProblems).toEqual([]);
    expect(flow).toMatchObject({
      databases: { identified: 3, screened: 3, excludedAtScreening: 1, sought: 2, assessed: 2 },
      included: { studies: 2, reports: 2 },
    });
  });

  test("every number knows its file and line", () => {
    const [finding] = analyseReview(readSmall().review!);
    expect(
      finding?.kind === "pairwise" &&
        finding.effects[1]?.inputs.map(({ value, at, field }) => [value, at.file, at.line, field]),
    ).toEqual([
      [22, "extraction/results.csv", 4, "events"],
      [40, "extraction/results.csv", 4, "n"],
      [15, "extraction/results.csv", 5, "events"],
      [40, "extraction/results.csv", 5, "n"],
    ]);
  });
});

describe("a mistake is named with file, line, column, what was found, what was expected and the closest name", () => {
  test("an unknown study id", () => {
    expect(saidOf(withResult({ study: "Abel2001", mean: 3, sd: 1, n: 5 }))).toEqual([
      'extraction/results.csv:6:4, study: there is no study "Abel2001"; expected a study of extraction/studies.csv. Did you mean "Able2001"?',
    ]);
  });

  test("text in a number", () => {
    expect(saidOf(withResult({ mean: "12,5", sd: 1, n: 5 }))[0]).toContain(
      "the row has 24 cells, the header has 23",
    );
    expect(saidOf(withResult({ mean: "about 12", sd: 1, n: 5 }))).toEqual([
      'extraction/results.csv:6:52, mean: "about 12" is not a number.',
    ]);
    expect(saidOf(withResult({ mean: "−12.5", sd: 1, n: 5 }))[0]).toContain("Write it as -12.5");
  });

  test("a comma in a number: both readings are said, none is guessed", () => {
    expect(saidOf(withResult({ mean: '"12,5"', sd: 1, n: 5 }))[0]).toContain("Write it as 12.5");
    const said = saidOf(withResult({ mean: 1, sd: 1, n: '"88,391"' }))[0];
    expect(said).toContain(
      "Write 88391 if the comma separates thousands, or 88.391 if it is a decimal comma",
    );
  });

  test("a table separated by semicolons", () => {
    const text = SMALL_REVIEW["extraction/reports.csv"]!.replaceAll(",", ";");
    expect(saidOf({ "extraction/reports.csv": text })[0]).toContain("the table is separated by semicolons");
  });

  test("more people in a result than in its arm is a warning", () => {
    const arms = SMALL_REVIEW["extraction/arms.csv"]!.replace("comparator\n", "comparator,n\n").replaceAll(
      /(intervention|control),(placebo)?$/gm,
      "$1,$2,15",
    );
    const { problems } = readSmall({ "extraction/arms.csv": arms });
    expect(problems.map(({ severity, message }) => [severity, message])).toContainEqual([
      "warning",
      "n = 20, but the arm drug of Able2001 has 15 (extraction/arms.csv:2)",
    ]);
  });

  test("an analysis of an outcome that does not exist is an error and is left out", () => {
    const yaml = SMALL_REVIEW["review.yaml"]!.replace("    outcome: response", "    outcome: respons");
    const { review, problems } = readSmall({ "review.yaml": yaml });
    expect(problems[0]?.message).toBe('there is no outcome "respons"');
    expect(analyseReview(review!)).toEqual([]);
  });

  test("an SD of 0 or less", () => {
    expect(saidOf(withResult({ mean: 12, sd: 0, n: 5 }))[0]).toContain(
      'sd: "0" is not a number greater than 0',
    );
  });

  test("more events than people", () => {
    expect(
      saidOf(
        withResult({ outcome: "response", scale: "", kind: "events", time_hours: 2, events: 21, n: 20 }),
      )[0],
    ).toContain("events = 21 is more than n = 20");
  });

  test("a confidence interval that does not contain its estimate", () => {
    const row = {
      kind: "contrast",
      versus: "placebo",
      estimate: 0.5,
      ci_lower: 0.6,
      ci_upper: 0.9,
      measure: "SMD",
      direction: "arm-minus-versus",
    };
    expect(saidOf(withResult(row))[0]).toContain(
      "the confidence interval 0.6 to 0.9 does not contain the estimate 0.5",
    );
  });

  test("the same result twice", () => {
    const said = saidOf(withResult({ outcome: "response", scale: "", kind: "events", events: 12, n: 20 }));
    expect(said).toEqual([
      expect.stringContaining("response (events) of Able2001, drug, at 24 h already stands in line 2"),
    ]);
  });

  test("a missing file", () => {
    expect(saidOf({ "extraction/arms.csv": undefined })[0]).toContain("extraction/arms.csv is missing");
    const { review } = readSmall({ "extraction/results.csv": undefined });
    expect(review).toBeUndefined();
  });

  test("an export that was cut off: inside a quote, or with fewer records than the search states", () => {
    expect(
      saidOf({
        "searches/list.csv": SMALL_REVIEW["searches/list.csv"]!.slice(
          0,
          SMALL_REVIEW["searches/list.csv"]!.indexOf("Baker, B") + 3,
        ),
      }).join("\n"),
    ).toMatch(/the file may be cut off/i);
    const shorter = SMALL_REVIEW["searches/list.csv"]!.split("\n").slice(0, 3).join("\n");
    expect(saidOf({ "searches/list.csv": shorter })[0]).toContain(
      "holds 2 readable records, the search states 3",
    );
  });

  test("an extraction table that was cut off", () => {
    const text = SMALL_REVIEW["extraction/results.csv"]!;
    expect(saidOf({ "extraction/results.csv": text.slice(0, -12) })[0]).toContain("The row may be cut off");
  });

  test("text that is not UTF-8", () => {
    const bytes = Uint8Array.from([
      ...new TextEncoder().encode("id,kind,citation\nable,article,"),
      0xe9,
      0x0a,
    ]);
    expect(saidOf({ "extraction/reports.csv": bytes }).find((said) => said.includes("not UTF-8"))).toContain(
      "extraction/reports.csv:2",
    );
  });

  test("an export that is not the one that was imported", () => {
    const yaml = `${SMALL_REVIEW["searches/list.yaml"]!}sha256: ${"a".repeat(64)}\n`;
    expect(saidOf({ "searches/list.yaml": yaml })[0]).toContain("is not the file that was imported");
  });

  test("a misspelt key, a misspelt column and a wrong value in review.yaml, with their lines", () => {
    const yaml = SMALL_REVIEW["review.yaml"]!.replace("measure: OR", "mesure: OR");
    const line = yaml.split("\n").findIndex((text) => text.includes("mesure")) + 1;
    expect(saidOf({ "review.yaml": yaml })).toContain(
      `review.yaml:${line}:13, analyses.0.mesure: there is no key "mesure" in analyses.0. Did you mean "measure"?`,
    );
    expect(saidOf({ "extraction/reports.csv": "id,knid,citation\nable,article,x\n" })[0]).toContain(
      'there is no column "knid"',
    );
    const method = SMALL_REVIEW["review.yaml"]!.replace("method: REML", "method: remml");
    expect(saidOf({ "review.yaml": method })[0]).toBe(
      `review.yaml:${line + 1}:22, analyses.0.model.method: Invalid option: expected one of "EE"|"DL"|"HE"|"HS"|"HSk"|"SJ"|"ML"|"REML"|"EB"|"PM"|"PMM".`,
    );
  });

  test("YAML that is not YAML", () => {
    const { review, problems } = readSmall({ "review.yaml": "title: [unclosed\n  x: : y" });
    expect(review).toBeUndefined();
    expect(problems[0]).toMatchObject({ code: "yaml-syntax", where: { file: "review.yaml" } });
  });

  test("an empty folder", () => {
    const { review, problems } = readReview(new Map(), { sha256: () => "" });
    expect(review).toBeUndefined();
    expect(problems.map(({ code }) => code)).toEqual(["empty-folder"]);
  });

  test("all mistakes of all files at once", () => {
    const said = saidOf({
      "extraction/studies.csv": `${SMALL_REVIEW["extraction/studies.csv"]!}X1,X,sideways,yes,nobody\n`,
      "decisions/full-text.csv": `${SMALL_REVIEW["decisions/full-text.csv"]!}list#9,frist,include,,Able2001\n`,
      ...withResult({ mean: "x", sd: -1 }),
    });
    for (const part of [
      '"sideways" is not one of',
      'no record "list#9"',
      'Did you mean "first"',
      '"x" is not a number',
      '"-1" is not a number greater than 0',
    ]) {
      expect(said.join("\n")).toContain(part);
    }
  });
});

describe("rows that fail", () => {
  test("are refused, named, and never pooled", () => {
    const text = SMALL_REVIEW["extraction/results.csv"]!.replace(
      "r1,Able2001,able,response,,events,drug,,24 h,24,20,12",
      "r1,Able2001,able,response,,events,drug,,24 h,24,20,25",
    );
    const { review, refused } = readSmall({ "extraction/results.csv": text });
    expect(refused).toEqual([
      expect.objectContaining({ result: "r1", line: 2, reason: "events = 25 is more than n = 20" }),
    ]);
    const [finding] = analyseReview(review!);
    expect(finding?.kind === "pairwise" && finding.effects.map(({ study }) => study)).toEqual(["Baker2002"]);
    expect(finding?.unused).toEqual([
      { study: "Able2001", results: ["r2"], reason: "no result of an intervention arm" },
    ]);
  });
});

describe("studies at other times, or at a time nobody entered", () => {
  test("are named with the reason, not dropped", () => {
    const text = SMALL_REVIEW["extraction/results.csv"]!.replaceAll(
      "drug,,24 h,24,40",
      "drug,,24 h,,40",
    ).replaceAll("placebo,,24 h,24,40", "placebo,,24 h,,40");
    const unusedOf = (results: string) =>
      analyseReview(readSmall({ "extraction/results.csv": results }).review!)[0]?.unused;
    expect(unusedOf(text)).toEqual([
      { study: "Baker2002", results: ["r3", "r4"], reason: "time_hours is not given" },
    ]);
    expect(unusedOf(text.replaceAll("24 h,,40", "week,168,40"))?.[0]?.reason).toBe(
      "no result from 0 to 48 h (nearest: 168 h)",
    );
  });
});

describe("decisions and flow", () => {
  const problemsOf = (changes: Parameters<typeof readSmall>[0]): string => {
    const { review, problems } = readSmall(changes);
    return [...problems, ...prismaFlow(review!).problems].map(formatProblem).join("\n");
  };

  test("a vote out of order, an inclusion without study, an exclusion without reason, a study nobody reports", () => {
    expect(
      problemsOf({
        "decisions/full-text.csv": `${SMALL_REVIEW["decisions/full-text.csv"]!}list#3,first,exclude,not-a-trial,\n`,
      }),
    ).toContain("list#3 was not included at title and abstract");
    expect(
      problemsOf({
        "decisions/full-text.csv":
          "record,reviewer,decision,reason,study\nlist#1,first,include,,\nlist#2,first,exclude,,\n",
      }),
    ).toMatch(
      /list#1 is included without saying which study[\s\S]*list#2 is excluded at full text without a reason[\s\S]*no included report describes the study Able2001/,
    );
  });

  test("a record nobody voted on waits, and the boxes still add up", () => {
    const { review } = readSmall({
      "decisions/title-abstract.csv":
        "record,reviewer,decision,reason\nlist#1,first,include,\nlist#2,first,maybe,\n",
    });
    const { flow, problems } = prismaFlow(review!);
    expect(problems).toEqual([]);
    expect(flow?.databases).toMatchObject({
      screened: 3,
      excludedAtScreening: 0,
      awaitingScreening: 1,
      sought: 2,
    });
  });

  test("with two votes a record, disagreement waits", () => {
    const yaml = SMALL_REVIEW["review.yaml"]!.replace("votesPerRecord: 1", "votesPerRecord: 2").replace(
      "- { id: first, name: First, kind: person }",
      "- { id: first, name: First, kind: person }\n  - { id: second, name: Second, kind: person }",
    );
    const votes =
      "record,reviewer,decision,reason\nlist#1,first,include,\nlist#1,second,include,\nlist#2,first,include,\nlist#2,second,exclude,\nlist#3,first,exclude,\nlist#3,second,exclude,\n";
    const { review, problems } = readSmall({ "review.yaml": yaml, "decisions/title-abstract.csv": votes });
    expect(problems).toEqual([]);
    expect(prismaFlow(review!).flow?.databases).toMatchObject({
      excludedAtScreening: 1,
      awaitingScreening: 1,
      sought: 1,
    });
  });

  test("stated counts that do not add up are an error with both numbers", () => {
    const flow = `flow:
  source: paper
  duplicatesRemoved: 0
  screened: 9
  excludedAtScreening: 4
  sought: 5
  notRetrieved: 0
  assessed: 5
  excludedAtFullText: [{ reason: x, n: 2 }]
  includedReports: 2
  includedStudies: 2
`;
    const said = problemsOf({ "review.yaml": `${SMALL_REVIEW["review.yaml"]!}${flow}` });
    expect(said).toContain(
      "records screened (databases) is 9, but records identified less those removed gives 3",
    );
    expect(said).toContain(
      "reports included (databases) is 2, but reports assessed less those excluded or waiting gives 3",
    );
  });

  test("duplicates are counted once and votes on them are refused", () => {
    const csv = `${SMALL_REVIEW["searches/list.csv"]!}First trial again,"Able, A",2001,1001\n`;
    const changes = {
      "searches/list.csv": csv,
      "searches/list.yaml": SMALL_REVIEW["searches/list.yaml"]!.replace("hits: 3", "hits: 4"),
    };
    const { review } = readSmall(changes);
    expect(review?.duplicates).toEqual([{ kept: "list#1", removed: "list#4", reason: "same PMID" }]);
    expect(prismaFlow(review!).flow?.databases).toMatchObject({
      identified: 4,
      duplicatesRemoved: 1,
      screened: 3,
    });
    expect(
      problemsOf({
        ...changes,
        "decisions/title-abstract.csv": `${SMALL_REVIEW["decisions/title-abstract.csv"]!}list#4,first,include,\n`,
      }),
    ).toContain("list#4 is a duplicate of list#1");
  });

  describe("decisions/duplicates.csv", () => {
    const again = {
      "searches/list.csv": `${SMALL_REVIEW["searches/list.csv"]!}First trial again,"Able, A",2001,1001\n`,
      "searches/list.yaml": SMALL_REVIEW["searches/list.yaml"]!.replace("hits: 3", "hits: 4"),
    };
    const decided = (
      table: string,
    ): { readonly duplicates: readonly unknown[] | undefined; readonly said: readonly string[] } => {
      const { review, problems } = readSmall({ ...again, "decisions/duplicates.csv": table });
      return { duplicates: review?.duplicates, said: problems.map(({ code }) => code) };
    };

    test("keeps apart what a person said is different, and joins what is the same", () => {
      expect(decided("a,b,verdict\nlist#4,list#1,different\n").duplicates).toEqual([]);
      expect(decided("a,b,verdict\nlist#4,list#1,different\nlist#2,list#3,same\n").duplicates).toEqual([
        { kept: "list#2", removed: "list#3", reason: "decided by a person" },
      ]);
    });

    test("takes the table of coppice dedupe, whose open rows decide nothing", () => {
      const table = "verdict,a,b,why,probability,title a\n";
      expect(
        decided(`${table}different,searches/list.csv#1,searches/list.csv#4,same PMID,0.5,First trial\n`)
          .duplicates,
      ).toEqual([]);
      expect(decided(`${table},searches/list.csv#1,searches/list.csv#4,,,\n`).duplicates).toHaveLength(1);
    });

    test("names records that are not there, and decisions that contradict each other", () => {
      expect(decided("a,b,verdict\nlist#1,list#9,same\n").said).toContain("unknown-record");
      const table = "a,b,verdict\nlist#1,list#2,same\nlist#2,list#3,same\nlist#1,list#3,different\n";
      expect(decided(table).said).toContain("contradicting-decisions");
    });
  });
});

test("any bytes in any file: problems, never an exception", () => {
  const paths = Object.keys(SMALL_REVIEW);
  fc.assert(
    fc.property(
      fc.constantFrom(...paths),
      fc.uint8Array({ maxLength: 200 }),
      fc.nat(400),
      (path, noise, at) => {
        const original = new TextEncoder().encode(SMALL_REVIEW[path]);
        const bytes = Uint8Array.from([...original.slice(0, at), ...noise, ...original.slice(at)]);
        const { review } = readReview(filesOf({ ...SMALL_REVIEW, [path]: bytes }), { sha256: () => "" });
        if (review !== undefined) {
          prismaFlow(review);
          expect(analyseReview(review)).toHaveLength(review.protocol.analyses.length);
        }
      },
    ),
    { numRuns: 150 },
  );
});
