/** An element of a picture, with the text of itself and of all its descendants. */
export interface SvgElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: SvgElement[];
  text: string;
}

/**
 * Reads a picture as XML and throws on anything that is not well-formed: an unclosed or crossed tag, a repeated
 * attribute, a bare "<" or "&", an unknown entity, a character that XML forbids, more than one root.
 */
export function parseSvg(xml: string): SvgElement {
  for (const character of xml) {
    const code = character.codePointAt(0)!;
    const legal =
      code >= 0x20 ? code !== 0xfffe && code !== 0xffff : code === 9 || code === 10 || code === 13;
    if (!legal) throw new Error(`forbidden character U+${code.toString(16)}`);
  }
  const root: SvgElement = { name: "", attributes: {}, children: [], text: "" };
  const open: SvgElement[] = [root];
  const token = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  let at = 0;
  while (at < xml.length) {
    token.lastIndex = at;
    const match = token.exec(xml);
    if (!match) throw new Error(`not well-formed at ${at}: ${xml.slice(at, at + 60)}`);
    at = token.lastIndex;
    const [, closing, name, attributes, empty, text] = match;
    const parent = open.at(-1)!;
    if (text !== undefined) {
      const plain = decode(text);
      for (const element of open) element.text += plain;
    } else if (closing === "/") {
      if (parent.name !== name) throw new Error(`</${name}> closes <${parent.name}>`);
      open.pop();
    } else {
      const element: SvgElement = {
        name: name!,
        attributes: readAttributes(attributes!),
        children: [],
        text: "",
      };
      parent.children.push(element);
      if (empty !== "/") open.push(element);
    }
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)!.name}> is not closed`);
  if (root.children.length !== 1) throw new Error(`${root.children.length} roots`);
  return root.children[0]!;
}

/** All elements under a root, itself included, in document order. */
export function elementsOf(root: SvgElement): readonly SvgElement[] {
  return [root, ...root.children.flatMap(elementsOf)];
}

/** All elements that have the class. */
export function withClass(root: SvgElement, name: string): readonly SvgElement[] {
  return elementsOf(root).filter((element) => (element.attributes["class"] ?? "").split(" ").includes(name));
}

/** All elements that have the attribute. */
export function withAttribute(root: SvgElement, name: string): readonly SvgElement[] {
  return elementsOf(root).filter((element) => name in element.attributes);
}

/** The colours a picture declares on one ground: the first (light) or second (dark) list of custom properties. */
export function coloursOf(root: SvgElement, ground: "light" | "dark"): ReadonlyMap<string, string> {
  const style = elementsOf(root).find((element) => element.name === "style")!.text;
  const dark = style.slice(style.indexOf("prefers-color-scheme:dark"));
  return new Map(
    [
      ...(ground === "light"
        ? style.slice(0, style.indexOf("@media"))
        : dark.slice(0, dark.indexOf("}}"))
      ).matchAll(/--([\w-]+):(#[0-9a-f]{6})/g),
    ].map((match) => [match[1]!, match[2]!]),
  );
}

/** WCAG 2.2 contrast of two colours: (L1 + 0.05) / (L2 + 0.05) with relative luminances L1 >= L2. */
export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** WCAG relative luminance of "#rrggbb". */
export function luminance(colour: string): number {
  const channel = (from: number): number => {
    const value = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function readAttributes(source: string): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = {};
  for (const [, name, value] of source.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    if (Object.hasOwn(attributes, name!)) throw new Error(`attribute ${name!} twice`);
    attributes[name!] = decode(value!);
  }
  return attributes;
}

function decode(text: string): string {
  return text.replace(/&([^;]{0,10};?)/g, (whole, entity: string) => {
    const known: Readonly<Record<string, string>> = {
      "lt;": "<",
      "gt;": ">",
      "amp;": "&",
      "quot;": '"',
      "#39;": "'",
    };
    if (!(entity in known)) throw new Error(`bare & or unknown entity: ${whole}`);
    return known[entity]!;
  });
}
