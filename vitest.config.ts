import { defineConfig } from "vitest/config";

export default defineConfig({
  // Tests read the packages' sources, so a stale build cannot hide a mistake.
  ssr: {
    resolve: {
      conditions: ["coppice-source", "module", "node", "import", "default"],
      externalConditions: ["coppice-source"],
    },
  },
  resolve: { conditions: ["coppice-source", "module", "node", "import", "default"] },
  test: {
    include: ["packages/*/src/**/*.test.ts", "apps/*/src/**/*.test.ts", "tools/**/*.test.ts"],
    testTimeout: 60_000,
    pool: "threads",
    // One more than vitest takes by itself: while one test waits for a browser or a process, another goes on.
    maxWorkers: "100%",
  },
});
