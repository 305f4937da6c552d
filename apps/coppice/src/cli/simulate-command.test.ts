import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { splitCsv } from "@coppice/records";
import { describeShared } from "../../../../tools/testing/shared.ts";
import { madeRecords, madeTable } from "../actions/screening/made-set.testing.ts";
import type { Simulations } from "../actions/screening/simulate-sets.ts";
import { runHere } from "./run-here.testing.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "simulate-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const set = (text: string = madeTable(madeRecords(64)), name = "made.csv"): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const simulate = (...args: readonly string[]) => runHere("simulate", ...args);

async function simulated(...args: readonly string[]): Promise<Simulations> {
  const { stdout, stderr, status } = await simulate(...args, "--json");
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Simulations;
}

/** Without what no two runs of the program share. */
function untimed({ results, ...rest }: Simulations): unknown {
  const times = { prepareMs: 0, labelMs: 0, labelMsP95: 0 };
  return {
    ...rest,
    results: results.map((each) => ({ ...each, runs: each.runs.map((run) => ({ ...run, ...times })) })),
  };
}

const rowsOf = (file: string): readonly (readonly string[])[] =>
  splitCsv(readFileSync(join(folder, "out", file), "utf8")).rows.map((cells) =>
    cells.map(({ text }) => text),
  );

test("prints what was read, the measures, the curve and no rules unasked", async () => {
  const { stdout, status } = await simulate(set(), "--model", "elas-u3,random", "--seeds", "1..2");
  expect(status).toBe(0);
  expect(stdout).toContain('made.csv: 64 records, 8 relevant; labels from column "included"');
  expect(stdout).toMatch(/^set +model +loss +recall@5% .*WSS@95 +WSS@100 +NDCG +ATD +ms$/m);
  expect(stdout).toMatch(/^made +elas-u3 +0\.0\d{3} /m);
  expect(stdout).toContain("Means over 2 seeds.");
  expect(stdout).toContain("a elas-u3   b random   · random order");
  expect(stdout).not.toContain("Stopping rules");
});

test("the same numbers in one, two and four threads, of one set and of two", async () => {
  const other = set(madeTable(madeRecords(40, 5)), "other.csv");
  for (const paths of [[set()], [set(), other]]) {
    const args = [...paths, "--model", "elas-u4", "--seeds", "1..3", "--stop"];
    const alone = untimed(await simulated(...args, "--threads", "1"));
    expect(untimed(await simulated(...args, "--threads", "2"))).toEqual(alone);
    expect(untimed(await simulated(...args, "--threads", "4"))).toEqual(alone);
  }
});

test("models and seeds that are named twice run once; files of one name are told apart", async () => {
  mkdirSync(join(folder, "b"));
  const paths = [set(), set(undefined, "b/made.csv")];
  const { results } = await simulated(...paths, "--model", "random,random", "--seeds", "3,3,1..3");
  expect(results.map(({ set: name, model }) => `${name} ${model}`)).toEqual(["made random", "made-2 random"]);
  expect(results[0]!.runs.map(({ seed }) => seed)).toEqual([3, 1, 2]);
});

test("--out writes curves, runs, orders and stops, as JSON has them; nothing is overwritten", async () => {
  const args = [set(), "--model", "elas-u3,random", "--seeds", "1..2", "--stop", "0.9", "--until", "end"];
  const out = join(folder, "out");
  const { results, stopping } = await simulated(...args, "--out", out);
  expect(readdirSync(out).sort()).toEqual(["orders.csv", "recall-made.svg", "runs.csv", "stops.csv"]);
  const svg = readFileSync(join(out, "recall-made.svg"), "utf8");
  expect(svg).toContain(`elas-u3, loss ${results[0]!.mean.loss.toFixed(3)}`);

  const [head, ...runs] = rowsOf("runs.csv");
  expect(runs).toHaveLength(4);
  const all = results.flatMap(({ model, runs: each }) => each.map((run) => ({ model, ...run })));
  runs.forEach((cells, i) => {
    const cell = (name: string): string => cells[head!.indexOf(name)]!;
    expect(cell("model")).toBe(all[i]!.model);
    expect(cell("priors")).toBe(all[i]!.priors.join(" "));
    expect(Number(cell("loss"))).toBe(all[i]!.metrics.loss);
    expect(Number(cell("recall_10"))).toBe(all[i]!.metrics.recallAt[10]);
  });

  const orders = rowsOf("orders.csv").slice(1);
  expect(orders).toHaveLength(4 * 62);
  const labels = madeRecords(64).map(({ label }) => label);
  for (const [, , , , row, relevant] of orders) expect(relevant).toBe(labels[Number(row)]);
  expect(orders.slice(0, 62).map(([, , , , row]) => Number(row))).toEqual(results[0]!.runs[0]!.order);

  expect(rowsOf("stops.csv")).toHaveLength(1 + 4 * 6);
  expect(stopping!.rules).toHaveLength(2 * 6);

  const before = readdirSync(out).map((name) => readFileSync(join(out, name), "utf8"));
  const again = await simulate(...args, "--out", out);
  expect(again.status).toBe(2);
  expect(again.stderr).toContain("nothing is ever overwritten");
  expect(again.stderr).not.toContain("%");
  rmSync(join(out, "runs.csv"));
  rmSync(join(out, "orders.csv"));
  rmSync(join(out, "stops.csv"));
  expect((await simulate(...args, "--out", out)).status).toBe(2);
  expect(readdirSync(out)).toEqual(["recall-made.svg"]);
  expect(before).toContain(readFileSync(join(out, "recall-made.svg"), "utf8"));
});

