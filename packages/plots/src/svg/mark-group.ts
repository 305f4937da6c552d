import { el, escapeXml } from "./element.ts";

/** A mark with its tooltip; where it has a `ref`, a page can attach provenance to it. */
export function markGroup(ref: string | undefined, title: string, ...children: readonly string[]): string {
  const attributes = ref === undefined ? {} : { class: "mark", "data-ref": ref };
  return el("g", attributes, el("title", {}, escapeXml(title)), ...children);
}
