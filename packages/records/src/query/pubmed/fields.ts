import type { Field } from "../field.ts";

interface PubmedField {
  /** As PubMed's help prints it, in small letters. */
  readonly tag: string;
  readonly field: Field;
  /** Longer and older spellings that PubMed reads. */
  readonly aliases: readonly string[];
}

const field = (tag: string, name: Field, ...aliases: readonly string[]): PubmedField => ({
  tag,
  field: name,
  aliases,
});

/**
 * PubMed's search field tags with the spellings that PubMed reads for each. The subject headings ([mh], [majr]) have a
 * grammar of their own: see `tag.ts`.
 *
 * PubMed has no tag for the abstract alone; the Cochrane strategies write .ab. of Ovid as [tiab] for that reason.
 *
 * @see PubMed Help (pubmed.ncbi.nlm.nih.gov/help), "Search field tags" and "PubMed data field descriptions"
 */
const PUBMED_FIELDS: readonly PubmedField[] = [
  field("ti", "title", "title"),
  field("tiab", "title-abstract", "title/abstract", "ti,ab", "ti/ab"),
  field("tw", "text-word", "text word", "text words", "word"),
  field("all", "all", "all fields"),
  field("ot", "author-keyword", "other term", "other terms"),
  field("au", "author", "author", "auth"),
  field("1au", "first-author", "author - first", "first author name", "first author"),
  field("lastau", "last-author", "author - last", "last author name", "last author"),
  field("fau", "full-author", "author - full", "full author name"),
  field("cn", "corporate-author", "author - corporate", "corporate author"),
  field("auid", "other", "author - identifier", "author identifier"),
  field("ir", "investigator", "investigator"),
  field("fir", "investigator", "investigator - full", "full investigator name"),
  field("ad", "affiliation", "affiliation", "affl"),
  field("ta", "journal", "journal", "jour", "so", "jn", "jt"),
  field("jid", "journal-id", "nlm unique id"),
  field("is", "issn", "issn"),
  field("la", "language", "language", "lang"),
  field("pt", "publication-type", "publication type", "ptyp"),
  field("pt:noexp", "publication-type", "publication type:noexp", "ptyp:noexp"),
  field("sh", "subheading", "mesh subheading", "subheading", "mesh subheadings", "subh"),
  field("sh:noexp", "subheading", "mesh subheading:noexp", "subheading:noexp", "mesh subheadings:noexp"),
  field("nm", "substance", "supplementary concept", "substance name", "substance"),
  field("rn", "registry-number", "ec/rn number", "registry number"),
  field("pa", "pharmacological-action", "pharmacological action", "pharm action"),
  field("si", "secondary-source", "secondary source id", "secondary source identifier"),
  field("pmid", "pmid", "uid"),
  field("aid", "article-id", "article identifier", "doi"),
  field("lid", "article-id", "location id"),
  field("tt", "transliterated-title", "transliterated title"),
  field("sb", "subset", "subset", "filter"),
  field("dp", "publication-date", "date - publication", "publication date", "pdat", "pd"),
  field("epdat", "publication-date", "electronic publication date"),
  field("ppdat", "publication-date", "print publication date"),
  field("edat", "entry-date", "date - entry", "date - entrez", "entry date", "entrez date"),
  field("crdt", "create-date", "date - create", "create date"),
  field("mhda", "mesh-date", "date - mesh", "mesh date"),
  field("lr", "revision-date", "date - modification", "modification date"),
  field("dcom", "completion-date", "date - completion", "completion date"),
  field("pl", "country", "place of publication"),
  field("vi", "volume", "volume"),
  field("ip", "issue", "issue"),
  field("pg", "pages", "pagination", "page"),
  field("gr", "grant", "grants and funding", "grant number", "grant"),
  field("cois", "conflict-of-interest", "conflict of interest statement", "conflict of interest statements"),
  field("ps", "personal-name", "personal name as subject", "subject - personal name"),
  field("book", "book", "book"),
  field("ed", "book", "editor"),
  field("isbn", "book", "isbn"),
  field("pubn", "book", "publisher"),
];

const BY_NAME = new Map(
  PUBMED_FIELDS.flatMap((each) => [each.tag, ...each.aliases].map((name) => [name, each] as const)),
);

/** Case and spacing do not matter (PubMed Help, "Using search field tags"). */
export function pubmedField(name: string): PubmedField | undefined {
  return BY_NAME.get(
    name
      .toLowerCase()
      .replace(/\s+/g, " ")
      .replace(/\s*([/:,])\s*/g, "$1")
      .trim(),
  );
}

/** Every spelling, for suggestions. */
export const PUBMED_TAG_NAMES: readonly string[] = [
  ...BY_NAME.keys(),
  "mh",
  "mesh",
  "mesh terms",
  "mh:noexp",
  "mesh:noexp",
  "majr",
  "mesh major topic",
  "majr:noexp",
];
