import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { describeBrowser, withPage } from "../../../../tools/testing/browser.ts";
import { describeShared } from "../../../../tools/testing/shared.ts";
import { compute, type ComputedCase } from "./compute.ts";
import { checkComputed, strippedDocument, type ReferenceFile } from "./reference-cases.testing.ts";

/** The compiled package and what it imports, as a page loads them: no bundler, nothing changed. */
const MODULES: Readonly<Record<string, string>> = {
  "/meta/": fileURLToPath(new URL("../../dist/", import.meta.url)),
  "/pure-rand/": fileURLToPath(new URL("../../../../node_modules/pure-rand/", import.meta.url)),
};
const ORIGIN = "http://localhost";

async function openEngine(page: Page): Promise<void> {
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const [prefix, folder] = Object.entries(MODULES).find(([start]) => pathname.startsWith(start)) ?? [];
    if (prefix === undefined || folder === undefined)
      return route.fulfill({ contentType: "text/html", body: html() });
    return route.fulfill({
      contentType: "text/javascript",
      body: readFileSync(join(folder, pathname.slice(prefix.length)), "utf8"),
    });
  });
  await page.goto(`${ORIGIN}/`);
  await page.waitForFunction("globalThis.ready === true");
}

function html(): string {
  return `<!doctype html><script type="importmap">${JSON.stringify({ imports: pureRand() })}</script>
<script type="module">import { compute } from "/meta/compute/index.js";
globalThis.run = (text) => JSON.stringify(compute(JSON.parse(text), { keys: "reference" }));
globalThis.ready = true;</script>`;
}

/** What its package.json exports to an `import`. */
function pureRand(): Readonly<Record<string, string>> {
  const { exports } = JSON.parse(readFileSync(join(MODULES["/pure-rand/"]!, "package.json"), "utf8")) as {
    exports: Readonly<Record<string, string | { readonly import: string }>>;
  };
  return Object.fromEntries(
    Object.entries(exports).flatMap(([name, target]) =>
      typeof target === "string"
        ? []
        : [[`pure-rand/${name.slice(2)}`, `/pure-rand/${target.import.slice(2)}`]],
    ),
  );
}

describeBrowser("the engine in a browser", () => {
  beforeAll(() => {
    if (!existsSync(join(MODULES["/meta/"]!, "compute/index.js")))
      throw new Error("packages/meta is not compiled: run npx tsc -b first");
  });

  describeShared("all reference cases", ["reference"], (folder) => {
    test("equal the reference, as many as in Node", { timeout: 240_000 }, async () => {
      await withPage({}, async (page) => {
        await openEngine(page);
        const areas = readdirSync(folder).filter((name) => name.endsWith(".json") && !/^(index|screening)/.test(name));
        expect(areas.length).toBe(17);
        for (const name of areas) {
          const file = JSON.parse(readFileSync(join(folder, name), "utf8")) as ReferenceFile;
          const text = JSON.stringify(strippedDocument(file));
          const found = await page.evaluate(`globalThis.run(${JSON.stringify(text)})`);
          const { cases } = JSON.parse(String(found)) as { cases: readonly ComputedCase[] };
          const area = name.replace(".json", "");
          const there = checkComputed(file, area, cases);
          const here = compute(strippedDocument(file), { keys: "reference" }).cases;
          expect(there.differences).toEqual([]);
          expect(there.supported).toBe(checkComputed(file, area, here).supported);
        }
      });
    }); // prettier-ignore
  });
});
