// SPDX-License-Identifier: Apache-2.0
//
// The widgets beside SurveyJS (survey-core, survey-js-ui), the same questions
// on one page, in one interleaved run: every round visits each page once, in
// the same order, each in a fresh browser context. Ratios are taken within a
// round, ours over the peer's; the median is printed with its extremes, losses
// too. Times of two runs do not compare. Last, the catalogue explorer filters
// 10,000 bricks.
//
//   ROUNDS=7 node run.mjs [FOLDER [FOLDER]]   made by "briques widgets build --no-compress": positioning, all
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { pages } from "./pages.mjs";
import { serve } from "./server.mjs";
import { watch } from "./watch.mjs";

const here = path.dirname(fileURLToPath(import.meta.url)), root = path.resolve(here, "../../..");
let rounds = Number(process.env.ROUNDS || 7), slowRounds = Number(process.env.SLOW || rounds);
const scratch = mkdtempSync(path.join(os.tmpdir(), "briques-bench-"));

function build() {
  if (process.argv[2]) return [process.argv[2], process.argv[3] || process.argv[2]];
  const bin = path.join(scratch, "briques"), one = path.join(scratch, "un"), all = path.join(scratch, "tous");
  execFileSync("go", ["build", "-o", bin, "./cmd/briques"], { cwd: root, stdio: "inherit" });
  for (const [dir, more] of [[one, ["--only", "auto-positionnement"]], [all, []]]) execFileSync(bin, ["widgets", "build", "-o", dir, "--no-compress", ...more], { cwd: root, stdio: ["ignore", "ignore", "ignore"] });
  return [one, all];
}

if (process.env.ONLY === "catalogue") { // the rest takes minutes
  rounds = slowRounds = 0;
}

const median = (list) => { const s = [...list].sort((a, b) => a - b), n = s.length; return n % 2 ? s[(n - 1) / 2] : (s[n / 2 - 1] + s[n / 2]) / 2; };
const quantile = (list, q) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * q))];
const round = (x, n = 2) => (Math.abs(x) >= 100 ? Math.round(x).toString() : x.toFixed(n));
const args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
  // Other hosts are not found. A route of playwright would do it too, but turns the cache off, and with it the second visit.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"];

const [one, all] = build();
const site = await serve({ "/un/": one, "/tous/": all, "/pair/": path.join(here, "node_modules") });
const made = pages(root, site);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args });
const foreign = {};

async function context() {
  const c = await browser.newContext({ viewport: { width: 1000, height: 900 } });
  await c.addInitScript(watch);
  c.on("request", (r) => { const { protocol, host } = new URL(r.url()); if (/^http/.test(protocol) && host !== `127.0.0.1:${site.port}`) foreign[host] = (foreign[host] || 0) + 1; });
  return c;
}

// visit opens a page and waits until its first answer was taken.
async function visit(c, url, slow) {
  const p = await c.newPage(), cdp = await c.newCDPSession(p);
  await cdp.send("Network.enable");
  let bytes = 0;
  cdp.on("Network.loadingFinished", (e) => (bytes += e.encodedDataLength));
  if (slow) await cdp.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 });
  await p.goto(site.url + url);
  await p.waitForFunction(() => window.__seen.answered > 0, null, { timeout: 60000 });
  return { p, cdp, bytes: () => bytes, seen: await p.evaluate(() => window.__seen) };
}

async function answers(v) {
  const costs = await v.p.evaluate(() => window.__cost(120));
  await v.cdp.send("HeapProfiler.enable");
  await v.cdp.send("HeapProfiler.collectGarbage");
  await v.cdp.send("Performance.enable");
  const { metrics } = await v.cdp.send("Performance.getMetrics");
  return { p50: quantile(costs, 0.5), p95: quantile(costs, 0.95), heap: metrics.find((m) => m.name === "JSHeapUsedSize").value, wasm: await v.p.evaluate(() => window.__memory()) };
}

const wait = (ms) => new Promise((ok) => setTimeout(ok, ms));
const taken = { ours: [], peer: [] }, slow = { ours: [], pasted: [], peer: [] };
try {
  for (let i = 0; i < rounds; i++) {
    for (const [name, url] of [["ours", "/nous"], ["peer", "/eux"]]) {
      const c = await context(), cold = await visit(c, url), cost = await answers(cold), bytes = cold.bytes();
      await wait(1500);
      const warm = await visit(c, url);
      taken[name].push({ cold: cold.seen.answered, form: cold.seen.form, warm: warm.seen.answered, bytes, ...cost });
      await c.close();
    }
  }
  for (let i = 0; i < slowRounds; i++) {
    for (const [name, url] of [["ours", "/nous-dessine"], ["pasted", "/nous"], ["peer", "/eux"]]) {
      const c = await context(), v = await visit(c, url, true);
      if (name !== "peer") await v.p.waitForFunction(() => window.__seen.ready > 0, null, { timeout: 60000 });
      slow[name].push({ ...(await v.p.evaluate(() => window.__seen)) });
      await c.close();
    }
  }
  console.log(`chromium ${browser.version()}, ${os.cpus().length} processors, load ${os.loadavg()[0].toFixed(1)}, ${made.questions} questions, ${rounds} rounds, ${slowRounds} on Slow 4G, requests elsewhere (not found): ${JSON.stringify(foreign)}`);
  if (rounds > 0) compare();
  if (rounds > 0) await compiled();
  await explorer();
} finally {
  await browser.close();
  site.close();
  rmSync(scratch, { recursive: true, force: true });
}

