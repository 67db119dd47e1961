// The policies that hosts run: where the widget must run it runs without one
// violation, where it cannot the link stays and eafc:erreur says so. Hash
// mismatch, wrong type, no network and two versions end in a usable page.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { page } from "../lib/walk.mjs";

const own = [
  ["script-src 'self'", "blocked"],
  ["default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'", "runs"],
  ["default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types eafc", "runs"],
  ["script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types autre", "blocked"],
];

export default async function ({ browser, site, fixtures, check }) {
  const file = path.join(fixtures, "csp/cases.json");
  const cases = existsSync(file) ? JSON.parse(readFileSync(file)).filter((c) => c.where === "element").map((c) => [c.policy, c.expected]) : own;
  if (cases === own) console.log("  NOT RUN: fixture csp/cases.json; the project's own cases instead");
  const open = async (name, options, expected, prepare) => {
    const context = await browser.newContext();
    const p = await context.newPage();
    const violations = [];
    p.on("console", (m) => /Content Security Policy|TrustedHTML|Trusted Type/.test(m.text()) && violations.push(m.text().slice(0, 160)));
    const thrown = [];
    p.on("pageerror", (e) => thrown.push(e.message));
    await p.addInitScript(() => { window.__erreurs = 0; addEventListener("eafc:erreur", () => window.__erreurs++); });
    if (prepare) await prepare(p);
    await p.goto(page(site, "/csp", options));
    const shown = await p.locator("#w .intro").waitFor({ timeout: expected === "runs" ? 15000 : 1800 }).then(() => true, () => false);
    if (expected === "runs") check(name, shown && violations.length === 0, violations);
    else check(name, !shown && (await p.locator("#w a[href='/autrement']").isVisible()) && (await p.evaluate(() => window.__erreurs)) === 1 && thrown.length === 0, { shown, errors: await p.evaluate(() => window.__erreurs), thrown });
    await context.close();
  };
  for (const [policy, expected] of cases) await open(policy, { headers: { "content-security-policy": policy } }, expected);
  const rule = (match, answer) => { site.rules = [{ match, answer }]; };
  rule(/eafc\.wasm$/, (req, res) => { res.writeHead(200, { "content-type": "application/wasm" }); res.end("autre chose"); return true; });
  await open("hash mismatch", {}, "blocked");
  rule(/eafc\.wasm$/, (req, res) => { res.writeHead(404); res.end(); return true; });
  await open("module not found", {}, "blocked");
  site.rules = [];
  await open("no WebAssembly", {}, "blocked", (p) => p.addInitScript(() => { delete globalThis.WebAssembly; }));
  rule(/eafc\.wasm$/, (req, res) => { res.writeHead(200, { "content-type": "application/octet-stream" }); res.end(readFileSync(path.join(site.built, "eafc.wasm"))); return true; });
  await open("wrong type", {}, "runs");
  site.rules = [];
  await open("two loaders", { head: '<script type="module" src="/eafc/loader.js?autre"></script>' }, "runs");
  // a document that is not there: a fault on screen, the link, one event
  const context = await browser.newContext();
  const p = await context.newPage();
  await p.addInitScript(() => { window.__erreurs = 0; addEventListener("eafc:erreur", () => window.__erreurs++); });
  await p.goto(page(site, "/absent", { attrs: 'referentiel="/data/absent.json"' }));
  await p.locator("#w [role=alert]").waitFor();
  check("missing framework: fault, link, event", (await p.locator("#w a[href='/autrement']").isVisible()) && (await p.evaluate(() => window.__erreurs)) === 1);
  await context.close();
}
