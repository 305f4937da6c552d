import { foldWords } from "../linkage/fold.ts";

/** Words that abbreviated titles leave out (ISO 4, section 7.4.2: articles, conjunctions, prepositions). */
const LEFT_OUT: ReadonlySet<string> = new Set([
  "a", "al", "and", "auf", "au", "aus", "aux", "but", "by", "d", "da", "das", "de", "degli", "dei", "del", "dell", "della",
  "delle", "der", "des", "di", "die", "do", "dos", "du", "e", "ed", "el", "en", "et", "for", "fra", "from", "fur", "für",
  "i", "im", "in", "into", "its", "l", "la", "las", "le", "les", "lo", "los", "med", "na", "och", "og", "of", "on", "para",
  "per", "por", "pour", "s", "sur", "the", "to", "und", "van", "voor", "w", "with", "y", "z", "zu", "zum", "zur",
]); // prettier-ignore

/**
 * Whether one journal name is an abbreviation of another by the rules of ISO 4 and NLM: each of its words begins a word of
 * the whole name, or draws it together ("natl", "jpn"), in order; articles, conjunctions and prepositions are left out;
 * places and editors in brackets ("(Chicago, Ill.)", "[electronic resource]") and what follows the title proper (": official
 * journal of …") do not count. A name of one word in the initials of the other ("JAMA") is one too. No list of journals is
 * used, so transliterations that differ, and renamed journals, are not found.
 *
 * @example isJournalAbbreviation("J Clin Oncol", "Journal of clinical oncology : official journal of the ASCO") // true
 * @see ISO 4:1997; NLM, "Construction of the National Library of Medicine Title Abbreviations"
 */
export function isJournalAbbreviation(short: string, full: string): boolean {
  const words = wordsOf(withoutBrackets(short));
  if (words.length === 0) return false;
  return spellings(full).some((spelling) => {
    const proper = spelling.replace(/(?:\s*[:=;]\s|\s[/]\s|-(?=(?:an?|the)\s)|\.\s(?!.*\.\s)).*$/is, "");
    return [proper, spelling].some((title) => matches(words, wordsOf(title)));
  });
}

/** With its hyphens as blanks, and with the parts of such words together ("oto-rhino-laryngology"). */
function spellings(full: string): readonly string[] {
  const bare = withoutBrackets(full);
  return /[-‐]/.test(bare) ? [bare, bare.replace(/[-‐]/g, "")] : [bare];
}

function withoutBrackets(name: string): string {
  return name.replace(/[([][^)\]]*[)\]]?/g, " ");
}

function wordsOf(name: string): readonly string[] {
  return foldWords(name.replace(/&/g, " "));
}

function matches(short: readonly string[], full: readonly string[]): boolean {
  if (short.join("") === full.join("")) return true;
  const [only = ""] = short;
  if (short.length === 1 && full.length > 1 && isAcronym(only, full)) return true;
  return align(short, full, 0, 0);
}

/** Each word of the short name in order; only words that are left out, and the last ones, may be passed over. */
function align(short: readonly string[], full: readonly string[], at: number, next: number): boolean {
  if (at === short.length) return full.slice(next).every((word) => isLeftOut(word));
  if (next === full.length) return false;
  const word = short[at]!;
  if (isWordAbbreviation(word, full[next]!) && align(short, full, at + 1, next + 1)) return true;
  if (at > 0 && isLeftOut(word) && align(short, full, at + 1, next)) return true;
  return isLeftOut(full[next]!) && align(short, full, at, next + 1);
}

const isLeftOut = (word: string): boolean => LEFT_OUT.has(word) || /^\d{4}$/.test(word);

/** Contractions of ISO 4 whose last letter is not the word's own. */
const CONTRACTIONS: ReadonlyMap<string, string> = new Map([
  ["jpn", "japanese"], ["br", "british"], ["tr", "transactions"], ["z", "zeitschrift"], ["zh", "zhonghua"], ["q", "quarterly"],
  ["yearb", "yearbook"], ["mitt", "mitteilungen"], ["trans", "transactions"], ["cas", "casopis"], ["lit", "literature"],
  ["mt", "mountain"], ["mo", "missouri"],
]); // prettier-ignore

/**
 * A word cut at its end ("clin" of clinical), or drawn together: first letter, others in order, and the last letter but
 * for an ending ("natl" of national, "dtsch" of Deutsche, "intl" of international).
 */
function isWordAbbreviation(short: string, full: string): boolean {
  if (full.startsWith(short)) return true;
  if (short.endsWith("s") && short.length > 3 && full.startsWith(short.slice(0, -1))) return true;
  if (CONTRACTIONS.get(short) === full) return true;
  if (short.length < 3 || short.length >= full.length || !full.startsWith(short.slice(0, 1))) return false;
  let from = 0;
  for (const letter of short) {
    from = full.indexOf(letter, from) + 1;
    if (from === 0) return false;
  }
  return full.length - full.lastIndexOf(short.at(-1)!) <= 4;
}

function isAcronym(word: string, full: readonly string[]): boolean {
  const initials = (words: readonly string[]): string => words.map((each) => each[0]).join("");
  return (
    word.length > 2 && (word === initials(full) || word === initials(full.filter((each) => !isLeftOut(each))))
  );
}

/**
 * What two printings of the same whole name share: folded words without articles, conjunctions, prepositions, brackets and
 * "&". Abbreviations have other keys: compare them by `isJournalAbbreviation`.
 *
 * @example journalKey("The Lancet (London, England)") // "lancet"
 */
export function journalKey(name: string): string {
  const words = wordsOf(withoutBrackets(name));
  const kept = words.filter((word) => !LEFT_OUT.has(word));
  return (kept.length > 0 ? kept : words).join(" ");
}

/** Whether two names are of one journal: the same name, or one the abbreviation of the other. */
export function isSameJournal(one: string, other: string): boolean {
  if (journalKey(one) === journalKey(other)) return journalKey(one) !== "";
  return isJournalAbbreviation(one, other) || isJournalAbbreviation(other, one);
}
