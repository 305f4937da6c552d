import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ModelVote } from "@coppice/screening";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkReview } from "../actions/check-review.ts";
import type { CalibratedVotes } from "../actions/screening/model-votes/calibrate-votes.ts";
import { completion, fakeEndpoint, goodAnswer, sendJson, type FakeEndpoint, type Reply } from "../actions/screening/providers/fake-endpoint.testing.ts"; // prettier-ignore
import { describeShared, repositoryRoot } from "../../../../tools/testing/shared.ts";
import { runHere } from "./run-here.testing.ts";

const MADE = fileURLToPath(new URL("../actions/screening/model-votes/made-replay", import.meta.url));
const CRITERIA = join(MADE, "criteria.txt");
let folder: string;
let endpoint: FakeEndpoint | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "coppice-votes-"));
});
afterEach(async () => {
  await endpoint?.close();
  endpoint = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** A table of so many made records, every third a trial; and where its votes go. */
function madeTable(count: number): { readonly table: string; readonly out: string } {
  const rows = Array.from(
    { length: count },
    (_, i) => `r${i},${i % 3 === 0 ? "A trial" : "A review"} number ${i},Of ${i} people.,${i % 3 === 0 ? 1 : 0}`,
  );
  const table = join(folder, "records.csv");
  writeFileSync(table, `id,title,abstract,label\n${rows.join("\n")}\n`);
  return { table, out: join(folder, "votes.jsonl") };
} // prettier-ignore

async function start(reply: Reply): Promise<FakeEndpoint> {
  endpoint = await fakeEndpoint(reply);
  return endpoint;
}

const good: Reply = (response, request) => sendJson(response, goodAnswer(request));

function ask(path: string, ...more: readonly string[]) {
  const quick = ["--backoff", "0.001", "--retries", "1", "--timeout", "5"];
  return runHere("model-votes", path, "--url", endpoint!.url, "--model", "m", ...quick, ...more);
}
const table = (path: string, out: string, ...more: readonly string[]) =>
  ask(path, "--criteria", CRITERIA, "--out", out, "--yes", ...more);

const votesIn = (path: string): readonly ModelVote[] =>
  readFileSync(path, "utf8")
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as ModelVote);

describe("coppice model-votes asks", () => {
  it("about each record once, and keeps prompt hash, parameters, quotes and the answer as it came", async () => {
    await start(good);
    const { table: path, out } = madeTable(7);
    const run = await table(path, out, "--seed", "5");
    expect(run.status).toBe(0);
    expect(run.stdout).toContain("7 of 7 records asked (0 asked before)");
    expect(run.stdout).toContain("include 3, exclude 4, unsure 0; no valid vote 0");
    const votes = votesIn(out);
    expect(votes.map(({ record }) => record).sort()).toEqual(["r0", "r1", "r2", "r3", "r4", "r5", "r6"]);
    const first = votes.find(({ record }) => record === "r0");
    expect(first).toMatchObject({
      kind: "vote",
      model: "m",
      served: "fake-2026",
      provider: "openai-compatible",
      host: endpoint!.host,
      parameters: { temperature: 0, seed: 5, maxTokens: 1000 },
      answer: "include",
      score: 0.9,
      evidence: "quoted",
      quotes: [{ text: "A trial number 0", isFound: true, field: "title", start: 0, end: 16 }],
    });
    expect(first!.promptSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(votes.map(({ promptSha256 }) => promptSha256)).size).toBe(7);
    expect(new Set(votes.map(({ instructionsSha256 }) => instructionsSha256)).size).toBe(1);
    expect(endpoint!.seen[0]!.body.messages[0]!.content).toContain("a randomised trial in people with depression");
  }); // prettier-ignore

  it("says first what would be sent and where, and sends nothing without --yes where nobody can be asked", async () => {
    await start(good);
    const { table: path, out } = madeTable(3);
    const run = await ask(path, "--criteria", CRITERIA, "--out", out);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(
      `3 records will be sent to ${endpoint!.host}, which is local (this machine). Of each: title and abstract`,
    );
    expect(run.stderr).toContain("Add --yes");
    expect(endpoint!.seen).toEqual([]);
    expect(existsSync(out)).toBe(false);
    const far = ["--url", "https://api.example.org/v1", "--model", "m", "--criteria", CRITERIA, "--out", out];
    const away = await runHere("model-votes", path, ...far);
    expect(away.status).toBe(2);
    expect(away.stderr).toContain("3 records will be sent to api.example.org, which is NOT this machine");
  });

  it("has no default address, model, criteria or file", async () => {
    await start(good);
    const { table: path, out } = madeTable(3);
    for (const [args, said] of [
      [[path, "--criteria", CRITERIA, "--out", out], "there is no default"],
      [[path, "--url", endpoint!.url, "--criteria", CRITERIA, "--out", out], "--model"],
      [[path, "--url", endpoint!.url, "--model", "m", "--out", out], "--criteria"],
      [[path, "--url", endpoint!.url, "--model", "m", "--criteria", CRITERIA], "--out"],
      [[path, "--url", "localhost", "--model", "m"], "--url cannot be used"],
    ] as const) {
      const run = await runHere("model-votes", ...args);
      expect({ status: run.status, said: run.stderr }).toEqual({ status: 2, said: expect.stringContaining(said) as string }); // prettier-ignore
    }
    expect(endpoint!.seen).toEqual([]);
  });

  it("names the lines of criteria that are none", async () => {
    await start(good);
    const { table: path, out } = madeTable(3);
    const criteria = join(folder, "c.txt");
    writeFileSync(criteria, "# mine\ninclude: trials\nadults only\nexclude:\n");
    const run = await ask(path, "--criteria", criteria, "--out", out, "--yes");
    expect(run.status).toBe(1);
    expect(run.stderr).toContain("c.txt:3: the line is no criterion");
    expect(run.stderr).toContain("c.txt:4: the line is no criterion");
  });

  it("keeps the key out of everything", async () => {
    await start((response, request, nth) =>
      nth % 2 === 0
        ? sendJson(response, completion(`I was given ${process.env["COPPICE_TEST_KEY"]!}`))
        : good(response, request, nth),
    );
    const { table: path, out } = madeTable(4);
    process.env["COPPICE_TEST_KEY"] = "sk-very-secret-1234";
    try {
      const run = await table(path, out, "--key-env", "COPPICE_TEST_KEY");
      expect(run.status).toBe(0);
      expect(endpoint!.seen.every(({ authorization }) => authorization === "Bearer sk-very-secret-1234")).toBe(true);
      expect(run.stdout + run.stderr + readFileSync(out, "utf8")).not.toContain("very-secret");
    } finally {
      delete process.env["COPPICE_TEST_KEY"];
    }
  }); // prettier-ignore

  it("keeps refusals, prose and quotes that stand nowhere as what they are", async () => {
    const answers: readonly unknown[] = [
      completion("I would include it."),
      completion('{"answer":"include"}'),
      completion(null, { message: { content: null, refusal: "I can't." } }),
      completion('{"answer":"exclude","score":0,"quotes":["words of nobody"]}'),
    ];
    await start((response, _, nth) => sendJson(response, answers[nth]));
    const { table: path, out } = madeTable(4);
    const run = await table(path, out, "--concurrency", "1");
    expect(run.stdout).toContain("exclude 1, unsure 0; no valid vote 3; quotes that do not stand in the text: 1");
    expect(votesIn(out)).toMatchObject([
      { record: "r0", kind: "no-vote", reason: "not-json", raw: "I would include it." },
      { record: "r1", kind: "no-vote", reason: "wrong-shape" },
      { record: "r2", kind: "no-vote", reason: "declined", message: "I can't." },
      { record: "r3", kind: "vote", evidence: "unsupported", quotes: [{ isFound: false }] },
    ]);
  }); // prettier-ignore

  it("does not ask twice, but asks another model, other parameters, other criteria, or again when told to", async () => {
    await start((response, request, nth) =>
      nth === 0 ? sendJson(response, completion("no")) : good(response, request, nth),
    );
    const { table: path, out } = madeTable(5);
    await table(path, out);
    const count = async (...more: readonly string[]): Promise<number> => {
      const before = endpoint!.seen.length;
      await table(path, out, ...more);
      return endpoint!.seen.length - before;
    };
    expect(await count()).toBe(0);
    expect(await count("--again")).toBe(1);
    expect(await count("--again")).toBe(0);
    expect(await count("--temperature", "0.5")).toBe(5);
    expect(await count("--model", "other", "--limit", "2")).toBe(2);
    const other = join(folder, "other.txt");
    writeFileSync(other, "include: anything\n");
    expect(await count("--criteria", other, "--only", "labelled")).toBe(5);
    expect(await count("--only", "unlabelled")).toBe(0);
  });

  it("draws a pilot at random: the same for the same seed, so that it can go on", async () => {
    await start(good);
    const { table: path, out } = madeTable(60);
    await table(path, out, "--sample", "15");
    const first = votesIn(out).map(({ record }) => record);
    expect(new Set(first).size).toBe(15);
    expect(first.some((id) => Number(id.slice(1)) >= 30)).toBe(true);
    expect((await table(path, out, "--sample", "15")).stdout).toContain(
      "0 of 0 records asked (15 asked before)",
    );
    const again = join(folder, "again.jsonl");
    await table(path, again, "--sample", "15", "--sample-seed", "2");
    expect(
      votesIn(again)
        .map(({ record }) => record)
        .sort(),
    ).not.toEqual(first.toSorted());
    expect((await table(path, out, "--sample", "15", "--limit", "2")).status).toBe(2);
  });

  it("asks no more at once than it was told", async () => {
    let open = 0;
    let most = 0;
    await start((response, request) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        sendJson(response, goodAnswer(request));
      }, 20);
    });
    const { table: path, out } = madeTable(12);
    await table(path, out, "--concurrency", "3");
    expect(most).toBe(3);
    expect(votesIn(out)).toHaveLength(12);
  });

  it("stops at the first 401, and after five failures in a row; what came is kept", async () => {
    await start((response, request, nth) =>
      nth < 3 ? good(response, request, nth) : sendJson(response, { error: "no key" }, 401),
    );
    const { table: path, out } = madeTable(30);
    const run = await table(path, out, "--concurrency", "1");
    expect(run.status).toBe(2);
    expect(run.stderr).toContain("answered 401: no key. Name the variable that holds the key by --key-env. 3 votes were stored.");
    expect(endpoint!.seen).toHaveLength(4);
    await endpoint!.close();
    await start((response) => sendJson(response, {}, 500));
    const dead = await table(path, out, "--concurrency", "1");
    expect(dead.status).toBe(1);
    expect(dead.stdout).toContain("Given up: too many requests in a row failed");
    expect(dead.stderr.match(/not asked: /g)).toHaveLength(5);
    expect(endpoint!.seen).toHaveLength(10);
    expect(votesIn(out)).toHaveLength(3);
  }); // prettier-ignore

  it("leaves out one record that fails and asks it the next time", async () => {
    let isBad = true;
    await start((response, request, nth) =>
      isBad && request.body.messages[1]!.content.includes("number 2")
        ? sendJson(response, { error: { message: "too long" } }, 400)
        : good(response, request, nth),
    );
    const { table: path, out } = madeTable(4);
    const run = await table(path, out);
    expect(run.status).toBe(1);
    expect(run.stderr).toContain(`not asked: r2: ${endpoint!.host}: answered 400: too long`);
    isBad = false;
    const again = await table(path, out);
    expect(again.status).toBe(0);
    expect(again.stdout).toContain("1 of 1 record asked (3 asked before)");
  });

  it("goes on behind a line that was cut off, and refuses one that was changed", async () => {
    await start(good);
    const { table: path, out } = madeTable(4);
    await table(path, out, "--limit", "2");
    appendFileSync(out, '{"version":1,"record":"r2","mod');
    const run = await table(path, out);
    expect(run.status).toBe(0);
    expect(run.stderr).toContain("votes.jsonl:3: the last line has no end");
    expect(votesIn(out).map(({ record }) => record)).toHaveLength(4);
    writeFileSync(out, readFileSync(out, "utf8").replace('"score":0.9', '"score":9'));
    const bad = await table(path, out);
    expect(bad.status).toBe(1);
    expect(bad.stderr).toMatch(/votes\.jsonl:\d, score: score is not a number from 0 to 1, or null/);
  });

  it("refuses ids that stand twice", async () => {
    await start(good);
    const path = join(folder, "twice.csv");
    writeFileSync(path, "id,title,label\na,One,1\na,Two,0\n");
    const run = await table(path, join(folder, "v.jsonl"));
    expect(run.status).toBe(1);
    expect(run.stderr).toContain("twice.csv:3, record 2: the id a stood before, in line 2");
  });
});

