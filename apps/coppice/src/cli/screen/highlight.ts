import type { TermShare } from "@coppice/screening";
import { styled, type Style, type StyledText } from "./styled-text.ts";

/** What is to be seen at a glance: words of the protocol, and terms that moved the record up or down. */
export interface Highlights {
  readonly protocol: ReadonlySet<string>;
  readonly terms: readonly TermShare[];
  /** Whether signs stand around what cannot be coloured: _protocol_, +up+, -down-. */
  readonly signs: boolean;
}

/** Terms that moved a record by less than this part of what its strongest one did are not shown. */
const LEAST_PART = 0.1;

/** A text with its highlights. A ranker's term counts more than a word of the protocol, the stronger of two terms more than the weaker. */
export function highlight(
  text: string,
  { protocol, terms, signs }: Highlights,
  base: Style = "plain",
): StyledText {
  const { text: safe, styles: bare } = styled(text, base);
  const styles = [...bare];
  const words = wordsOf(safe);
  for (const { from, to, word } of words) if (protocol.has(stem(word))) styles.fill("protocol", from, to);
  const strongest = Math.max(0, ...terms.map(({ share }) => Math.abs(share)));
  const shown = terms.filter(({ share }) => share !== 0 && Math.abs(share) >= LEAST_PART * strongest);
  for (const { term, share } of shown.toSorted((a, b) => Math.abs(a.share) - Math.abs(b.share)))
    for (const [from, to] of placesOf(term, words, safe)) styles.fill(share > 0 ? "up" : "down", from, to);
  return signs ? withSigns({ text: safe, styles }) : { text: safe, styles };
}

/** Stems of the words of a protocol that say something. */
export function protocolWords(texts: readonly string[]): ReadonlySet<string> {
  const stems = texts.flatMap((text) =>
    wordsOf(text).flatMap(({ word }) => (word.length > 3 && !EMPTY_WORDS.has(word) ? [stem(word)] : [])),
  );
  return new Set(stems);
}

interface Word {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

/** Words of at least two letters, as the rankers count them. */
function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(/[\p{L}\p{N}_]{2,}/gu)].map((match) => ({
    word: match[0].toLowerCase(),
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** Without the ending of a plural: "trials" and "trial", "studies" and "study" are one. */
function stem(word: string): string {
  if (word.length < 5) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function placesOf(
  term: string,
  words: readonly Word[],
  text: string,
): readonly (readonly [from: number, to: number])[] {
  if (UNSPACED.test(term)) return placesWithin(term, text);
  const parts = term.split(" ");
  return words.flatMap((_, place) =>
    parts.every((part, i) => words[place + i]?.word === part)
      ? words
          .slice(place, place + parts.length)
          .filter(({ word }) => !EMPTY_WORDS.has(word))
          .map(({ from, to }) => [from, to] as const)
      : [],
  );
}

function placesWithin(term: string, text: string): readonly (readonly [from: number, to: number])[] {
  const places: (readonly [number, number])[] = [];
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1))
    places.push([at, at + term.length]);
  return places;
}

const SIGNS: Readonly<Partial<Record<Style, string>>> = { protocol: "_", up: "+", down: "-" };

function withSigns({ text, styles }: StyledText): StyledText {
  let out = "";
  const outStyles: Style[] = [];
  for (let start = 0; start < text.length;) {
    let end = start + 1;
    while (end < text.length && styles[end] === styles[start]) end += 1;
    const sign = SIGNS[styles[start]!] ?? "";
    const piece = `${sign}${text.slice(start, end)}${sign}`;
    out += piece;
    outStyles.push(...new Array<Style>(piece.length).fill(styles[start]!));
    start = end;
  }
  return { text: out, styles: outStyles };
}

/** Words that stand in any protocol, or say nothing by themselves. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(
  `about above after again against also among another any been before being below between both could does doing down during each
either every from further given gives have having here into itself just least like made make many more most much must need
neither none only other others over same several shall should some such than that their them then there these they this those
through under until upon used using very was were what when where which while whom whose will with within without would yes your
outcome outcomes measure measures study studies whether including included include excluded exclude week weeks minute minutes
hour hours month months year years dose doses same an and are as at be but by can did do for had has he if in is it its may no
not of on one or our she so the to two up us was we who`.split(/\s+/),
);
