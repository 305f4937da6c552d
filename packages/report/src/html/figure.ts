import { h, raw, type Content, type Html } from "./element.ts";

/** A figure in its wide and its phone form, of which the style sheet shows one, with a caption. */
export function figure(
  drawn: { readonly wide: string; readonly compact: string } | undefined,
  caption: Content,
): Html {
  if (drawn === undefined) return raw("");
  return h(
    "figure",
    {},
    h("div", { class: "figure-wide" }, raw(drawn.wide)),
    h("div", { class: "figure-compact" }, raw(drawn.compact)),
    h("figcaption", {}, caption),
  );
}
