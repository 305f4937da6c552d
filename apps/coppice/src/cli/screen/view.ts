import type { ScreenProgress, ScreenRecord, Stage } from "../../actions/screening/screen-folder.ts";
import { highlight, type Highlights } from "./highlight.ts";
import { adviceText, progressText } from "./progress-text.ts";
import { LIST_KEYS, studiesLike, type ScreenState } from "./screen-state.ts";
import { displayWidth, joined, styled, wrap, type StyledLine, type StyledText } from "./styled-text.ts";

/** What stays the same from record to record. */
export interface ViewContext {
  readonly title: string;
  readonly reviewer: string;
  readonly stage: Stage;
  readonly include: readonly string[];
  readonly exclude: readonly { readonly id: string; readonly text: string }[];
  readonly studies: readonly string[];
  readonly protocolWords: ReadonlySet<string>;
}

export interface View {
  readonly state: ScreenState;
  readonly progress: ScreenProgress;
  /** Median time a vote took in this session; undefined before there are a few. */
  readonly secondsPerVote: number | undefined;
}

export interface Space {
  readonly width: number;
  /** Undefined: as many lines as it takes. */
  readonly height: number | undefined;
  /** Whether highlights are signs in the text, where nothing can be coloured. */
  readonly signs: boolean;
}

export interface Drawn {
  readonly lines: readonly StyledLine[];
  /** The farthest the record can be scrolled. */
  readonly farthest: number;
  /** Lines of the record that are seen at once. */
  readonly page: number;
}

const LEAST_WIDTH = 20;
/** From here on the criteria stand beside the record, in a column of this width. */
const BESIDE_FROM = 110;
const BESIDE = 36;
const GAP = " │ ";

/**
 * The whole screen as lines: progress above, the record with the criteria beside or below, what can be done below. Where there are
 * fewer lines than that takes, the record is what is cut, and can be scrolled.
 */
export function drawScreen(view: View, context: ViewContext, space: Space): Drawn {
  const width = Math.max(LEAST_WIDTH, space.width);
  const head = headLines(view, context, width);
  const foot = footLines(view.state, context, width);
  const body = bodyLines(view.state, context, { ...space, width });
  if (space.height === undefined)
    return { lines: [...head, ...body, ...foot], farthest: 0, page: body.length };
  const room = Math.max(3, space.height - head.length - foot.length);
  if (body.length <= room) {
    const empty = Array.from({ length: room - body.length }, (): StyledLine => []);
    return { lines: [...head, ...body, ...empty, ...foot].slice(0, space.height), farthest: 0, page: room };
  }
  // One line of the room says that there is more.
  const page = room - 1;
  const farthest = body.length - page;
  const top = Math.min(view.state.scroll, farthest);
  const more = styled(
    `lines ${top + 1} to ${top + page} of ${body.length}: space and arrows scroll`,
    "muted",
  );
  const lines = [...head, ...body.slice(top, top + page), ...wrap(more, width).slice(0, 1), ...foot];
  return { lines: lines.slice(0, space.height), farthest, page };
}

function headLines(
  { progress, secondsPerVote }: View,
  context: ViewContext,
  width: number,
): readonly StyledLine[] {
  const stage = context.stage === "full-text" ? "full text" : "title and abstract";
  const advice = adviceText(progress, context.stage);
  const mayStop = progress.advice.look?.decision === "stop";
  return [
    ...wrap(styled(`${context.title} · ${stage} · ${context.reviewer}`, "muted"), width).slice(0, 1),
    ...wrap(styled(progressText(progress, secondsPerVote)), width),
    ...(advice === "" ? [] : wrap(styled(advice, mayStop ? "title" : "muted"), width)),
    rule(width),
  ];
}

const rule = (width: number): StyledLine => [{ text: "─".repeat(width), style: "muted" }];

