import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, it } from "vitest";
import { documentAnchors, linksOf } from "./testing/markdown.ts";
import { projectFiles, readText } from "./testing/project-files.ts";
import { repositoryRoot } from "./testing/shared.ts";

const files = projectFiles();
const code = files.filter((path) =>
  /^(packages\/[^/]+\/src|apps\/[^/]+\/(src|bin)|tools|bench)\//.test(path),
);
const LINES = 500;

describe("tidy", () => {
  it("reads the project", () => {
    expect(files).toContain("package.json");
    expect(code.length).toBeGreaterThan(50);
  });

  it("files and folders are named in kebab-case, and for what they hold", () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;
    const vague = /^(utils?|helpers?|managers?|misc|common)(\.|$)/;
    const named = code.filter((path) => /\.(tsx?|mjs|css|json|svg)$/.test(path));
    const isWrong = (name: string): boolean =>
      name !== "__pictures__" && (vague.test(name) || !kebab.test(name));
    expect(named.filter((path) => path.split("/").some(isWrong))).toEqual([]);
  });

  it(`no source file is longer than ${LINES} lines`, () => {
    const lines = (path: string): number => (readText(path) ?? "").trimEnd().split("\n").length;
    const sources = code.filter((path) => /\.(ts|tsx|mjs)$/.test(path));
    expect(
      sources.filter((path) => lines(path) > LINES).map((path) => `${path}: ${lines(path)} lines`),
    ).toEqual([]);
  });

  it("each package has a README with its invariant", () => {
    const packages = files
      .filter((path) => /^packages\/[^/]+\/package\.json$/.test(path))
      .map((path) => posix.dirname(path));
    expect(packages.length).toBeGreaterThan(3);
    const wrong = packages.filter(
      (path) => !/^\*\*Invariant\b[^*]*\*\*/m.test(readText(`${path}/README.md`) ?? ""),
    );
    expect(wrong.map((path) => `${path}/README.md has no line that begins with **Invariant`)).toEqual([]);
  });

  it("no file names a folder of one machine", () => {
    const folders = new RegExp(`(?<![\\w.~%-])/(${["work", "home", "root", "Users"].join("|")})/[\\w.-]`);
    const wrong = files.flatMap((path) => {
      const text = readText(path) ?? "";
      if (text.slice(0, 8000).includes("\0")) return [];
      const line = text.split("\n").findIndex((each) => folders.test(each));
      return line < 0 ? [] : [`${path}:${line + 1}`];
    });
    expect(wrong).toEqual([]);
  });

  it("relative links in the documents lead somewhere", () => {
    const documents = files.filter((path) => path.endsWith(".md"));
    const wrong = documents.flatMap((path) =>
      linksOf(readText(path) ?? "").flatMap(({ line, target }) => {
        const [file = "", anchor] = target.split("#");
        const goal = file === "" ? path : posix.join(posix.dirname(path), decodeURI(file));
        if (goal.startsWith("..") || !existsSync(join(repositoryRoot, goal)))
          return [`${path}:${line} ${target}: no such file`];
        const anchors =
          goal.endsWith(".md") && anchor !== undefined ? documentAnchors(readText(goal) ?? "") : undefined;
        return anchors?.has(anchor ?? "") === false ? [`${path}:${line} ${target}: no such heading`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("decisions are numbered from 0001, without gaps", () => {
    const numbers = files.flatMap(
      (path) => /^docs\/decisions\/(\d{4})-[a-z0-9-]+\.md$/.exec(path)?.[1] ?? [],
    );
    expect(numbers.length).toBeGreaterThan(9);
    expect(numbers.map(Number)).toEqual(numbers.map((_, row) => row + 1));
  });
});
