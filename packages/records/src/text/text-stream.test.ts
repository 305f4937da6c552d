import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatProblem } from "../problem.ts";
import { createTextStream, type StreamEncoding } from "./text-stream.ts";

/** Halves of surrogate pairs as the platform replaces them. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, "\ufffd");

interface Decoded {
  readonly text: string;
  readonly encoding: StreamEncoding;
  readonly said: readonly string[];
}

function decode(...pieces: readonly (Uint8Array | readonly number[])[]): Decoded {
  const stream = createTextStream("a.ris");
  let text = "";
  for (const piece of pieces) text += stream.push(Uint8Array.from(piece));
  text += stream.end();
  return { text, encoding: stream.encoding(), said: stream.takeProblems().map(formatProblem) };
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, bigEndian: boolean): Uint8Array =>
  Uint8Array.from(
    Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)).flatMap((unit) =>
      bigEndian ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8],
    ),
  );
/** One byte a character, as Latin-1 has them. */
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

const TEXT = "TY  - JOUR\r\nAU  - Müller, Zoë\r\nTI  - naïve €😀 日本\nER  - \n";

describe("encodings", () => {
  test.each([
    ["UTF-8", utf8(TEXT), "utf-8"],
    ["UTF-8 with its mark", utf8(`\ufeff${TEXT}`), "utf-8"],
    ["UTF-16 LE with its mark", utf16(`\ufeff${TEXT}`, false), "utf-16le"],
    ["UTF-16 BE with its mark", utf16(`\ufeff${TEXT}`, true), "utf-16be"],
  ] as const)("%s", (_, bytes, encoding) => {
    expect(decode(bytes)).toEqual({ text: TEXT, encoding, said: [] });
  });

  test.each([
    ["LE", false],
    ["BE", true],
  ])("UTF-16 %s without a mark is said", (_, bigEndian) => {
    const text = "TY  - JOUR\nTI  - naïve\nER  - \n";
    const { said, ...rest } = decode(utf16(text, bigEndian));
    expect(rest).toEqual({ text, encoding: bigEndian ? "utf-16be" : "utf-16le" });
    expect(said).toEqual(["a.ris: the file is UTF-16 without a byte order mark; expected UTF-8, or UTF-16 that begins with its mark. Check that the text looks right."]); // prettier-ignore
  });

  test("UTF-16 that ends in half a character", () => {
    const { text, said } = decode(utf16("\ufeffab", false).slice(0, 5));
    expect(text).toBe("a");
    expect(said).toEqual([
      "a.ris: the file ends in half a UTF-16 character; it may be cut off. Export the file again.",
    ]);
  });

  test("Latin-1 and Windows-1252", () => {
    const { text, encoding, said } = decode(latin1("a\nM\u00fcller \u0093x\u0094\ncaf\u00e9 noir\n"));
    expect([text, encoding]).toEqual(["a\nMüller “x”\ncafé noir\n", "windows-1252"]);
    expect(said).toEqual(["a.ris:2: byte 0xfc is not UTF-8; this line, and others like it, were read as Windows-1252. Export it again as UTF-8 if accents look wrong."]); // prettier-ignore
  });

  test("lines of both, each read by itself", () => {
    const { text, encoding, said } = decode([
      ...utf8("é ü\n"),
      ...latin1("caf\u00e9 \u00fc\n"),
      ...utf8("ß\n"),
    ]);
    expect([text, encoding]).toEqual(["é ü\ncafé ü\nß\n", "mixed"]);
    expect(said.at(-1)).toBe("a.ris: the file mixes encodings: 1 line is Windows-1252 among UTF-8; expected one encoding. Export it again as UTF-8."); // prettier-ignore
  });

  test("a damaged character in a UTF-8 line", () => {
    const { text, encoding, said } = decode([...utf8("é ü"), 0xc3, ...utf8(" ß\n")]);
    expect([text, encoding]).toEqual(["é ü\ufffd ß\n", "utf-8"]);
    expect(said).toEqual(["a.ris:1: byte 0xc3 is not UTF-8 and was replaced by U+FFFD. A character is lost here: export the file again."]); // prettier-ignore
  });
});

