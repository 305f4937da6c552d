import { plainText } from "../normal-forms/plain-text.ts";

/**
 * A title, abstract or journal as a reader sees it, where an export has it with the tags and entities of a page
 * ("Health &amp; Place", "10<sup>-3</sup>"); see `plainText`. Most have neither "&" nor "<" and stay what they are, and so do
 * those of marks alone.
 */
export function readableText(value: string): string;
export function readableText(value: string | undefined): string | undefined;
export function readableText(value: string | undefined): string | undefined {
  if (value === undefined || !(value.includes("&") || value.includes("<"))) return value;
  const text = plainText(value);
  return text === "" ? value : text;
}