describe("a review folder", () => {
  /** Five trials that a person included by title and abstract, but for the last. */
  async function screenedReview(): Promise<string> {
    const review = join(folder, "review");
    await runHere("init", review);
    const search = join(review, "searches/reference-list.yaml");
    writeFileSync(search, readFileSync(search, "utf8").replace("kind: other", "kind: database"));
    const votes = [1, 2, 3, 4, 5].map((n) => `reference-list#${n},first,${n < 5 ? "include" : "maybe"},,\n`);
    writeFileSync(join(review, "decisions/title-abstract.csv"), `record,reviewer,decision,reason,note\n${votes.join("")}`);
    return review;
  }
  const exclude: Reply = (response) => sendJson(response, completion('{"answer":"exclude","score":0.2,"quotes":[]}'));

  it("keeps a model's votes beside people's, and neither check nor PRISMA counts them", async () => {
    const review = await screenedReview();
    const before = await checkReview(review);
    const said = await runHere("check", review);
    expect(before.flow!.databases).toMatchObject({ identified: 5, screened: 5, excludedAtScreening: 0 });
    await start(exclude);
    const run = await ask(review, "--yes");
    expect(run.status).toBe(0);
    const votes = votesIn(join(review, "decisions/model-votes.jsonl"));
    expect(votes.map(({ record }) => record).sort()).toEqual([1, 2, 3, 4, 5].map((n) => `reference-list#${n}`));
    const after = await checkReview(review);
    expect(after.flow).toEqual(before.flow);
    expect(after.checked.review!.votes).toEqual(before.checked.review!.votes);
    expect(after.checked.problems).toEqual(before.checked.problems);
    const saidAfter = await runHere("check", review);
    expect(saidAfter).toMatchObject({ status: said.status, stderr: said.stderr });
    const sentence = /include:\n\s*- (.*)/.exec(readFileSync(join(review, "review.yaml"), "utf8"))![1]!;
    expect(endpoint!.seen[0]!.body.messages[0]!.content).toContain(`1. ${sentence}`);
  });

  it("calibrates against people only: votes of rules are no labels", async () => {
    const review = await screenedReview();
    await start(exclude);
    await ask(review, "--yes", "--only", "labelled");
    const { stdout } = await runHere("model-votes", "calibrate", review, "--json");
    const [source] = (JSON.parse(stdout) as CalibratedVotes).sources;
    expect(source!.calibration).toMatchObject({ both: 5, table: { tp: 0, fn: 5, fp: 0, tn: 0 } });
    expect(source!.use).toMatchObject({ ordering: true, more: false, reason: "pilot-too-small" });
    const yaml = join(review, "review.yaml");
    writeFileSync(yaml, readFileSync(yaml, "utf8").replace("kind: person", "kind: rule"));
    const ofRules = await runHere("model-votes", "calibrate", review);
    expect(ofRules.status).toBe(1);
    expect(ofRules.stderr).toContain("has no votes of people on title and abstract that agree");
  });
}); // prettier-ignore

