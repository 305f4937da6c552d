import type { Problem } from "@coppice/records";

/** An action that could not be done, with every problem that stood in its way. Nothing was written. */
export class ActionError extends Error {
  readonly problems: readonly Problem[];
  /** Whether the input is wrong, or what was asked of it. */
  readonly fault: "input" | "call";

  constructor(message: string, problems: readonly Problem[] = [], fault: "input" | "call" = "input") {
    super(message);
    this.name = "ActionError";
    this.problems = problems;
    this.fault = fault;
  }
}

/** Tells what a long action is doing; `done` and `total` count the same thing. */
export type OnProgress = (step: {
  readonly label: string;
  readonly done: number;
  readonly total: number;
}) => void;
