import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeText } from "./text-encoding.ts";
import { readRecords } from "./read-records.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, bigEndian: boolean): Uint8Array => {
  const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  return Uint8Array.from(
    [0xfeff, ...units].flatMap((unit) => (bigEndian ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8])),
  );
};

describe("decodeText", () => {
  test.each([
    ["UTF-8", utf8("naïve €😀"), "utf-8"],
    ["UTF-8 with a byte order mark", utf8("\ufeffnaïve €😀"), "utf-8"],
    ["UTF-16, little end first", utf16("naïve €😀", false), "utf-16le"],
    ["UTF-16, big end first", utf16("naïve €😀", true), "utf-16be"],
  ])("%s", (_, bytes, encoding) => {
    expect(decodeText(bytes, "a")).toEqual({ text: "naïve €😀", encoding, problems: [] });
  });

  test("Windows-1252 names the line of the first byte that is not UTF-8", () => {
    const { text, encoding, problems } = decodeText(
      Uint8Array.from([0x61, 13, 10, 0x62, 10, 0x93, 0xe9, 0x94, 0x80]),
      "a.ris",
    );
    expect([text, encoding]).toEqual(["a\r\nb\n“é”€", "windows-1252"]);
    expect(problems).toMatchObject([
      { code: "not-utf8", severity: "warning", where: { file: "a.ris", line: 3 }, found: "0x93" },
    ]);
  });

  test("a few broken characters do not turn a UTF-8 file into another encoding", () => {
    const bytes = Uint8Array.from([...utf8("é ü\nß "), 0xc3, 10, ...utf8("x\nö"), 0xe2, 0x82]);
    const { text, encoding, problems } = decodeText(bytes, "a");
    expect([text, encoding]).toEqual(["é ü\nß \ufffd\nx\nö\ufffd\ufffd", "utf-8"]);
    expect(problems.map(({ code, where }) => [code, where.line])).toEqual([
      ["invalid-utf8", 2],
      ["invalid-utf8", 4],
    ]);
  });

  test("counts damaged lines past the first twenty", () => {
    const line = [...utf8("éé"), 0xff, 10];
    const { problems } = decodeText(Uint8Array.from(Array.from({ length: 25 }, () => line).flat()), "a");
    expect(problems).toHaveLength(20);
    expect(problems.at(-1)!.message).toMatch(/so were bytes in 5 further lines$/);
  });

  test.each([
    ["overlong", [0xc0, 0xaf]],
    ["a surrogate", [0xed, 0xa0, 0x80]],
    ["above U+10FFFF", [0xf4, 0x90, 0x80, 0x80]],
    ["a lone continuation byte", [0x80]],
    ["cut short", [0xe2, 0x82]],
  ])("%s is not UTF-8", (_, bytes) => {
    expect(decodeText(Uint8Array.from(bytes), "a").encoding).toBe("windows-1252");
  });

  test("a UTF-16 file of odd length says that it is cut", () => {
    expect(decodeText(utf16("ab", false).slice(0, 5), "a")).toMatchObject({
      text: "a",
      problems: [{ code: "cut-character" }],
    });
  });

  test("agrees with the platform's decoder on every text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 200 }).filter((text) => !text.startsWith("\ufeff")),
        (text) => {
          expect(decodeText(utf8(text), "a").text).toBe(new TextDecoder().decode(utf8(text)));
        },
      ),
    );
    const long = "aé€😀".repeat(5000);
    expect(decodeText(utf8(long), "a").text).toBe(long);
  });

  test("any bytes give a text", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(decodeText(bytes, "a").text.length).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});

test("the first byte that is not UTF-8 stands beyond a megabyte: exports are decided by line, tables as a whole", () => {
  const entry = "TY  - JOUR\nTI  - Caf\u00e9\nAB  - plain words\nER  - \n";
  const before = utf8(entry.repeat(30_000));
  const after = utf8("TY  - JOUR\nTI  - Caf?\nER  - \n").map((byte) => (byte === 63 ? 0xe9 : byte));
  const mixed = new Uint8Array(before.length + after.length);
  mixed.set(before);
  mixed.set(after, before.length);
  expect(before.length).toBeGreaterThan(1 << 20);
  const { records, problems, encoding } = readRecords(mixed, { file: "a" });
  expect(new Set(records.map(({ title }) => title))).toEqual(new Set(["Caf\u00e9"]));
  expect(encoding).toBe("mixed");
  expect(problems.map(({ code, where }) => [code, where.line])).toEqual([
    ["not-utf8", 120_002],
    ["mixed-encodings", undefined],
  ]);
  // The whole is UTF-8 by far, so the one byte is lost, and said.
  const whole = decodeText(mixed, "a");
  expect([whole.encoding, whole.text.endsWith("Caf\ufffd\nER  - \n")]).toEqual(["utf-8", true]);
  expect(whole.problems).toMatchObject([{ code: "invalid-utf8", where: { line: 120_002 } }]);
});
