import { expect, test } from "vitest";
import { titleKey } from "./title-key.ts";

const KEY = "ketamineastheprototypeglutamatergicantidepressant";

test.each([
  "Ketamine as the prototype glutamatergic antidepressant",
  "KETAMINE AS THE PROTOTYPE: GLUTAMATERGIC ANTIDEPRESSANT.",
  "[Ketamine as the prototype glutamatergic antidepressant].",
  "Kétamine as the <i>prototype</i> glutamatergic antidepressant [Erratum appears in J. 2014;1:2]",
  "Ketamine as the prototype glutamatergic antidepressant. [Chinese] [Review]",
])("%j", (title) => expect(titleKey(title)).toBe(KEY));

test("Greek letters are spelled", () => {
  expect(titleKey("TNF-α and the response to treatment in depression")).toBe(
    "tnfalphaandtheresponsetotreatmentindepression",
  );
});

test.each(["Editorial", "Annual report 2014", "1234567890123456789012345678901234567890"])(
  "%j is too short",
  (title) => {
    expect(titleKey(title)).toBeUndefined();
  },
);
