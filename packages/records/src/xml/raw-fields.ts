import type { RawField } from "../model.ts";
import type { XmlElement } from "./xml-node.ts";

/** Names of inline markup: text that holds them is one value, with its tags. */
export type IsInline = (name: string) => boolean;

/**
 * An element as fields, complete and in document order: what is below it as "A/B/C", an attribute as "A/B@Name". An
 * element that holds elements opens with its path and "/" (so that repeated groups stay apart); one that holds text has
 * it as value, with inline markup as it stands. The path begins below the element itself.
 *
 * @param line - where the element's entry begins in the file
 */
export function rawFieldsOf(element: XmlElement, line: number, isInline: IsInline): readonly RawField[] {
  const fields: RawField[] = [];
  addInner(element, "", line, isInline, fields);
  return fields;
}

function addInner(
  element: XmlElement,
  path: string,
  line: number,
  isInline: IsInline,
  fields: RawField[],
): void {
  for (const child of element.children) {
    if (typeof child === "string") continue;
    const tag = path === "" ? child.name : `${path}/${child.name}`;
    const at = line + child.line;
    if (holdsElements(child, isInline)) {
      fields.push({ tag: `${tag}/`, value: "", line: at });
      addAttributes(child, tag, at, fields);
      addInner(child, tag, line, isInline, fields);
    } else {
      fields.push({ tag, value: innerXml(child), line: at });
      addAttributes(child, tag, at, fields);
    }
  }
}

function addAttributes({ attributes }: XmlElement, tag: string, line: number, fields: RawField[]): void {
  if (attributes === undefined) return;
  for (const [name, value] of attributes) fields.push({ tag: `${tag}@${name}`, value, line });
}

function holdsElements({ children }: XmlElement, isInline: IsInline): boolean {
  for (const child of children) if (typeof child !== "string" && !isInline(child.name)) return true;
  return false;
}

/** Text alone as it reads; with markup inside as XML. */
function innerXml({ children }: XmlElement): string {
  if (children.length === 0) return "";
  if (children.length === 1 && typeof children[0] === "string") return children[0];
  return markup(children);
}

function markup(children: XmlElement["children"]): string {
  return children.map((child) => (typeof child === "string" ? escapeText(child) : outerXml(child))).join("");
}

function outerXml(element: XmlElement): string {
  let attributes = "";
  for (const [name, value] of element.attributes ?? []) attributes += ` ${name}="${escapeText(value)}"`;
  return element.children.length === 0
    ? `<${element.name}${attributes}/>`
    : `<${element.name}${attributes}>${markup(element.children)}</${element.name}>`;
}

/** Text for XML: the three characters that would be markup, the quote of attributes, and CR. */
export function escapeText(text: string): string {
  return /[&<>"\r]/.test(text)
    ? text
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll('"', "&quot;")
        .replaceAll("\r", "&#xD;")
    : text;
}
