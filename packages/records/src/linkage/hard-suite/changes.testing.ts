import type { Facts } from "../record.testing.ts";
import { ARTICLES, type Article } from "./articles.testing.ts";

/** Records made from one article, of which no two describe one report. */
export type Change = (article: Article, index: number) => readonly Facts[];

export const without = (facts: Facts, ...names: readonly (keyof Facts)[]): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => !names.includes(name as keyof Facts)));

export const other = (index: number): Article => ARTICLES[(index + 7) % ARTICLES.length]!;
export const firstAuthor = (article: Article): string => article.authors.split("; ")[0]!;
export const withAuthor = (article: Article): string => `${article.authors}; Zeldenrust, Mieke`;
