import { foldCase, foldWords } from "../linkage/fold.ts";
import type { Author } from "../model.ts";
import { isParticle } from "./name-words.ts";

/** "van den Berg" taken apart for sorting and comparing: particles in front, and the rest, which is never empty. */
export function splitParticles(family: string): { readonly particles: string; readonly core: string } {
  const words = family.split(" ");
  let at = 0;
  while (at < words.length - 1 && isParticle(words[at]!)) at += 1;
  const last = words.slice(at).join(" ");
  const elided = /^(?:d['’]|al-|el-|l['’])(?=\p{L}{3})/iu.exec(last)?.[0] ?? "";
  const particles = [...words.slice(0, at), elided].filter((part) => part !== "").join(" ");
  return { particles, core: last.slice(elided.length) };
}

/**
 * The initials of the given names, without stops: "Jean-Paul" is JP, "Martin L." is ML, "J.-P." is JP. Empty where the
 * source gives no given name.
 */
export function initialsOf({ given, initials }: Author): string {
  const text = initials ?? given ?? "";
  const isShort = /^\p{Lu}{1,4}$/u.test(text.replace(/[.\s-]/g, ""));
  if (isShort) return text.replace(/[.\s-]/g, "");
  return [...text.matchAll(/(?<![\p{L}\p{M}'’])\p{L}/gu)].map(([letter]) => letter.toUpperCase()).join("");
}

/**
 * What two printings of one name share: the folded family name without particles, and the first initial. A group is its
 * folded words.
 *
 * @example nameKey(parseName("van den Berg, Jan")) === nameKey(parseName("VAN DEN BERG J")) // "berg j"
 */
export function nameKey(author: Author): string {
  const { family, collective } = author;
  if (family === undefined) return foldWords((collective ?? "").replace(/^the\s+/i, "")).join(" ");
  const core = foldWords(splitParticles(family).core.replace(/[-‐]/g, " ")).join("");
  const first = foldCase(initialsOf(author).slice(0, 1));
  return first === "" ? core : `${core} ${first}`;
}
