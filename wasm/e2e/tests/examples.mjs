// The examples that a contributor copies: React, go-app, and the package in
// the frame of a learning platform. Each is built and walked through.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { react } from "../lib/react.mjs";
import { ranks } from "../lib/walk.mjs";

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json" };

export default async function ({ browser, site, bin, root, dir, built, check }) {
  const folder = (prefix, at) => ({ match: new RegExp("^" + prefix), answer: (req, res, url) => { const f = path.join(at, url.pathname.slice(prefix.length) || "index.html"); if (!existsSync(f)) { res.writeHead(404); res.end(); return true; } res.writeHead(200, { "content-type": types[path.extname(f)] || "application/octet-stream" }); res.end(readFileSync(f)); return true; } });
  const documents = { match: /^\/donnees\//, answer: (req, res, url) => { const d = { "referentiel.json": "competency/frameworks/encadrement-exemple-1.0.0.json", "catalogue.json": "catalogue/demo/catalogue.json" }[path.basename(url.pathname)]; if (!d && !/profil/.test(url.pathname)) return false; if (!d) { res.writeHead(302, { location: "/data/profil-direction.json" }); res.end(); return true; } res.writeHead(200, { "content-type": "application/json" }); res.end(readFileSync(path.join(root, d))); return true; } };
  const walk = async (f, values = ranks) => {
    await f.locator("#commencer").click();
    for (let i = 0; i < values.length; i++) { await f.locator(`section[data-etape="${i + 1}"] input[value="${values[i]}"]`).check(); await f.locator("#suivant").click(); }
  };
  await react({ browser, site, root, dir, check, walk, documents, folder });
  // go-app
  const goapp = path.join(root, "examples/goapp"), run = path.join(dir, "goapp");
  mkdirSync(path.join(run, "web"), { recursive: true });
  let served = true;
  try { execFileSync("go", ["mod", "download", "github.com/maxence-charriere/go-app/v9"], { cwd: goapp, stdio: "ignore" }); } catch { served = false; }
  if (!served) console.log("  NOT RUN: examples/goapp: the module proxy does not serve go-app");
  else {
    execFileSync("go", ["build", "-o", path.join(run, "web/app.wasm"), "."], { cwd: goapp, env: { ...process.env, GOOS: "js", GOARCH: "wasm" }, stdio: "inherit" });
    execFileSync("go", ["build", "-o", path.join(run, "serveur"), "."], { cwd: goapp, stdio: "inherit" });
    cpSync(path.join(goapp, "web/icone.svg"), path.join(run, "web/icone.svg"));
    mkdirSync(path.join(run, "donnees"), { recursive: true });
    cpSync(path.join(root, "competency/frameworks/encadrement-exemple-1.0.0.json"), path.join(run, "donnees/referentiel.json"));
    writeFileSync(path.join(run, "donnees/profil-direction.json"), await (await fetch(site.url + "/data/profil-direction.json")).text());
    const child = spawn("./serveur", ["-addr", "127.0.0.1:0", "-eafc", built], { cwd: run, stdio: ["ignore", "pipe", "inherit"] });
    try {
      const url = await new Promise((ok, no) => { child.stdout.on("data", (d) => ok(String(d).trim())); child.on("exit", () => no(new Error("goapp ended"))); });
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: "block" });
      const p = await context.newPage();
      await p.goto(url);
      const w = p.locator("eafc-auto-positionnement");
      await w.locator(".intro").waitFor({ timeout: 30000 });
      await walk(w);
      await w.locator(".bilan").waitFor();
      await p.locator("#bilan:has-text('niveaux')").waitFor({ timeout: 5000 }).catch(() => {});
      check("go-app: the event is read in Go and rendered", /^11 niveaux, \d+ écarts\.$/.test(await p.locator("#bilan").innerText()), await p.locator("#bilan").innerText());
      check("go-app: rendering again keeps the widget", await w.locator(".bilan").isVisible());
      await p.locator("eafc-verificateur #ouvrir").setInputFiles({ name: "x.brique.json", mimeType: "application/json", buffer: Buffer.from("{}") });
      await p.locator("#controle:has-text('invalid')").waitFor({ timeout: 20000 }).catch(() => {});
      check("go-app: the checker too, three Go programs on one page", (await p.locator("#controle").innerText()) === "brick : invalid", await p.locator("#controle").innerText());
      await context.close();
    } finally { child.kill("SIGKILL"); }
  }
  // the package in the frame of a platform
  const moodle = path.join(dir, "moodle"), zip = path.join(dir, "moodle.zip");
  rmSync(moodle, { recursive: true, force: true });
  cpSync(path.join(root, "examples/moodle"), moodle, { recursive: true });
  execFileSync(bin, ["widgets", "pack", "auto-positionnement", "--to", "scorm12", "--referentiel", path.join(root, "competency/frameworks/encadrement-exemple-1.0.0.json"), "-o", zip], { cwd: root, stdio: "ignore" });
  mkdirSync(path.join(moodle, "paquet"), { recursive: true });
  execFileSync("python3", ["-m", "zipfile", "-e", zip, path.join(moodle, "paquet")]);
  site.rules = [folder("/moodle/", moodle)];
  const context = await browser.newContext({ viewport: { width: 1100, height: 1000 } });
  const p = await context.newPage();
  const f = p.frameLocator("#scorm_object");
  const count = (n) => p.waitForFunction((m) => document.querySelector("#scorm_object").contentDocument.querySelector("eafc-auto-positionnement")?.etat?.()?.answered === m, n, { timeout: 20000 });
  await p.goto(site.url + "/moodle/lecteur.html");
  await f.locator("#commencer").waitFor({ timeout: 15000 });
  await count(0);
  await walk(f, ranks.slice(0, 4));
  await p.goto(site.url + "/moodle/lecteur.html");
  await count(4);
  check("platform: resumed where it was", await p.evaluate(() => window.API.LMSGetValue("cmi.core.entry")) === "resume");
  await f.locator('section[data-etape="5"] input').first().waitFor();
  for (let i = 4; i < 12; i++) { await f.locator(`section[data-etape="${i + 1}"] input[value="${ranks[i]}"]`).check(); await f.locator("#suivant").click(); }
  await f.locator(".bilan").waitFor();
  const journal = await p.evaluate(() => ({ ...window.journal, status: window.API.LMSGetValue("cmi.core.lesson_status"), score: window.API.LMSGetValue("cmi.core.score.raw") }));
  check("platform: completed, no score", journal.status === "completed" && journal.score === "", [journal.status, journal.score]);
  check("platform: not one refused call", journal.errors.length === 0, journal.errors);
  check("platform: the learner is never read", !journal.calls.some((c) => /student/.test(c[1] || "")));
  await p.evaluate(() => { document.querySelector("#scorm_object").src = "about:blank"; });
  await p.waitForFunction(() => window.journal.calls.some((c) => c[0] === "LMSFinish"), null, { timeout: 5000 }).catch(() => {});
  check("platform: finished when it is left", await p.evaluate(() => window.journal.calls.filter((c) => c[0] === "LMSFinish").length === 1 && window.journal.errors.length === 0), await p.evaluate(() => window.journal.errors));
  site.rules = [];
  await context.close();
}
