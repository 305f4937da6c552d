/** An element of XML. Text children are decoded; comments and processing instructions are not kept. */
export interface XmlElement {
  readonly name: string;
  /** Undefined when the element has none, which most have. */
  readonly attributes: ReadonlyMap<string, string> | undefined;
  readonly children: readonly (XmlElement | string)[];
  /** Line breaks of the entry's text before the element. */
  readonly line: number;
}

/** The first child element of a name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  if (element === undefined) return undefined;
  for (const child of element.children) if (typeof child !== "string" && child.name === name) return child;
  return undefined;
}

/** The element at the end of a path of names, each the first of its name. */
export function descendantOf(element: XmlElement, ...path: readonly string[]): XmlElement | undefined {
  let at: XmlElement | undefined = element;
  for (const name of path) at = childOf(at, name);
  return at;
}

/** All child elements, or those of a name, in order. */
export function childrenOf(element: XmlElement | undefined, name?: string): readonly XmlElement[] {
  const found: XmlElement[] = [];
  for (const child of element?.children ?? [])
    if (typeof child !== "string" && (name === undefined || child.name === name)) found.push(child);
  return found;
}

/** All text below an element, as it stands. */
export function rawTextOf(element: XmlElement): string {
  if (element.children.length === 1 && typeof element.children[0] === "string") return element.children[0];
  let text = "";
  for (const child of element.children) text += typeof child === "string" ? child : rawTextOf(child);
  return text;
}

/** The text below an element on one line; undefined when there is none. */
export function textOf(element: XmlElement | undefined): string | undefined {
  if (element === undefined) return undefined;
  const text = oneLine(rawTextOf(element));
  return text === "" ? undefined : text;
}

/** White space of XML folded to single blanks, none at the ends; a no-break space is part of the text. */
export function oneLine(text: string): string {
  if (!/[\t\n\r]|^ | $| {2}/.test(text)) return text;
  return text.replace(/[ \t\n\r]+/g, " ").replace(/^ | $/g, "");
}
