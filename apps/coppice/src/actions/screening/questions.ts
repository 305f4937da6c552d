import { readFile } from "node:fs/promises";
import type { Review } from "@coppice/review";
import { ActionError } from "../action-error.ts";

/** The question of a review in one text, as its protocol states it: for rankers that start from it. */
export function questionOf({ protocol }: Review): string {
  const { title, question } = protocol;
  return [title, question.population, question.intervention, question.comparator, ...question.outcomes].join(
    ". ",
  );
}

/**
 * Questions of several sets: a JSON object of texts by the name of the set.
 *
 * @throws ActionError a file that cannot be read or is of another shape
 */
export async function readQuestions(path: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw new ActionError(
      `${path} cannot be read: ${error instanceof Error ? error.message : "unknown"}.`,
      [],
      "call",
    );
  });
  const shape = `${path} is not a JSON object that gives each set its question, such as {"my-review": "ketamine for depression"}.`;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ActionError(shape, [], "call");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new ActionError(shape, [], "call");
  const entries = Object.entries(value);
  if (!entries.every((entry): entry is [string, string] => typeof entry[1] === "string"))
    throw new ActionError(shape, [], "call");
  return new Map(entries);
}
