// examples/react built twice, for production and for development (only there
// does StrictMode mount twice), and walked through.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ranks } from "./walk.mjs";

export async function react({ browser, site, root, dir, check, walk, documents, folder }) {
  const home = path.join(root, "examples/react");
  if (!existsSync(path.join(home, "node_modules/esbuild")) || !existsSync(path.join(home, "node_modules/react-dom"))) return console.log("  NOT RUN: examples/react: its npm packages are not installed (npm ci --ignore-scripts in it)");
  const told = [...readFileSync(path.join(root, "wasm/widget/event/event.go"), "utf8").matchAll(/= "(eafc:[a-z]+)"/g)].map((m) => m[1]).sort();
  const handled = [...readFileSync(path.join(home, "src/Widget.jsx"), "utf8").matchAll(/"(eafc:[a-z]+)"/g)].map((m) => m[1]).sort();
  check("React: a function for every event", told.length > 8 && String(told) === String(handled), [told, handled]);
  for (const mode of ["production", "development"]) {
    const out = path.join(dir, "react-" + mode), say = (name, ok, detail) => check(`React, ${mode}: ${name}`, ok, detail);
    mkdirSync(out, { recursive: true });
    cpSync(path.join(home, "index.html"), path.join(out, "index.html"));
    const options = mode === "production" ? [] : ["--define:process.env.NODE_ENV='\"development\"'"];
    execFileSync("npm", ["run", "--silent", "build", "--", ...options, "--outfile=" + path.join(out, "dist/main.js"), "--allow-overwrite", "--log-level=error"], { cwd: home, stdio: ["ignore", "ignore", "inherit"] });
    site.rules = [folder("/react/", out), documents];
    const { p, problems, close } = await open(browser);
    let loader; // held back once: the page is there before the elements
    await p.route("**/eafc/loader.js", async (r) => { await new Promise((ok) => (loader = ok)); await r.continue(); }, { times: 1 });
    await p.goto(site.url + "/react/", { waitUntil: "commit" });
    const w = p.locator("eafc-auto-positionnement"), count = () => p.locator("#compte").innerText();
    // React renders a little later.
    const counts = async (words) => p.locator(`#compte:has-text("${words}")`).waitFor({ timeout: 3000 }).then(() => true, () => false);
    const live = () => p.evaluate(async () => (await globalThis[Symbol.for("eafc/1")].modules.eafc).live());
    while (!loader) await p.waitForTimeout(20);
    loader();
    await w.locator(".intro").waitFor({ timeout: 15000 });
    say("one widget, methods through the ref", (await live()) === 1 && (await counts("0 réponse(s)")), await count());
    await w.locator("#commencer").click();
    const choose = async (i, v) => w.locator(`section[data-etape="${i + 1}"] input[value="${v}"]`).check();
    await choose(0, 1);
    say("an answer is in the state", (await counts("1 réponse(s)")), await count());
    await choose(0, 2);
    await p.waitForTimeout(100);
    say("another answer to the same question is no second one", (await counts("1 réponse(s)")), await count());
    // unmounted in the middle: nothing is left behind, and nothing is lost
    await p.locator("#cacher").click();
    await p.waitForTimeout(100);
    say("unmounted, nothing left", (await live()) === 0, await live());
    await p.locator("#cacher").click();
    await w.locator('section[data-etape="2"] input').first().waitFor();
    say("mounted again, the answers are given back", (await live()) === 1 && (await counts("1 réponse(s)")), await count());
    await p.locator("#vider").click();
    await w.locator("#avis").waitFor();
    say("a method by the ref, its event in the state", (await counts("0 réponse(s)")), await count());
    await walk(w);
    await w.locator(".bilan").waitFor();
    say("the result is in the state", (await counts("11 niveaux")), await count());
    await p.locator("#cacher").click();
    await p.locator("#vider").click();
    say("cleared while it is away", (await counts("0 réponse(s)")), await count());
    await p.locator("#cacher").click();
    await w.locator("#commencer").waitFor();
    say("then it starts empty", (await w.evaluate((e) => e.etat().answered)) === 0);
    say("no error, no warning", problems.length === 0, problems);
    await close();
  }
  // What another page does with Widget.jsx: a method before the loader, a
  // widget that is ready at once.
  const out = path.join(dir, "react-other"), entry = path.join(out, "page.jsx");
  mkdirSync(out, { recursive: true });
  writeFileSync(entry, other(path.join(home, "src/Widget.jsx")));
  execFileSync(path.join(home, "node_modules/.bin/esbuild"), [entry, "--bundle", "--format=esm", "--jsx=automatic", "--define:process.env.NODE_ENV='\"development\"'", "--outfile=" + path.join(out, "page.js"), "--log-level=error"], { cwd: home, env: { ...process.env, NODE_PATH: path.join(home, "node_modules") }, stdio: ["ignore", "ignore", "inherit"] });
  writeFileSync(path.join(out, "index.html"), '<!doctype html><html lang="fr"><meta charset="utf-8"><title>React</title><link rel="icon" href="data:,"><div id="racine"></div><script type="module" src="page.js"></script></html>');
  site.rules = [folder("/react/", out)];
  const { p, problems, close } = await open(browser);
  await p.goto(site.url + "/react/");
  await p.waitForFunction(() => window.early !== undefined);
  check("React: a method before the loader answers nothing and breaks nothing", (await p.evaluate(() => window.early)) === "undefined", await p.evaluate(() => window.early));
  await p.addScriptTag({ type: "module", url: "/eafc/loader.js" });
  await p.waitForFunction(() => window.ready === 1, null, { timeout: 15000 });
  for (let i = 0; i < 5; i++) {
    await p.evaluate(() => show(false));
    await p.waitForTimeout(60);
    await p.evaluate(() => show(true));
    await p.waitForTimeout(60);
  }
  check("React: ready is told at every mount, once", (await p.evaluate(() => window.ready)) === 6, await p.evaluate(() => window.ready));
  check("React: the other page has no error either", problems.length === 0, problems);
  await close();
  site.rules = [];
}

async function open(browser) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } }), p = await context.newPage(), problems = [];
  p.on("pageerror", (e) => problems.push(e.message));
  p.on("console", (m) => ["error", "warning"].includes(m.type()) && !/favicon/.test(m.location().url) && problems.push(m.text()));
  return { p, problems, close: () => context.close() };
}

const other = (widget) => `
import { StrictMode, useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { Widget } from ${JSON.stringify(widget)};
window.ready = 0;
function Page() {
  const [shown, setShown] = useState(true), ref = useRef(null);
  useEffect(() => { window.show = (x) => setTimeout(() => setShown(x)); window.early ??= String(ref.current.etat()); }, []);
  return shown && <Widget nom="verificateur" ref={ref} attributs={{ chargement: "immediat" }} onPret={() => window.ready++} />;
}
createRoot(document.getElementById("racine")).render(<StrictMode><Page /></StrictMode>);
`;
