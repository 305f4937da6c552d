import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScreenProgress, ScreenRecord } from "../../actions/screening/screen-folder.ts";
import { highlight, protocolWords } from "./highlight.ts";
import { paintLine } from "./paint.ts";
import { adviceText, medianSeconds, progressText } from "./progress-text.ts";
import { firstState, type ScreenState } from "./screen-state.ts";
import { displayWidth, styled, wrap, type StyledLine } from "./styled-text.ts";
import { drawScreen, type Space, type ViewContext } from "./view.ts";

const plain = (line: StyledLine): string => line.map(({ text }) => text).join("");

describe("wrapping", () => {
  const words = fc.array(fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom("水の中", "é", "😀", "naïve", "a-b")), { maxLength: 30 }); // prettier-ignore

  it("no line is wider than asked, and no character but spaces is lost", () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 60 }), (parts, width) => {
        const content = styled(parts.join(" "));
        const lines = wrap(content, width).map(plain);
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.join("").replaceAll(" ", "")).toBe(content.text.replaceAll(" ", ""));
      }),
    );
  });

  it("breaks at spaces, and inside a word only where it is longer than a line", () => {
    expect(wrap(styled("one two three"), 7).map(plain)).toEqual(["one two", "three"]);
    expect(wrap(styled("one twothreefour"), 7).map(plain)).toEqual(["one", "twothre", "efour"]);
    expect(wrap(styled("氯胺酮治疗"), 4).map(plain)).toEqual(["氯胺", "酮治", "疗"]);
  });

  it("lets nothing through that a terminal would obey", () => {
    const text = plain(wrap(styled("a\u001b[2Jb\u009b31mc\u0007\u202ed"), 80)[0]!);
    expect(text).toBe("a [2Jb 31mc d");
  });
});

describe("highlights", () => {
  const marked = (text: string, terms: readonly (readonly [string, number])[], protocol: readonly string[] = []) =>
    highlight(text, { protocol: protocolWords(protocol), terms: terms.map(([term, share]) => ({ term, share })), signs: true }).text; // prettier-ignore

  it.each([
    [
      "Soil and ketamine.",
      [
        ["ketamine", 1],
        ["soil", -0.5],
      ],
      [],
      "-Soil- and +ketamine+.",
    ],
    ["Ketamine infusion, infusion", [["ketamine infusion", 1]], [], "+Ketamine+ +infusion+, infusion"],
    [
      "Trials of ketamine in adults",
      [
        ["of", 3],
        ["trials of", 0.5],
      ],
      ["a trial of ketamine"],
      "+Trials+ of _ketamine_ in adults",
    ],
    ["ketamine", [["ketamine", 1]], ["ketamine"], "+ketamine+"],
    [
      "weak and strong",
      [
        ["weak", 0.05],
        ["strong", 1],
      ],
      [],
      "weak and +strong+",
    ],
    ["vitamin D deficiency", [["vitamin deficiency", 1]], [], "+vitamin+ D +deficiency+"],
    ["氯胺酮治疗", [["胺酮", 1]], [], "氯+胺酮+治疗"],
    ["nothing", [], [], "nothing"],
  ] as const)("%j", (text, terms, protocol, expected) => {
    expect(marked(text, terms, protocol)).toBe(expected);
  });

  it("can be told apart in colour and without", () => {
    const line: StyledLine = (["protocol", "up", "down", "plain"] as const).map((style) => ({
      text: "x",
      style,
    }));
    for (const paint of ["colour", "no-colour"] as const) {
      const looks = line.map((run) => paintLine([run], paint));
      expect(new Set(looks).size).toBe(4);
    }
    const codes = paintLine(line, "no-colour")
      .split("\u001b[")
      .map((part) => /^([0-9;]*)m/.exec(part)?.[1] ?? "");
    expect(codes.flatMap((code) => code.split(";")).filter((code) => Number(code) >= 30)).toEqual([]);
    expect(paintLine(line, "text")).toBe("xxxx");
  });
});

const RECORD: ScreenRecord = {
  id: "list#7",
  title: "Ketamine for sleep",
  authors: ["Able, A", "Baker, B"],
  journal: "Journal of Trials",
  year: "2001",
  numbers: ["PMID 12"],
  types: ["Randomized Controlled Trial"],
  keywords: ["sleep"],
  abstract: [{ label: "METHODS", text: "We gave ketamine. ".repeat(30).trim() }, { text: "It worked." }],
  marks: ["Retracted (PT: Retracted Publication)"],
  terms: [{ term: "ketamine", share: 1 }],
};

const CONTEXT: ViewContext = {
  title: "A review",
  reviewer: "Ana",
  stage: "title-abstract",
  include: ["a randomised trial"],
  exclude: [{ id: "not-a-trial", text: "Not a trial" }],
  studies: ["Able2001"],
  protocolWords: protocolWords(["sleep"]),
};

const PROGRESS: ScreenProgress = {
  read: 3,
  left: 97,
  found: 1,
  run: 2,
  advice: { look: undefined, untilNext: 5 },
};

const TALL: Space = { width: 80, height: undefined, signs: true };

