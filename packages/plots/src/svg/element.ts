export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Text as XML: escaped, and without the control characters XML forbids. */
export function escapeXml(text: string): string {
  let out = "";
  for (const character of text) {
    const code = character.codePointAt(0)!;
    const allowed =
      code === 9 ||
      code === 10 ||
      code === 13 ||
      (code >= 0x20 && code !== 0xfffe && code !== 0xffff && !(code >= 0xd800 && code <= 0xdfff));
    if (allowed) out += ESCAPES[character] ?? character;
  }
  return out;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A coordinate with two decimals at most, so that the same figure is always the same text. */
export function formatCoordinate(x: number): string {
  if (!Number.isFinite(x)) throw new RangeError(`${x} is not a place in a figure`);
  const rounded = Math.round(x * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
}

/** An element; attributes that are undefined are left out, children are already XML (escape text with {@link escapeXml}). */
export function el(name: string, attributes: Attributes, ...children: readonly string[]): string {
  let open = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined)
      open += ` ${key}="${typeof value === "number" ? formatCoordinate(value) : escapeXml(value)}"`;
  }
  return children.length === 0 ? `${open}/>` : `${open}>${children.join("")}</${name}>`;
}
