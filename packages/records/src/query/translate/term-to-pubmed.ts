import type { Field, FieldUse } from "../field.ts";
import { printOvid } from "../ovid/print.ts";
import { typesBelow } from "../run/publication-types.ts";
import { foldWords } from "../words.ts";
import { subheadingName, subheadingsBelow } from "../subheadings.ts";
import type { Query, Term } from "../tree.ts";
import { joined } from "./parts.ts";
import type { TranslationContext } from "./translate-context.ts";
import { wildcardsToPubmed } from "./wildcards-to-pubmed.ts";

/** PubMed's tag for a set of Ovid's fields, with what the two do not share. */
interface PubmedTagFor {
  readonly field: Field;
  readonly tag: string;
  readonly why?: string;
}

/** The fields of words: which of title, abstract and keyword Ovid names decides between [ti], [tiab] and [ot]. */
export function wordTag(fields: readonly FieldUse[]): PubmedTagFor | undefined {
  const named = new Set(fields.map(({ field }) => field));
  const isWords = fields.every(({ field }) =>
    ["title", "abstract", "free-text", "author-keyword"].includes(field),
  );
  if (!isWords || fields.length === 0) return undefined;
  if (named.size === 1 && named.has("title")) return { field: "title", tag: "ti" };
  if (named.size === 1 && named.has("author-keyword")) return { field: "author-keyword", tag: "ot" };
  const missing = [
    ...(named.has("free-text") || named.has("title") ? [] : ["titles"]),
    ...(named.has("free-text") || named.has("abstract") ? [] : ["abstracts"]),
    ...(named.has("author-keyword") ? [] : ["authors' keywords"]),
  ];
  const why = missing.length === 0 ? undefined : `PubMed has [tiab] for all of them, which also searches ${missing.join(" and ")}`; // prettier-ignore
  return { field: "title-abstract", tag: "tiab", ...(why === undefined ? {} : { why }) };
}

const TAGS: Readonly<Partial<Record<Field, PubmedTagFor>>> = {
  "multi-purpose": {
    field: "text-word",
    tag: "tw",
    why: ".mp. also searches original titles and unique identifiers; [tw] also publication types, group authors and secondary sources",
  },
  all: { field: "all", tag: "all", why: ".af. searches words in every field; [all] maps them to headings too" },
  author: { field: "author", tag: "au" },
  "first-author": { field: "first-author", tag: "1au" },
  "full-author": { field: "full-author", tag: "fau" },
  "corporate-author": { field: "corporate-author", tag: "cn" },
  investigator: { field: "investigator", tag: "ir" },
  affiliation: { field: "affiliation", tag: "ad" },
  journal: { field: "journal", tag: "ta" },
  "journal-word": { field: "journal", tag: "ta", why: "[ta] wants the whole title, .jw. a word of it" },
  "journal-id": { field: "journal-id", tag: "jid" },
  issn: { field: "issn", tag: "is" },
  language: { field: "language", tag: "la" },
  "heading-word": { field: "text-word", tag: "tw", why: "PubMed has no field for words of headings; [tw] also searches titles and abstracts" },
  substance: { field: "substance", tag: "nm", why: ".nm. searches words of names, [nm] maps whole names" },
  "registry-number": { field: "registry-number", tag: "rn" },
  "secondary-source": { field: "secondary-source", tag: "si" },
  pmid: { field: "pmid", tag: "pmid" },
  accession: { field: "pmid", tag: "pmid", why: "Ovid's unique identifier is the PMID in MEDLINE only" },
  "article-id": { field: "article-id", tag: "aid" },
  "transliterated-title": { field: "transliterated-title", tag: "tt" },
  subset: { field: "subset", tag: "sb" },
  country: { field: "country", tag: "pl" },
  volume: { field: "volume", tag: "vi" },
  issue: { field: "issue", tag: "ip" },
  pages: { field: "pages", tag: "pg" },
  grant: { field: "grant", tag: "gr" },
  "conflict-of-interest": { field: "conflict-of-interest", tag: "cois" },
  "personal-name": { field: "personal-name", tag: "ps" },
  "create-date": { field: "create-date", tag: "crdt" },
  "entry-date": { field: "entry-date", tag: "edat" },
}; // prettier-ignore

