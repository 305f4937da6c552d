import { parseElement } from "../xml/parse-element.ts";
import { createElementCutter, type CutElement } from "../xml/element-cutter.ts";
import type { XmlElement } from "../xml/xml-node.ts";
import { LONGEST_ENTRY } from "../limits.ts";
import type { EntryReader, ReadContext } from "./format.ts";

/** One entry of an XML file. */
export interface XmlEntry {
  readonly element: XmlElement;
  readonly text: string;
  readonly line: number;
}

/**
 * A reader of XML whose entries are elements of given names. Each is parsed by itself; one that is not well-formed, cut
 * off or too long is an error, and the next one is read. Entities that the file declares are never expanded.
 */
export function createXmlReader(
  { file, sink }: ReadContext,
  names: readonly string[],
  on: {
    /** `ordinal` is the entry's place in the file; an element that is no entry (a list of deletions) gives it back. */
    readonly element: (entry: XmlEntry, ordinal: number) => "entry" | "no-entry";
  },
): EntryReader {
  let ordinal = 0;
  const take = (cut: CutElement): void => {
    const where = { file, line: cut.line, record: ordinal + 1 };
    const fail = (code: string, message: string, fix: string, line = cut.line): void => {
      ordinal += 1;
      sink.problem({
        code,
        severity: "error",
        message,
        where: { ...where, line },
        found: cut.text.slice(0, 80),
        fix,
      });
    };
    if (cut.isCut && cut.text.length > LONGEST_ENTRY) {
      fail(
        "entry-too-long",
        `the entry has more than ${LONGEST_ENTRY} characters; it was not read`,
        "Check whether an end tag is missing.",
      );
      return;
    }
    if (cut.isCut) {
      fail(
        "cut-off-entry",
        `<${cut.name}> is never closed; the entry was not read`,
        "The file may be cut off: export or download it again.",
      );
      return;
    }
    const { element, fault, unknownEntities } = parseElement(cut.text);
    if (element === undefined) {
      fail(
        "malformed-xml",
        `${fault?.message ?? "the entry is not well-formed"}; the entry was not read`,
        "Correct the entry, or export it again.",
        cut.line + (fault?.line ?? 0),
      );
      return;
    }
    if (unknownEntities.length > 0) {
      const shown = unknownEntities
        .slice(0, 3)
        .map((name) => `&${name};`)
        .join(", ");
      sink.problem({
        code: "unknown-entity",
        severity: "warning",
        message: `${shown} is not an entity of XML and was left as it stands`,
        where,
        found: shown,
      });
    }
    if (on.element({ element, text: cut.text, line: cut.line }, ordinal + 1) === "entry") ordinal += 1;
  };
  return createElementCutter(names, {
    element: take,
    entityDeclaration: (line) => {
      sink.problem({
        code: "entity-declaration",
        severity: "warning",
        message: "the file declares entities of its own; they were not expanded",
        where: { file, line },
        expected: "XML as databases export it",
      });
    },
  });
}
