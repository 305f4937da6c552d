import { wrapText } from "../svg/text-width.ts";

/** Lines that never part a sign from its number: "p = 0.11" stays together. */
export function wrapStatistics(text: string, room: number, size: number): readonly string[] {
  const bound = text.replace(/ ([=<>≤≥]) /g, "\u00a0$1\u00a0");
  return wrapText(bound, room, size).map((line) => line.replaceAll("\u00a0", " "));
}