function bodyLines(state: ScreenState, context: ViewContext, space: Space): readonly StyledLine[] {
  const { mode, record, hidden } = state;
  const { width } = space;
  if (mode.kind === "help") return helpLines(context, width);
  if (record === undefined)
    return wrap(styled("Nothing is left to read at this stage: every record has your vote. u takes the last one back, q ends.", "title"), width); // prettier-ignore
  const isBeside = width >= BESIDE_FROM && !hidden.criteria;
  const wide = isBeside ? width - BESIDE - GAP.length : width;
  const lines = recordLines(state, record, context, { ...space, width: wide });
  if (hidden.criteria) return lines;
  if (isBeside) return beside(lines, criteriaLines(context, BESIDE), wide);
  return [...lines, [], ...criteriaLines(context, width)];
}

function recordLines(
  { hidden, note }: ScreenState,
  record: ScreenRecord,
  { protocolWords }: ViewContext,
  { width, signs }: Space,
): readonly StyledLine[] {
  const marked: Highlights = hidden.highlights
    ? { protocol: new Set(), terms: [], signs }
    : { protocol: protocolWords, terms: record.terms, signs };
  const about = [record.types.join(", "), ...record.numbers, record.id].filter((part) => part !== "");
  const source = [record.journal, record.year].filter((part) => part !== "").join(", ");
  const lines: StyledLine[] = record.marks.flatMap((mark) => wrap(styled(`! ${mark}`, "warning"), width));
  const add = (text: StyledText): void => void lines.push(...wrap(text, width));
  add(record.title === "" ? styled("(no title)", "muted") : highlight(record.title, marked, "title"));
  if (hidden.authors) add(styled("(authors, journal and year are hidden: a shows them)", "muted"));
  else {
    if (record.authors.length > 0) add(styled(authorText(record.authors)));
    if (source !== "") add(styled(source));
  }
  add(styled(about.join(" · "), "muted"));
  lines.push([]);
  if (record.abstract.length === 0) add(styled("(no abstract)", "muted"));
  for (const { label, text } of record.abstract)
    add(
      label === undefined
        ? highlight(text, marked)
        : joined(styled(`${label}: `, "heading"), highlight(text, marked)),
    );
  if (record.keywords.length > 0) {
    lines.push([]);
    add(joined(styled("Keywords: ", "heading"), highlight(record.keywords.join("; "), marked)));
  }
  if (note !== "") {
    lines.push([]);
    add(joined(styled("Your note: ", "heading"), styled(note)));
  }
  return lines;
}

const MOST_AUTHORS = 8;

function authorText(authors: readonly string[]): string {
  const more = authors.length - MOST_AUTHORS;
  return more > 1 ? `${authors.slice(0, MOST_AUTHORS).join("; ")}; and ${more} more` : authors.join("; ");
}

function criteriaLines({ include, exclude }: ViewContext, width: number): readonly StyledLine[] {
  return [
    ...wrap(styled("Include", "heading"), width),
    ...include.flatMap((text) => indented("+ ", text, width)),
    ...(exclude.length === 0 ? [] : wrap(styled("Exclude", "heading"), width)),
    ...exclude.flatMap(({ text }, place) => indented(`${LIST_KEYS[place] ?? "-"} `, text, width)),
  ];
}

/** A text after a sign, its further lines set in. */
function indented(sign: string, text: string, width: number): readonly StyledLine[] {
  return wrap(styled(text), width - sign.length).map((line, i) => [
    { text: i === 0 ? sign : " ".repeat(sign.length), style: "key" },
    ...line,
  ]);
}

/** Two columns. */
function beside(
  left: readonly StyledLine[],
  right: readonly StyledLine[],
  width: number,
): readonly StyledLine[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, i) => {
    const line = left[i] ?? [];
    const other = right[i];
    if (other === undefined) return line;
    const cells = line.reduce((sum, { text }) => sum + displayWidth(text), 0);
    return [
      ...line,
      { text: " ".repeat(Math.max(0, width - cells)), style: "plain" },
      { text: GAP, style: "muted" },
      ...other,
    ];
  });
}

function footLines(
  { mode, message }: ScreenState,
  context: ViewContext,
  width: number,
): readonly StyledLine[] {
  const said = message === "" ? [] : wrap(styled(message, "title"), width);
  return [rule(width), ...said, ...modeLines(mode, context, width)];
}

