import type { CastVote, ScreenRecord, Stage } from "../../actions/screening/screen-folder.ts";
import type { Key } from "./keys.ts";

/** What the keys mean at the moment. */
export type Mode =
  | { readonly kind: "read" }
  | { readonly kind: "help" }
  | { readonly kind: "note"; readonly text: string }
  | { readonly kind: "reason" }
  | { readonly kind: "study"; readonly text: string };

/** All that keys change on the screen. */
export interface ScreenState {
  readonly mode: Mode;
  readonly record: ScreenRecord | undefined;
  /** Of the record shown, kept with its vote. */
  readonly note: string;
  readonly hidden: {
    readonly authors: boolean;
    readonly highlights: boolean;
    readonly criteria: boolean;
  };
  /** Lines of the record that are above the screen. */
  readonly scroll: number;
  /** What was done, or why not. */
  readonly message: string;
}

/** What keys can mean depends on the protocol and the stage. */
export interface KeyContext {
  readonly stage: Stage;
  readonly reasons: readonly { readonly id: string; readonly text: string }[];
  readonly studies: readonly string[];
  /** Columns the table of votes lacks. */
  readonly missingColumns: readonly string[];
  /** Lines a page scrolls. */
  readonly page: number;
}

/** What a key asks of the world. */
export type Wish =
  | { readonly kind: "vote"; readonly cast: CastVote }
  | { readonly kind: "undo" }
  | { readonly kind: "skip" }
  | { readonly kind: "quit" };

export interface Pressed {
  readonly state: ScreenState;
  readonly wish?: Wish;
}

export function firstState(record: ScreenRecord | undefined, hideAuthors: boolean): ScreenState {
  return {
    mode: { kind: "read" },
    record,
    note: "",
    hidden: { authors: hideAuthors, highlights: false, criteria: false },
    scroll: 0,
    message: "",
  };
}

/** The state when another record is shown, or the same one again. */
export function showing(
  state: ScreenState,
  record: ScreenRecord | undefined,
  { message, note = "" }: { readonly message: string; readonly note?: string },
): ScreenState {
  return { ...state, mode: { kind: "read" }, record, note, scroll: 0, message };
}

/** What a key does. */
export function press(state: ScreenState, key: Key, context: KeyContext): Pressed {
  if (key.kind === "named" && key.name === "interrupt") return { state, wish: { kind: "quit" } };
  const { mode } = state;
  switch (mode.kind) {
    case "help":
      return { state: { ...state, mode: { kind: "read" } } };
    case "note":
      return inNote(state, mode.text, key);
    case "reason":
      return inReasons(state, key, context);
    case "study":
      return inStudies(state, mode.text, key, context);
    case "read":
      return key.kind === "named"
        ? scrolled(state, key.name, context.page)
        : inRecord({ ...state, message: "" }, key.text.toLowerCase(), context);
  }
}

function inRecord(state: ScreenState, key: string, context: KeyContext): Pressed {
  const { hidden, record } = state;
  switch (key) {
    case "q":
      return { state, wish: { kind: "quit" } };
    case "u":
      return { state, wish: { kind: "undo" } };
    case "?":
      return { state: { ...state, mode: { kind: "help" } } };
    case "a":
      return { state: { ...state, hidden: { ...hidden, authors: !hidden.authors } } };
    case "h":
      return { state: { ...state, hidden: { ...hidden, highlights: !hidden.highlights } } };
    case "c":
      return { state: { ...state, hidden: { ...hidden, criteria: !hidden.criteria } } };
    case " ":
      return scrolled(state, "page-down", context.page);
  }
  if (!RECORD_KEYS.has(key)) return say(state, `No key ${key}: ? shows them all.`);
  if (record === undefined) return say(state, "There is no record left to vote on: u takes the last vote back, q ends."); // prettier-ignore
  switch (key) {
    case "i":
      return include(state, context);
    case "m":
      return vote(state, { decision: "maybe" });
    case "e":
      return context.stage === "full-text" ? askReason(state, context) : vote(state, { decision: "exclude" });
    case "r":
      return askReason(state, context);
    case "x":
      return context.stage === "full-text"
        ? vote(state, { decision: "not-retrieved" })
        : say(state, "x (no full text to be had) is for the full-text stage.");
    case "s":
      return { state, wish: { kind: "skip" } };
    default:
      return context.missingColumns.includes("note")
        ? say(state, "The table of votes has no column note: notes cannot be kept.")
        : { state: { ...state, mode: { kind: "note", text: state.note } } };
  }
}

