import { decodeEntities } from "./entities.ts";
import type { XmlElement } from "./xml-node.ts";

export interface ParsedElement {
  /** Undefined when the text is not one well-formed element. */
  readonly element?: XmlElement;
  /** Why not, and at which line of the text (from 0). */
  readonly fault?: { readonly message: string; readonly line: number };
  /** Entities that stand as they are, since nothing says what they are. */
  readonly unknownEntities: readonly string[];
}

/** Elements inside each other; real records have below 20. */
const DEEPEST = 256;

interface OpenElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string> | undefined;
  readonly children: (XmlElement | string)[];
  readonly line: number;
}

/**
 * Reads the text of one element, from its "<" to its end, into a tree, without recursion and without a DTD.
 *
 * Held to the `saxes` parser on every XML file of the tests. Checked: tags match, attributes are quoted, nothing follows
 * the element, nesting is at most 256 deep. Not checked: names, duplicate attributes, characters XML forbids.
 */
export function parseElement(text: string): ParsedElement {
  const unknown = new Set<string>();
  const onUnknown = (name: string): void => {
    unknown.add(name);
  };
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  let current: OpenElement | undefined;
  let at = 0;
  const lineAt = createLineCounter(text);
  const failed = (message: string, position: number): ParsedElement => ({
    fault: { message, line: lineAt(position) },
    unknownEntities: [...unknown],
  });
  while (at < text.length) {
    const tag = text.indexOf("<", at);
    const to = tag < 0 ? text.length : tag;
    if (to > at) {
      if (current !== undefined) current.children.push(decodeEntities(text.slice(at, to), onUnknown));
      else if (text.slice(at, to).trim() !== "") return failed("text stands outside the element", at);
    }
    if (tag < 0) break;
    const next = text.charCodeAt(tag + 1);
    if (next === EXCLAMATION || next === QUESTION) {
      const isData = text.startsWith("<![CDATA[", tag);
      const close = isData ? "]]>" : text.startsWith("<!--", tag) ? "-->" : ">";
      const end = text.indexOf(close, tag + 2);
      if (end < 0) return failed(`"${text.slice(tag, tag + 12)}" is never closed`, tag);
      if (isData) current?.children.push(text.slice(tag + 9, end));
      at = end + close.length;
      continue;
    }
    const end = tagEnd(text, tag + 1);
    if (end < 0) return failed(`the tag "${text.slice(tag, tag + 30)}" is never closed`, tag);
    at = end + 1;
    if (next === SLASH) {
      const name = text.slice(tag + 2, end).trimEnd();
      if (current?.name !== name)
        return failed(
          current === undefined
            ? `</${name}> closes nothing`
            : `</${name}> stands where </${current.name}> should`,
          tag,
        );
      open.pop();
      root = current;
      current = open.at(-1);
      continue;
    }
    if (current === undefined && root !== undefined) return failed("more than one element", tag);
    const isEmpty = text.charCodeAt(end - 1) === SLASH;
    const inner = isEmpty ? end - 1 : end;
    const nameEnd = endOfName(text, tag + 1, inner);
    const name = text.slice(tag + 1, nameEnd);
    if (name === "") return failed(`"${text.slice(tag, tag + 12)}" is not a tag`, tag);
    const attributes = nameEnd === inner ? undefined : readAttributes(text.slice(nameEnd, inner), onUnknown);
    if (attributes === "faulty") return failed(`the attributes of <${name}> are not name="value"`, tag);
    const element: OpenElement = { name, attributes, children: [], line: lineAt(tag) };
    current?.children.push(element);
    if (isEmpty) {
      if (current === undefined) root = element;
    } else {
      if (open.length >= DEEPEST) return failed(`elements stand more than ${DEEPEST} deep`, tag);
      open.push(element);
      current = element;
    }
  }
  if (current !== undefined) return failed(`<${current.name}> is never closed`, text.length);
  if (root === undefined) return failed("no element", 0);
  return { element: root, unknownEntities: [...unknown] };
}

/** Line breaks before ever later positions of a text. */
function createLineCounter(text: string): (position: number) => number {
  let count = 0;
  let next = text.indexOf("\n");
  return (position) => {
    while (next >= 0 && next < position) {
      count += 1;
      next = text.indexOf("\n", next + 1);
    }
    return count;
  };
}

const EXCLAMATION = 33;
const SLASH = 47;
const QUESTION = 63;

/** The ">" of a tag; one inside a quoted attribute does not count. */
function tagEnd(text: string, from: number): number {
  const end = text.indexOf(">", from);
  if (end < 0) return -1;
  const quote = text.indexOf('"', from);
  const single = text.indexOf("'", from);
  if ((quote < 0 || quote > end) && (single < 0 || single > end)) return end;
  let open = 0;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (open !== 0) {
      if (code === open) open = 0;
    } else if (code === 34 || code === 39) open = code;
    else if (code === 62) return at;
  }
  return -1;
}

function endOfName(text: string, from: number, to: number): number {
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) <= 32) return at;
  return to;
}

const ATTRIBUTE = /\s+([^\s=/<>]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;

function readAttributes(
  text: string,
  onUnknown: (name: string) => void,
): ReadonlyMap<string, string> | undefined | "faulty" {
  let attributes: Map<string, string> | undefined;
  let at = 0;
  for (ATTRIBUTE.lastIndex = 0; ; ATTRIBUTE.lastIndex = at) {
    const match = ATTRIBUTE.exec(text);
    if (match === null) break;
    at = ATTRIBUTE.lastIndex;
    (attributes ??= new Map()).set(match[1]!, decodeEntities(match[2] ?? match[3]!, onUnknown));
  }
  return text.slice(at).trim() === "" ? attributes : "faulty";
}
