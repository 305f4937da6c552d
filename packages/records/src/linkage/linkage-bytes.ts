/** A named array of numbers, or lines of text, of a stored index. */
export type Section = Uint8Array | Int32Array | Uint32Array | Float64Array | readonly string[];

const MAGIC = "coppice linkage index 3\n";

/**
 * Sections as bytes: a first line with the version, a line of JSON with the name, kind and bytes of each, then the arrays
 * themselves (little-endian). Text is the number of lines, their
 * lengths, and UTF-16 code units.
 */
export function packSections(sections: ReadonlyMap<string, Section>): Uint8Array {
  const parts = [...sections].map(([name, section]) => ({
    name,
    kind: kindOfSection(section),
    bytes: bytesOf(section),
  }));
  const header = `${MAGIC}${JSON.stringify(parts.map(({ name, kind, bytes }) => [name, kind, bytes.length]))}\n`;
  const total = parts.reduce((sum, { bytes }) => sum + bytes.length, header.length);
  const packed = new Uint8Array(total);
  for (let at = 0; at < header.length; at++) packed[at] = header.charCodeAt(at);
  let at = header.length;
  for (const { bytes } of parts) {
    packed.set(bytes, at);
    at += bytes.length;
  }
  return packed;
}

/** The sections of stored bytes; undefined where they are of another version or damaged. */
export function unpackSections(packed: Uint8Array): ReadonlyMap<string, Section> | undefined {
  const first = line(packed, 0);
  if (`${first}\n` !== MAGIC) return undefined;
  const header = line(packed, MAGIC.length);
  let at = MAGIC.length + header.length + 1;
  const sections = new Map<string, Section>();
  for (const [name, kind, length] of JSON.parse(header) as readonly (readonly [string, string, number])[]) {
    if (at + length > packed.length) return undefined;
    sections.set(name, sectionOf(kind, packed.slice(at, at + length)));
    at += length;
  }
  return sections;
}

function line(packed: Uint8Array, from: number): string {
  let text = "";
  for (let at = from; at < packed.length && packed[at] !== 10; at++) text += String.fromCharCode(packed[at]!);
  return text;
}

function kindOfSection(section: Section): "text" | "u8" | "i32" | "u32" | "f64" {
  if (section instanceof Uint8Array) return "u8";
  if (section instanceof Int32Array) return "i32";
  if (section instanceof Uint32Array) return "u32";
  return section instanceof Float64Array ? "f64" : "text";
}

function bytesOf(section: Section): Uint8Array {
  if ("buffer" in section) return new Uint8Array(section.buffer, section.byteOffset, section.byteLength);
  const lengths = Uint32Array.from(section, ({ length }) => length);
  const units = new Uint16Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const text of section) for (let to = 0; to < text.length; to++) units[at++] = text.charCodeAt(to);
  const bytes = new Uint8Array(4 + lengths.byteLength + units.byteLength);
  bytes.set(new Uint8Array(Uint32Array.of(lengths.length).buffer));
  bytes.set(new Uint8Array(lengths.buffer), 4);
  bytes.set(new Uint8Array(units.buffer), 4 + lengths.byteLength);
  return bytes;
}

function sectionOf(kind: string, bytes: Uint8Array<ArrayBuffer>): Section {
  if (kind === "u8") return bytes;
  if (kind === "i32") return new Int32Array(bytes.buffer);
  if (kind === "u32") return new Uint32Array(bytes.buffer);
  if (kind === "f64") return new Float64Array(bytes.buffer);
  const count = new Uint32Array(bytes.slice(0, 4).buffer)[0]!;
  const lengths = new Uint32Array(bytes.slice(4, 4 + 4 * count).buffer);
  const units = new Uint16Array(bytes.slice(4 + 4 * count).buffer);
  const texts: string[] = [];
  let at = 0;
  for (const length of lengths) {
    texts.push(textOf(units.subarray(at, at + length)));
    at += length;
  }
  return texts;
}

function textOf(units: Uint16Array): string {
  return units.length < 5000
    ? String.fromCharCode(...units)
    : textOf(units.subarray(0, 4000)) + textOf(units.subarray(4000));
}
