/** A key: a character, or the name of one that writes none. */
export type Key =
  { readonly kind: "text"; readonly text: string } | { readonly kind: "named"; readonly name: KeyName };

type KeyName =
  | "enter"
  | "escape"
  | "backspace"
  | "up"
  | "down"
  | "page-up"
  | "page-down"
  | "home"
  | "end"
  | "interrupt"
  | "other";

/** What terminals send for keys without a character, after ESC [ or ESC O. */
const SEQUENCES: Readonly<Record<string, KeyName>> = {
  A: "up",
  B: "down",
  H: "home",
  F: "end",
  "1~": "home",
  "4~": "end",
  "5~": "page-up",
  "6~": "page-down",
  "7~": "home",
  "8~": "end",
};

/** The keys in what a terminal sent at once. */
export function readKeys(input: string): readonly Key[] {
  const keys: Key[] = [];
  const named = (name: KeyName): void => void keys.push({ kind: "named", name });
  for (let at = 0; at < input.length;) {
    const sequence =
      input[at] === "\u001b" ? /^[[O]([0-9;]*[A-Za-z~])/.exec(input.slice(at + 1, at + 16)) : null;
    if (sequence !== null) {
      named(SEQUENCES[sequence[1]!] ?? "other");
      at += 1 + sequence[0].length;
      continue;
    }
    const text = String.fromCodePoint(input.codePointAt(at)!);
    at += text.length;
    if (text === "\r" || text === "\n") named("enter");
    else if (text === "\u001b") named("escape");
    else if (text === "\u007f" || text === "\b") named("backspace");
    else if (text === "\u0003" || text === "\u0004") named("interrupt");
    else if (text < " ") named("other");
    else keys.push({ kind: "text", text });
  }
  return keys;
}
