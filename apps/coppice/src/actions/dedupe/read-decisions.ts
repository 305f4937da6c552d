import { readFile } from "node:fs/promises";
import { decodeText, splitCsv, type LinkDecision, type Problem } from "@coppice/records";
import { ActionError } from "../action-error.ts";

const VERDICTS = ["same", "different", "family"] as const satisfies readonly LinkDecision["verdict"][];

/**
 * Decisions of people about pairs of records: a table with the columns a, b and verdict (same, different or family);
 * rows without a verdict are still open, so that the list of pairs itself can be filled in.
 *
 * @throws ActionError when the file cannot be read or a row is wrong; then no decision is taken
 */
export async function readDecisions(path: string): Promise<readonly LinkDecision[]> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new ActionError(
      `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      [],
      "call",
    );
  });
  const { rows } = splitCsv(decodeText(new Uint8Array(bytes), path).text);
  const header = rows[0]?.map((cell) => cell.text.trim().toLowerCase()) ?? [];
  const [a, b, verdict] = ["a", "b", "verdict"].map((name) => header.indexOf(name));
  if (a === undefined || b === undefined || verdict === undefined || Math.min(a, b, verdict) < 0)
    throw new ActionError(
      `${path} needs the columns a, b and verdict; its header has: ${header.join(", ")}.`,
    );
  const problems: Problem[] = [];
  const decisions = rows.slice(1).flatMap((cells): readonly LinkDecision[] => {
    const [one, other, said] = [a, b, verdict].map((place) => cells[place]?.text.trim() ?? "");
    if (said === "" || said === undefined) return [];
    const known = VERDICTS.find((each) => each === said.toLowerCase());
    if (known !== undefined && one !== undefined && one !== "" && other !== undefined && other !== "")
      return [{ a: one, b: other, verdict: known }];
    problems.push({
      code: "invalid-decision",
      severity: "error",
      message: known === undefined ? `"${said}" is not a verdict` : "the row names no two records",
      where: { file: path, line: cells[0]!.line, field: known === undefined ? "verdict" : "a, b" },
      found: said,
      expected: known === undefined ? VERDICTS.join(", ") : "two record ids",
    });
    return [];
  });
  if (problems.length > 0) throw new ActionError(`${path}: no decision was taken.`, problems);
  return decisions;
}