test("sets whose names are alike as files get pictures of their own; a file is no folder", async () => {
  const small = madeTable(madeRecords(24));
  const paths = [set(small, "a b.csv"), set(small, "a+b.csv"), set(small, "A-B.csv")];
  const out = join(folder, "out");
  await simulated(...paths, "--model", "random", "--seeds", "1", "--out", out);
  expect(
    readdirSync(out)
      .filter((name) => name.endsWith(".svg"))
      .sort(),
  ).toEqual(["recall-A-B-3.svg", "recall-a-b-2.svg", "recall-a-b.svg"]);
  const refused = await simulate(set(), "--out", paths[0]!);
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain("is a file");
});

describe("--stop", () => {
  test("says where each rule stopped: means and the worst are those of the runs", async () => {
    const { results, stopping } = await simulated(set(), "--model", "random", "--seeds", "1..4", "--stop");
    expect(stopping!.target).toBe(0.95);
    stopping!.rules.forEach((rule, at) => {
      const ends = results[0]!.runs.map(({ seed, stops }) => ({ seed, ...stops[at]! }));
      expect(ends.map((end) => end.rule)).toEqual(ends.map(() => rule.rule));
      for (const { found, relevant, recall, screened, shareScreened } of ends) {
        expect(relevant).toBe(8);
        expect(recall).toBe(found / 8);
        expect(shareScreened).toBe(screened / 64);
      }
      const recalls = ends.map(({ recall }) => recall);
      expect(rule.meanRecall).toBeCloseTo(recalls.reduce((a, b) => a + b) / 4, 12);
      expect(rule.worst.recall).toBe(Math.min(...recalls));
      expect(ends.find(({ seed }) => seed === rule.worst.seed)!.recall).toBe(rule.worst.recall);
      expect(rule.reached).toBe(recalls.filter((recall) => recall >= 0.95).length / 4);
      expect(rule.mostScreened).toBe(Math.max(...ends.map(({ shareScreened }) => shareScreened)));
    });
  });

  test("a run of irrelevant records is counted by hand along the order, priors first", async () => {
    const records = madeRecords(160, 20);
    const { results, stopping } = await simulated(
      set(madeTable(records)),
      "--model",
      "random",
      "--seeds",
      "1..3",
      "--stop",
    );
    const at = stopping!.rules.findIndex(({ name }) => name === "50 in a row");
    for (const { priors, order, stops } of results[0]!.runs) {
      const rest = records
        .map((_, row) => row)
        .filter((row) => !priors.includes(row) && !order.includes(row));
      const labels = [...priors, ...order, ...rest].map((row) => records[row]!.label);
      let run = 0;
      let read = 0;
      while (read < labels.length && run < 50) {
        run = labels[read] === "1" ? 0 : run + 1;
        read += 1;
      }
      expect(stops[at]!.screened).toBe(read);
    }
  });

  test("it does not matter whether runs go on after the last relevant record", async () => {
    const args = [set(), "--model", "elas-u3", "--stop"];
    const end = await simulated(...args, "--until", "end");
    expect((await simulated(...args)).stopping).toEqual(end.stopping);
  });

  test.each(["0", "1.5", "95", "x"])("refuses a recall of %s", async (recall) => {
    expect((await simulate(set(), "--stop", recall)).status).toBe(2);
  });
});

