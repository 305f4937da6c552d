import { escapeText } from "./raw-fields.ts";

type Attributes = Readonly<Record<string, string | undefined>>;

/** Characters that no XML text can hold, not even as a reference (XML 1.0, production 2). */
const FORBIDDEN = new RegExp(
  [
    String.raw`[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]`,
    String.raw`[\ud800-\udbff](?![\udc00-\udfff])`,
    String.raw`(?<![\ud800-\udbff])[\udc00-\udfff]`,
  ].join("|"),
  "g",
);

/** A character that XML forbids becomes U+FFFD, as leaving it out would hide that it was there. */
export function allowedInXml(text: string): string {
  return text.replace(FORBIDDEN, "\ufffd");
}

/** Text for XML: escaped, and without characters that XML forbids. */
export function xmlText(text: string): string {
  return escapeText(allowedInXml(text));
}

/** An element around XML that is written already; attributes without a value are left out. */
export function xmlElement(name: string, inner: string, attributes: Attributes = {}): string {
  const begin = Object.entries(attributes).reduce(
    (tag, [key, value]) => (value === undefined ? tag : `${tag} ${key}="${xmlText(value)}"`),
    `<${name}`,
  );
  return inner === "" ? `${begin}/>` : `${begin}>${inner}</${name}>`;
}

/** An element of text; nothing where there is no text. */
export function xmlField(name: string, text: string | undefined, attributes: Attributes = {}): string {
  return text === undefined || text === "" ? "" : xmlElement(name, xmlText(text), attributes);
}

/** An element around others; nothing where there are none. */
export function xmlGroup(name: string, inner: readonly string[], attributes: Attributes = {}): string {
  const text = inner.join("");
  return text === "" ? "" : xmlElement(name, text, attributes);
}
