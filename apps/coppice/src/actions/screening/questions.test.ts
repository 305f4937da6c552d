import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { checkReview } from "../check-review.ts";
import { questionOf, readQuestions } from "./questions.ts";
import { simulateSets } from "./simulate-sets.ts";

const folder = mkdtempSync(join(tmpdir(), "coppice-questions-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test("a review folder's question is its title, population, intervention, comparator and outcomes", async () => {
  const { checked } = await checkReview(
    fileURLToPath(new URL("../../../../../examples/ketamine", import.meta.url)),
  );
  expect(questionOf(checked.review!)).toMatch(/ketamine/i);
  expect(questionOf(checked.review!)).toContain(checked.review!.protocol.question.population);
});

describe("questions of several sets", () => {
  test("are read by the name of the set", async () => {
    const read = await readQuestions(file("good.json", `{"one": "ketamine", "two": "lithium"}`));
    expect([...read]).toEqual([
      ["one", "ketamine"],
      ["two", "lithium"],
    ]);
  });

  test.each([
    ["no JSON", "{one: 1}"],
    ["a list", `["ketamine"]`],
    ["a number in it", `{"one": 1}`],
  ])("%s is refused, with what is wanted", async (_, text) => {
    await expect(readQuestions(file("bad.json", text))).rejects.toThrow(
      /JSON object that gives each set its question/,
    );
  });

  test("a file that is not there is named", async () => {
    await expect(readQuestions(join(folder, "none.json"))).rejects.toThrow(/none\.json cannot be read/);
  });
});

test("the question changes what is read first, under the default model; the others leave it out", async () => {
  const rows = Array.from({ length: 40 }, (_, i) => {
    const relevant = i % 5 === 0;
    const words = relevant
      ? ["ketamine infusion", "resistant depression"]
      : ["dental sedation", "children surgery"];
    return `${i},${words[i % 2]!} study ${i},${words[(i + 1) % 2]!} of group ${i % 7},${relevant ? 1 : 0}`;
  });
  const path = file("made.csv", ["record_id,title,abstract,label_included", ...rows].join("\n"));
  const run = async (model: string, question?: string) => {
    const { results } = await simulateSets([path], {
      models: [model],
      seeds: [1],
      priors: [1],
      until: "end",
      threads: 1,
      onProgress: () => undefined,
      ...(question === undefined ? {} : { question }),
    });
    return results[0]!.runs[0]!;
  };
  const asked = await run("coppice", "ketamine for depression");
  expect(asked.metrics.loss).toBe(0);
  expect((await run("coppice")).order).not.toEqual(asked.order);
  expect((await run("elas-u4", "ketamine for depression")).order).toEqual((await run("elas-u4")).order);
});
