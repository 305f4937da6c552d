import {
  lintStrategy,
  printStrategy,
  problemIn,
  translateStrategy,
  type Problem,
  type SearchInterface,
  type TranslationLoss,
} from "@coppice/records";
import { readStrategy } from "./query-input.ts";

export interface TranslatedStrategy {
  readonly from: SearchInterface;
  readonly to: SearchInterface;
  readonly file: string;
  readonly text: string;
  readonly losses: readonly TranslationLoss[];
  /** What could not be read of the strategy. */
  readonly problems: readonly Problem[];
}

/**
 * Translates a search strategy, with every step that is not exact.
 *
 * @throws ActionError when the file cannot be read
 */
export async function translateQuery(
  path: string,
  to: SearchInterface,
  from?: SearchInterface,
): Promise<TranslatedStrategy> {
  const read = await readStrategy(path, from);
  const { strategy, losses } = translateStrategy(read.strategy, to);
  // A slip of the pen must not become a line that looks right: what a check calls an error is said here too.
  const errors = lintStrategy(read).filter(({ severity }) => severity === "error");
  const others = read.problems.filter(({ severity }) => severity !== "error");
  const own = [...errors, ...others].map((problem) => problemIn(read.file, problem));
  const problems = [...read.damage, ...own];
  return {
    from: read.strategy.interface,
    to,
    file: read.file,
    text: printStrategy(strategy),
    losses,
    problems,
  };
}