const RECORD_KEYS: ReadonlySet<string> = new Set("iemrxsn");

const say = (state: ScreenState, message: string): Pressed => ({ state: { ...state, message } });

function vote(state: ScreenState, cast: CastVote): Pressed {
  const note = state.note === "" ? {} : { note: state.note };
  return { state, wish: { kind: "vote", cast: { ...cast, ...note } } };
}

function include(state: ScreenState, { stage, studies }: KeyContext): Pressed {
  if (stage === "title-abstract") return vote(state, { decision: "include" });
  return studies.length === 0
    ? say(state, "An included report needs its study, and extraction/studies.csv has none: add it there and start again, or vote m (maybe).") // prettier-ignore
    : { state: { ...state, mode: { kind: "study", text: "" } } };
}

function askReason(state: ScreenState, { reasons, missingColumns }: KeyContext): Pressed {
  if (missingColumns.includes("reason")) return say(state, "The table of votes has no column reason: reasons cannot be kept."); // prettier-ignore
  return reasons.length === 0
    ? say(state, "review.yaml has no reasons: add them under eligibility, exclude, and start again.")
    : { state: { ...state, mode: { kind: "reason" } } };
}

function scrolled(state: ScreenState, key: string, page: number): Pressed {
  const steps: Readonly<Record<string, number>> = {
    up: -1,
    down: 1,
    "page-up": -page,
    "page-down": page,
    home: -Infinity,
    end: Number.MAX_SAFE_INTEGER,
  };
  const step = steps[key];
  return { state: step === undefined ? state : { ...state, scroll: Math.max(0, state.scroll + step) } };
}

/** What a line of text becomes by a key. */
function edited(text: string, key: Key): string {
  if (key.kind === "text") return text + key.text;
  return key.name === "backspace" ? text.replace(/\P{M}\p{M}*$/u, "") : text;
}

function isNamed(key: Key, name: string): boolean {
  return key.kind === "named" && key.name === name;
}

const back = (state: ScreenState, message = ""): ScreenState => ({
  ...state,
  mode: { kind: "read" },
  message,
});

function inNote(state: ScreenState, text: string, key: Key): Pressed {
  if (isNamed(key, "escape")) return { state: back(state) };
  if (isNamed(key, "enter")) {
    const note = text.trim();
    return { state: { ...back(state, note === "" ? "" : "The note will be saved with your vote."), note } };
  }
  return { state: { ...state, mode: { kind: "note", text: edited(text, key) } } };
}

/** Keys of a list: 1 to 9, then a to z. */
export const LIST_KEYS = "123456789abcdefghijklmnopqrstuvwxyz";

function inReasons(state: ScreenState, key: Key, { reasons }: KeyContext): Pressed {
  if (key.kind === "named") return { state: key.name === "escape" ? back(state, "Not excluded.") : state };
  const place = LIST_KEYS.indexOf(key.text.toLowerCase());
  const reason = place < 0 ? undefined : reasons[place];
  if (reason === undefined) return say(state, `There is no reason ${key.text}. Escape goes back.`);
  return vote(back(state), { decision: "exclude", reason: reason.id });
}

function inStudies(state: ScreenState, text: string, key: Key, { studies }: KeyContext): Pressed {
  if (isNamed(key, "escape")) return { state: back(state, "Not included.") };
  if (!isNamed(key, "enter"))
    return { state: { ...state, message: "", mode: { kind: "study", text: edited(text, key) } } };
  const study = studies.find((id) => id === text.trim());
  const alike = studiesLike(studies, text);
  const chosen = study ?? (alike.length === 1 ? alike[0] : undefined);
  if (chosen !== undefined) return vote(back(state), { decision: "include", study: chosen });
  return say(state, alike.length === 0 ? `No study is like "${text}". A new one must stand in extraction/studies.csv first; Escape goes back.` : `${alike.length} studies are like "${text}": type more of the name.`); // prettier-ignore
}

/** The studies whose id holds what was typed. */
export function studiesLike(studies: readonly string[], text: string): readonly string[] {
  const wanted = text.trim().toLowerCase();
  return studies.filter((id) => id.toLowerCase().includes(wanted));
}
