import type { Grant } from "../model.ts";

/** "Wellcome Trust [1, 2]", as Web of Science prints it: an agency and its grants, if it numbers them. */
export function parseNamedGrant(text: string): readonly Grant[] {
  const match = /^(.*\S)\s*\[([^\]]+)\]$/.exec(text);
  if (match === null) return [{ agency: text }];
  return match[2]!.split(/[,;]\s*/).map((id) => ({ id: id.trim(), agency: match[1]! }));
}
