/** One cell with the place where it begins, counted from 1 as editors do. */
export interface CsvCell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

export interface CsvFault {
  readonly code: "unclosed-quote" | "text-after-quote" | "quote-inside-text";
  readonly line: number;
  readonly column: number;
}

/** Each fault in words, with what to do. */
export const CSV_FAULTS = {
  "unclosed-quote": {
    message: "a quoted cell is never closed: the file may be cut off",
    fix: 'Add the closing " or export the file again.',
  },
  "text-after-quote": {
    message: "text follows the closing quote of a cell",
    fix: 'Put the whole cell in quotes and double each quote inside it ("").',
  },
  "quote-inside-text": {
    message: "a quote stands inside an unquoted cell",
    fix: 'Put the whole cell in quotes and double each quote inside it ("").',
  },
} as const satisfies Readonly<Record<CsvFault["code"], { readonly message: string; readonly fix: string }>>;

/** A text that a spreadsheet must not take for a number: ="19326203". */
export const SPREADSHEET_TEXT = /^\s*="([^"]*)"\s*$/;

/**
 * Splits separated text (RFC 4180; commas unless said otherwise) into rows of cells that know their place. Quotes may hold commas, doubled
 * quotes and line breaks; blank lines give no row; LF, CRLF and CR all end a line. Nothing is thrown: what breaks the
 * grammar is listed in `faults` and read as literally as possible, so that one fault does not hide the next. `spans` holds
 * where each row stands in the text, its line break included. A text that goes on in a file names its `firstLine`.
 */
export function splitCsv(
  text: string,
  separator: "," | ";" | "\t" = ",",
  firstLine = 1,
): {
  readonly rows: readonly (readonly CsvCell[])[];
  readonly spans: readonly (readonly [from: number, to: number])[];
  readonly faults: readonly CsvFault[];
} {
  const spans: (readonly [from: number, to: number])[] = [];
  const rows: CsvCell[][] = [];
  const faults: CsvFault[] = [];
  const end = text.length;
  let row: CsvCell[] = [];
  let rowStart = 0;
  let at = firstLine === 1 && text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = firstLine;
  let lineStart = at;

  while (at < end) {
    const cellLine = line;
    const cellColumn = at - lineStart + 1;
    let value: string;
    if (text[at] === '"') {
      [value, at] = quoted(at);
      const after = plainEnd(at);
      if (after > at) {
        faults.push({ code: "text-after-quote", line, column: at - lineStart + 1 });
        value += text.slice(at, after);
        at = after;
      }
    } else {
      const stop = plainEnd(at);
      value = text.slice(at, stop);
      if (value.includes('"') && !SPREADSHEET_TEXT.test(value)) {
        faults.push({ code: "quote-inside-text", line, column: at + value.indexOf('"') - lineStart + 1 });
      }
      at = stop;
    }
    row.push({ text: value, line: cellLine, column: cellColumn });

    if (text[at] === separator) {
      at += 1;
      if (at < end && !isBreak(at)) continue;
      row.push({ text: "", line, column: at - lineStart + 1 });
    }
    at = lineBreak(at);
    if (row.length > 1 || row[0]?.text.trim() !== "") {
      rows.push(row);
      spans.push([rowStart, at]);
    }
    row = [];
    rowStart = at;
  }
  return { rows, spans, faults };

  function isBreak(position: number): boolean {
    return text[position] === "\n" || text[position] === "\r";
  }

  function plainEnd(from: number): number {
    let stop = from;
    while (stop < end && text[stop] !== separator && !isBreak(stop)) stop += 1;
    return stop;
  }

  function lineBreak(from: number): number {
    if (from >= end) return from;
    const next = from + (text[from] === "\r" && text[from + 1] === "\n" ? 2 : 1);
    line += 1;
    lineStart = next;
    return next;
  }

  function quoted(open: number): [value: string, next: number] {
    const openLine = line;
    const openColumn = open - lineStart + 1;
    let value = "";
    let from = open + 1;
    for (let position = from; position < end; position += 1) {
      if (text[position] === '"') {
        value += text.slice(from, position);
        if (text[position + 1] !== '"') return [value, position + 1];
        value += '"';
        position += 1;
        from = position + 1;
      } else if (isBreak(position)) {
        const next = lineBreak(position);
        position = next - 1;
      }
    }
    faults.push({ code: "unclosed-quote", line: openLine, column: openColumn });
    return [value + text.slice(from), end];
  }
}