function compare() {
  const line = (what, list, key, bar, unit, scale = 1) => {
    const ratios = list.ours.map((o, i) => o[key] / list.peer[i][key]), m = median(ratios);
    const mine = median(list.ours.map((o) => o[key])) / scale, theirs = median(list.peer.map((o) => o[key])) / scale;
    console.log(`${m <= bar ? "met " : "LOST"} ${what.padEnd(34)} ours ${round(mine).padStart(8)} ${unit}, SurveyJS ${round(theirs).padStart(8)} ${unit}, ratio ${m.toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}), bar ${bar}`);
  };
  line("cold, answered click", taken, "cold", 0.75, "ms");
  line("warm, answered click", taken, "warm", 0.8, "ms");
  line("one answer, p50", taken, "p50", 1, "ms");
  line("one answer, p95 (no bar of its own)", taken, "p95", Infinity, "ms");
  line("JavaScript heap", taken, "heap", 0.4, "MiB", 1 << 20);
  line("Slow 4G, form visible (prerendered)", slow, "form", 0.25, "ms");
  line("Slow 4G, answered (prerendered)", slow, "answered", 1.3, "ms");
  // The prerendered form takes and tells answers without the module; these two
  // lines say when that has come. SurveyJS is ready when it answers.
  for (const r of slow.peer) r.ready = r.answered;
  line("  the module has taken over", slow, "ready", Infinity, "ms");
  line("  not prerendered, answered", { ours: slow.pasted, peer: slow.peer }, "answered", Infinity, "ms");
  line("bytes on the wire", taken, "bytes", 1.6, "KB", 1000);
  console.log(`     the module's own memory, which the heap does not count: ${(median(taken.ours.map((o) => o.wasm)) / (1 << 20)).toFixed(1)} MiB`);
}

// compiled counts the functions that a visit compiles up to its first answer:
// a browser compiles each when it is first called.
async function compiled() {
  const c = await context(), p = await c.newPage(), cdp = await c.newCDPSession(p);
  let n = 0;
  cdp.on("Tracing.dataCollected", ({ value }) => (n += value.filter((e) => e.name === "wasm.CompileLazy").length));
  const done = new Promise((ok) => cdp.on("Tracing.tracingComplete", ok));
  await cdp.send("Tracing.start", { categories: "-*,v8.wasm", transferMode: "ReportEvents" });
  await p.goto(site.url + "/nous");
  await p.waitForFunction(() => window.__seen.answered > 0, null, { timeout: 60000 });
  await cdp.send("Tracing.end");
  await done;
  console.log(`     functions of the module that a visit compiles up to the first answer: ${n}`);
  await c.close();
}

// explorer opens the catalogue of 10,000 bricks: how long until the first list,
// and the longest that the page could not answer meanwhile. Then it types words
// letter by letter; each keystroke is timed until the new list is in the page.
async function explorer() {
  const c = await context(), p = await c.newPage();
  await p.addInitScript(() => {
    const seen = (window.__first = { progress: 0, list: 0, longest: 0 });
    new PerformanceObserver((l) => { for (const e of l.getEntries()) if (!seen.list || e.startTime < seen.list) seen.longest = Math.max(seen.longest, e.duration); }).observe({ entryTypes: ["longtask"] });
    const look = () => {
      const r = document.querySelector("#w")?.shadowRoot;
      if (r && !seen.progress && r.querySelector("progress")) seen.progress = performance.now();
      if (r?.querySelector(".liste .brique")) seen.list = performance.now(); else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await p.goto(site.url + "/catalogue");
  await p.locator("#w .liste .brique").first().waitFor({ timeout: 240000 });
  await wait(200);
  const first = await p.evaluate(() => window.__first);
  console.log(`${first.list <= 2500 ? "met " : "LOST"} explorer, ${made.bricks} bricks, ${(site.size("/grand.json") / 1e6).toFixed(1)} MB: progress after ${round(first.progress)} ms, first list after ${round(first.list)} ms, bar 2500 ms; longest task ${round(first.longest)} ms`);
  const costs = await p.evaluate(() => {
    const input = document.querySelector("#w").shadowRoot.querySelector("#q"), out = [];
    for (const word of ["équipe", "numérique", "laïcité crise", "donées", "entretien", "projet pédagogique", "inclusion", "réunion a distance"])
      for (let n = 1; n <= word.length; n++) {
        input.value = word.slice(0, n);
        const t = performance.now();
        input.dispatchEvent(new Event("input", { bubbles: true }));
        out.push(performance.now() - t);
      }
    return out;
  });
  const p95 = quantile(costs, 0.95);
  console.log(`${p95 <= 25 ? "met " : "LOST"} explorer, ${costs.length} keystrokes: p50 ${quantile(costs, 0.5).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, worst ${Math.max(...costs).toFixed(1)} ms, bar 25 ms`);
  await c.close();
}
