/** Advance widths of Helvetica in thousandths of the font size (Adobe font metrics), grouped by width. */
const WIDTHS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    "ijl'": 222,
    " !,./:;I[]\\ft|·": 278,
    "\u202f": 200,
    "\u00a0": 278,
    "()-`r": 333,
    '"': 355,
    "*": 389,
    "^": 469,
    Jckvxsyz: 500,
    "#$0123456789?L_abdeghnopqu–": 556,
    "+<=>~−×": 584,
    FTZ: 611,
    "&ABEKPSVXY": 667,
    CDHNRUw: 722,
    GOQ: 778,
    Mm: 833,
    "%": 889,
    W: 944,
    "@": 1015,
  }).flatMap(([characters, width]) =>
    Array.from(characters, (character): [string, number] => [character, width]),
  ),
);

const OTHER = 600;
/** Combining marks, zero-width and directing characters: drawn without an advance. */
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]$/u;
/** Scripts set in full squares, and pictograms. */
const FULL_WIDTH =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}\uff01-\uff60\u3000-\u303f]$/u;
const BOLD = 1.07;

/** Whole lines in Verdana or DejaVu Sans, the widest of the fonts that readers have, are up to this much wider. */
export const WIDE_FONT = 1.2;

/** Width of a text in px as a sans-serif font of the given size draws it: an estimate good to a few percent. */
export function textWidth(text: string, size: number, bold = false): number {
  let width = 0;
  for (const character of text) width += WIDTHS.get(character) ?? unlisted(character);
  return (width * size * (bold ? BOLD : 1)) / 1000;
}

function unlisted(character: string): number {
  if (character < "\u0100" && character >= " ") return OTHER;
  return NO_WIDTH.test(character) ? 0 : FULL_WIDTH.test(character) ? 1000 : OTHER;
}

/**
 * Advance widths of DejaVu Sans, regular and bold, in thousandths of the font size, for what numbers are written with: there a
 * wide font differs more from Helvetica than over whole lines (digits by 14 and 25 percent, brackets by 40 and 64).
 */
const NUMERALS: ReadonlyMap<string, readonly [regular: number, bold: number]> = new Map(
  (
    [
      ["0123456789", 636, 696],
      [".,\u00a0\u202f ", 318, 380],
      ["[]()", 390, 457],
      ["−+×=<>≤≥∞", 838, 838],
      ["-", 361, 415],
      ["–", 500, 500],
      ["/", 337, 365],
      ["%", 950, 1002],
      ["⁰¹²³⁴⁵⁶⁷⁸⁹", 401, 438],
      ["⁻", 528, 528],
    ] as const
  ).flatMap(([characters, regular, bold]) =>
    Array.from(characters, (character) => [character, [regular, bold]] as const),
  ),
);

/** Px that a text takes at most, whichever of the usual fonts a reader has: for what must not touch its neighbour. */
export function safeWidth(text: string, size: number, bold = false): number {
  let width = 0;
  for (const character of text) {
    const wide = NUMERALS.get(character)?.[bold ? 1 : 0];
    width += wide === undefined ? WIDE_FONT * textWidth(character, size, bold) : (wide * size) / 1000;
  }
  return width;
}

/** Breaks a text into lines of at most `max` px, at blanks where it can, but never at no-break spaces. */
export function wrapText(text: string, max: number, size: number, bold = false): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/[ \t\r\n]+/).filter((part) => part !== "")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (textWidth(longer, size, bold) <= max) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = "";
    for (const character of word) {
      if (line !== "" && textWidth(line + character, size, bold) > max) {
        lines.push(line);
        line = "";
      }
      line += character;
    }
  }
  return line === "" && lines.length > 0 ? lines : [...lines, line];
}

/** The text, or its beginning with an ellipsis, within `max` px. */
export function fitText(text: string, max: number, size: number, bold = false): string {
  if (textWidth(text, size, bold) <= max) return text;
  const characters = Array.from(text);
  while (characters.length > 1 && textWidth(`${characters.join("")}…`, size, bold) > max) characters.pop();
  return `${characters.join("").trimEnd()}…`;
}
