// Stand-in until ../svg exists.
export type Attrs = Readonly<Record<string, string | number | undefined>>;
const ESC: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export function escapeXml(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"]/g, (c) => ESC[c]!);
}
export function num(x: number): string {
  return String(Math.round(x * 100) / 100 + 0);
}
export function el(name: string, attrs: Attrs, ...children: readonly string[]): string {
  const a = Object.entries(attrs)
    .filter(([, v]) => v !== undefined)
    .map(([k, v]) => ` ${k}="${typeof v === "number" ? num(v) : escapeXml(v!)}"`)
    .join("");
  return children.length === 0 ? `<${name}${a}/>` : `<${name}${a}>${children.join("")}</${name}>`;
}
const W: Record<string, number> = {};
const put = (chars: string, w: number): void => { for (const c of chars) W[c] = w; };
put("abdeghnopqu0123456789", 556); put("ckvxyzs", 500); put("ijl", 222); put("ft .,:;/!I", 278); put("r()-", 333); put("m", 833); put("w", 722);
put("ABEKPSVXY", 667); put("CDHNRU", 722); put("GOQ", 778); put("FTZ", 611); put("L", 556); put("M", 833); put("W", 944); put("J", 500); put("=+<>", 584); put("%", 889);
export function textWidth(text: string, size: number, bold = false): number {
  let w = 0;
  for (const c of text) w += W[c] ?? 600;
  return (w * size * (bold ? 1.07 : 1)) / 1000;
}
export function wrapText(text: string, max: number, size: number, bold = false): string[] {
  const lines: string[] = [];
  let cur = "";
  for (const word of text.split(/ +/)) {
    let rest = word;
    const next = cur === "" ? rest : `${cur} ${rest}`;
    if (textWidth(next, size, bold) <= max) { cur = next; continue; }
    if (cur !== "") lines.push(cur);
    while (textWidth(rest, size, bold) > max && [...rest].length > 1) {
      let n = [...rest].length - 1;
      while (n > 1 && textWidth([...rest].slice(0, n).join(""), size, bold) > max) n--;
      lines.push([...rest].slice(0, n).join(""));
      rest = [...rest].slice(n).join("");
    }
    cur = rest;
  }
  if (cur !== "" || lines.length === 0) lines.push(cur);
  return lines;
}
