import type { Grant, MeshHeading } from "../../model.ts";

/** "2045-1253 (Print)": the number and what it numbers, in lower case. */
export function parseIssn(text: string): { readonly value: string; readonly kind?: string } {
  const match = /^(\S+)\s+\((.+)\)$/.exec(text);
  return match === null ? { value: text } : { value: match[1]!, kind: match[2]!.toLowerCase() };
}

/**
 * "G0901868/MRC_/Medical Research Council/United Kingdom": number, acronym, agency, country. The number may hold slashes
 * itself; with three parts the acronym is missing; fewer are an agency alone.
 */
export function parseGrant(text: string): Grant {
  const parts = text.split("/");
  if (parts.length < 3) return { agency: text };
  const country = parts.at(-1)!;
  const agency = parts.at(-2)!;
  const acronym = parts.length > 3 ? parts.at(-3)! : "";
  const id = parts.slice(0, parts.length > 3 ? -3 : -2).join("/");
  return {
    ...(id === "" ? {} : { id }),
    ...(acronym === "" ? {} : { acronym }),
    agency,
    ...(country === "" ? {} : { country }),
  };
}

/** "Ketamine/*therapeutic use/adverse effects": a heading and its qualifiers, a star before each main topic. */
export function parseMeshHeading(text: string): MeshHeading {
  const [term, ...qualifiers] = text.split("/").map((part) => ({
    term: part.replace(/^\*/, ""),
    major: part.startsWith("*"),
  }));
  return term === undefined ? { term: text, major: false, qualifiers: [] } : { ...term, qualifiers };
}