/** A term of Ovid, whose fields may need several tags, and whose wildcards several terms. */
export function termToPubmed(term: Term, context: TranslationContext): Query | null {
  const { place } = term;
  const written = printOvid(term);
  if (term.fields.length === 0) {
    context.report(place, written, "Ovid maps a term without a field to a heading, or searches its default fields", "[tw]"); // prettier-ignore
    return words({ ...term, fields: [] }, { field: "text-word", tag: "tw" }, context);
  }
  const whole = wordTag(term.fields);
  if (whole !== undefined) return words(term, whole, context);
  const wordFields = term.fields.filter((use) => wordTag([use]) !== undefined);
  const others = term.fields.filter((use) => wordTag([use]) === undefined);
  const parts = [
    ...(wordFields.length > 0 ? [words(term, wordTag(wordFields)!, context)] : []),
    ...others.map((use) => inField(term, use, context)),
  ];
  const joint = joined("or", parts.filter((part) => part !== null), place); // prettier-ignore
  return joint !== null && parts.length === 1 ? { ...joint, bracketed: term.bracketed } : joint;
}

function inField(term: Term, use: FieldUse, context: TranslationContext): Query | null {
  const { place } = term;
  const plain: Term = { ...term, bracketed: false };
  switch (use.field) {
    case "heading": {
      const heading = {
        kind: "heading" as const,
        term: term.text.replaceAll("$", "*"),
        quoted: true,
        explode: false,
      };
      return { ...heading, major: false, subheadings: [], place, bracketed: false };
    }
    case "subheading": {
      const name = subheadingName(term.text);
      const tag = use.tag !== "xs" && subheadingsBelow(name).size > 1 ? "sh:noexp" : "sh";
      return {
        ...plain,
        text: name,
        quoted: false,
        fields: [{ field: "subheading", tag, place: use.place }],
      };
    }
    case "publication-type": {
      const tag = typesBelow(foldWords(term.text)).size > 1 ? "pt:noexp" : "pt";
      return words(plain, { field: "publication-type", tag }, context, false);
    }
    case "author":
    case "first-author":
      return { ...plain, text: term.text.replace(/\s*[$*:]$/, ""), fields: [{ ...TAGS[use.field]!, place: use.place }] }; // prettier-ignore
    default: {
      const tag = TAGS[use.field];
      if (tag !== undefined)
        return words(plain, tag, context, tag.field === "text-word" || tag.field === "all");
      context.report(use.place, printOvid(term), `PubMed has no field for .${use.tag}.`, "left out");
      return null;
    }
  }
}

/** Words with one tag; several words as a phrase in quotation marks. */
function words(term: Term, tag: PubmedTagFor, context: TranslationContext, isText = true): Query | null {
  const { place } = term;
  const written = printOvid(term);
  if (tag.why !== undefined) context.report(place, written, tag.why, `[${tag.tag}]`);
  const fields: readonly FieldUse[] = [{ field: tag.field, tag: tag.tag, place }];
  const parts = wildcardsToPubmed(term, written, context);
  const isPhrase = parts.length === 1 && /[\s-]/.test(parts[0]!);
  if (isText && isPhrase)
    context.report(place, written, "Ovid finds every place where the words stand together; PubMed only phrases of its phrase index", `"${parts[0]!}"[${tag.tag}], or [${tag.tag}:~0] in any order`); // prettier-ignore
  const terms = parts.map((text): Term => ({ ...term, text, quoted: isText && /[\s-]/.test(text), fields, bracketed: false })); // prettier-ignore
  const joint = joined("and", terms, place);
  return joint !== null && terms.length === 1 ? { ...joint, bracketed: term.bracketed } : joint;
}
