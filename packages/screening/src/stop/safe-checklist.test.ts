import { expect, test } from "vitest";
import { safeChecklist, type SafeProgress } from "./safe-checklist.ts";

const zeros = (n: number): 0[] => Array.from({ length: n }, () => 0);

const whole: SafeProgress = {
  total: 1000,
  random: [...zeros(18), 1, 0],
  ranked: [1, 1, 0, 1, ...zeros(80), 1, ...zeros(60)],
  otherModel: [0, 1, ...zeros(50)],
  quality: [0, 1, ...zeros(50)],
  keyReports: 3,
  keyReportsFound: 3,
};

test("a whole procedure is complete", () => {
  const list = safeChecklist(whole);
  expect(list.conditions.filter(({ holds }) => !holds)).toEqual([]);
  expect(list).toMatchObject({ complete: true, phase: undefined, estimatedRelevant: 50 });
  expect(list.conditions.find(({ id }) => id === "times-estimated")).toMatchObject({
    wanted: 100,
    value: 217,
  });
});

test.each([
  [1, "random-share", { random: [1, 0, 0] }],
  [1, "random-both-kinds", { random: zeros(20) }],
  [2, "key-reports", { keyReportsFound: 2 }],
  [2, "times-estimated", { random: [...zeros(6), 1, 1, 1, 1] }],
  [2, "ranked-run", { ranked: [...zeros(140), 1, ...zeros(49)], otherModel: [] }],
  [3, "other-model-run", { otherModel: [...zeros(70), 1, ...zeros(49)] }],
  [4, "quality-run", { quality: [...zeros(60), 1, ...zeros(3)] }],
] as const)("phase %i: what is missing is named: %s", (phase, id, change) => {
  const list = safeChecklist({ ...whole, ...change });
  expect(list.phase).toBe(phase);
  expect(list.complete).toBe(false);
  expect(list.conditions.filter(({ holds }) => !holds).map((c) => c.id)).toContain(id);
});

test("a tenth of the records is wanted, with other thresholds another share", () => {
  const small = { ...whole, total: 5000, keyReports: 0 };
  const missing = (share?: number): string[] =>
    safeChecklist(small, share === undefined ? {} : { leastShare: share, randomShare: 0.001 })
      .conditions.filter(({ holds }) => !holds)
      .map(({ id }) => id);
  expect(missing()).toContain("least-share");
  expect(missing(0.02)).not.toContain("least-share");
});

test("runs cannot be wanted once every record is read; the second look still is", () => {
  const list = safeChecklist({
    ...whole,
    total: 30,
    random: [1, 0],
    ranked: [...zeros(27), 1],
    otherModel: [],
    quality: [],
  });
  expect(list.conditions.filter(({ holds }) => !holds).map(({ id }) => id)).toEqual(["quality-run"]);
});

test("it is plain data", () => {
  const list = safeChecklist({ ...whole, random: zeros(20) });
  expect(JSON.parse(JSON.stringify(list))).toEqual(JSON.parse(JSON.stringify(list)));
  for (const { value, wanted } of list.conditions) expect(Number.isFinite(value + wanted)).toBe(true);
});

test.each(["run", "timesEstimated"] as const)("a threshold of 0 for %s is refused", (field) => {
  expect(() => safeChecklist(whole, { [field]: 0 })).toThrow(
    expect.objectContaining({ code: "invalid-option", where: { field } }) as Error,
  );
});
