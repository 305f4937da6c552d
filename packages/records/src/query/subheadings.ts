/**
 * MeSH subheadings with their two-letter codes, as PubMed and Ovid both read them.
 *
 * @see PubMed Help, "MeSH Subheadings"
 */
const SUBHEADINGS: readonly (readonly [code: string, name: string])[] = [
  ["ab", "abnormalities"],
  ["ad", "administration and dosage"],
  ["ae", "adverse effects"],
  ["ag", "agonists"],
  ["aa", "analogs and derivatives"],
  ["an", "analysis"],
  ["ah", "anatomy and histology"],
  ["ai", "antagonists and inhibitors"],
  ["bi", "biosynthesis"],
  ["bs", "blood supply"],
  ["bl", "blood"],
  ["cf", "cerebrospinal fluid"],
  ["cs", "chemical synthesis"],
  ["ci", "chemically induced"],
  ["ch", "chemistry"],
  ["cl", "classification"],
  ["co", "complications"],
  ["cn", "congenital"],
  ["cy", "cytology"],
  ["df", "deficiency"],
  ["di", "diagnosis"],
  ["dh", "diet therapy"],
  ["dg", "diagnostic imaging"],
  ["de", "drug effects"],
  ["dt", "drug therapy"],
  ["ec", "economics"],
  ["ed", "education"],
  ["em", "embryology"],
  ["en", "enzymology"],
  ["ep", "epidemiology"],
  ["es", "ethics"],
  ["eh", "ethnology"],
  ["et", "etiology"],
  ["ge", "genetics"],
  ["gd", "growth and development"],
  ["hi", "history"],
  ["im", "immunology"],
  ["in", "injuries"],
  ["ir", "innervation"],
  ["is", "instrumentation"],
  ["ip", "isolation and purification"],
  ["lj", "legislation and jurisprudence"],
  ["me", "metabolism"],
  ["mt", "methods"],
  ["mi", "microbiology"],
  ["mo", "mortality"],
  ["nu", "nursing"],
  ["og", "organization and administration"],
  ["ps", "parasitology"],
  ["py", "pathogenicity"],
  ["pa", "pathology"],
  ["pk", "pharmacokinetics"],
  ["pd", "pharmacology"],
  ["ph", "physiology"],
  ["pp", "physiopathology"],
  ["po", "poisoning"],
  ["pc", "prevention and control"],
  ["px", "psychology"],
  ["re", "radiation effects"],
  ["rt", "radiotherapy"],
  ["rh", "rehabilitation"],
  ["sc", "secondary"],
  ["st", "standards"],
  ["sn", "statistics and numerical data"],
  ["sd", "supply and distribution"],
  ["su", "surgery"],
  ["tu", "therapeutic use"],
  ["th", "therapy"],
  ["to", "toxicity"],
  ["tm", "transmission"],
  ["tr", "transplantation"],
  ["td", "trends"],
  ["ul", "ultrastructure"],
  ["ur", "urine"],
  ["ve", "veterinary"],
  ["vi", "virology"],
];

const NAMES = new Map(SUBHEADINGS);
const CODES = new Map(SUBHEADINGS.map(([code, name]) => [name, code]));

/** The full name of a subheading given by code or by name (Ovid and older records write "&" for "and"). */
export function subheadingName(text: string): string {
  const plain = text.toLowerCase().replaceAll("&", "and").replace(/\s+/g, " ").trim();
  return NAMES.get(plain) ?? plain;
}

export function subheadingCode(text: string): string | undefined {
  return CODES.get(subheadingName(text));
}

/**
 * The subheadings below another one, which PubMed and Ovid's `.xs.` include.
 *
 * @see NLM, "MeSH Subheading hierarchies" (nlm.nih.gov/mesh/subhierarchy.html)
 */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  analysis: ["blood", "cerebrospinal fluid", "isolation and purification", "urine"],
  "anatomy and histology": ["blood supply", "cytology", "embryology", "innervation", "pathology", "ultrastructure"],
  chemistry: ["agonists", "analogs and derivatives", "antagonists and inhibitors", "chemical synthesis"],
  complications: ["secondary"],
  cytology: ["pathology", "ultrastructure"],
  diagnosis: ["diagnostic imaging", "pathology"],
  embryology: ["abnormalities"],
  epidemiology: ["ethnology", "mortality"],
  etiology: ["chemically induced", "complications", "congenital", "embryology", "genetics", "immunology", "microbiology", "parasitology", "transmission", "virology"],
  metabolism: ["biosynthesis", "blood", "cerebrospinal fluid", "deficiency", "enzymology", "pharmacokinetics", "urine"],
  microbiology: ["virology"],
  "organization and administration": ["economics", "legislation and jurisprudence", "standards", "supply and distribution", "trends"],
  pharmacology: ["administration and dosage", "adverse effects", "agonists", "antagonists and inhibitors", "pharmacokinetics"],
  "adverse effects": ["poisoning", "toxicity"],
  physiology: ["genetics", "growth and development", "immunology", "metabolism", "physiopathology"],
  "statistics and numerical data": ["epidemiology", "ethnology", "mortality", "supply and distribution"],
  surgery: ["transplantation"],
  "therapeutic use": ["administration and dosage", "adverse effects", "poisoning"],
  therapy: ["diet therapy", "drug therapy", "nursing", "prevention and control", "radiotherapy", "rehabilitation", "surgery", "transplantation"],
}; // prettier-ignore

/** The subheading and all below it, by name. */
export function subheadingsBelow(name: string): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [name];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...(BELOW[next] ?? []));
  }
  return found;
}
