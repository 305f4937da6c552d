/** Advance widths of Helvetica in thousandths of the font size (Adobe font metrics), grouped by width. */
const WIDTHS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    "ijl'": 222,
    " !,./:;I[]\\ft|·": 278,
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
const BOLD = 1.07;

/** Width of a text in px as a sans-serif font of the given size draws it: an estimate good to a few percent. */
export function textWidth(text: string, size: number, bold = false): number {
  let width = 0;
  for (const character of text) width += WIDTHS.get(character) ?? OTHER;
  return (width * size * (bold ? BOLD : 1)) / 1000;
}

/** Breaks a text into lines of at most `max` px, at blanks where it can. */
export function wrapText(text: string, max: number, size: number, bold = false): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
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
