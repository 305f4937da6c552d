import { printDate, sameDate } from "../dates.ts";
import type { DateText, Query } from "../tree.ts";
import { isPlainPubmed } from "./tokens.ts";

/** The query in PubMed's language, with the short names of its tags and the brackets it was written with. */
export function printPubmed(query: Query): string {
  const text = withoutBrackets(query);
  return query.bracketed ? `(${text})` : text;
}

function withoutBrackets(query: Query): string {
  switch (query.kind) {
    case "term":
      return `${quote(query.text, query.quoted)}${query.fields.map(({ tag }) => `[${tag}]`).join("")}`;
    case "heading": {
      const name = [query.term, ...query.subheadings].join("/");
      return `${quote(name, query.quoted)}[${query.major ? "majr" : "mh"}${query.explode ? "" : ":noexp"}]`;
    }
    case "near":
      return `"${query.text}"[${query.field.tag}:~${query.distance}]`;
    case "dates":
      return printRange(query.from, query.to, query.field.tag);
    case "recent":
      return `"last ${query.count} ${query.unit}"[${query.field.tag}]`;
    case "fielded":
      return `(${printPubmed({ ...query.of, bracketed: false })})${query.fields.map(({ tag }) => `[${tag}]`).join("")}`;
    case "combination":
      return query.operands
        .map((operand, index) => {
          const needed = operand.kind === "combination" && (index > 0 || operand.operator === query.operator);
          return printPubmed(needed ? { ...operand, bracketed: true } : operand);
        })
        .join(` ${query.operator.toUpperCase()} `);
    case "line":
      return `#${query.label}`;
    case "lines":
      return query.spans
        .flatMap(({ from, to }) =>
          Array.from({ length: Math.min(to - from + 1, 500) }, (_, i) => `#${from + i}`),
        )
        .join(` ${query.operator.toUpperCase()} `);
    // What PubMed has no words for comes here only untranslated; the closest that reads back is printed.
    case "subheadings":
      return query.codes.map((code) => `${code}[sh]`).join(" OR ");
    case "adjacent":
      return query.operands.map(printPubmed).join(" AND ");
    case "frequency":
    case "limit":
    case "deduplicate":
      return printPubmed(query.of);
    case "database":
      return query.of === null ? "" : printPubmed(query.of);
  }
}

/** In quotation marks where it was, and where the words would be read as something else. */
function quote(text: string, quoted: boolean): string {
  return quoted || !isPlainPubmed(text) ? `"${text.replaceAll('"', "")}"` : text;
}

function printRange(from: DateText | null, to: DateText | null, tag: string): string {
  if (from !== null && sameDate(from, to)) return `${printDate(from)}[${tag}]`;
  return `${printDate(from ?? { year: 1000 })}:${printDate(to ?? { year: 3000 })}[${tag}]`;
}