describe("what is wrong", () => {
  test("in a row is printed with its line, the others are simulated, and the exit code is 1", async () => {
    const { stdout, stderr, status } = await simulate(
      set(madeTable(madeRecords(64)).replace(/,0$/m, ",perhaps")),
      "--model",
      "random",
    );
    expect(status).toBe(1);
    expect(stderr).toContain("made.csv:2");
    expect(stderr).toContain('"perhaps" is no label');
    expect(stderr).toContain("1 error, 0 warnings");
    expect(stdout).toContain("63 records, 8 relevant");
  });

  test("in the JSON too", async () => {
    const text = madeTable(madeRecords(64)).replace(/,0$/m, ",perhaps");
    const { stdout, status } = await simulate(set(text), "--model", "random", "--json");
    expect(status).toBe(1);
    expect((JSON.parse(stdout) as Simulations).problems.map(({ code }) => code)).toEqual(["not-a-label"]);
  });

  test.each([
    ["a row that is not there", ["--prior", "3,64"], 2, "rows count from 0 to 63"],
    ["all relevant ones", ["--prior", "3,11,19,27,35,43,51,59"], 2, "nothing is left to find"],
    ["no number", ["--prior", "3,x"], 2, "is no row number"],
    ["a model that is not there", ["--model", "elas-u5"], 2, "is not one of"],
    ["a range that falls", ["--seeds", "5..1"], 2, "is no range"],
    ["a misspelt column", ["--label", "includd"], 2, 'did you mean "included"?'],
  ] as const)("%s", async (_, args, code, words) => {
    const { status, stderr, stdout } = await simulate(set(), ...args);
    expect(status).toBe(code);
    expect(stderr).toContain(words);
    expect(stdout).toBe("");
  });

  test("all irrelevant ones as priors, or one relevant record alone, leave nothing to measure", async () => {
    const records = madeRecords(12, 4);
    const others = records.flatMap(({ label }, row) => (label === "0" ? [row] : []));
    const all = await simulate(set(madeTable(records)), "--prior", others.join(","));
    expect(all.status).toBe(2);
    expect(all.stderr).toContain("every order would be as good");
    const lonely = madeRecords(12).map((record, i) => ({
      ...record,
      label: i === 0 ? ("1" as const) : ("0" as const),
    }));
    const one = await simulate(set(madeTable(lonely).replace(/,0$/m, ",perhaps")));
    expect(one.stderr).toContain('"perhaps" is no label');
    expect(one.status).toBe(1);
    expect(one.stderr).toContain("only one relevant record");
  });

  test("priors of one kind: the order is random until both are there", async () => {
    const { results } = await simulated(set(), "--prior", "3", "--seeds", "1..2", "--model", "elas-u4");
    expect(results[0]!.runs.map(({ priors }) => priors)).toEqual([[3], [3]]);
    expect(results[0]!.runs[0]!.metrics.records).toBe(63);
  });
});

/** The program from its sources, in a process of its own. */
const PROGRAM = [
  "--conditions=coppice-source",
  "--input-type=module",
  "-e",
  `const { main } = await import(${JSON.stringify(new URL("./main.ts", import.meta.url).href)}); process.exitCode = await main(process.argv.slice(1));`,
];

test("a set from standard input", () => {
  const { stdout, status, stderr } = spawnSync(
    process.execPath,
    [...PROGRAM, "simulate", "-", "--model", "random", "--seeds", "1"],
    { input: madeTable(madeRecords(24)), encoding: "utf8" },
  );
  expect(stderr).not.toContain("error");
  expect(status).toBe(0);
  expect(stdout).toContain("-: 24 records, 3 relevant");
  expect(stdout).toMatch(/^standard-input +random/m);
});

test("Ctrl-C stops all threads at once: exit code 130, nothing printed, nothing written", async () => {
  const path = set(madeTable(madeRecords(6000, 40)));
  const out = join(folder, "out");
  const child = spawn(process.execPath, [
    ...PROGRAM, "simulate", path, "--until", "end", "--seeds", "1..50", "--threads", "2", "--out", out,
  ]); // prettier-ignore
  let said = "";
  let printed = "";
  let stopped = 0;
  child.stdout.on("data", (text) => (printed += String(text)));
  child.stderr.on("data", (text) => {
    said += String(text);
    if (stopped === 0 && said.includes("simulate: made")) {
      stopped = performance.now();
      child.kill("SIGINT");
    }
  });
  const code = await new Promise((done) => child.on("exit", (status) => done(status)));
  expect(code).toBe(130);
  expect(performance.now() - stopped).toBeLessThan(10_000);
  expect(said).toContain("stopped; nothing was written");
  expect(printed).toBe("");
  expect(existsSync(out)).toBe(false);
});

describeShared("a real set", ["corpora", "screening"], (root) => {
  test("the priors of ADHD's first reference run give its loss", async () => {
    const { results } = await simulated(
      join(root, "Cohen_2006_ADHD.csv.gz"), "--model", "elas-u4", "--seeds", "1", "--prior", "171,807",
    ); // prettier-ignore
    expect(results[0]!.mean.loss.toFixed(4)).toBe("0.0682");
    expect(results[0]!.runs[0]!.priors).toEqual([171, 807]);
    expect(results[0]!.runs[0]!.order.slice(0, 5)).toEqual([213, 779, 122, 567, 410]);
  });
});
