/**
 * Elements of running text in titles and abstracts (NLM DTD: %text;), and MathML with or without its prefix: the DTD's own
 * elements begin with a capital, those inside of text do not, but for DispFormula.
 */
export function isRunningText(name: string): boolean {
  return /^[a-z]/.test(name) || name === "DispFormula";
}
