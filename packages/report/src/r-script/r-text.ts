/** R source text from values. The script is plain ASCII, so that it reads the same under every locale. */

export function rString(text: string): string {
  let out = "";
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (character === '"' || character === "\\") out += `\\${character}`;
    else if (code >= 0x20 && code < 0x7f) out += character;
    else if (code === 0)
      continue; // R strings cannot hold it
    else
      out +=
        code > 0xffff
          ? `\\U${code.toString(16).padStart(8, "0")}`
          : `\\u${code.toString(16).padStart(4, "0")}`;
  }
  return `"${out}"`;
}

/** The shortest decimal that reads back as the same double; what is not known is NA. */
export function rNumber(x: number | null | undefined): string {
  if (x === null || x === undefined || Number.isNaN(x)) return "NA";
  if (!Number.isFinite(x)) return x > 0 ? "Inf" : "-Inf";
  return String(x);
}

export function rVector(items: readonly string[]): string {
  return `c(${items.join(", ")})`;
}

/** One comment line; whatever could end it early is written as a code point. */
export function rComment(text: string): string {
  let out = "";
  for (const character of text) {
    const code = character.codePointAt(0)!;
    out +=
      code >= 0x20 && code < 0x7f
        ? character
        : ["\n", "\r", "\t"].includes(character)
          ? " "
          : (PLAIN[character] ?? `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`);
  }
  return `# ${out}`;
}

const PLAIN: Readonly<Record<string, string>> = {
  "–": "-",
  "−": "-",
  "’": "'",
  "“": '"',
  "”": '"',
  τ: "tau",
  "²": "2",
};
