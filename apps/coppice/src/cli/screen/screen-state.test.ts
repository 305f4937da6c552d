import { describe, expect, it } from "vitest";
import type { ScreenRecord } from "../../actions/screening/screen-folder.ts";
import { readKeys } from "./keys.ts";
import { firstState, press, showing, type KeyContext, type ScreenState, type Wish } from "./screen-state.ts";

const RECORD: ScreenRecord = {
  id: "list#1",
  title: "T",
  authors: [],
  journal: "",
  year: "",
  numbers: [],
  types: [],
  keywords: [],
  abstract: [],
  marks: [],
  terms: [],
};

const CONTEXT: KeyContext = {
  stage: "title-abstract",
  reasons: [
    { id: "not-a-trial", text: "Not a trial" },
    { id: "no-ketamine", text: "No ketamine" },
  ],
  studies: ["Able2001", "Baker2002", "Baker2003"],
  missingColumns: [],
  page: 10,
};

/** What a row of keys wishes, and the state after it. */
function typed(
  input: string,
  context: Partial<KeyContext> = {},
  state: ScreenState = firstState(RECORD, false),
): { readonly wishes: readonly Wish[]; readonly state: ScreenState } {
  const wishes: Wish[] = [];
  let now = state;
  for (const key of readKeys(input)) {
    const { state: next, wish } = press(now, key, { ...CONTEXT, ...context });
    now = next;
    if (wish !== undefined) wishes.push(wish);
  }
  return { wishes, state: now };
}

const cast = (input: string, context: Partial<KeyContext> = {}): readonly unknown[] =>
  typed(input, context).wishes.map((wish) => (wish.kind === "vote" ? wish.cast : wish.kind));

describe("keys at title and abstract", () => {
  it.each([
    ["i", [{ decision: "include" }]],
    ["E", [{ decision: "exclude" }]],
    ["m", [{ decision: "maybe" }]],
    ["r2", [{ decision: "exclude", reason: "no-ketamine" }]],
    ["r9\u001b", []],
    ["nsee p. 3, q\rm", [{ decision: "maybe", note: "see p. 3, q" }]],
    ["nabc\u007f\u007fx\re", [{ decision: "exclude", note: "ax" }]],
    ["nabc\u001be", [{ decision: "exclude" }]],
    ["?ie", [{ decision: "exclude" }]],
    ["us\u0003", ["undo", "skip", "quit"]],
    ["xzq", ["quit"]],
    ["ahc\r\u001b[B ", []],
  ])("%j", (keys, expected) => {
    expect(cast(keys)).toEqual(expected);
  });

  it("says what a key without a meaning does not do", () => {
    expect(typed("z").state.message).toMatch(/No key z/);
    expect(typed("x").state.message).toMatch(/full-text stage/);
    expect(typed("r9").state.message).toMatch(/no reason 9/);
    expect(typed("r", { reasons: [] }).state.message).toMatch(/add them under eligibility/);
    expect(typed("n", { missingColumns: ["note"] }).state.message).toMatch(/no column note/);
    expect(typed("r", { missingColumns: ["reason"] }).state.message).toMatch(/no column reason/);
  });

  it("votes on nothing where nothing is shown, and takes back all the same", () => {
    const { wishes, state } = typed("iemrsnu", {}, firstState(undefined, false));
    expect(wishes).toEqual([{ kind: "undo" }]);
    expect(state.mode).toEqual({ kind: "read" });
  });

  it("hides and shows, scrolls within the top, and starts anew with the next record", () => {
    const { state } = typed("ahc\u001b[B\u001b[B\u001b[A  ");
    expect(state.hidden).toEqual({ authors: true, highlights: true, criteria: true });
    expect(state.scroll).toBe(21);
    expect(typed("\u001b[A\u001b[H").state.scroll).toBe(0);
    const next = showing(typed("nabc\r").state, { ...RECORD, id: "list#2" }, { message: "Included" });
    expect(next).toMatchObject({ note: "", scroll: 0, message: "Included", record: { id: "list#2" } });
  });
});

describe("keys at full text", () => {
  it.each([
    ["e", []],
    ["e1", [{ decision: "exclude", reason: "not-a-trial" }]],
    ["e\u001bm", [{ decision: "maybe" }]],
    ["x", [{ decision: "not-retrieved" }]],
    ["iable\r", [{ decision: "include", study: "Able2001" }]],
    ["iBaker2002\r", [{ decision: "include", study: "Baker2002" }]],
    ["ibaker\r", []],
    ["inew\r\u001b", []],
    ["nq\rie1", []],
  ])("%j", (keys, expected) => {
    expect(cast(keys, { stage: "full-text" })).toEqual(expected);
  });

  it("says why a report cannot be included without a study", () => {
    expect(typed("i", { stage: "full-text", studies: [] }).state.message).toMatch(
      /extraction\/studies.csv has none/,
    );
    expect(typed("ibaker\r", { stage: "full-text" }).state.message).toMatch(/2 studies are like "baker"/);
    expect(typed("inew\r", { stage: "full-text" }).state.message).toMatch(/No study is like "new"/);
  });
});
