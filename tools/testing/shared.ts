import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, it } from "vitest";

export const repositoryRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const shared = join(dirname(repositoryRoot), "shared");

/** A path in the folder of shared data beside the repository, or undefined where it is absent. */
export function sharedPath(...parts: readonly string[]): string | undefined {
  const path = join(shared, ...parts);
  return existsSync(path) ? path : undefined;
}

/** Tests on shared data: skipped, with the reason, where the data are absent, even where the list of tests needs them. */
export function describeShared(name: string, parts: readonly string[], tests: (path: string) => void): void {
  const path = sharedPath(...parts);
  if (path !== undefined) {
    describe(name, () => tests(path));
    return;
  }
  describe.skip(`${name} [needs: ../shared/${parts.join("/")} beside the repository]`, () => {
    try {
      tests(join(shared, ...parts));
    } catch {
      it.skip("tests that are read from the data", () => undefined);
    }
  });
}
