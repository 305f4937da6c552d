/** As NLM writes them after a given name or initials: "Martin L Jr", "ML 3rd"; others put a comma before: "Martin L., Jr.". */
const SUFFIX = /^(.+?),? ((?:Jr|Sr|2nd|3rd|[4-9]th|II|III)\.?)$/;

/** The given name, or the initials, and the suffix after it; undefined where there is none. */
export function splitSuffix(text: string): readonly [name: string, suffix: string] | undefined {
  // Names rarely end as suffixes do: in a full stop, "r", "d", "h" or "I".
  const last = text.charCodeAt(text.length - 1);
  if (last !== 46 && last !== 114 && last !== 100 && last !== 104 && last !== 73) return undefined;
  const match = SUFFIX.exec(text);
  return match === null ? undefined : [match[1]!, match[2]!];
}
