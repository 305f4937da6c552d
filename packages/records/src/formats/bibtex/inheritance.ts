import { LONGEST_ENTRY } from "../../limits.ts";
import type { RawEntry, RawField } from "../../model.ts";
import type { Problem } from "../../problem.ts";
import type { RawEntrySink } from "../tagged-entries.ts";

/** Characters of the last entries that others may inherit from: some thousand books. Twice as many are kept at most. */
const KEPT = LONGEST_ENTRY / 32;

/** Characters of the entries that wait for one to inherit from. */
const WAITING = LONGEST_ENTRY / 8;

/** Entries that one inherits from, straight or through others. */
const MOST_PARENTS = 50;

/** The tag of the raw field that says whose fields follow: its value is the key of the entry they come from. */
export const INHERITS = "@inherits";

interface Waiting {
  readonly entry: RawEntry;
  readonly text: string | undefined;
  readonly size: number;
}

/**
 * Gives each entry with the fields it inherits from the entry that its `crossref` or `xdata` names, before or after it in
 * the file. Inherited fields stand behind the entry's own, after a field `@inherits` with the key of their entry, and have
 * its lines.
 *
 * The order of the file is kept, so an entry whose parent comes later holds up those behind it, within bounded memory; a
 * parent that does not come is a warning. Nothing is inherited from an article or a part of a book. `@xdata` entries are data
 * for others and not given.
 *
 * @see BibLaTeX manual, 2.4.1 and appendix B; Patashnik 1988, "BibTeXing", section 4
 */
export function createInheritance(file: string, sink: RawEntrySink): RawEntrySink & { end(): void } {
  // Two generations: when the younger one is full the older one is forgotten, at no cost for each entry.
  let younger = new Map<string, RawEntry>();
  let older = new Map<string, RawEntry>();
  let youngerSize = 0;
  /** Entries in file order, those before `released` given already. */
  let waiting: Waiting[] = [];
  let released = 0;
  let waitingSize = 0;

  const known = (key: string): RawEntry | undefined => {
    const name = key.toLowerCase();
    return younger.get(name) ?? older.get(name);
  };
  const keep = (entry: RawEntry, size: number): void => {
    if (PARTS.has(typeOf(entry))) return;
    const key = entry.fields[0]!.value.toLowerCase();
    if (key === "" || younger.has(key) || older.has(key)) return;
    younger.set(key, entry);
    youngerSize += size;
    if (youngerSize <= KEPT) return;
    older = younger;
    younger = new Map();
    youngerSize = 0;
  };
  /** A key that an entry or those it inherits from name, and that was not read yet. */
  const missing = (entry: RawEntry, seen = new Set<RawEntry>()): string | undefined => {
    if (seen.has(entry) || seen.size > MOST_PARENTS) return undefined;
    seen.add(entry);
    for (const { key } of parentsOf(entry)) {
      const parent = known(key);
      const absent = parent === undefined ? key : missing(parent, seen);
      if (absent !== undefined) return absent;
    }
    return undefined;
  };
  const give = ({ entry, text }: Waiting): void => {
    const parents = parentsOf(entry);
    if (isData(entry)) return;
    if (parents.length === 0) {
      sink.entry(entry, text);
      return;
    }
    for (const { key, field } of parents)
      if (known(key) === undefined) sink.problem(noParent(file, entry, field, key));
    const fields = withInherited(entry, known, new Set());
    sink.entry({ ...entry, fields }, text);
  };
  const release = (all: boolean): void => {
    while (released < waiting.length) {
      const next = waiting[released]!;
      if (!all && waitingSize <= WAITING && missing(next.entry) !== undefined) break;
      waitingSize -= next.size;
      released += 1;
      give(next);
    }
    if (released < waiting.length / 2) return;
    waiting = waiting.slice(released);
    released = 0;
  };
  return {
    entry: (entry, text) => {
      const size = sizeOf(entry);
      keep(entry, size);
      const each = { entry, text, size: size + (text?.length ?? 0) };
      if (waiting.length === 0 && (parentsOf(entry).length === 0 || missing(entry) === undefined)) give(each);
      else {
        const awaited = waiting.length > 0 && missing(waiting[released]!.entry) === undefined;
        waiting.push(each);
        waitingSize += each.size;
        if (awaited || waitingSize > WAITING) release(false);
      }
    },
    problem: (problem) => {
      sink.problem(problem);
    },
    end: () => {
      release(true);
    },
  };
}

function typeOf(entry: RawEntry): string {
  return entry.fields[0]!.tag.slice(1).toLowerCase();
}

function isData(entry: RawEntry): boolean {
  return typeOf(entry) === "xdata";
}

