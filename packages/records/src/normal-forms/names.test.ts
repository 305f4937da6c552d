import { describe, expect, test } from "vitest";
import { formatName, parseName, parseNameList } from "./names.ts";

const short = (text: string): object => {
  const { affiliations, ...name } = parseName(text);
  expect(affiliations).toEqual([]);
  return name;
};

describe("parseName", () => {
  test.each([
    ["Caddy, Caroline", { family: "Caddy", given: "Caroline" }],
    ["King, Martin L., Jr.", { family: "King", given: "Martin L., Jr." }],
    ["van den Berg, J.", { family: "van den Berg", given: "J." }],
    ["Caddy C", { family: "Caddy", initials: "C" }],
    ["van den Berg JK", { family: "van den Berg", initials: "JK" }],
    ["Longrich, N.R.", { family: "Longrich", given: "N.R." }],
    ["King ML Jr", { family: "King", initials: "ML Jr" }],
    ["Yang Z.", { family: "Yang", initials: "Z." }],
    ["O'Connor RE", { family: "O'Connor", initials: "RE" }],
    ["Álvarez-Parra S", { family: "Álvarez-Parra", initials: "S" }],
    ["A. Author-One", { family: "Author-One", initials: "A." }],
    ["The SPIRIT Study Group", { collective: "The SPIRIT Study Group" }],
    ["Levenshtein", { family: "Levenshtein" }],
    [" Smith , ", { family: "Smith" }],
    ["", {}],
  ])("%j", (text, expected) => expect(short(text)).toEqual(expected));
});

describe("parseNameList", () => {
  test.each([
    ["Griffin DK, Larkin DM, O'Connor RE.", ["Griffin, DK", "Larkin, DM", "O'Connor, RE."]],
    ["Yang Z., Jiang B., Xu X.", ["Yang, Z.", "Jiang, B.", "Xu, X."]],
    ["Smith, Ann; Doe, John", ["Smith, Ann", "Doe, John"]],
    ["Smith, Ann and Doe, John", ["Smith, Ann", "Doe, John"]],
    ["Tom Smith, Ann van Weber", ["Smith, Tom", "Weber, Ann van"]],
    ["Smith, Ann", ["Smith, Ann"]],
    ["Berman", ["Berman"]],
    ["", []],
  ])("%j", (text, expected) => expect(parseNameList(text).map(formatName)).toEqual(expected));
});
