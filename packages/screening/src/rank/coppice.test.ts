import { expect, test } from "vitest";
import { madeSet } from "../made-set.testing.ts";
import { ScreeningError } from "../screening-error.ts";
import { simulate } from "../simulate/simulate.ts";
import { coppiceModel } from "./coppice.ts";
import { elasU4 } from "./elas.ts";

const { records, labels } = madeSet(300, 21);
const QUESTION =
  "ketamine or esketamine infusion for treatment resistant depressive disorder, suicidal thoughts, remission";
const firsts = (order: readonly number[], count: number): number =>
  order.slice(0, count).filter((row) => labels[row] === 1).length;

test("before there is a label the question orders the records; it is never shown itself", () => {
  const ranker = coppiceModel.prepare(records, QUESTION).start(1);
  const order = ranker.best(1000).map(({ row }) => row);
  expect([...order].sort((a, b) => a - b)).toEqual(records.map((_, row) => row));
  const relevant = labels.filter((label) => label === 1).length;
  // By chance some 14 % of them would be relevant.
  expect(firsts(order, relevant)).toBeGreaterThan(0.6 * relevant);
  expect(() => ranker.label(records.length, "relevant")).toThrow(ScreeningError);
});

test("one irrelevant label is enough to learn from, where there is a question", () => {
  const ranker = coppiceModel.prepare(records, QUESTION).start(1);
  const irrelevant = labels.indexOf(0);
  ranker.label(irrelevant, "irrelevant");
  expect(ranker.explain(ranker.best(1)[0]!.row, 3).length).toBeGreaterThan(0);
});

test("without a question it begins as elas-u4 does, until eight relevant records are known", () => {
  const priors = [labels.indexOf(1), labels.indexOf(0)];
  const [ours, theirs] = [coppiceModel, elasU4].map(
    (model) => simulate(model.prepare(records), labels, { seed: 1, priors, until: "end" }).order,
  );
  let known = 1;
  let same = 0;
  for (; known < 8; same += 1) {
    expect(ours![same]).toBe(theirs![same]);
    known += labels[ours![same]!]!;
  }
  expect(ours).not.toEqual(theirs);
  expect([...ours!].sort((a, b) => a - b)).toEqual([...theirs!].sort((a, b) => a - b));
});

test("the same seed gives the same order, and a label that was taken back leaves nothing", () => {
  const prepared = coppiceModel.prepare(records, QUESTION);
  const order = (undo: boolean): readonly number[] => {
    const ranker = prepared.start(3);
    for (let row = 0; row < 60; row += 1) {
      if (undo) {
        ranker.label(row, labels[row] === 1 ? "irrelevant" : "relevant");
        ranker.label(row, undefined);
      }
      ranker.label(row, labels[row] === 1 ? "relevant" : "irrelevant");
    }
    return ranker.best(40).map(({ row }) => row);
  };
  expect(order(false)).toEqual(order(false));
  expect(order(true)).toEqual(order(false));
});

test("titles in Chinese, Arabic and Cyrillic are learnt from", () => {
  const of = (title: string) => ({ title, abstract: "" });
  const set = [
    of("氯胺酮治疗抑郁症的随机对照试验"), of("静脉氯胺酮与抑郁症"), of("儿童牙科镇静的观察研究"), of("大鼠海马的形态学"),
    of("الكيتامين لعلاج الاكتئاب المقاوم"), of("تجربة الكيتامين في الاكتئاب"), of("التخدير في جراحة الأطفال"),
    of("Кетамин при резистентной депрессии"), of("Применение кетамина при депрессии"), of("Наркоз в детской хирургии"),
  ]; // prettier-ignore
  for (const [known, other, wanted] of [
    [0, 3, 1],
    [4, 6, 5],
  ] as const) {
    // prettier-ignore
    const ranker = coppiceModel.prepare(set).start(1);
    ranker.label(known, "relevant");
    ranker.label(other, "irrelevant");
    expect(ranker.best(1)[0]!.row).toBe(wanted);
  }
});
