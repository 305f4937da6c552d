import { lintStrategy, problemIn, type Problem, type SearchInterface } from "@coppice/records";
import { readHierarchy, readStrategy } from "./query-input.ts";

export interface CheckedStrategy {
  readonly interface: SearchInterface;
  readonly lines: number;
  readonly problems: readonly Problem[];
}

/**
 * Looks for all that is wrong or doubtful in a search strategy.
 *
 * @throws ActionError when a file cannot be read
 */
export async function checkQuery(
  path: string,
  options: { readonly interface?: SearchInterface; readonly mesh?: string },
): Promise<CheckedStrategy> {
  const read = await readStrategy(path, options.interface);
  const mesh = options.mesh === undefined ? undefined : await readHierarchy(options.mesh);
  const problems = lintStrategy({ ...read, ...(mesh === undefined ? {} : { mesh }) });
  return {
    interface: read.strategy.interface,
    lines: read.strategy.lines.length,
    problems: [...read.damage, ...problems.map((problem) => problemIn(read.file, problem))],
  };
}
