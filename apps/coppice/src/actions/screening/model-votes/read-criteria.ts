import { readFile } from "node:fs/promises";
import type { Review } from "@coppice/review";
import type { Problem } from "@coppice/records";
import type { Criteria } from "@coppice/screening";
import { ActionError } from "../../action-error.ts";

/** The question and the eligibility of a protocol, in its own words. */
export function criteriaOf({ protocol }: Review): Criteria {
  const { question, eligibility } = protocol;
  return {
    question: [
      `Population: ${question.population}`,
      `Intervention: ${question.intervention}`,
      `Comparator: ${question.comparator}`,
      `Outcomes: ${question.outcomes.join("; ")}`,
    ],
    include: eligibility.include,
    exclude: eligibility.exclude.map(({ text }) => text),
  };
}

const HEADS = ["question", "include", "exclude"] as const;

/**
 * Criteria from a text: a line each, `include: …`, `exclude: …` or `question: …`; empty lines and those with # are left out.
 *
 * @throws ActionError naming each line that is none of these; a file that cannot be read
 */
export async function readCriteria(file: string): Promise<Criteria> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new ActionError(
      `The criteria cannot be read from ${file}: ${error instanceof Error ? error.message : "unknown"}.`,
      [],
      "call",
    );
  });
  const criteria: Record<(typeof HEADS)[number], string[]> = { question: [], include: [], exclude: [] };
  const problems: Problem[] = [];
  text.split(/\r?\n/).forEach((line, i) => {
    const trimmed = line.replace(/^\ufeff/, "").trim();
    if (trimmed === "" || trimmed.startsWith("#")) return;
    const [, head, sentence] = /^([a-z]+)\s*:\s*(\S.*)$/i.exec(trimmed) ?? [];
    const kind = HEADS.find((each) => each === head?.toLowerCase());
    if (kind !== undefined && sentence !== undefined) criteria[kind].push(sentence);
    else
      problems.push({
        code: "not-a-criterion",
        severity: "error",
        message: "the line is no criterion",
        where: { file, line: i + 1 },
        found: trimmed.slice(0, 80),
        expected: "include: …, exclude: … or question: …, then a sentence",
        fix: "Begin it with one of them, or with # to leave it out.",
      });
  });
  if (problems.length > 0) throw new ActionError(`The criteria in ${file} cannot be used.`, problems);
  if (criteria.include.length + criteria.exclude.length === 0)
    throw new ActionError(`${file} holds no criterion. Write lines such as: include: a randomised trial`);
  return criteria;
}
