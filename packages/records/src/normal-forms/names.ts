import type { Author } from "../model.ts";

/** "Family, Given" or "Family AB" (initials without comma) or a group's name. */
export function parseName(text: string): Author {
  const name = text.trim().replace(/[,;]+$/, "");
  const comma = name.indexOf(",");
  if (comma > 0) {
    const given = name.slice(comma + 1).trim();
    return { family: name.slice(0, comma).trim(), affiliations: [], ...(given === "" ? {} : { given }) };
  }
  const short = /^(.+?)\s+([A-Z]{1,4})$/.exec(name);
  if (short?.[1] !== undefined && short[2] !== undefined) return { family: short[1], initials: short[2], affiliations: [] };
  return name.includes(" ") ? { collective: name, affiliations: [] } : { family: name, affiliations: [] };
}

/** "Family, Given" for writing; a group's name as it is. */
export function formatName({ family, given, initials, collective }: Author): string {
  if (collective !== undefined) return collective;
  const first = given ?? initials;
  return first === undefined ? (family ?? "") : `${family ?? ""}, ${first}`;
}
