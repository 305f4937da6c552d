import { subscript, superscript } from "../../text/inline-markup.ts";
import { childOf, childrenOf, oneLine, type XmlElement } from "../../xml/xml-node.ts";

/**
 * The text of a field, its pieces joined: EndNote wraps each in a `<style>`, raised and lowered ones with that face. Line
 * breaks (`&#xD;`, U+2028) are "\n". Undefined when there is none.
 */
export function linesOf(element: XmlElement | undefined): string | undefined {
  if (element === undefined) return undefined;
  const text = written(element)
    .replace(/\r\n?|\u2028/g, "\n")
    .trim();
  return text === "" ? undefined : text;
}

/** The same on one line. */
export function lineOf(element: XmlElement | undefined): string | undefined {
  const text = linesOf(element);
  return text === undefined ? undefined : oneLine(text);
}

/** The lines of a field as a list, without empty ones. */
export function listOf(element: XmlElement | undefined): string[] {
  return (linesOf(element) ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** The text of every child of a name under a path of elements. */
export function textsOf(record: XmlElement, path: readonly string[], name: string): string[] {
  let at: XmlElement | undefined = record;
  for (const step of path) at = childOf(at, step);
  return childrenOf(at, name).flatMap((each) => lineOf(each) ?? []);
}

function written(element: XmlElement): string {
  let text = "";
  const hasStyles = element.children.some((child) => typeof child !== "string");
  for (const child of element.children) {
    if (typeof child !== "string") text += styled(child, written(child));
    // Between styles there is only the indentation of a file printed for people.
    else if (!hasStyles || child.trim() !== "") text += child;
  }
  return text;
}

function styled({ attributes }: XmlElement, text: string): string {
  const face = attributes?.get("face");
  if (face === "superscript") return superscript(text);
  return face === "subscript" ? subscript(text) : text;
}
