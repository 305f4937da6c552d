import type { Problem } from "@coppice/records";

/** An action that could not be done, with every problem that stood in its way. Nothing was written. */
export class ActionError extends Error {
  readonly problems: readonly Problem[];

  constructor(message: string, problems: readonly Problem[] = []) {
    super(message);
    this.name = "ActionError";
    this.problems = problems;
  }
}

/** Tells what a long action is doing; `done` and `total` count the same thing. */
export type OnProgress = (step: {
  readonly label: string;
  readonly done: number;
  readonly total: number;
}) => void;
