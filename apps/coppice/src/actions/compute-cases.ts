import { readFile } from "node:fs/promises";
import { InputError } from "@coppice/meta";
import { compute, type ComputeKeys } from "@coppice/meta/compute";
import { ActionError } from "./action-error.ts";

/**
 * Computes the cases of a JSON file (`{datasets, cases}`) through the one table of functions.
 *
 * @throws ActionError when the file cannot be read, is not JSON or has not the shape of a case file
 */
export async function computeCases(file: string, keys: ComputeKeys): Promise<string> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new ActionError(
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new ActionError(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  return `${JSON.stringify(computed(file, document, keys), undefined, 1)}\n`;
}

function computed(file: string, document: unknown, keys: ComputeKeys): unknown {
  try {
    return compute(document, { keys });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new ActionError(
      `${file} is no file of cases: ${error.message}. docs/compute.md shows the format ({datasets, cases}).`,
    );
  }
}
