import { childrenOf, oneLine, type XmlElement } from "../../xml/xml-node.ts";
import type { JsonObject } from "../../json/json-value.ts";

/** Europe PMC's XML in the shape of its JSON: names are the same, a name that occurs again makes a list. */
export function jsonOfXml(element: XmlElement): JsonObject {
  const result = new Map<string, unknown>();
  for (const child of childrenOf(element)) {
    const value = childrenOf(child).some(({ name }) => !isInline(name))
      ? jsonOfXml(child)
      : oneLine(htmlOf(child));
    const known = result.get(child.name);
    if (known === undefined) result.set(child.name, value);
    else if (Array.isArray(known)) known.push(value);
    else result.set(child.name, [known, value]);
  }
  return Object.fromEntries(result);
}

/** Titles and abstracts hold HTML, mostly as escaped text; markup that is not escaped is read as the same. */
function htmlOf({ children }: XmlElement): string {
  return children
    .map((child) => (typeof child === "string" ? child : `<${child.name}>${htmlOf(child)}</${child.name}>`))
    .join("");
}

export function isInline(name: string): boolean {
  return INLINE.has(name);
}

const INLINE: ReadonlySet<string> = new Set(["b", "i", "u", "sub", "sup", "h4", "p", "br"]);
