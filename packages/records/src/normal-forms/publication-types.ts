/** What a publication is, whatever its source calls it. A record may be several: an article that is a review. */
export const PUBLICATION_TYPES = [
  "article", "review", "trial", "conference-abstract", "conference-paper", "proceedings", "book", "chapter", "thesis",
  "report", "guideline", "protocol", "preprint", "registration", "erratum", "retraction-notice", "concern-notice",
  "retracted", "comment", "letter", "editorial", "news", "case-report", "dataset", "software", "web-page", "patent",
  "withdrawn", "other",
] as const; // prettier-ignore

export type PublicationType = (typeof PUBLICATION_TYPES)[number];

/**
 * Words and codes of the sources, in small letters: RIS TY, CSL type, BibTeX and biblatex entry types, EndNote ref-type,
 * MEDLINE PT, Embase and Scopus types (RIS M3, Ovid PT), Web of Science DT and PT, Crossref.
 *
 * @see NLM, "Publication Characteristics (Publication Types)"; CSL 1.0.2, appendix III; Embase, "Publication types";
 *   Web of Science Core Collection help, "Document Types"
 */
const WORDS: readonly (readonly [PublicationType, string])[] = [
  ["article", "jour|mgzn|inpr|ejour|article|article-journal|article-magazine|article in press|journal article|journal-article|electronic article|magazine article|journal|journal articles|j|original article|original research|research article|research-article|classical article|published erratum article|corrected and republished article|article; early access|early access|note"],
  ["review", "review|review article|systematic review|meta-analysis|network meta-analysis|scoping review|short survey|review; early access|conference review"],
  ["trial", "clinical trial|randomized controlled trial|controlled clinical trial|pragmatic clinical trial|equivalence trial|adaptive clinical trial|clinical trial, phase i|clinical trial, phase ii|clinical trial, phase iii|clinical trial, phase iv"],
  ["conference-abstract", "conference abstract|conference-abstract|meeting abstract|meeting abstracts|congress abstract|abstract|abstract report|poster"],
  ["conference-paper", "cpaper|conference paper|conference-paper|paper-conference|inproceedings|proceedings paper|article; proceedings paper|proceedings-article|speech|congress"],
  ["proceedings", "conf|conference proceedings|conference proceeding|proceedings|collected work|consensus development conference|c"],
  ["book", "book|ebook|edbook|whole|edited book|electronic book|mvbook|collection|monograph|b|reference-book|edited-book"],
  ["chapter", "chap|echap|chapter|incollection|inbook|book section|book chapter|book-chapter|electronic book section|entry-encyclopedia|entry-dictionary|reference-entry|book-section"],
  ["thesis", "thes|thesis|phdthesis|mastersthesis|dissertation|academic dissertation|dissertation/thesis|doctoral dissertation|dissertations/theses"],
  ["report", "rprt|report|techreport|technical report|government document|govdoc|gold|working paper|manual|unpublished work|report-component|reports"],
  ["guideline", "guideline|practice guideline|consensus statement|stand|standard"],
  ["protocol", "clinical trial protocol|protocol|study protocol|cochrane protocol"],
  ["preprint", "preprint|posted-content|posted content|unpd|preprints"],
  ["registration", "trial registry record|clinical trial record|registry record|trial registration|ctri|registration"],
  ["erratum", "erratum|errata|published erratum|correction|corrigendum|correction, addition|addendum"],
  ["retraction-notice", "retraction|retraction of publication|retraction notice|removal"],
  ["concern-notice", "expression of concern"],
  ["retracted", "retracted publication|retracted article|retracted|tombstone"],
  ["withdrawn", "withdrawn publication|withdrawn|withdrawn article"],
  ["comment", "comment|commentary|author reply|reply|discussion|discussion paper"],
  ["letter", "letter|letters|personal communication|letter to the editor"],
  ["editorial", "editorial|editorial material|introductory journal article"],
  ["news", "news|newspaper article|article-newspaper|newspaper|press release|newspaper-article|nwsp|news item|pcom"],
  ["case-report", "case report|case reports|case study"],
  ["dataset", "data|dataset|aggregated database|aggdatabase|dbase|online database|data paper|data set|database|data study"],
  ["software", "comp|computer program|software|software review"],
  ["web-page", "elec|web page|webpage|blog|post|post-weblog|online|electronic|electronic source|icomm|web-page|online multimedia|multi"],
  ["patent", "pat|patent|p"],
  ["other", "gen|generic|misc|miscellaneous|other|unpublished|manuscript|document|mpct|advs|video|vide|audiovisual material|figure|map|art|song|interview|biography|portrait|hearing|bill|case|statute|legal"],
]; // prettier-ignore

const TYPES: ReadonlyMap<string, PublicationType> = new Map(
  WORDS.flatMap(([type, words]) => words.split("|").map((word) => [word, type] as const)),
);

/** Words inside longer types of which no table is complete: "Journal: Conference Abstract", "Article in Press". */
const WITHIN: readonly (readonly [PublicationType, RegExp])[] = [
  ["retracted", /\bretracted\b/],
  ["retraction-notice", /\bretraction\b/],
  ["concern-notice", /expression of concern/],
  ["erratum", /\berrat|\bcorrig|\bcorrection\b/],
  ["conference-abstract", /(?:conference|meeting|congress) abstract/],
  ["conference-paper", /(?:conference|proceedings?) (?:paper|article)|^conference$/],
  ["registration", /regist(?:ry|ration)/],
  ["trial", /clinical trial|randomi[sz]ed controlled trial/],
  ["review", /\breview\b|meta-analysis/],
  ["thesis", /\bthes[ei]s\b|dissertation/],
  ["preprint", /preprint/],
  ["editorial", /editorial/],
  ["letter", /\bletter\b/],
  ["article", /journal article|^article\b|\barticle(?: in press)?$/],
];

/**
 * What a source's word for a publication type means; undefined for words about content or funding ("Research Support,
 * N.I.H., Extramural", "Multicenter Study"), which say nothing of the kind.
 */
export function publicationTypeOf(text: string): PublicationType | undefined {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/^@|\.$/g, "");
  return TYPES.get(plain) ?? WITHIN.find(([, form]) => form.test(plain))?.[0];
}

/** The kinds of a record whose types the sources wrote, each once; empty where they say nothing known. */
export function publicationTypesOf(texts: readonly string[]): readonly PublicationType[] {
  return [...new Set(texts.flatMap((text) => publicationTypeOf(text) ?? []))];
}
