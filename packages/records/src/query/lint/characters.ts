import { isComment } from "../split-lines.ts";
import type { Place } from "../tree.ts";

/** The first place of each character of a kind in each line of the text, comment lines left out. */
export function charactersIn(
  text: string,
  pattern: RegExp,
): readonly { readonly char: string; readonly place: Place; readonly times: number }[] {
  return text.split(/\r\n|\n|\r/).flatMap((line, index) => {
    if (isComment(line)) return [];
    const found = new Map<string, { place: Place; times: number }>();
    for (const match of line.matchAll(pattern)) {
      const known = found.get(match[0]);
      if (known === undefined)
        found.set(match[0], { place: { line: index + 1, column: match.index + 1 }, times: 1 });
      else known.times += 1;
    }
    return [...found].map(([char, each]) => ({ char, ...each }));
  });
}
