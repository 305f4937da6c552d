import { subscript, superscript } from "../text/inline-markup.ts";
import { oneLine, rawTextOf, type XmlElement } from "./xml-node.ts";

/**
 * The text of an element as a reader sees it, on one line: italics and bold fall away, raised and lowered text becomes
 * Unicode or keeps a mark, MathML is written in a line ("a/b", "x²", "√(x)"). Undefined when there is no text.
 */
export function markedTextOf(element: XmlElement | undefined): string | undefined {
  if (element === undefined) return undefined;
  const { children } = element;
  const text = oneLine(
    children.length === 1 && typeof children[0] === "string" ? children[0] : inner(element),
  );
  return text === "" ? undefined : text;
}

function inner({ children }: XmlElement): string {
  let text = "";
  for (const child of children) text += typeof child === "string" ? child : written(child);
  return text;
}

function written(element: XmlElement): string {
  const name = element.name.slice(element.name.indexOf(":") + 1);
  const write = MARKUP[name];
  return write === undefined ? inner(element) : write(element);
}

const part = (element: XmlElement, place: number): string => {
  const parts = element.children.filter((child) => typeof child !== "string");
  const found = parts[place];
  return found === undefined ? "" : written(found).trim();
};

/** Several signs stand in brackets where a sign follows that binds closer. */
const bound = (text: string): string => (/^[\p{L}\p{N}.]*$/u.test(text) ? text : `(${text})`);

/** XHTML and MathML elements that are more than their text. */
const MARKUP: Readonly<Record<string, (element: XmlElement) => string>> = {
  sup: (element) => superscript(inner(element)),
  sub: (element) => subscript(inner(element)),
  br: () => " ",
  p: (element) => ` ${inner(element)} `,
  title: (element) => `${inner(element)} `,
  msup: (element) => `${bound(part(element, 0))}${superscript(part(element, 1))}`,
  msub: (element) => `${bound(part(element, 0))}${subscript(part(element, 1))}`,
  msubsup: (element) =>
    `${bound(part(element, 0))}${subscript(part(element, 1))}${superscript(part(element, 2))}`,
  mfrac: (element) => `${bound(part(element, 0))}/${bound(part(element, 1))}`,
  msqrt: (element) => `√(${inner(element).trim()})`,
  mroot: (element) => `${superscript(part(element, 1))}√(${part(element, 0)})`,
  mi: (element) => rawTextOf(element).trim(),
  mn: (element) => rawTextOf(element).trim(),
  mo: (element) => rawTextOf(element).trim(),
  annotation: () => "",
};