describe("a replay", () => {
  const replay = (...more: readonly string[]) =>
    runHere("model-votes", join(MADE, "records.csv"), "--criteria", CRITERIA, "--out", join(folder, "v.jsonl"), ...more); // prettier-ignore

  it("gives the votes of a recorded run again, without a network and without asking", async () => {
    const file = join(MADE, "replay.jsonl");
    const run = await replay("--replay", file);
    expect(run.status).toBe(0);
    expect(run.stderr).toContain("8 records from a replay of made-by-hand; nothing is sent");
    const plain = (votes: readonly ModelVote[]) =>
      votes.map(({ at: _, ...rest }) => rest).toSorted((a, b) => a.record.localeCompare(b.record));
    expect(plain(votesIn(join(folder, "v.jsonl")))).toEqual(plain(votesIn(file)));
  });

  it("says so where the prompt is another than the recorded one", async () => {
    const other = join(folder, "c.txt");
    writeFileSync(other, "include: something else\n");
    const run = await replay("--replay", join(MADE, "replay.jsonl"), "--criteria", other);
    expect(run.status).toBe(1);
    expect(run.stderr).toContain("holds no answer to this prompt: text, criteria or wording differ");
  });

  it("is calibrated by hand: 3 of 3 found, 2 of 3 left out", async () => {
    await replay("--replay", join(MADE, "replay.jsonl"));
    const votes = ["--votes", join(folder, "v.jsonl")];
    const { stdout } = await runHere(
      "model-votes",
      "calibrate",
      join(MADE, "records.csv"),
      ...votes,
      "--json",
    );
    const [source] = (JSON.parse(stdout) as CalibratedVotes).sources;
    expect(source!.calibration).toMatchObject({
      both: 6,
      withoutVote: 2,
      unsure: 1,
      unsupported: 1,
      table: { tp: 3, fn: 0, fp: 1, tn: 2 },
    });
    const squares = 0.03 ** 2 + 0.1 ** 2 + 0.03 ** 2 + 0.1 ** 2 + 0.2 ** 2 + 0.5 ** 2;
    expect(source!.calibration.scores.brier).toBeCloseTo(squares / 6, 12);
  });

  it("whose quotes are said to hold and do not is refused", async () => {
    await replay("--replay", join(MADE, "replay.jsonl"));
    const file = join(folder, "v.jsonl");
    writeFileSync(file, readFileSync(file, "utf8").replace('"evidence":"unsupported"', '"evidence":"quoted"'));
    const run = await runHere("model-votes", "calibrate", join(MADE, "records.csv"), "--votes", file);
    expect(run.status).toBe(1);
    expect(run.stderr).toContain("the vote on r5 says its quotes are quoted; beside the text they are unsupported");
  }); // prettier-ignore
});

