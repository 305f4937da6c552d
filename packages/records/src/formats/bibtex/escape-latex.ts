/** Text as LaTeX that gives it back: special characters escaped, everything else as UTF-8. */
export function escapeLatex(text: string): string {
  return text
    .replace(/[\\{}~^&%$#_`]|-(?=-)|'(?=')/g, (mark) => ESCAPES[mark] ?? mark)
    .replace(/\s+/g, " ")
    .trim();
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "`": "\\textasciigrave{}",
  "&": "\\&",
  "%": "\\%",
  $: "\\$",
  "#": "\\#",
  _: "\\_",
  "-": "-{}",
  "'": "'{}",
};

/** A link or number: braces are the only characters it must not have; they are percent-encoded. */
export function escapeVerbatim(text: string): string {
  return text
    .replace(/[{}]/g, (mark) => (mark === "{" ? "%7B" : "%7D"))
    .replace(/\\/g, "%5C")
    .replace(/\s+/g, " ")
    .trim();
}
