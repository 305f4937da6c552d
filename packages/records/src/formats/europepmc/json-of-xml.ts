import { markedTextOf } from "../../xml/text-with-markup.ts";
import { childrenOf, type XmlElement } from "../../xml/xml-node.ts";
import type { JsonObject } from "../../json/json-value.ts";

/** Europe PMC's XML in the shape of its JSON: names are the same, a name that occurs again makes a list. */
export function jsonOfXml(element: XmlElement): JsonObject {
  const result: Record<string, unknown> = {};
  for (const child of childrenOf(element)) {
    const value = childrenOf(child).some(({ name }) => !INLINE.has(name))
      ? jsonOfXml(child)
      : markedTextOf(child);
    const known = result[child.name];
    if (known === undefined) result[child.name] = value;
    else if (Array.isArray(known)) known.push(value);
    else result[child.name] = [known, value];
  }
  return result;
}

const INLINE: ReadonlySet<string> = new Set(["b", "i", "u", "sub", "sup", "h4", "p", "br"]);
