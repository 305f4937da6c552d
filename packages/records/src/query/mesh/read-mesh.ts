import type { Problem } from "../../problem.ts";
import { meshHierarchy, type MeshEntry, type MeshHierarchy } from "./hierarchy.ts";

export interface ReadMesh {
  readonly mesh: MeshHierarchy;
  readonly problems: readonly Problem[];
}

const TREE_NUMBER = /^[A-Z]\d{2}(?:\.\d{1,4})*$/;

/**
 * Reads a hierarchy of subject headings from either of two texts:
 * - NLM's descriptors in ASCII (d2024.bin): `*NEWRECORD`, then `MH = `, `MN = `, `ENTRY = ` and `PRINT ENTRY = ` lines;
 * - two columns, `heading<TAB>tree number`, a line for each place of a heading in the tree.
 *
 * Headings without a tree number (in d20XX.bin: Female and Male until 2021) are headings without anything below.
 *
 * @see NLM, "MeSH Files: ASCII format" (nlm.nih.gov/databases/download/mesh.html)
 */
export function readMesh(text: string, file: string): ReadMesh {
  return text.includes("*NEWRECORD") ? readDescriptors(text, file) : readColumns(text, file);
}

function readDescriptors(text: string, file: string): ReadMesh {
  const entries: MeshEntry[] = [];
  const problems: Problem[] = [];
  let line = 0;
  let started = 0;
  let fields: { readonly tag: string; readonly value: string }[] = [];
  const close = (): void => {
    if (started === 0) return;
    const all = (tag: string): readonly string[] =>
      fields.flatMap((field) => (field.tag === tag ? [field.value] : []));
    const [name] = all("MH");
    if (name === undefined)
      problems.push(wrong(file, started, "mesh-without-heading", "A record has no MH", "MH = the heading"));
    else {
      const entryTerms = [...all("ENTRY"), ...all("PRINT ENTRY")].map((value) => value.split("|")[0]!.trim());
      entries.push({ name, treeNumbers: all("MN"), entryTerms });
    }
  };
  for (const raw of text.split(/\r\n|\n|\r/)) {
    line += 1;
    if (raw.startsWith("*NEWRECORD")) {
      close();
      started = line;
      fields = [];
      continue;
    }
    const match = /^([A-Z_ 0-9]+?) = (.*)$/.exec(raw);
    if (match !== null) fields.push({ tag: match[1]!, value: match[2]!.trim() });
  }
  close();
  return { mesh: meshHierarchy(entries), problems };
}

function readColumns(text: string, file: string): ReadMesh {
  const entries: MeshEntry[] = [];
  const problems: Problem[] = [];
  text.split(/\r\n|\n|\r/).forEach((raw, index) => {
    if (raw.trim() === "" || raw.startsWith("#")) return;
    const [name = "", number = ""] = raw.split("\t").map((cell) => cell.trim());
    if (name !== "" && TREE_NUMBER.test(number))
      entries.push({ name, treeNumbers: [number], entryTerms: [] });
    else
      problems.push(
        wrong(file, index + 1, "mesh-line", `"${raw.slice(0, 60)}" is not a heading with its tree number`, "heading, tab, tree number such as F03.600.300"), // prettier-ignore
      );
  });
  return { mesh: meshHierarchy(entries), problems };
}

function wrong(file: string, line: number, code: string, message: string, expected: string): Problem {
  return { code, severity: "error", message, where: { file, line }, expected, fix: "Correct the line." };
}
