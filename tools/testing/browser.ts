import { chromium, type Page } from "playwright-core";
import { describe } from "vitest";
import { chromiumPath } from "./chromium-path.ts";

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
]; // prettier-ignore

/** Tests in a real browser: skipped, with how to get one, where there is none. */
export function describeBrowser(name: string, tests: () => void): void {
  if (chromiumPath() !== undefined) describe(name, tests);
  else
    describe.skip(
      `${name} [needs: Chromium or Chrome, for example: apt-get install chromium, or COPPICE_CHROMIUM=/path/to/it]`,
      tests,
    );
}

export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: "light" | "dark";
  readonly javaScriptEnabled?: boolean;
}

/** Opens a page, lets no request leave the machine, and closes everything again. */
export async function withPage<T>(options: PageOptions, use: (page: Page) => Promise<T>): Promise<T> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error("no browser: use describeBrowser");
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    const page = await browser.newPage({
      viewport: { width: options.width ?? 1000, height: options.height ?? 800 },
      colorScheme: options.colorScheme ?? "light",
      javaScriptEnabled: options.javaScriptEnabled ?? true,
    });
    await page.route(
      (url) =>
        ["http:", "https:"].includes(url.protocol) && !["127.0.0.1", "localhost"].includes(url.hostname),
      (route) => route.abort("blockedbyclient"),
    );
    return await use(page);
  } finally {
    await browser.close();
  }
}
