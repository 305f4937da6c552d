import { ActionError } from "../../actions/action-error.ts";
import type { Screening } from "../../actions/screening/screen-folder.ts";
import { formatProblem } from "@coppice/records";
import { FolderError } from "@coppice/store";
import type { Key } from "./keys.ts";
import { protocolWords } from "./highlight.ts";
import { medianSeconds } from "./progress-text.ts";
import { firstState, press, showing, type ScreenState, type Wish } from "./screen-state.ts";
import { drawScreen, type Space, type ViewContext } from "./view.ts";
import type { StyledLine } from "./styled-text.ts";

/** Where keys come from and screens go to. */
export interface ScreenDoor {
  readonly keys: AsyncIterable<Key | "resized">;
  readonly space: () => Space;
  readonly show: (lines: readonly StyledLine[]) => void;
  /** Milliseconds, of a clock that only goes forward. */
  readonly clock: () => number;
  /** Votes typed sooner than so many milliseconds after a record is shown were meant for another; 0 where keys come from a script. */
  readonly soonest: number;
}

/** What was done in a session. */
export interface ScreenSummary {
  readonly include: number;
  readonly exclude: number;
  readonly maybe: number;
  readonly notRetrieved: number;
}

/** Shows record after record and does what keys ask, until they end or say so. */
export async function runScreen(
  screening: Screening,
  door: ScreenDoor,
  { hideAuthors }: { readonly hideAuthors: boolean },
): Promise<ScreenSummary> {
  const { protocol, stage, studies, missingColumns } = screening;
  const context: ViewContext = {
    title: screening.title,
    reviewer: screening.reviewer.name,
    stage,
    include: protocol.include,
    exclude: protocol.exclude,
    studies,
    protocolWords: protocolWords([...protocol.question, ...protocol.include]),
  };
  const cast: string[] = [];
  const times: number[] = [];
  let state = firstState(screening.current(), hideAuthors);
  let page = 1;
  let shownAt = 0;
  const draw = (isNew: boolean): void => {
    const view = { state, progress: screening.progress(), secondsPerVote: medianSeconds(times) };
    const drawn = drawScreen(view, context, door.space());
    state = { ...state, scroll: Math.min(state.scroll, drawn.farthest) };
    page = drawn.page;
    door.show(drawn.lines);
    if (!isNew) return;
    shownAt = door.clock();
    screening.prepare();
  };

  draw(true);
  for await (const key of door.keys) {
    if (key === "resized") {
      draw(false);
      continue;
    }
    const at = door.clock();
    const pressed = press(state, key, { stage, reasons: protocol.exclude, studies, missingColumns, page });
    state = pressed.state;
    const { wish } = pressed;
    if (wish?.kind === "quit") break;
    if (wish?.kind === "vote" && at - shownAt < door.soonest) {
      state = { ...state, message: "That key came before the record could be seen: not counted." };
      draw(false);
      continue;
    }
    if (wish !== undefined) {
      const done = await grant(screening, state, wish);
      state = done.state;
      if (done.wasUndone) cast.pop();
      if (done.wasSaved && wish.kind === "vote") {
        cast.push(wish.cast.decision);
        times.push((at - shownAt) / 1000);
      }
    }
    draw(wish !== undefined);
  }
  const count = (decision: string): number => cast.filter((each) => each === decision).length;
  return {
    include: count("include"),
    exclude: count("exclude"),
    maybe: count("maybe"),
    notRetrieved: count("not-retrieved"),
  };
}

interface Granted {
  readonly state: ScreenState;
  readonly wasSaved?: boolean;
  readonly wasUndone?: boolean;
}

/** What cannot be saved leaves the record on the screen, and says why. */
async function grant(screening: Screening, state: ScreenState, wish: Wish): Promise<Granted> {
  try {
    return await grantWish(screening, state, wish);
  } catch (error) {
    if (error instanceof FolderError) return { state: { ...state, message: `NOT SAVED. ${error.message}` } };
    if (!(error instanceof ActionError)) throw error;
    const message = ["NOT SAVED.", error.message, ...error.problems.map(formatProblem)].join(" ");
    return { state: { ...state, message } };
  }
}

async function grantWish(screening: Screening, state: ScreenState, wish: Wish): Promise<Granted> {
  const next = (message: string, note = ""): ScreenState =>
    showing(state, screening.current(), { message, note });
  switch (wish.kind) {
    case "vote": {
      const { id } = state.record!;
      const outcome = await screening.vote(wish.cast);
      return outcome === "saved"
        ? { state: next(`${DONE[wish.cast.decision]}: ${id}`), wasSaved: true }
        : { state: next(`You voted on ${id} in another window: that vote stands.`) };
    }
    case "undo": {
      const gone = await screening.undo();
      if (gone === "used") return { state: { ...state, message: "Your last vote stays: a vote at full text rests on it." } }; // prettier-ignore
      if (gone === undefined) return { state: { ...state, message: "You have no vote to take back." } };
      return { state: next(`Taken back: ${gone.decision} on ${gone.record}`, gone.note), wasUndone: true };
    }
    case "skip":
      screening.skip();
      return { state: next("Skipped: it comes again at the end.") };
    case "quit":
      return { state };
  }
}

const DONE = {
  include: "Included",
  exclude: "Excluded",
  maybe: "Maybe",
  "not-retrieved": "Not retrieved",
} as const;
