import { expect, test } from "vitest";
import { parseBibtexNames, splitAnd } from "./names.ts";

const raw = String.raw;

/** "family | given | suffix", or the whole name of a group. */
function shown(value: string): readonly string[] {
  return parseBibtexNames(value).map(({ family, given, initials, suffix, collective }) =>
    collective === undefined
      ? [family ?? "", given ?? initials ?? "", suffix].filter((part) => part !== undefined).join(" | ")
      : collective,
  );
}

test.each<readonly [string, readonly string[]]>([
  ["Donald E. Knuth", ["Knuth | Donald E."]],
  ["Knuth, Donald E.", ["Knuth | Donald E."]],
  ["Ludwig van Beethoven", ["van Beethoven | Ludwig"]],
  ["van Beethoven, Ludwig", ["van Beethoven | Ludwig"]],
  [
    "Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin",
    ["de la Vallée Poussin | Charles Louis Xavier Joseph"],
  ],
  ["King, Jr, Martin Luther", ["King | Martin Luther | Jr"]],
  ["von Last, Jr., First", ["von Last | First | Jr."]],
  ["jean de la fontaine du Bois Joli", ["jean de la fontaine du Bois Joli | "]],
  ["Aristotle", ["Aristotle | "]],
  ["A and B C and {World Health Organization} and others", ["A | ", "C | B", "World Health Organization"]],
  ["{Barnes and Noble, Inc.} and Doe, J.", ["Barnes and Noble, Inc.", "Doe | J."]],
  [raw`{\'E}mile Zola and Andr\'e Gide`, ["Zola | Émile", "Gide | André"]],
  [raw`{\relax Ch}arles Dupont`, ["Dupont | Charles"]],
  ["Brinch Hansen, Per", ["Brinch Hansen | Per"]],
  ["Per {Brinch Hansen}", ["Brinch Hansen | Per"]],
  ["family=Berg, given=Jan, prefix=van den, suffix=Jr", ["van den Berg | Jan | Jr"]],
  ["Caddy C and Giaroli G.", ["Caddy | C", "G. | Giaroli"]],
  ["Griffin DK, Larkin DM, O'Connor RE", ["Griffin | DK", "Larkin | DM", "O'Connor | RE"]],
  ["Smith, Ann; Doe, John", ["Smith | Ann", "Doe | John"]],
  ["A\nand\tB AND C", ["A | ", "B | ", "C | "]],
  ["Anders and Sandy", ["Anders | ", "Sandy | "]],
  ["J.~R.~R. Tolkien", ["Tolkien | J. R. R."]],
  ["Jean-Pierre d'Arc", ["d'Arc | Jean-Pierre"]],
  [" and , ", []],
  ["", []],
])("%j", (value, names) => {
  expect(shown(value)).toEqual(names);
});

test("braces protect an and", () => {
  expect(splitAnd("{a and b} and c and {d} and")).toEqual(["{a and b}", "c", "{d}"]);
});
