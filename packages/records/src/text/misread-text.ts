/** How a text shows that it was read in a wrong encoding before it was saved. */
export interface Misreading {
  readonly code: "double-encoded" | "marc-8-as-latin-1";
  /** Where it shows first. */
  readonly at: number;
  /** The characters there, with the word around them. */
  readonly found: string;
  readonly lines: number;
}

/** "Ã©", "Â°", "â€™": two or three characters that are one character of UTF-8 read as Windows-1252. */
const DOUBLE =
  /Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Â[\u0080-\u00bf]|â€[\u0080-\u00bf™œ“”˜¦¢š\u009d]|â‚¬/;

/** "Garcâia": MARC-8's marks before their letters, read as Latin-1. */
const MARC8 = /(?<=[A-Za-z])(?:â[aeio]|è[aou])(?!\p{L}*[\u0100-\uffff])/u;

/** Letters of Romanian and Vietnamese, where "âi" and "èo" are words. */
const NATIVE = /[ăĂșȘşŞțȚţŢ\u01a0-\u01b0\u1ea0-\u1ef9]/;

/**
 * Misreadings of a text that is whole lines. They are named, not repaired: what the source showed before cannot be known
 * for every character. A text in plain ASCII, and most others, are done after four looks for one character each.
 */
export function findMisreadings(text: string): readonly Misreading[] {
  const mayBeDouble = text.includes("Ã") || text.includes("Â") || text.includes("â");
  const mayBeMarc8 = text.includes("â") || text.includes("è");
  return [
    ...(mayBeDouble ? search(text, DOUBLE, "double-encoded") : []),
    ...(mayBeMarc8 ? search(text, MARC8, "marc-8-as-latin-1") : []),
  ];
}

function search(text: string, form: RegExp, code: Misreading["code"]): readonly Misreading[] {
  if (!form.test(text)) return [];
  let lines = 0;
  let at = -1;
  let found = "";
  let from = 0;
  for (const line of text.split(/(?<=\n)|(?<=\r)(?!\n)/)) {
    const match = form.exec(line);
    if (match !== null && !(code === "marc-8-as-latin-1" && NATIVE.test(line))) {
      lines += 1;
      if (at < 0) {
        at = from + match.index;
        found =
          /[^\s,;.]*$/.exec(line.slice(0, match.index))![0] + /^[^\s,;.]*/.exec(line.slice(match.index))![0];
      }
    }
    from += line.length;
  }
  return lines === 0 ? [] : [{ code, at, found: found.slice(0, 40), lines }];
}
