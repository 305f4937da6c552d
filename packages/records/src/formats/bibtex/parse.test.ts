import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectSameInPieces } from "../reader.testing.ts";
import { bibtex } from "./format.ts";
import { parseBibtex } from "./parse.ts";

/** Tag and value of each field of each entry, and the codes of the problems with their lines. */
function read(text: string) {
  const { entries, problems, count } = parseBibtex(text, "a.bib");
  return {
    entries: entries.map(({ fields }) => fields.map(({ tag, value }) => [tag, value])),
    problems: problems.map(({ code, where }) => `${code}:${where.line}`),
    count,
  };
}

describe("parseBibtex", () => {
  test.each<readonly [string, string, readonly (readonly [string, string])[]]>([
    [
      "braces inside braces",
      "@article{a, title = {The {K}etamine {{x}} study}}",
      [["title", "The {K}etamine {{x}} study"]],
    ],
    [
      "quotes, with braces inside",
      '@article{a, title = "A {"}quoted{"} word"}',
      [["title", 'A {"}quoted{"} word']],
    ],
    [
      "numbers and months",
      "@article{a, year = 2014, month = apr}",
      [
        ["year", "2014"],
        ["month", "apr"],
      ],
    ],
    [
      "macros and #",
      '@string{j = "J. of "}\n@article{a, journal = j # {X} # "{Y}"}',
      [["journal", "J. of X{Y}"]],
    ],
    ["macros by any case", "@STRING(Abc = {x})@article{a, note = ABC}", [["note", "x"]]],
    [
      "round brackets",
      '@article(a, title = {A )}, note = "b)")',
      [
        ["title", "A )"],
        ["note", "b)"],
      ],
    ],
    ["blanks in every place", "@ article\n {\n a ,\n title\t=\n{x}\n,\n}", [["title", "x"]]],
    [
      "odd names",
      "@a{a, author+an = {x}, bdsk-url-1={y}, funding text\u00a01 = {z}, Über = {u}}",
      [
        ["author+an", "x"],
        ["bdsk-url-1", "y"],
        ["funding text\u00a01", "z"],
        ["Über", "u"],
      ],
    ],
    ["two on one line", "@a{a,x={1}}@a{b,x={2}}", [["x", "1"]]],
    ["a value over lines, as it stands", "@a{a, abstract = {One\r\n  two}}", [["abstract", "One\r\n  two"]]],
    [
      "an at sign inside",
      "@a{a, x = {b@c.d and @misc{no}}, y = {z}}",
      [
        ["x", "b@c.d and @misc{no}"],
        ["y", "z"],
      ],
    ],
    [
      "BibTeX quoted in a note",
      "@a{a, note = {\n@misc{b, y = {1}}\n}, z = {2}}",
      [
        ["note", "\n@misc{b, y = {1}}\n"],
        ["z", "2"],
      ],
    ],
  ])("%s", (_, text, fields) => {
    const { entries, problems } = read(text);
    expect(entries[0]!.slice(1)).toEqual(fields);
    expect(problems).toEqual([]);
  });

  test("type and key are the first field", () => {
    expect(read("@InProceedings{DBLP:conf/x/2010, title={t}}").entries[0]![0]).toEqual([
      "@InProceedings",
      "DBLP:conf/x/2010",
    ]);
  });

  test.each<readonly [string, string, readonly (readonly [string, string])[], readonly string[]]>([
    [
      "no key, no comma",
      "@a{title = {x}}",
      [
        ["@a", ""],
        ["title", "x"],
      ],
      ["missing-key:1"],
    ],
    [
      "no key",
      "@a{, title = {x}}",
      [
        ["@a", ""],
        ["title", "x"],
      ],
      ["missing-key:1"],
    ],
    [
      "no comma behind the key",
      "@a{k\n title = {x}}",
      [
        ["@a", "k"],
        ["title", "x"],
      ],
      ["missing-comma:1"],
    ],
    [
      "no comma between fields",
      "@a{k,\n title = {x}\n year = 2014\n note = {y}}",
      [
        ["@a", "k"],
        ["title", "x"],
        ["year", "2014"],
        ["note", "y"],
      ],
      ["missing-comma:3", "missing-comma:4"],
    ],
    [
      "no delimiters",
      "@a{k, title = A long title, year = 2014}",
      [
        ["@a", "k"],
        ["title", "A long title"],
        ["year", "2014"],
      ],
      ["bare-value:1"],
    ],
    [
      "a macro that is not defined",
      "@a{k, journal = jama}",
      [
        ["@a", "k"],
        ["journal", "jama"],
      ],
      ["undefined-string:1"],
    ],
    [
      "quotes in quotes",
      '@a{k, title = "The "best" of", year = 1999}',
      [
        ["@a", "k"],
        ["title", 'The "best" of'],
        ["year", "1999"],
      ],
      ["quote-in-value:1"],
    ],
    [
      "text behind a value",
      "@a{k, title = {A} and {B}, year = 1999}",
      [
        ["@a", "k"],
        ["title", "A and {B}"],
        ["year", "1999"],
      ],
      ["text-after-value:1"],
    ],
    [
      "text that is no field",
      "@a{k, title = {A}, what is this, year = 1999}",
      [
        ["@a", "k"],
        ["title", "A"],
        ["year", "1999"],
      ],
      ["text-for-field:1"],
    ],
    [
      "a value without end",
      "@a{k,\n title = {The {A} {b,\n year = {2014},\n note = {x}\n}\n@b{l, x = {1}}",
      [
        ["@a", "k"],
        ["title", "The {A} {b}"],
        ["year", "2014"],
        ["note", "x"],
      ],
      ["unclosed-entry:1", "unclosed-value:2"],
    ],
    [
      "an entry without end",
      "@a{k,\n title = {x},\n year = 2014\n\n@b{l, x = {1}}",
      [
        ["@a", "k"],
        ["title", "x"],
        ["year", "2014"],
      ],
      ["unclosed-entry:1"],
    ],
    [
      "a cut-off file",
      "@a{k,\n title = {x},\n abstract = {The begin",
      [
        ["@a", "k"],
        ["title", "x"],
        ["abstract", "The begin"],
      ],
      ["entry-cut-off:1", "unclosed-value:3"],
    ],
    [
      "closed by the wrong bracket",
      "@a{k,\n year = 2014\n)\n",
      [
        ["@a", "k"],
        ["year", "2014"],
      ],
      ["unclosed-entry:1"],
    ],
    [
      "text outside of entries",
      "% a comment\nJunk here\n@a{k, x = {1}}",
      [
        ["@a", "k"],
        ["x", "1"],
      ],
      ["text-outside-entry:2"],
    ],
  ])("%s", (_, text, fields, problems) => {
    const found = read(text);
    expect(found.entries[0]).toEqual(fields);
    expect(found.problems).toEqual(problems);
  });

  test("an entry that is never closed does not hide the next ones", () => {
    const text =
      "@a{1,\n title = {A {b},\n year = 2001\n}\n\n@a{2,\n title = {B},\n}\n@a{3,\n title = {C {,\n}\n@a{4, title = {D}}";
    const { entries, count } = read(text);
    expect(entries.map((fields) => fields.map(([, value]) => value))).toEqual([
      ["1", "A {b}", "2001"],
      ["2", "B"],
      ["3", "C {}"],
      ["4", "D"],
    ]);
    expect(count).toBe(4);
  });

  test("an entry without a value is an error and the count holds", () => {
    const { entries, problems, count } = read("@a{b}\n@misc{}\n@a{c, x = {1}}");
    expect([entries.length, problems, count]).toEqual([1, ["empty-entry:1", "empty-entry:2"], 3]);
  });

  test("comments hide what is in them, and are no entries", () => {
    const text =
      "@comment{jabref-meta: {x}}\n@Comment{\n@article{old, title = {Old}}\n@article{old2, title = {Old}}\n}\n%@a{no, x={1}}\n@comment no braces @\n@a{k, x = {1}}";
    expect(read(text)).toEqual({
      entries: [
        [
          ["@a", "k"],
          ["x", "1"],
        ],
      ],
      problems: [],
      count: 1,
    });
  });

  test("strings and preambles are context of the file", () => {
    const { strings, preambles, count } = parseBibtex(
      '@string{a = "x"}\n@string{b = a # {y}}\n@preamble{"p" # b}',
      "a.bib",
    );
    expect([[...strings], preambles, count]).toEqual([
      [
        ["a", "x"],
        ["b", "xy"],
      ],
      ["pxy"],
      0,
    ]);
  });

  test("macros that double each other do not fill memory", () => {
    const doubled = Array.from({ length: 40 }, (_, n) => `@string{a${n + 1} = a${n} # a${n}}`).join("\n");
    const { entries, problems } = parseBibtex(
      `@string{a0 = "xxxxxxxx"}\n${doubled}\n@a{k, x = a40}`,
      "a.bib",
    );
    expect(entries[0]!.fields[1]!.value.length).toBeLessThan(1 << 21);
    expect(problems.map(({ code }) => code)).toContain("string-too-long");
  });

  test.each(["\n", "\r\n", "\r"])("lines end in %j", (end) => {
    const { entries } = parseBibtex(
      ["@a{k,", " x = {1},", " y = {2}", "}", "@a{l,", "z = {3}}"].join(end),
      "a.bib",
    );
    expect(entries.map(({ fields }) => fields.map(({ line }) => line))).toEqual([
      [1, 2, 3],
      [5, 6],
    ]);
  });
});

