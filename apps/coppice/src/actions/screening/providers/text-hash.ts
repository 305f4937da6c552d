import { sha256 } from "@coppice/store";

/** SHA-256 of a text in UTF-8, 64 hexadecimal digits. */
export function sha256OfText(text: string): string {
  return sha256(new TextEncoder().encode(text));
}
