import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseStrategy } from "../parse-strategy.ts";
import type { SearchInterface } from "../tree.ts";
import { fold, wordsOf } from "../words.ts";
import { Lexicon } from "./lexicon.ts";
import { plainRun } from "./plain-run.testing.ts";
import { readMedline, ris } from "./records.testing.ts";
import { runStrategy } from "./run-strategy.ts";
import { textIndex } from "./text-index.ts";

const WORDS = ["pain", "pains", "hip", "hips", "Hüfte", "α2", "no", "x"] as const;
const ENDINGS = [" ", " ", "-", ". ", " \u{1d6fc} "] as const;

const text = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...ENDINGS)), { maxLength: 8 })
  .map((parts) => parts.flat().join("").trim());

const heading = fc
  .tuple(
    fc.constantFrom("*Pain", "Pain", "Hip", "Humans"),
    fc.constantFrom("", "/therapy", "/*therapy/surgery"),
  )
  .map((parts) => parts.join(""));

const headings = fc.array(heading, { maxLength: 2 });
const record = fc
  .record({
    isRis: fc.boolean(),
    title: text,
    abstract: text,
    keywords: fc.array(text, { maxLength: 2 }),
    headings,
  })
  .map((made) => {
    const line = (tag: string) => (value: string) => (value === "" ? [] : [`${tag} ${value}`]);
    const own = [...line(made.isRis ? "TI" : "TI")(made.title), ...line("AB")(made.abstract)];
    if (made.isRis)
      return ris(...own, ...[...made.keywords, ...made.headings].flatMap(line("KW")), "PY 2010");
    return readMedline(
      "PMID 1",
      ...own,
      ...made.keywords.flatMap(line("OT")),
      ...made.headings.flatMap(line("MH")),
    );
  });

const word = fc.constantFrom("pain", "hip", "hufte", "α2", "pain*", "hip*", "*ips", "h*p*", "*", "no");
const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
const ovidWord = fc.constantFrom("pain", "hip", "pain$", "pain$1", "h#p?", "hip?", "p:", "#", "hüfte", "no");
const ovidPhrase = fc.array(ovidWord, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));

const TERMS: Readonly<Record<SearchInterface, fc.Arbitrary<string>>> = {
  pubmed: fc.oneof(
    fc.tuple(phrase, fc.constantFrom("", "[ti]", "[tiab]", "[tw]", "[all]")).map((parts) => parts.join("")),
    fc.tuple(phrase, fc.constantFrom("", "[ti]", "[tiab]")).map(([words, tag]) => `"${words}"${tag}`),
    fc.tuple(phrase, fc.nat(3), fc.constantFrom("ti", "tiab")).map(([words, n, tag]) => `"${words}"[${tag}:~${n}]`),
    fc.constantFrom("Pain[mh]", "pain[mh:noexp]", "Pain[majr]", "Pain/therapy[mh:noexp]", "p*[mh]", "Humans[mh]"),
    fc.constantFrom("#1", "#2", "#9"),
  ),
  ovid: fc.oneof(
    fc.tuple(ovidPhrase, fc.constantFrom(".ti.", ".ti,ab.", ".tw.", ".mp.")).map((parts) => parts.join("")),
    fc
      .tuple(ovidPhrase, ovidWord, ovidPhrase, fc.constantFrom("adj", "adj1", "adj2", "adj4"), fc.constantFrom("adj", "adj3"))
      .map(([a, b, c, near, also]) => `(${a} ${near} (${b} or ${c}) ${also} ${b}).ti,ab.`),
    fc.tuple(ovidPhrase, fc.integer({ min: 1, max: 3 })).map(([words, n]) => `${words}.ti,ab. /freq=${n}`),
    fc.constantFrom("exp Pain/", "pain/", "*Pain/", "Pain/th,su", "exp Humans/", "p$/"),
    fc.constantFrom("1", "2", "9"),
  ),
}; // prettier-ignore