function modeLines(mode: ScreenState["mode"], context: ViewContext, width: number): readonly StyledLine[] {
  switch (mode.kind) {
    case "help":
      return wrap(styled("Any key goes back."), width);
    case "note":
      return [
        ...wrap(joined(styled("Note: ", "heading"), styled(`${mode.text}▏`)), width),
        ...wrap(styled("Enter keeps it, Escape leaves it.", "muted"), width),
      ];
    case "reason":
      return [
        ...wrap(styled("Exclude, because:", "heading"), width),
        ...context.exclude
          .slice(0, LIST_KEYS.length)
          .flatMap(({ id, text }, place) => indented(`${LIST_KEYS[place]!} `, `${text} (${id})`, width)),
        ...wrap(styled(restText(context.exclude.length), "muted"), width),
      ];
    case "study": {
      const alike = studiesLike(context.studies, mode.text);
      const shown = alike.slice(0, MOST_STUDIES).join(", ");
      return [
        ...wrap(joined(styled("Include, as a report of the study: ", "heading"), styled(`${mode.text}▏`)), width),
        ...wrap(styled(alike.length > MOST_STUDIES ? `${shown} and ${alike.length - MOST_STUDIES} more` : shown), width),
        ...wrap(styled("Type part of its id; Enter takes the only one left; Escape goes back.", "muted"), width),
      ]; // prettier-ignore
    }
    case "read":
      return wrap(keyLine(context.stage), width);
  }
}

const MOST_STUDIES = 12;

const restText = (reasons: number): string =>
  reasons > LIST_KEYS.length
    ? `${reasons - LIST_KEYS.length} more reasons have no key: write them into the table. Escape goes back.`
    : "Escape goes back.";

const KEYS = [
  ["i", "include"],
  ["e", "exclude"],
  ["m", "maybe"],
  ["u", "undo"],
  ["n", "note"],
  ["r", "exclude with a reason"],
  ["s", "skip"],
  ["?", "help"],
  ["q", "quit"],
] as const;

function keyLine(stage: Stage): StyledText {
  const keys = stage === "full-text" ? KEYS.map(([key, word]) => [key, key === "e" ? "exclude (asks why)" : word] as const).filter(([key]) => key !== "r") : KEYS; // prettier-ignore
  const all = stage === "full-text" ? [...keys.slice(0, 3), ["x", "not retrieved"] as const, ...keys.slice(3)] : keys; // prettier-ignore
  // The space between a key and its word takes no line break.
  return joined(...all.flatMap(([key, word]) => [styled(key, "key"), styled(`\u00a0${word.replaceAll(" ", "\u00a0")}  `)])); // prettier-ignore
}

function helpLines({ stage }: ViewContext, width: number): readonly StyledLine[] {
  const entries = [
    ["i", stage === "full-text" ? "include; asks which study the report describes" : "include: goes on to full text"],
    ["e", stage === "full-text" ? "exclude; asks for the reason" : "exclude"],
    ["m", stage === "full-text" ? "maybe: the report waits" : "maybe: goes on to full text, like include"],
    ["r", "exclude with a reason of the protocol"],
    ...(stage === "full-text" ? [["x", "the full text cannot be had"]] : []),
    ["n", "write a note, which is saved with the vote"],
    ["u", "take back your last vote, and the one before, and so on; the record is shown again"],
    ["s", "skip: the record comes again after all others, and the next time"],
    ["a", "hide or show authors, journal and year"],
    ["h", "hide or show highlights"],
    ["c", "hide or show the criteria"],
    ["space, arrows", "scroll"],
    ["q", "quit; every vote is saved already"],
  ]; // prettier-ignore
  return [
    ...entries.flatMap(([key, text]) => indented(`${key!}  `, text!, width)),
    [],
    ...wrap(
      styled(
        "Highlights: words of the protocol, terms that moved the record up, terms that moved it down. They come from your own votes only; you never see what others voted.",
        "muted",
      ),
      width,
    ),
  ];
}