describe("MARC-8", () => {
  test.each([
    ["Garc\u00e2ia, Jos\u00e2e", "García, José"],
    ["M\u00e8uller", "Müller"],
    ["Mart\u00e2inez Espa\u00e4na", "Martínez España"],
    ["\u00e2Alvarez", "Álvarez"],
    ["Fran\u00f0cois", "François"],
    ["S\u00b2rensen, \u00eaAse", "Sørensen, Åse"],
  ])("marks before letters that can be nothing else are read as MARC-8: %j", (line, expected) => {
    const { text, encoding, said } = decode(latin1(`x\nAU  - ${line}\n`));
    expect([text, encoding]).toEqual([`x\nAU  - ${expected}\n`, "marc-8"]);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^a\.ris:2: byte 0x\w\w is a MARC-8 accent before its letter; this line, and others like it, were read as MARC-8/); // prettier-ignore
  });

  test.each(["caf\u00e9 noir", "M\u00e4nner", "\u00e9t\u00e9 S\u00e3o", "r\u00e9sum\u00e9", "na\u00efve"])(
    "a line that Windows-1252 explains is left to it: %j",
    (line) => {
      expect(decode(latin1(`${line}\n`))).toMatchObject({ text: `${line}\n`, encoding: "windows-1252" });
    },
  );

  test("lines that could be either are counted where others are MARC-8", () => {
    const { said, encoding } = decode(latin1("Garc\u00e2ia\nM\u00e4nner\n"));
    expect(encoding).toBe("windows-1252");
    expect(said.some((line) => line.includes("1 more line may be MARC-8; read as Windows-1252"))).toBe(true);
  });
});

describe("text that was misread before it was saved", () => {
  test.each([
    ["JosÃ© MarÃ\u00ada", "JosÃ©"],
    ["5 Â°C", "Â°C"],
    ["the patientâ€™s", "patientâ€™s"],
    ["MÃ¼ller", "MÃ¼ller"],
  ])("UTF-8 as Windows-1252: %j", (line, found) => {
    const { text, encoding, said } = decode(utf8(`a\n${line}\nb\n`));
    expect([text, encoding]).toEqual([`a\n${line}\nb\n`, "utf-8"]);
    expect(said).toEqual([`a.ris:2: "${found}" looks like UTF-8 that was read as Windows-1252 and saved again. Export the file again as UTF-8; it was left as it is.`]); // prettier-ignore
  });

  test("MARC-8 as Latin-1, and how many lines", () => {
    const { text, said } = decode(utf8("a\nGarcâia, J\nMèuller, K\n"));
    expect(text).toBe("a\nGarcâia, J\nMèuller, K\n");
    expect(said).toEqual([
      'a.ris:2: "Garcâia" looks like MARC-8 that was read as Latin-1. Export the file again as UTF-8; it was left as it is.',
      "a.ris: 2 lines of the file show the same misreading.",
    ]);
  });

  test.each(["São Paulo", "Câmara", "crème brûlée", "Châu", "câinele și pâinea", "ÂME", "Ångström", "naïve"])(
    "%s is a word",
    (word) => expect(decode(utf8(`${word}\n`)).said).toEqual([]),
  );
});

describe("any cutting into pieces", () => {
  const part = fc.oneof(
    fc
      .constantFrom("\n", "\r", "\r\n", "a", "TI  - ", "é", "Ã©", "€", "😀", "Garcâia ")
      .map((text) => [...utf8(text)]),
    fc.constantFrom([0xe2, 0x69], [0xe9], [0xff], [0xc3], [0x93], [0], [0xfe], [0xef, 0xbb, 0xbf]),
  );
  const cuts = fc.array(fc.nat(60), { maxLength: 8 });

  function pieces(bytes: readonly number[], at: readonly number[]): readonly (readonly number[])[] {
    const sorted = [0, ...at.map((cut) => Math.min(cut, bytes.length)), bytes.length].sort((a, b) => a - b);
    return sorted.slice(1).map((to, index) => bytes.slice(sorted[index], to));
  }

  test("gives the same text, encoding and problems, of any bytes", () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 16 }), cuts, (parts, at) => {
        const bytes = parts.flat();
        const whole = decode(bytes);
        const cut = decode(...pieces(bytes, at));
        expect([cut.text, cut.encoding]).toEqual([whole.text, whole.encoding]);
        expect([...cut.said].sort()).toEqual([...whole.said].sort());
      }),
      { numRuns: 6000 },
    );
  });

  test.each([false, true])("gives the same text of UTF-16, big end first: %s", (bigEndian) => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 20 }), cuts, (text, at) => {
        const bytes = [...utf16(`\ufeff${text}`, bigEndian)];
        expect(decode(...pieces(bytes, at)).text).toBe(wellFormed(text));
      }),
    );
  });

  test("gives what the platform gives of UTF-8", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), cuts, (text, at) => {
        fc.pre(!text.includes("\0") && !text.startsWith("\ufeff"));
        expect(decode(...pieces([...utf8(text)], at)).text).toBe(text);
      }),
    );
  });
});
