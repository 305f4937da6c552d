import type { Place } from "./tree.ts";

/** A text that knows the line and column of each of its characters. */
export interface SourceText {
  readonly text: string;
  readonly placeOf: (offset: number) => Place;
}

/** Lines end at LF, CRLF or CR. */
export function sourceText(text: string): SourceText {
  const starts = [0];
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (char === "\n" || (char === "\r" && text[i + 1] !== "\n")) starts.push(i + 1);
  }
  const placeOf = (offset: number): Place => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - starts[low]! + 1 };
  };
  return { text, placeOf };
}
