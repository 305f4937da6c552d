import { formatOf } from "./formats/index.ts";
import { latexText } from "./formats/bibtex/latex/latex-text.ts";
import type { BibRecord, RawField } from "./model.ts";
import { plainText } from "./normal-forms/plain-text.ts";

/** Marks of an entry that hold nothing of the work. */
const NO_CONTENT: ReadonlySet<string> = new Set(["TY", "ER", "PT"]);

/** Words that say what a number beside them is, or join names; the field of the record says it too. */
const LABELS: ReadonlySet<string> = new Set(
  "doi pii pmid pmc pmcid pubmed issn isbn eissn orcid print electronic linking online http https www dx org com and".split(
    " ",
  ),
);

/** From so many characters on a text is looked for as a whole instead of word by word. */
const LONG = 300;

/** What is compared of the beginning and of the end of a long text. */
const SEEN = 60;

/**
 * The tags of a record whose values stand in no field of its normal form, each once, in file order: tags that the model has no
 * place for, and values that could not be read as what they should be. They stay in `raw`; a format that is not written from `raw`
 * leaves them behind. A value counts as held when all its words and numbers stand somewhere in the record; lists of JSON are compared
 * by what they hold.
 */
export function onlyInSource(record: BibRecord): readonly string[] {
  const { format } = record.source;
  const { reads } = formatOf(format);
  const found = new Set<string>();
  let held: Held | undefined;
  for (const field of record.raw) {
    const tag = nameOf(field, format);
    if (field.value.trim() === "" || found.has(tag) || tag === "" || isMark(field, format)) continue;
    if (reads?.(tag) === false) {
      found.add(tag);
      continue;
    }
    held ??= heldBy(record);
    if (held.exact.has(field.value)) continue;
    if (!isHeld(readable(field.value, format), held)) found.add(tag);
  }
  return [...found];
}

/** Tags of JSON without the place in a list: "authors/0/name" and "authors/1/name" are one. */
function nameOf({ tag }: RawField, format: BibRecord["source"]["format"]): string {
  return format.endsWith("json") ? tag.replace(/\/\d+(?=\/|$)/g, "") : tag;
}

function isMark({ tag, value }: RawField, format: BibRecord["source"]["format"]): boolean {
  if (format === "ris") return NO_CONTENT.has(tag);
  return format === "wos"
    ? NO_CONTENT.has(tag) && value.length < 2
    : format === "bibtex" && tag.startsWith("@");
}

/** The words of the record's short texts and numbers, and its long texts. */
interface Held {
  /** Its texts as they are: most values of a source are one of them. */
  readonly exact: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  readonly long: readonly string[];
  /** With the words of the long texts too. */
  readonly all: () => ReadonlySet<string>;
}

function heldBy({ raw: _raw, text: _text, id: _id, source: _source, ...content }: BibRecord): Held {
  const words = new Set<string>();
  const exact = new Set<string>();
  const long: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === "string") exact.add(value);
    if (typeof value === "number") words.add(String(value));
    else if (typeof value === "string" && value.length > LONG) long.push(oneLine(value));
    else if (typeof value === "string") for (const word of wordsOf(value)) words.add(word);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(collect);
  };
  collect(content);
  let all: ReadonlySet<string> | undefined;
  return { exact, words, long, all: () => (all ??= new Set([...words, ...long.flatMap(wordsOf)])) };
}

function isHeld(values: readonly string[], held: Held): boolean {
  return values.every((value) => {
    if (value.length > LONG) {
      const text = oneLine(value);
      const [begin, end] = [text.slice(0, SEEN), text.slice(-SEEN)];
      if (held.long.some((each) => each.includes(begin) && each.includes(end))) return true;
    }
    const words = wordsOf(value).filter((word) => !LABELS.has(word));
    return words.every((word) => held.words.has(word)) || words.every((word) => held.all().has(word));
  });
}

/** The texts and numbers of a value as a reader sees them. */
function readable(value: string, format: BibRecord["source"]["format"]): readonly string[] {
  if (format === "csl-json" && /^\s*["[{]/.test(value)) return leavesOf(value);
  const text =
    format === "bibtex" ? latexText(value) : format === "endnote-xml" ? value.replace(/<[^>]*>/g, "") : value;
  return [/[<&]/.test(text) ? plainText(text) : text];
}

function leavesOf(json: string): readonly string[] {
  const leaves: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === "string") leaves.push(/[<&]/.test(value) ? plainText(value) : value);
    else if (typeof value === "number") leaves.push(String(value));
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(collect);
  };
  try {
    collect(JSON.parse(json));
  } catch {
    return [json];
  }
  return leaves;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim().toLowerCase();
}

/** Words and numbers in small letters without accents; "04" is 4. */
function wordsOf(text: string): readonly string[] {
  const isAscii = !/[\u0080-\uffff]/.test(text);
  const plain = (isAscii ? text : text.normalize("NFKD").replace(/\p{M}/gu, "")).toLowerCase();
  const words = plain.match(isAscii ? /[a-z\d]+/g : /[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) => (word.startsWith("0") ? word.replace(/^0+(?=\d)/, "") : word));
}
