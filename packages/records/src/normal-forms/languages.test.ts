import { expect, test } from "vitest";
import { languageOf, languagesOf } from "./languages.ts";

test.each([
  ["eng", "eng"],
  ["English", "eng"],
  ["en-GB", "eng"],
  ["pt_BR", "por"],
  ["deu", "ger"],
  ["Deutsch", "ger"],
  ["fra", "fre"],
  ["Français", "fre"],
  ["zh", "chi"],
  ["中文", "chi"],
  ["nld", "dut"],
  ["SPANISH.", "spa"],
  ["Klingon", undefined],
  ["", undefined],
])("%j is %s", (text, code) => expect(languageOf(text)).toBe(code));

test.each([
  ["English; German", ["eng", "ger"]],
  ["engger", ["eng", "ger"]],
  ["English, French and Spanish", ["eng", "fre", "spa"]],
  ["English (abstract in French)", ["eng"]],
  ["in press", []],
])("%j names %j", (text, codes) => expect(languagesOf(text)).toEqual(codes));
