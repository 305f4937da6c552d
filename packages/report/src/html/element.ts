/** HTML that is already safe to place in a page. Plain strings are text and get escaped. */
export interface Html {
  readonly html: string;
}

export type Content = Html | string | number | undefined | readonly Content[];

type AttributeValue = string | number | boolean | undefined;

const VOID = new Set(["br", "hr", "img", "input", "link", "meta", "wbr"]);

/** An element. Attributes that are undefined or false are left out; true stands alone. */
export function h(
  name: string,
  attributes: Readonly<Record<string, AttributeValue>>,
  ...children: readonly Content[]
): Html {
  let open = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    open += value === true ? ` ${key}` : ` ${key}="${escapeHtml(String(value))}"`;
  }
  if (VOID.has(name)) return { html: `${open}>` };
  return { html: `${open}>${children.map(render).join("")}</${name}>` };
}

/** Marks text that is HTML already: only for the project's own SVG, CSS and script. */
export function raw(html: string): Html {
  return { html };
}

export function render(content: Content): string {
  if (content === undefined) return "";
  if (typeof content === "string") return escapeHtml(content);
  if (typeof content === "number") return String(content);
  return "html" in content ? content.html : content.map(render).join("");
}

/**
 * Text as HTML. Bidirectional controls, which could make text read as other text, are shown as their code points;
 * control characters HTML forbids are dropped.
 */
export function escapeHtml(text: string): string {
  let out = "";
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (BIDI.has(code)) out += named(code);
    else if (isForbidden(code)) continue;
    else out += ESCAPES[character] ?? character;
  }
  return out;
}

/** Text whose long tokens (file names, DOIs, addresses) may break after their punctuation. */
export function breakable(text: string): Content {
  if (!/\S{15}/.test(text)) return text;
  return text
    .split(/(\S{15,})/)
    .flatMap((part, index): readonly Content[] =>
      index % 2 === 0
        ? [part]
        : part
            .split(/(?<=[/._;,#?&=-])(?=\w)/)
            .flatMap((piece, at) => (at === 0 ? [piece] : [h("wbr", {}), piece])),
    );
}

/** Figures with their bidirectional controls shown as code points, as in the page's own text. */
export function nameControls(svg: string): string {
  return svg.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (character) =>
    named(character.charCodeAt(0)),
  );
}

function named(code: number): string {
  return `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
}

function isForbidden(code: number): boolean {
  return (
    (code < 0x20 && code !== 9 && code !== 10) ||
    (code >= 0x7f && code < 0xa0) ||
    code === 0xfeff ||
    (code >= 0xd800 && code <= 0xdfff)
  );
}

const BIDI = new Set([
  0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0x200e, 0x200f, 0x61c,
]);
const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** An id that also serves as a CSS selector and as a file name: letters, digits and hyphens, the rest as code points. */
export function figureId(kind: string, id: string, ...suffix: readonly string[]): string {
  const plain = id.replace(
    /[^A-Za-z0-9-]/gu,
    (character) => `_${(character.codePointAt(0) ?? 0).toString(16)}_`,
  );
  return [kind, plain, ...suffix].join("-");
}

/**
 * An id for use in a page and in its links. Parts are joined by "~", which no id of a review can hold, so that different
 * parts never give the same id; any other character is written as its code point.
 */
export function anchor(...parts: readonly string[]): string {
  return parts
    .join("~")
    .replaceAll("/", "~")
    .replaceAll(" ", "_")
    .replace(/[^A-Za-z0-9._~-]/gu, (character) => `:${(character.codePointAt(0) ?? 0).toString(16)}`);
}
