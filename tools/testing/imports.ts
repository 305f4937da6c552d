import { posix } from "node:path";
import ts from "typescript";

/** One import as written: what it names, on which line, and whether it vanishes when compiled. */
export interface Import {
  readonly from: string;
  readonly line: number;
  readonly to: string;
  readonly typeOnly: boolean;
}

/** Every import of a module: static, re-export, dynamic, and in types; `from` is the module's path in the repository. */
export function importsOf(from: string, text: string): readonly Import[] {
  const source = ts.createSourceFile(from, text, ts.ScriptTarget.ES2023, true);
  const found: Import[] = [];
  const add = (name: ts.Node | undefined, typeOnly: boolean): void => {
    if (name === undefined || !ts.isStringLiteralLike(name)) return;
    const { line } = source.getLineAndCharacterOfPosition(name.getStart());
    found.push({ from, line: line + 1, to: name.text, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The file a relative import names, as a path in the repository; undefined for a package. */
export function relativeTarget({ from, to }: Import): string | undefined {
  return to.startsWith(".") ? posix.join(posix.dirname(from), to) : undefined;
}

/**
 * Import cycles inside one folder tree, seen level by level: at each level a node is a file or a whole subfolder, so
 * two folders that import each other show as a cycle even where no two files do. A cycle of files alone counts only
 * when it survives compiling; a cycle with a folder in it counts with its types.
 *
 * @param root - the folder, as a path in the repository
 * @returns one text a cycle, such as `packages/meta/src: a -> b -> a (a/x.ts:3, b/y.ts:1)`: the first import of each arrow
 */
export function importCycles(root: string, imports: readonly Import[]): readonly string[] {
  const levels = new Map<string, Graph>();
  for (const each of imports) {
    const target = relativeTarget(each);
    if (!target?.startsWith(`${root}/`)) continue;
    const [a, b] = [each.from.split("/"), target.split("/")];
    const shared = a.findIndex((name, depth) => name !== b[depth]);
    if (shared < 0) continue;
    const areFiles = shared === a.length - 1 && shared === b.length - 1;
    if (areFiles && each.typeOnly) continue;
    const graph = getOr(levels, a.slice(0, shared).join("/"), () => new Map<string, Map<string, string>>());
    const place = `${a.slice(shared).join("/")}:${each.line}`;
    getOr(
      getOr(graph, a[shared]!, () => new Map<string, string>()),
      b[shared]!,
      () => place,
    );
  }
  const texts = [...levels].flatMap(([level, graph]) =>
    cyclesOf(graph).map((cycle) => {
      const places = cycle.slice(1).map((to, row) => graph.get(cycle[row]!)?.get(to) ?? "");
      return `${level}: ${cycle.join(" -> ")} (${places.join(", ")})`;
    }),
  );
  return texts.sort();
}

/** From a node to the nodes that it imports, each with the place of one such import. */
type Graph = Map<string, Map<string, string>>;

/** One cycle for each group of nodes that reach each other. */
function cyclesOf(graph: Graph): readonly (readonly string[])[] {
  const cycles: (readonly string[])[] = [];
  const told = new Set<string>();
  for (const start of [...graph.keys()].sort()) {
    const cycle = told.has(start) ? undefined : pathBack(start, graph);
    if (cycle === undefined) continue;
    cycles.push(cycle);
    for (const node of cycle) told.add(node);
  }
  return cycles;
}

/** The shortest way from a node back to itself. */
function pathBack(start: string, graph: Graph): readonly string[] | undefined {
  const paths: (readonly string[])[] = [[start]];
  const seen = new Set<string>();
  for (const path of paths) {
    for (const next of graph.get(path.at(-1)!)?.keys() ?? []) {
      if (next === start) return [...path, start];
      if (seen.has(next)) continue;
      seen.add(next);
      paths.push([...path, next]);
    }
  }
  return undefined;
}

function getOr<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