function sizeOf({ fields }: RawEntry): number {
  let size = 0;
  for (const { tag, value } of fields) size += tag.length + value.length;
  return size;
}

interface Parent {
  readonly field: RawField;
  readonly key: string;
  readonly isData: boolean;
}

function parentsOf({ fields }: RawEntry): readonly Parent[] {
  let parents: Parent[] | undefined;
  for (const field of fields) {
    const { tag, value } = field;
    if (tag.length !== 8 && tag.length !== 5) continue;
    const name = tag.toLowerCase();
    if (name !== "crossref" && name !== "xdata") continue;
    const keys = name === "xdata" ? value.split(",") : [value];
    for (const key of keys.map((each) => each.trim()))
      if (key !== "") (parents ??= []).push({ field, key, isData: name === "xdata" });
  }
  return parents ?? NO_PARENTS;
}

const NO_PARENTS: readonly Parent[] = [];

function withInherited(
  entry: RawEntry,
  known: (key: string) => RawEntry | undefined,
  seen: Set<RawEntry>,
): readonly RawField[] {
  const fields = [...entry.fields];
  if (seen.size > MOST_PARENTS) return fields;
  seen.add(entry);
  const own = new Set(fields.map(({ tag }) => tag.toLowerCase()));
  for (const { key, isData: isFromData } of parentsOf(entry)) {
    const parent = known(key);
    if (parent === undefined || seen.has(parent)) continue;
    const given: RawField[] = [];
    for (const field of withInherited(parent, known, seen).slice(1)) {
      const name =
        field.tag === INHERITS
          ? undefined
          : inheritedName(field.tag, isFromData, typeOf(entry), typeOf(parent));
      if (name === undefined || field.value.trim() === "" || own.has(name.toLowerCase())) continue;
      own.add(name.toLowerCase());
      given.push(name === field.tag ? field : { ...field, tag: name });
    }
    if (given.length > 0)
      fields.push({ tag: INHERITS, value: parent.fields[0]!.value, line: parent.line }, ...given);
  }
  return fields;
}

/** Fields that say what the entry itself is: an identifier of the book is none of its chapter. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
  "crossref", "xref", "xdata", "ids", "key", "entryset", "entrysubtype", "execute", "label", "options", "presort", "related",
  "relatedoptions", "relatedstring", "relatedtype", "shorthand", "shorthandintro", "sortkey", "sorttitle", "sortname",
  "doi", "url", "urldate", "eprint", "eprinttype", "eprintclass", "archiveprefix", "primaryclass", "pmid", "pmcid", "pages",
  "pagetotal", "numpages", "eid", "abstract", "annote", "annotation", "note", "addendum", "file", "keywords", "groups",
  "timestamp", "owner", "shorttitle", "type", "subtitle", "titleaddon",
]); // prettier-ignore

/** Types whose entries are parts of the one they name: its title is their book's title. */
const BOOK_PARTS: ReadonlySet<string> = new Set([
  "inbook", "bookinbook", "suppbook", "incollection", "suppcollection", "inproceedings", "conference", "inreference",
]); // prettier-ignore

/** Types that nothing is a part of: they are not kept. An erratum that names its article has other pages and authors. */
const PARTS: ReadonlySet<string> = new Set([...BOOK_PARTS, "article", "suppperiodical"]);

const MULTIVOLUME: ReadonlySet<string> = new Set(["mvbook", "mvcollection", "mvproceedings", "mvreference"]);

/** Under which name a field is inherited; undefined when it is not. */
function inheritedName(tag: string, isFromData: boolean, child: string, parent: string): string | undefined {
  const name = tag.toLowerCase();
  if (isFromData) return name === "xdata" || name === "crossref" || name === "ids" ? undefined : tag;
  const isPart = BOOK_PARTS.has(child);
  if (name === "title" || name === "subtitle" || name === "titleaddon") {
    const prefix = MULTIVOLUME.has(parent)
      ? "main"
      : parent === "periodical"
        ? "journal"
        : isPart
          ? "book"
          : undefined;
    if (prefix === undefined) return name === "title" ? tag : undefined;
    return `${prefix}${name}`;
  }
  if (OWN_FIELDS.has(name)) return undefined;
  if (name === "author" && isPart && child !== "inbook") return "bookauthor";
  return tag;
}

function noParent(file: string, entry: RawEntry, field: RawField, key: string): Problem {
  return {
    code: "unresolved-crossref",
    severity: "warning",
    message: `no book, proceedings or data "${key.slice(0, 60)}" was found to inherit from; the entry was read without it`,
    where: { file, line: field.line, record: entry.ordinal, field: field.tag },
    found: key.slice(0, 60),
    fix: "Export the book or proceedings together with its parts.",
  };
}