function strategies(searchInterface: SearchInterface): fc.Arbitrary<string> {
  const operators = fc.constantFrom(
    ...(searchInterface === "pubmed" ? ["AND", "OR", "NOT"] : ["and", "or", "not"]),
  );
  const { query } = fc.letrec<{ readonly query: string }>((tie) => ({
    query: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      TERMS[searchInterface],
      fc.tuple(tie("query"), operators, tie("query")).map(([a, join, b]) => `(${a}) ${join} (${b})`),
    ),
  }));
  return fc.array(query, { minLength: 1, maxLength: 3 }).map((lines) => lines.map((line, i) => `${i + 1}. ${line}\n`).join("")); // prettier-ignore
}

describe.each(["pubmed", "ovid"] as const)("against a plain run without index, %s", (searchInterface) => {
  test("every line says the same of every record", () => {
    const answers = new Map<number, number>();
    fc.assert(
      fc.property(
        strategies(searchInterface),
        fc.array(record, { minLength: 1, maxLength: 5 }),
        (made, some) => {
          const { strategy } = parseStrategy(made, searchInterface);
          const records = some.map((each, i) => ({ ...each, id: String(i) }));
          const { lines } = runStrategy(strategy, records);
          for (const { id } of records) {
            const plain = plainRun(strategy, records[Number(id)]!);
            const own = lines.map(({ label, hits, undecided }) => [label, hits.includes(id) ? 2 : undecided.includes(id) ? 1 : 0]); // prettier-ignore
            expect(own).toEqual([...plain]);
            for (const value of plain.values()) answers.set(value, (answers.get(value) ?? 0) + 1);
          }
        },
      ),
      { numRuns: 400 },
    );
    // Each of the three answers is among those compared, often.
    expect([0, 1, 2].map((value) => (answers.get(value) ?? 0) > 100)).toEqual([true, true, true]);
  });
});

describe("the index of words", () => {
  test("cuts any text into the words that wordsOf cuts it into", () => {
    const halves = fc.array(fc.constantFrom("a", "\ud835", "\udefc", "ﬁ", "İ"), { maxLength: 6 }).map((parts) => parts.join("")); // prettier-ignore
    const any = fc.oneof(fc.string({ unit: "grapheme" }), halves, text);
    fc.assert(
      fc.property(fc.array(fc.array(any, { maxLength: 3 }), { maxLength: 3 }), (values) => {
        const lexicon = new Lexicon();
        const index = textIndex(values, lexicon);
        const expected = values.flatMap((texts, owner) =>
          texts.flatMap((each) => [...wordsOf(each), ""].map((own) => ({ own, owner }))),
        );
        const found = Array.from(index.words, (number, place) => ({ own: lexicon.word(number), owner: index.owners[place]! })); // prettier-ignore
        expect(found).toEqual(expected);
      }),
    );
  });

  test("a pattern stands for the words that fit it, however many there are", () => {
    const all = Array.from({ length: 20_000 }, (_, i) => `w${(i * 7919) % 20_011}`);
    const lexicon = new Lexicon();
    textIndex([[all.join(" ")]], lexicon);
    const one = (pattern: Parameters<Lexicon["numbersOf"]>[0]) => lexicon.numbersOf(pattern).map((number) => lexicon.word(number)); // prettier-ignore
    expect(one({ kind: "word", word: all[777]! })).toEqual([all[777]]);
    expect(one({ kind: "word", word: "w" })).toEqual([]);
    const pieces = [
      { kind: "letters", text: "w12" },
      { kind: "any", most: 1 },
    ] as const;
    expect(one({ kind: "pattern", pieces, key: "w12$1" })).toEqual(
      all.filter((each) => /^w12.?$/.test(each)).sort(),
    );
    textIndex([["w12z w13z"]], lexicon);
    expect(one({ kind: "pattern", pieces, key: "w12$1" })).toContain("w12z");
    const end = [
      { kind: "any", most: null },
      { kind: "letters", text: fold("3Z") },
    ] as const;
    expect(one({ kind: "pattern", pieces: end, key: "*3z" })).toEqual(["w13z"]);
  });
});
