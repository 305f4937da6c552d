import type { FieldUse } from "../field.ts";
import { printOvid } from "../ovid/print.ts";
import type { Adjacent, Near, Query, Term } from "../tree.ts";
import { hasWildcard } from "../wildcards.ts";
import { joined } from "./parts.ts";
import { wordTag } from "./term-to-pubmed.ts";
import type { TranslationContext } from "./translate-context.ts";

/** More proximities than this for one adj are given as AND. */
const MOST = 60;

/**
 * Ovid's adj in PubMed: `"a b"[tiab:~N-1]` for each pair of alternatives. PubMed has no proximity with truncation, nor
 * outside of [ti], [tiab] and [ad]: then undefined, for AND, which finds more.
 */
export function adjacentToPubmed(
  query: Adjacent,
  fields: readonly FieldUse[],
  context: TranslationContext,
): Query | null | undefined {
  const { place, distance } = query;
  const written = printOvid(query);
  const alternatives = query.operands.map(alternativesOf);
  const own = fields.length > 0 ? fields : (alternatives[0]?.[0]?.fields ?? []);
  const tag = wordTag(own);
  const known = alternatives.filter((words) => words !== undefined);
  const why = known.length < alternatives.length ? "PubMed has no proximity of anything but words" : whyNot(known, tag?.tag); // prettier-ignore
  if (why !== undefined || tag === undefined) {
    context.report(place, written, why ?? "", "AND, which finds more");
    return undefined;
  }
  if (tag.why !== undefined) context.report(place, written, tag.why, `[${tag.tag}]`);
  const use: FieldUse = { field: tag.field, tag: tag.tag, place };
  const texts = product(known.map((words) => words.map(({ text }) => text.replaceAll('"', ""))));
  if (distance === null) {
    context.report(
      place,
      written,
      "PubMed finds only phrases of its phrase index",
      `a phrase in [${tag.tag}]`,
    );
    const phrases = texts.map((text): Term => ({ kind: "term", text, quoted: true, fields: [use], place, bracketed: false })); // prettier-ignore
    return joined("or", phrases, place);
  }
  if (known.length > 2 || known.flat().some(({ text }) => /\s/.test(text)))
    context.report(place, written, "PubMed wants all words near each other in any order; Ovid keeps phrases and joins one after the other", `[${tag.tag}:~${Math.max(0, distance - 1)}] of all words`); // prettier-ignore
  const nears = texts.map((text): Near => ({ kind: "near", text, distance: Math.max(0, distance - 1), field: use, place, bracketed: false })); // prettier-ignore
  return joined("or", nears, place);
}

/** Why a proximity cannot be said in PubMed. */
function whyNot(alternatives: readonly (readonly Term[])[], tag: string | undefined): string | undefined {
  if (tag === undefined || tag === "ot") return "PubMed has proximity in [ti], [tiab] and [ad] only";
  if (alternatives.flat().some(({ text }) => hasWildcard(text, "ovid")))
    return "PubMed has no proximity with truncated words: write the endings out for one";
  const pairs = alternatives.reduce((size, words) => size * words.length, 1);
  return pairs > MOST ? `each of ${pairs} pairs of alternatives would need its own proximity` : undefined;
}

/** The words of an operand, one or joined by OR; undefined for anything else. */
function alternativesOf(query: Query): readonly Term[] | undefined {
  if (query.kind === "term") return [query];
  if (query.kind === "fielded")
    return alternativesOf(query.of)?.map((term) => ({ ...term, fields: query.fields }));
  if (query.kind !== "combination" || query.operator !== "or") return undefined;
  const parts = query.operands.map(alternativesOf);
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

function product(lists: readonly (readonly string[])[]): readonly string[] {
  return lists.reduce<readonly string[]>(
    (texts, words) => texts.flatMap((text) => words.map((word) => `${text} ${word}`.trim())),
    [""],
  );
}
