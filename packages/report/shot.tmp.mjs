import { chromium } from "playwright-core";
import { readFileSync } from "node:fs";
const file = process.argv[2] ?? "/tmp/report-mine/ket/report.html"; const out = process.argv[3] ?? "/tmp/report-mine/shots";
import { mkdirSync } from "node:fs"; mkdirSync(out, { recursive: true });
const axe = readFileSync("/work/main/node_modules/axe-core/axe.min.js", "utf8");
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
for (const [w, scheme] of [[380, "light"], [900, "light"], [1600, "light"], [900, "dark"], [380, "dark"]]) {
  const ctx = await b.newContext({ viewport: { width: w, height: 900 }, colorScheme: scheme, bypassCSP: true });
  const p = await ctx.newPage();
  const req = []; p.on("request", (r) => { if (!r.url().startsWith("file:")) req.push(r.url()); });
  p.on("console", (m) => console.log("console", m.text())); p.on("pageerror", (e) => console.log("error", e.message));
  await p.goto("file://" + file);
  const sw = await p.evaluate(() => [document.documentElement.scrollWidth, innerWidth, document.documentElement.scrollHeight]);
  console.log(w, scheme, sw.join(" "), "requests", req.length);
  if (sw[0] > sw[1]) console.log(await p.evaluate(() => [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".table-box,svg")).slice(0, 8).map((e) => e.tagName + "." + e.className + " " + (e.textContent ?? "").slice(0, 40))));
  await p.evaluate(axe);
  const r = await p.evaluate(async () => await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  for (const v of r.violations) console.log("  AXE", v.id, v.impact, v.nodes.length, v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + " | " + (n.any[0]?.message ?? n.all[0]?.message ?? "")).join("\n      "));
  if (process.argv[4] !== "axe") {
    const H = sw[2]; const step = w === 380 ? 2600 : 1800;
    for (let y = 0, i = 0; y < H && i < 14; y += step, i++) await p.screenshot({ path: `${out}/${w}-${scheme}-${String(i).padStart(2, "0")}.png`, clip: { x: 0, y, width: w, height: Math.min(step, H - y) }, fullPage: true });
  }
  await ctx.close();
}
const p = await b.newPage(); await p.goto("file://" + file); await p.pdf({ path: `${out}/report.pdf`, format: "A4" });
await b.close();
