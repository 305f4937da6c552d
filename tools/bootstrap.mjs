// What `npm start`, `npm test` and `npm run build` call. Runs on Node 20 with nothing installed: it installs, finds the
// Node 24 that the devDependency `node` brings, builds, and hands over to it.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, "node_modules", ".coppice-lock");
const installedNode = join(
  root,
  "node_modules",
  "node",
  "bin",
  process.platform === "win32" ? "node.exe" : "node",
);
const terminal = process.stdout.isTTY && !process.env.CI;
const NEEDED = 20;

const [task, ...rest] = process.argv.slice(2);
if (Number(process.versions.node.split(".")[0]) < NEEDED) {
  fail(`Coppice needs Node ${NEEDED} or newer to start; this is Node ${process.versions.node}.`);
}
process.chdir(root);
await install();
const node = findNode();

if (task === "test") {
  process.exitCode = await run(node, [join("tools", "check.mjs"), ...rest]);
} else if (task === "start" || task === "build") {
  await step("Building", node, [
    join("node_modules", "typescript", "bin", "tsc"),
    "-b",
    "tsconfig.build.json",
  ]);
  if (task === "start") {
    const args = rest.length > 0 ? rest : ["report", join("examples", "ketamine")];
    process.exitCode = await run(node, [join("apps", "coppice", "bin", "coppice.mjs"), ...args]);
  }
} else fail("usage: node tools/bootstrap.mjs start|test|build");

async function install() {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  const called = process.env.npm_execpath ?? "";
  const [command, ...first] = called.endsWith("npm-cli.js") ? [process.execPath, called] : ["npm"];
  // NODE_ENV=production would leave out the compiler and Node 24.
  await step("Installing packages (once)", command, [
    ...first,
    "ci",
    "--include=dev",
    "--no-audit",
    "--no-fund",
  ]);
  writeFileSync(stamp, lock);
}

/** The Node 24 of the devDependency; its install script is run by hand where npm was told to skip scripts. */
function findNode() {
  if (existsSync(installedNode)) return installedNode;
  console.log("Installing Node 24 …");
  spawnSync(process.execPath, ["installArchSpecificPackage.js"], {
    cwd: join(root, "node_modules", "node"),
    stdio: "ignore",
  });
  if (existsSync(installedNode)) return installedNode;
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  return fail("Node 24 could not be installed. Install Node 24 or newer yourself, then run this again.");
}

/** Runs a command quietly, with its time; its output is shown only when it fails. */
async function step(label, command, args) {
  const began = Date.now();
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(terminal ? 0 : 1)} s`;
  if (!terminal) console.log(`${label} …`);
  const spinner =
    terminal && setInterval(() => process.stdout.write(`\r\u001b[K${label} … ${seconds()}`), 200);
  const output = [];
  const code = await run(command, args, (chunk) => output.push(chunk));
  if (spinner) clearInterval(spinner);
  if (terminal) process.stdout.write("\r\u001b[K");
  if (code !== 0) {
    process.stderr.write(Buffer.concat(output));
    fail(`${label} failed (${[command, ...args].join(" ")}).`);
  }
  if (Date.now() - began > 1000) console.log(`${label}: done in ${seconds()}`);
}

function run(command, args, onOutput) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      env: childEnv(),
      stdio: onOutput ? ["ignore", "pipe", "pipe"] : "inherit",
    });
    child.stdout?.on("data", onOutput);
    child.stderr?.on("data", onOutput);
    child.on("error", (error) => {
      console.error(error.message);
      done(1);
    });
    child.on("close", (code) => done(code ?? 1));
  });
}

/** The Node 24 first on PATH, so that npm and every tool it starts use it too. */
function childEnv() {
  const path = process.env.PATH ?? "";
  return existsSync(installedNode)
    ? { ...process.env, PATH: dirname(installedNode) + delimiter + path }
    : process.env;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
