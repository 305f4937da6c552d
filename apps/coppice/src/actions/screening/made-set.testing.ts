/** A record of a set made for tests. */
export interface MadeRecord {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly label: "0" | "1" | "";
}

const TOPICS = ["knee pain", "school meals", "river birds", "steel fatigue", "sleep apnoea"];

/** Every `each`-th record is relevant, and its words say so; the others are of five topics, and every third shares a word with them. */
export function madeRecords(count: number, each = 8): readonly MadeRecord[] {
  return Array.from({ length: count }, (_, i) => {
    const isRelevant = i % each === 3;
    const topic = isRelevant ? "ketamine for depression" : TOPICS[i % TOPICS.length]!;
    const more = isRelevant || i % 3 === 0 ? " a randomised trial of infusions" : " a survey";
    return {
      id: `r${i}`,
      title: `Report ${i} on ${topic}`,
      abstract: `We studied ${topic} in ${20 + (i % 17)} places,${more} with ${i % 11} centres.`,
      label: isRelevant ? "1" : "0",
    };
  });
}

/** The records as a table. */
export function madeTable(records: readonly MadeRecord[], separator = ","): string {
  const cell = (text: string): string => (/[",;\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = records.map(({ id, title, abstract, label }) => [id, title, abstract, label].map(cell));
  return [["record_id", "title", "abstract", "included"], ...rows]
    .map((cells) => `${cells.join(separator)}\n`)
    .join("");
}
