const ISBN = /(?<![\dXx])(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx](?![\dXx])/g;

/** The numbers of ten or thirteen digits in a text, as printed: "ISBN 978-3-86680-192-9". */
export function isbnsIn(text: string): readonly string[] {
  if (text.length < 10) return [];
  return (text.match(ISBN) ?? []).filter((isbn) => {
    const { length } = isbn.replace(/[- ]/g, "");
    return length === 10 || length === 13;
  });
}
