import type { Field } from "../field.ts";

interface OvidField {
  readonly code: string;
  readonly field: Field;
  readonly name: string;
}

const field = (code: string, name: Field, title: string): OvidField => ({ code, field: name, name: title });

/**
 * Ovid's two-letter field codes of MEDLINE, Embase and PsycINFO. A code that only some of the three have, and that no
 * imported record carries, is known by name (`other`).
 *
 * @see Ovid Database Guides (ospguides.ovid.com): medline, embase, psycinfo; "Fields"
 */
export const OVID_FIELDS: readonly OvidField[] = [
  field("ti", "title", "title"),
  field("ab", "abstract", "abstract"),
  field("tw", "free-text", "text word: title and abstract"),
  field("mp", "multi-purpose", "multi-purpose"),
  field("af", "all", "all fields"),
  field("kf", "author-keyword", "keyword heading word"),
  field("kw", "author-keyword", "keyword heading"),
  field("id", "author-keyword", "key concepts"),
  field("ot", "transliterated-title", "original title"),
  field("tt", "transliterated-title", "translated title"),
  field("au", "author", "authors"),
  field("ax", "author", "author last name"),
  field("pa", "first-author", "primary author"),
  field("fa", "full-author", "author's full name"),
  field("ca", "corporate-author", "corporate author"),
  field("ir", "investigator", "investigator"),
  field("in", "affiliation", "institution"),
  field("jn", "journal", "journal name"),
  field("ja", "journal", "journal abbreviation"),
  field("nj", "journal", "NLM journal name"),
  field("jw", "journal-word", "journal word"),
  field("jx", "journal-word", "journal word"),
  field("nw", "journal-word", "NLM journal word"),
  field("jc", "journal-id", "NLM journal code"),
  field("is", "issn", "ISSN"),
  field("lg", "language", "language"),
  field("la", "language", "language"),
  field("pt", "publication-type", "publication type"),
  field("sh", "heading", "subject heading"),
  field("hw", "heading-word", "subject heading word"),
  field("fs", "subheading", "floating subheading"),
  field("xs", "subheading", "exploded subheading"),
  field("fx", "subheading", "floating subheading word"),
  field("nm", "substance", "name of substance word"),
  field("rn", "registry-number", "registry number"),
  field("rs", "substance", "rare disease supplementary concept"),
  field("rx", "substance", "rare disease supplementary concept word"),
  field("px", "substance", "protocol supplementary concept"),
  field("ox", "substance", "organism supplementary concept word"),
  field("os", "substance", "organism supplementary concept"),
  field("si", "secondary-source", "secondary source identifier"),
  field("cn", "secondary-source", "clinical trial number"),
  field("pm", "pmid", "PubMed identifier"),
  field("ui", "accession", "unique identifier"),
  field("an", "accession", "accession number"),
  field("do", "article-id", "digital object identifier"),
  field("yr", "year", "year of publication"),
  field("dp", "publication-date", "date of publication"),
  field("ep", "publication-date", "electronic date of publication"),
  field("ed", "entry-date", "entry date"),
  field("dt", "create-date", "create date"),
  field("dc", "create-date", "date created"),
  field("da", "revision-date", "MeSH date"),
  field("rd", "revision-date", "revision date"),
  field("up", "revision-date", "update code"),
  field("ez", "entry-date", "Entrez date"),
  field("cp", "country", "country of publication"),
  field("vo", "volume", "volume"),
  field("ip", "issue", "issue or part"),
  field("pg", "pages", "page"),
  field("gi", "grant", "grant information"),
  field("no", "grant", "grant number"),
  field("ci", "conflict-of-interest", "conflict of interest"),
  field("pn", "personal-name", "personal name as subject"),
  field("sb", "subset", "subset"),
  field("st", "subset", "status"),
  field("so", "other", "source"),
  field("as", "other", "abbreviated source"),
  field("bt", "book", "book title"),
  field("pb", "book", "publisher"),
  ...["ac", "ag", "be", "cc", "cl", "cm", "co", "cr", "de", "dj", "dm", "dq", "dv", "dw", "go", "gn", "gs", "lm", "md", "mf", "mv", "my", "oa", "ps", "po", "rf", "rw", "sa", "sl", "tc", "tm", "tn", "tr", "vd"].map(
    (code) => field(code, "other", code),
  ),
]; // prettier-ignore

const BY_CODE = new Map(OVID_FIELDS.map((each) => [each.code, each]));

export function ovidField(code: string): OvidField | undefined {
  return BY_CODE.get(code.toLowerCase());
}
