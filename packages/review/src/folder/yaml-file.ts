import { closestName, type Problem } from "@coppice/records";
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from "yaml";
import { z } from "zod";
import type { Locate } from "../model/locate.ts";

type Path = readonly PropertyKey[];

export interface YamlFile<T> {
  readonly value: T | undefined;
  readonly problems: readonly Problem[];
  readonly locate: Locate;
}

/**
 * Reads a YAML file against a schema. Syntax errors and every schema error are reported at once, each with the line
 * and column of the value (or of the nearest parent that exists) and the closest valid key for a misspelt one.
 */
export function readYaml<Schema extends z.ZodType>(
  text: string,
  file: string,
  schema: Schema,
): YamlFile<z.output<Schema>> {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const locate: Locate = (path) => {
    const { line, col } = lineCounter.linePos(offsetOf(document, path));
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problems: Problem[] = document.errors.map((error) => {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    return {
      code: "yaml-syntax",
      severity: "error",
      message: error.message,
      where: { file, line, column: col },
      fix: "Check indentation, and put text with ': ' or '#' in quotes.",
    };
  });
  if (problems.length > 0) return { value: undefined, problems, locate };
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return { value: parsed.data, problems, locate };
  const knownKeys = schemaKeys(schema);
  for (const issue of parsed.error.issues)
    problems.push(...issueProblems(issue, document, file, locate, knownKeys));
  return { value: undefined, problems, locate };
}

function issueProblems(
  issue: z.core.$ZodIssue,
  document: Document,
  file: string,
  locate: Locate,
  knownKeys: readonly string[],
): readonly Problem[] {
  const field = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const closest = closestName(key, knownKeys);
      return {
        code: "unknown-key",
        severity: "error",
        message: `there is no key "${key}" ${field === "" ? "at the top level" : `in ${field}`}`,
        where: { file, ...locate([...issue.path, key]), field: field === "" ? key : `${field}.${key}` },
        found: key,
        ...(closest === undefined ? {} : { fix: `Did you mean "${closest}"?` }),
      };
    });
  }
  const found: unknown = document.getIn(issue.path.filter((part) => typeof part !== "symbol"));
  const shown =
    typeof found === "string" || typeof found === "number" || typeof found === "boolean"
      ? String(found)
      : undefined;
  return [
    {
      code: "invalid-yaml-value",
      severity: "error",
      message: field === "" ? `the file: ${issue.message}` : issue.message,
      where: { file, ...locate(issue.path), ...(field === "" ? {} : { field }) },
      ...(shown === undefined ? {} : { found: shown }),
    },
  ];
}

/** Every key the schema knows anywhere: what a misspelt key may have meant. */
function schemaKeys(schema: z.ZodType): readonly string[] {
  const keys = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    else if (typeof node === "object" && node !== null) {
      const entries: readonly (readonly [string, unknown])[] = Object.entries(node);
      for (const [name, child] of entries) {
        if (name === "properties" && typeof child === "object" && child !== null)
          Object.keys(child).forEach((key) => keys.add(key));
        visit(child);
      }
    }
  };
  visit(z.toJSONSchema(schema, { io: "input" }));
  return [...keys];
}

function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = rangeStart(node);
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === part);
      if (!pair) return offset;
      offset = rangeStart(pair.key);
      node = pair.value;
      if (node !== null && part === path.at(-1) && isScalar(node)) offset = rangeStart(node);
    } else if (isSeq(node) && typeof part === "number") {
      node = node.items[part];
      offset = Math.max(offset, rangeStart(node));
    } else return offset;
  }
  return offset;
}

function rangeStart(node: unknown): number {
  return isMap(node) || isSeq(node) || isScalar(node) ? (node.range?.[0] ?? 0) : 0;
}