describe("calibrating a column", () => {
  const calibrate = async (text: string, ...more: readonly string[]) => {
    const path = join(folder, "t.csv");
    writeFileSync(path, text);
    return runHere("model-votes", "calibrate", path, "--vote-column", "gpt", ...more);
  };

  it("takes votes and scores from it, and leaves out empty cells and NA", async () => {
    const rows = ["1,yes,0.9", "1,no,0.4", "1,maybe,", "0,FALSE,0.1", "0,NA,NA", "0,,", "0,1,1"];
    const text = `label,gpt,p,title\n${rows.map((row, i) => `${row},T${i}`).join("\n")}\n`;
    const { status, stdout } = await calibrate(text, "--score-column", "p", "--json");
    expect(status).toBe(0);
    const [source] = (JSON.parse(stdout) as CalibratedVotes).sources;
    expect(source!.calibration).toMatchObject({ both: 5, unsure: 1, table: { tp: 2, fn: 1, fp: 1, tn: 1 } });
    expect(source!.calibration.scores.n).toBe(4);
  });

  it("reaches more than ordering only by the rule that was given", async () => {
    const text = `label,gpt,title\n${"1,1,T\n".repeat(72)}${"0,0,T\n".repeat(28)}`;
    const run = await calibrate(text, "--least", "100");
    expect(run.stdout).toContain("May be used for: ordering, and as advice beside people's votes; it counts as no person");
    expect((await calibrate(text)).stdout).toContain("ordering only (the pilot has 100 labelled records with a vote");
    expect((await calibrate(text, "--least", "100", "--target", "96")).stdout).toContain("under the target of 0.96");
  });

  it.each([
    ["label,gpt,title\n1,perhaps,T\n0,no,T\n", [], 1, 't.csv:2, gpt: "perhaps" is no vote'],
    ["label,gpt,p,title\n1,yes,90,T\n", ["--score-column", "p"], 1, '"90" is no score'],
    ["label,other,title\n1,yes,T\n", [], 2, 'has no column "gpt"; its columns are label, other, title'],
    ["gpt,title\nyes,T\n", [], 1, "has no labels of people"],
    ["label,gpt,title\n1,,T\n", [], 1, 'The column "gpt" of'],
  ])("refuses %j", async (text, more, status, said) => {
    const run = await calibrate(text, ...more);
    expect({ status: run.status, said: run.stderr }).toEqual({ status, said: expect.stringContaining(said) as string });
  });
}); // prettier-ignore

