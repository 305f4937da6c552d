import { describe, expect, test } from "vitest";
import { CaseOptions, Columns } from "./case-input.ts";
import { studySizes } from "./study-sizes.ts";

const sizes = (data: object, map: object = {}): readonly number[] =>
  studySizes(new CaseOptions({ map }), new Columns({ ...data }, {}));

describe("sizes of studies", () => {
  test.each([
    ["a column of them before anything else", { ni: [9, 8], n1i: [1, 2], n2i: [1, 2] }, {}, [9, 8]],
    ["two groups", { n1i: [10, 20], n2i: [11, 22] }, {}, [21, 42]],
    ["four cells, by their own names", { tpos: [4], tneg: [119], cpos: [11], cneg: [128] }, { ai: "tpos", bi: "tneg", ci: "cpos", di: "cneg" }, [262]],
    ["one group", { xi: [3], mi: [7] }, {}, [10]],
  ])("%s", (_, data, map, expected) => {
    expect(sizes(data, map)).toEqual(expected);
  }); // prettier-ignore

  test.each([
    ["none", { yi: [1] }, "there is no column ni"],
    ["half of them", { n1i: [1] }, "there is no column ni"],
    ["other lengths", { n1i: [1, 2], n2i: [1] }, "n2i has 1 values, n1i has 2"],
    ["one missing", { n1i: [1, 2], n2i: [1, null] }, "n2i in row 1 is missing"],
  ])("%s is refused", (_, data, message) => {
    expect(() => sizes(data)).toThrow(message);
  });
});