const MARKS = [
  "@article{", "@a(", "@string{", "@comment{", "@preamble{", "\n@misc{k,", "k", ",", "title", " = ", "{", "}", "(", ")", '"', "#", "jan", "x",
  " ", "\n", "\r", "\r\n", "crossref = {k},", "year = 2014,", "\\'", "\\textit", "$", "^", "_", "@", "%", "author = {A B and ", "abc",
]; // prettier-ignore

test("any cutting into pieces gives the same records and problems", () => {
  expectSameInPieces(bibtex, MARKS);
});

test("each block is an entry, a problem, or no entry, for any text", () => {
  const text = fc.array(fc.oneof(fc.constantFrom(...MARKS), fc.string({ unit: "binary" })), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(text, (marks) => {
      const { entries, problems, count } = parseBibtex(marks.join(""), "a.bib");
      expect(count).toBe(entries.length + problems.filter(({ severity }) => severity === "error").length);
      for (const { fields } of entries)
        for (const { value } of fields.slice(1)) expect(depthOf(value)).toBe(0);
    }),
    { numRuns: 500 },
  );
});

/** Braces left open; negative when one closes that was not open. */
function depthOf(value: string): number {
  let depth = 0;
  for (const mark of value) {
    if (mark === "{") depth += 1;
    else if (mark === "}") depth -= 1;
    if (depth < 0) return depth;
  }
  return depth;
}