/** Counted in the files; that the intervals are exact is tested where they are made. */
const GPT_SCREENR = [
  ["suicide", { tp: 6, fn: 11, fp: 3, tn: 80 }, [0.353, 0.142, 0.617], [0.964, 0.898, 0.992]],
  ["COVID", { tp: 57, fn: 20, fp: 52, tn: 195 }, [0.74, 0.628, 0.834], [0.789, 0.733, 0.839]],
  ["solastalgia", { tp: 13, fn: 5, fp: 13, tn: 119 }, [0.722, 0.465, 0.903], [0.902, 0.837, 0.947]],
  ["melanoma", { tp: 22, fn: 40, fp: 1, tn: 9 }, [0.355, 0.237, 0.487], [0.9, 0.555, 0.997]],
] as const;

describeShared("a chat model's votes in four real reviews", ["corpora", "screening"], (corpora) => {
  const page = readFileSync(join(repositoryRoot, "docs/model-votes.md"), "utf8");

  it.each(GPT_SCREENR)("%s: sensitivity and specificity with intervals, as the page says", async (name, table, sensitivity, specificity) => {
    const file = join(corpora, `GPTscreenR_${name}.csv.gz`);
    const { stdout } = await runHere("model-votes", "calibrate", file, "--vote-column", "GPT_includes", "--json");
    const [source] = (JSON.parse(stdout) as CalibratedVotes).sources;
    const { calibration, use } = source!;
    expect(calibration.table).toEqual(table);
    const shown = [calibration.sensitivity, calibration.specificity].map((share) =>
      [share.estimate, share.ciLower, share.ciUpper].map((value) => value!.toFixed(3)),
    );
    const told = [sensitivity, specificity].map((values) => values.map((value) => value.toFixed(3)));
    expect(shown).toEqual(told);
    expect(use.more).toBe(false);
    const cells = told.map(([estimate, lower, upper]) => `${estimate!} (${lower!} to ${upper!})`);
    const row = page.split("\n").find((line) => line.startsWith(`| ${name} `))!;
    expect(row.split("|").map((cell) => cell.trim())).toEqual(expect.arrayContaining(cells));
    expect(row).toContain(calibration.kappa.estimate!.toFixed(3));
  });
}); // prettier-ignore