function screen(state: Partial<ScreenState> = {}, space: Space = TALL, context: ViewContext = CONTEXT) {
  const whole = { ...firstState(RECORD, false), ...state };
  const drawn = drawScreen({ state: whole, progress: PROGRESS, secondsPerVote: 30 }, context, space);
  return { ...drawn, text: drawn.lines.map(plain).join("\n") };
}

describe("the screen", () => {
  it("shows the record, its marks, the criteria, how far one is, and the keys", () => {
    const { text } = screen();
    for (const part of [
      "3 of 100 read (3 %) · 97 left · 1 found · 2 irrelevant in a row",
      "about 49 min left, 30 s a vote",
      "first after 5 more",
      "! Retracted (PT: Retracted Publication)",
      "+Ketamine+ for _sleep_",
      "Able, A; Baker, B",
      "Journal of Trials, 2001",
      "PMID 12",
      "METHODS: We gave +ketamine+.",
      "+ a randomised trial",
      "1 Not a trial",
      "i\u00a0include",
    ])
      expect(text.replace(/\n/g, " ")).toContain(part);
  });

  it("hides authors, journal and year; highlights; criteria", () => {
    const hide = (hidden: Partial<ScreenState["hidden"]>): string =>
      screen({ hidden: { authors: false, highlights: false, criteria: false, ...hidden } }).text;
    const blind = hide({ authors: true });
    for (const part of ["Able", "Journal of Trials", "2001"]) expect(blind).not.toContain(part);
    expect(blind).toContain("a shows them");
    expect(hide({ highlights: true })).toContain("Ketamine for sleep");
    expect(hide({ criteria: true })).not.toContain("a randomised trial");
  });

  it("says what a record does not have", () => {
    const { text } = screen({
      record: { ...RECORD, title: "", abstract: [], authors: [], journal: "", year: "" },
    });
    expect(text).toContain("(no title)");
    expect(text).toContain("(no abstract)");
  });

  it("puts the criteria beside the record where there is room", () => {
    const { lines } = screen({}, { ...TALL, width: 130 });
    const line = lines.map(plain).find((each) => each.includes("+ a randomised trial"))!;
    expect(line).toMatch(/│ \+ a randomised trial$/);
    for (const each of lines) expect(displayWidth(plain(each))).toBeLessThanOrEqual(130);
  });

  it("fills the terminal exactly, cuts the record and scrolls to its end", () => {
    const space = { width: 60, height: 24, signs: false };
    const top = screen({}, space);
    expect(top.lines).toHaveLength(24);
    expect(top.farthest).toBeGreaterThan(0);
    expect(top.text).toMatch(/lines 1 to \d+ of \d+: space and arrows scroll/);
    expect(top.text).not.toContain("Not a trial");
    const end = screen({ scroll: top.farthest }, space);
    expect(end.lines).toHaveLength(24);
    expect(end.text).toContain("Not a trial");
    expect(end.text).toContain("q\u00a0quit");
    expect(screen({}, { width: 80, height: 90, signs: false }).lines).toHaveLength(90);
  });

  it("is never wider or higher than the terminal", () => {
    const modes: readonly ScreenState["mode"][] = [{ kind: "read" }, { kind: "help" }, { kind: "note", text: "abc" }, { kind: "reason" }, { kind: "study", text: "a" }]; // prettier-ignore
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 160 }),
        fc.integer({ min: 3, max: 60 }),
        fc.constantFrom(...modes),
        fc.string({ maxLength: 300 }),
        (width, height, mode, text) => {
          const record = { ...RECORD, title: text, abstract: [{ text }] };
          const { lines } = screen({ mode, record, message: text }, { width, height, signs: false });
          expect(lines.length).toBeLessThanOrEqual(height);
          for (const line of lines) expect(displayWidth(plain(line))).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  it("lists reasons and studies where they are asked for, and the end where nothing is left", () => {
    expect(screen({ mode: { kind: "reason" } }).text).toContain("1 Not a trial (not-a-trial)");
    expect(screen({ mode: { kind: "study", text: "" } }).text).toContain("Able2001");
    expect(screen({ record: undefined }).text).toContain("every record has your vote");
    expect(screen({ mode: { kind: "help" } }).text).toContain("take back your last vote");
  });
});

describe("how far one is", () => {
  it.each([
    [undefined, "3 of 100 read (3 %) · 97 left · 1 found · 2 irrelevant in a row"],
    [0.25, "about 25 s left, 0.3 s a vote"],
    [4.04, "about 7 min left, 4.0 s a vote"],
    [75, "about 2 h 2 min left, 2 min a vote"],
  ])("%s s a vote", (seconds, text) => {
    expect(progressText(PROGRESS, seconds)).toContain(text);
  });

  it("rounds down: 100 % is all", () => {
    expect(progressText({ ...PROGRESS, read: 999, left: 1 }, 10)).toContain("(99 %)");
  });

  it("takes the median, once there are five votes", () => {
    expect(medianSeconds([1, 2, 3, 4])).toBeUndefined();
    expect(medianSeconds([100, 1, 3, 2, 4])).toBe(3);
    expect(medianSeconds([100, 1, 3, 2, 4, 5])).toBe(3.5);
  });

  it("gives no advice to stop at full text", () => {
    expect(adviceText(PROGRESS, "full-text")).toBe("");
    expect(adviceText(PROGRESS, "title-abstract")).toContain("not asked yet, first after 5 more");
  });
});
