#!/usr/bin/env node
// Starts Coppice. On an older Node it starts itself again with the Node 24 that `npm start` installed.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const installedNode = fileURLToPath(new URL("../../../node_modules/node/bin/node", import.meta.url));
const major = Number(process.versions.node.split(".")[0]);

if (!existsSync(main)) {
  console.error("Coppice is not built yet. Run once in its folder: npm start");
  process.exitCode = 2;
} else if (major < 24 && existsSync(installedNode)) {
  const again = spawnSync(installedNode, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  process.exitCode = again.status ?? 2;
} else if (major < 24) {
  console.error(
    `Coppice needs Node 24 or newer; this is Node ${process.versions.node}. Run once in its folder: npm start`,
  );
  process.exitCode = 2;
} else {
  // `coppice … | head` closes the pipe early: the work goes on, unseen.
  process.stdout.on("error", (error) => {
    if (error.code !== "EPIPE") throw error;
  });
  const { main: run } = await import(new URL("../dist/cli/main.js", import.meta.url).href);
  process.exitCode = await run(process.argv.slice(2));
}
