import { LONGEST_ENTRY } from "../limits.ts";
import { createJoinedPieces } from "../text/joined-pieces.ts";

/** The text of one wanted element, with the line where it begins. */
export interface CutElement {
  readonly name: string;
  readonly text: string;
  readonly line: number;
  /** The file ended, or the element grew beyond LONGEST_ENTRY, before its end tag came. */
  readonly isCut: boolean;
}

export interface ElementCutter {
  push(text: string): void;
  end(): void;
}

/**
 * Cuts the elements of given names out of XML that comes in pieces, so that each record is parsed by itself: a fault in
 * one does not hide the others, and memory stays small. Comments, CDATA and the document type outside of them are passed
 * over; whether the document type declares entities is told once.
 *
 * The names must not occur inside each other.
 */
export function createElementCutter(
  names: readonly string[],
  on: {
    readonly element: (element: CutElement) => void;
    readonly entityDeclaration: (line: number) => void;
  },
): ElementCutter {
  const wanted = new Set(names);
  let buffer = "";
  let at = 0;
  let line = 1;
  let counted = 0;
  const pieces = createJoinedPieces();
  /** The wanted element that is open: its name, where it begins, and up to where no other of its name begins. */
  let inside: { readonly name: string; from: number; clear: number; readonly line: number } | undefined;
  let searched = 0;
  let skipping: string | undefined;

  const lineAt = (position: number): number => {
    while (counted < position) {
      const next = buffer.indexOf("\n", counted);
      // What holds no line break is not searched again.
      if (next < 0 || next >= position) {
        counted = next < 0 ? buffer.length : next;
        break;
      }
      line += 1;
      counted = next + 1;
    }
    return line;
  };
  /** Forgets what was read. */
  const drop = (to: number): void => {
    lineAt(to);
    buffer = buffer.slice(to);
    counted = Math.max(0, counted - to);
    searched = Math.max(0, searched - to);
    if (inside !== undefined) {
      inside.from -= to;
      inside.clear = Math.max(0, inside.clear - to);
    }
    at = 0;
  };
  /** Reads up to the end tag of the open element; false when it has not come yet. */
  const closeElement = (): boolean => {
    const { name, from, line: begin } = inside!;
    for (;;) {
      const found = buffer.indexOf(`</${name}`, searched);
      if (found < 0) {
        searched = Math.max(searched, buffer.length - name.length - 1);
        return false;
      }
      const again = nextStart(found);
      if (again !== undefined) {
        // The element before it was never closed: these names do not occur inside each other.
        at = again;
        inside = undefined;
        on.element({ name, text: buffer.slice(from, again), line: begin, isCut: true });
        return true;
      }
      const end = buffer.indexOf(">", found);
      if (end < 0) return false;
      searched = end + 1;
      if (buffer.slice(found + 2, end).trimEnd() !== name) continue;
      at = end + 1;
      inside = undefined;
      on.element({ name, text: buffer.slice(from, at), line: begin, isCut: false });
      return true;
    }
  };
  /** Where the next element of the open one's name begins before a position; no part is searched twice. */
  const nextStart = (before: number): number | undefined => {
    const element = inside!;
    const { name } = element;
    while (element.clear < before) {
      const found = buffer.indexOf(`<${name}`, element.clear);
      element.clear = found < 0 ? Math.max(element.clear, buffer.length - name.length) : found;
      if (found < 0 || found >= before) return undefined;
      const next = buffer.charCodeAt(found + name.length + 1);
      if (next <= 32 || next === 62 || next === 47) return found;
      element.clear = found + 1;
    }
    return undefined;
  };
  /** Passes what begins with "<" outside of wanted elements; false when its end has not come yet. */
  const passMarkup = (tag: number): boolean => {
    if (buffer.startsWith("<!--", tag)) return passTo("-->", tag + 4);
    if (buffer.startsWith("<![CDATA[", tag)) return passTo("]]>", tag + 9);
    if (buffer.startsWith("<?", tag)) return passTo("?>", tag + 2);
    if (buffer.startsWith("<!DOCTYPE", tag)) return passDocumentType(tag);
    if (buffer.length - tag < 9 && buffer.startsWith("<!", tag)) return false;
    const end = buffer.indexOf(">", tag);
    if (end < 0) return false;
    const name = /^<([^\s/>]*)/.exec(buffer.slice(tag, Math.min(end + 1, tag + 100)))?.[1] ?? "";
    if (!wanted.has(name)) at = end + 1;
    else if (buffer[end - 1] === "/") {
      on.element({ name, text: buffer.slice(tag, end + 1), line: lineAt(tag), isCut: false });
      at = end + 1;
    } else {
      inside = { name, from: tag, clear: end + 1, line: lineAt(tag) };
      searched = end + 1;
    }
    return true;
  };
  const passTo = (close: string, from: number): boolean => {
    const end = buffer.indexOf(close, from);
    if (end < 0) {
      skipping = close;
      at = Math.max(from, buffer.length - close.length + 1);
      return false;
    }
    at = end + close.length;
    return true;
  };
  /** `<!DOCTYPE name ... [ internal subset ]>` */
  const passDocumentType = (tag: number): boolean => {
    const close = buffer.indexOf(">", tag);
    const bracket = buffer.indexOf("[", tag);
    if (close < 0) return false;
    if (bracket < 0 || bracket > close) {
      at = close + 1;
      return true;
    }
    const end = /\]\s*>/.exec(buffer.slice(bracket));
    if (end === null && buffer.length - bracket < LONGEST_SUBSET) return false;
    const subset = buffer.slice(bracket, end === null ? buffer.length : bracket + end.index);
    if (subset.includes("<!ENTITY")) on.entityDeclaration(lineAt(tag));
    at = end === null ? buffer.length : bracket + end.index + end[0].length;
    return true;
  };
  const advance = (): void => {
    for (;;) {
      if (skipping !== undefined) {
        const end = buffer.indexOf(skipping, at);
        if (end < 0) {
          at = Math.max(at, buffer.length - skipping.length + 1);
          return;
        }
        at = end + skipping.length;
        skipping = undefined;
      }
      if (inside !== undefined) {
        if (!closeElement()) return;
        continue;
      }
      const tag = buffer.indexOf("<", at);
      if (tag < 0) {
        at = buffer.length;
        return;
      }
      at = tag;
      if (!passMarkup(tag)) return;
    }
  };
  const giveCut = (): void => {
    const { name, from, line: begin } = inside!;
    on.element({ name, text: buffer.slice(from), line: begin, isCut: true });
    inside = undefined;
  };
  const read = (text: string): void => {
    buffer = buffer === "" ? text : buffer + text;
    advance();
    if (inside !== undefined && buffer.length - inside.from > LONGEST_ENTRY) {
      const { name } = inside;
      giveCut();
      at = buffer.length;
      skipping = `</${name}>`;
    } else if (inside === undefined && buffer.length - at > LONGEST_ENTRY) at = buffer.length;
    drop(inside === undefined ? at : inside.from);
  };
  return {
    push: (text) => {
      const more = pieces.add(text, buffer.length);
      if (more !== undefined) read(more);
    },
    end: () => {
      read(pieces.rest());
      // Without any end tag, each start is an entry that was cut off.
      while (inside !== undefined) {
        const { name, from, line: begin } = inside;
        const again = nextStart(buffer.length);
        if (again === undefined) giveCut();
        else {
          on.element({ name, text: buffer.slice(from, again), line: begin, isCut: true });
          inside = { name, from: again, clear: again + name.length + 1, line: lineAt(again) };
        }
      }
    },
  };
}

/** Characters of a document type's internal subset that are waited for. */
const LONGEST_SUBSET = 1 << 20;
