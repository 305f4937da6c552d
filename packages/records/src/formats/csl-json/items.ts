/** One entry of a JSON list, cut out as text, with the line where it begins. */
export interface JsonItem {
  readonly text: string;
  readonly line: number;
}

/**
 * Cuts a JSON list into the texts of its entries without parsing them, so that one broken entry does not hide the others;
 * text that is not a list is one entry. Also takes the `items` list of an object (Zotero, CSL data files).
 */
export function splitJsonList(text: string): readonly JsonItem[] {
  const list = /^\s*(?:\{\s*"items"\s*:\s*)?\[/.exec(text);
  const items: JsonItem[] = [];
  let depth = 0;
  let line = 1;
  let start: { at: number; line: number } | undefined;
  let at = 0;
  const end = (to: number): void => {
    if (start !== undefined) items.push({ text: text.slice(start.at, to).trimEnd(), line: start.line });
    start = undefined;
  };
  if (list !== null) {
    at = list[0].length;
    line += list[0].split("\n").length - 1;
  }
  for (; at < text.length; at += 1) {
    const mark = text[at]!;
    if (mark === "\n") line += 1;
    if (/\s/.test(mark)) continue;
    if (list !== null && depth === 0 && (mark === "," || mark === "]")) {
      end(at);
      if (mark === "]") return items;
      continue;
    }
    start ??= { at, line };
    if (mark === '"') {
      const close = stringEnd(text, at);
      for (let i = at; i < close; i += 1) if (text[i] === "\n") line += 1;
      at = close;
    } else if (mark === "{" || mark === "[") depth += 1;
    else if (mark === "}" || mark === "]") depth -= 1;
  }
  end(text.length);
  return items;
}

/** Where the string that opens at `open` closes; the last character when it never does. */
function stringEnd(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length - 1;
}
