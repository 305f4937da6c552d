import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainWords, scriptWords } from "./words.ts";

describe("plain words", () => {
  test("are runs of two letters, digits or underscores, as a pattern finds them", () => {
    const pattern = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}_]{2,}/gu) ?? [];
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        expect(plainWords(text)).toEqual(pattern(text));
      }),
    );
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom("a", "B", "9", "_", " ", "é", "-", "ß", ".", "漢", "Ώ"),
          maxLength: 40,
        }),
        (text) => {
          expect(plainWords(text)).toEqual(pattern(text));
        },
      ),
    );
    expect(plainWords("A randomised trial (n = 23) of S-ketamine")).toEqual([
      "randomised",
      "trial",
      "23",
      "of",
      "ketamine",
    ]);
  });
});

describe("words of any script", () => {
  test("Latin words are the plain ones, with accents composed", () => {
    expect(scriptWords("Dépression résistante")).toEqual(["dépression", "résistante"]);
    expect(scriptWords("de\u0301pression")).toEqual(["dépression"]);
  });

  test("Cyrillic words stay whole", () => {
    expect(scriptWords("Кетамин при депрессии: обзор.")).toEqual(["кетамин", "при", "депрессии", "обзор"]);
  });

  test("Arabic words lose vowel signs and the tatweel, so that both spellings are one word", () => {
    expect(scriptWords("الكِيتامِين في الاكتئاب")).toEqual(scriptWords("الكيتامين في الاكتئاب"));
    expect(scriptWords("الكيتـــامين")).toEqual(["الكيتامين"]);
  });

  test("Chinese and Japanese are cut into pairs of characters", () => {
    expect(scriptWords("氯胺酮治疗抑郁症")).toEqual(["氯胺", "胺酮", "酮治", "治疗", "疗抑", "抑郁", "郁症"]);
    expect(scriptWords("抑郁症 ketamine 试验")).toEqual(["抑郁", "郁症", "ketamine", "试验"]);
    expect(scriptWords("ケタミンの効果")).toContain("効果");
    expect(scriptWords("药")).toEqual(["药"]);
  });

  test("no text makes it fail, and every word has something to say", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
        for (const word of scriptWords(text)) expect(word.trim()).not.toBe("");
      }),
    );
  });
});
