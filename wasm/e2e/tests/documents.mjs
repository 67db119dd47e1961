// The blocks of the README, the tutorials and the hosting guides, as a reader
// would use them: the commands that build widgets are run, each piece of HTML
// is opened, each policy is sent with it, each script listens. Then the two
// examples of whole pages.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { answer, ranks } from "../lib/walk.mjs";

const fence = /^```([a-z.]*)\n([\s\S]*?)^```$/gm;
const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css" };

export default async function ({ browser, site, bin, root, dir, check, axeSource }) {
  const names = ["README.md", "README.en.md", "docs/tutoriel-site.md", "docs/tutoriel-site.en.md", "examples/page-eafc/README.md", ...readdirSync(path.join(root, "docs/heberger")).filter((f) => f.endsWith(".md")).map((f) => `docs/heberger/${f}`)];
  const blocks = names.flatMap((name) => [...readFileSync(path.join(root, name), "utf8").matchAll(fence)].map(([, lang, text]) => ({ name, lang, text })));
  const of = (lang) => blocks.filter((b) => b.lang === lang);

  // Commands: each document in a folder of its own, from a copy of the source.
  const built = new Set();
  let ran = 0;
  for (const b of of("console")) {
    const work = path.join(dir, "documents", b.name.replaceAll("/", "-"));
    mkdirSync(work, { recursive: true });
    for (const line of b.text.trim().split("\n")) {
      if (!/^briques (widgets|framework convert|catalogue convert) /.test(line)) continue;
      const words = line.split("   #")[0].trim().split(/\s+/).slice(1), out = words.indexOf("-o");
      const args = words.map((w, i) => (i === out + 1 && out > 0) || existsSync(path.join(work, w)) ? path.join(work, w) : w);
      if (built.has(line) && words[0] === "widgets" && words[1] === "build") continue; // the same folder again
      built.add(line);
      try { execFileSync(bin, args, { cwd: root, stdio: ["ignore", "ignore", "pipe"] }); } catch (e) { check(`${b.name}: ${line}`, false, String(e.stderr)); continue; }
      ran++;
      check(`${b.name}: ${line}`, out < 0 || statSync(args[out + 1]).isDirectory() || statSync(args[out + 1]).size > 200);
    }
  }

  // The addresses that the documents use.
  const posted = [];
  const data = async (res, name) => { const r = await fetch(`${site.url}/data/${name}`); res.writeHead(r.status, { "content-type": "application/json" }); res.end(await r.text()); return true; };
  site.rules = [
    { match: /^\/donnees\//, answer: (req, res, url) => data(res, { "referentiel.json": "encadrement.json" }[url.pathname.slice(9)] || url.pathname.slice(9)) },
    { match: /^\/relais-xapi\//, answer: async (req, res) => { let body = ""; for await (const c of req) body += c; posted.push(body); res.writeHead(200); res.end("[]"); return true; } },
  ];
  const open = async (name, html, policy) => {
    const address = "/document-" + Math.random().toString(36).slice(2);
    site.pages.set(address, { html: `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Document</title><body><main><h1>Document</h1>${html}</main></body></html>`, headers: policy ? { "content-security-policy": policy } : {} });
    const p = await (await browser.newContext()).newPage();
    p.violations = [];
    p.on("console", (m) => /Content Security Policy|Trusted/.test(m.text()) && p.violations.push(m.text().slice(0, 140)));
    p.on("pageerror", (e) => p.violations.push(e.message));
    await p.goto(site.url + address);
    const inside = html.includes("<iframe") ? p.frameLocator("iframe") : p;
    const shown = await inside.locator("eafc-auto-positionnement .intro").first().waitFor({ timeout: 20000 }).then(() => true, () => false);
    check(`${name}: runs`, shown && p.violations.length === 0, p.violations);
    return p;
  };
  const seen = new Set();
  for (const b of of("html")) {
    if (seen.has(b.text)) continue;
    seen.add(b.text);
    const p = await open(`${b.name}: html`, b.text);
    await p.context().close();
  }
  const first = of("html").find((b) => b.name === "docs/tutoriel-site.md").text;
  for (const policy of new Set(of("http").map((b) => /^Content-Security-Policy: (.+)$/m.exec(b.text)[1]))) await (await open(`policy ${policy.slice(0, 40)}…`, first, policy)).context().close();
  for (const b of of("js").filter((x) => !x.name.endsWith(".en.md"))) {
    const p = await open(`${b.name}: js`, first);
    const said = [];
    p.on("console", (m) => said.push(m.text()));
    await p.evaluate((text) => { const s = document.createElement("script"); s.textContent = text; document.body.append(s); }, b.text);
    await p.evaluate(() => dispatchEvent(new CustomEvent("eafc:resultat", { detail: { levels: [{}, {}], gaps: [] } })));
    await p.waitForTimeout(50);
    check(`${b.name}: the script hears the event`, said.some((s) => s.startsWith("2 ")) && p.violations.length === 0, [said, p.violations]);
    await p.context().close();
  }

  // examples/page-eafc, under its own policy: answer, send, compare.
  site.rules.push({ match: /^\/page\//, answer: (req, res, url) => {
    const f = path.join(root, "examples/page-eafc", url.pathname.slice(6) || "index.html");
    const policy = /^Content-Security-Policy: (.+)$/m.exec(of("http").find((b) => b.name.startsWith("examples")).text)[1];
    res.writeHead(200, { "content-type": types[path.extname(f)], "content-security-policy": policy });
    res.end(readFileSync(f));
    return true;
  } });
  {
    const p = await (await browser.newContext({ viewport: { width: 320, height: 800 } })).newPage();
    await p.route(/eafc\.wasm/, (r) => r.abort());
    await p.goto(site.url + "/page/");
    const again = p.locator("#bilan button");
    await again.waitFor({ timeout: 10000 }).catch(() => {});
    check("page-eafc: a module that does not come is said", (await p.locator("#bilan").innerText()).includes("n’est pas arrivé") && (await p.locator("eafc-auto-positionnement a").first().isVisible()), await p.locator("#bilan").innerText());
    await p.unroute(/eafc\.wasm/);
    await again.click();
    check("page-eafc: tried again, it comes", await p.locator("eafc-auto-positionnement .intro").waitFor({ timeout: 20000 }).then(() => true, () => false));
    await p.context().close();
  }
  for (const [width, scheme] of [[320, "light"], [1280, "dark"]]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, reducedMotion: "reduce" });
    const p = await context.newPage();
    const violations = [];
    p.on("console", (m) => /Content Security Policy|Trusted/.test(m.text()) && violations.push(m.text()));
    await p.goto(site.url + "/page/");
    await p.evaluate(() => document.querySelector("eafc-auto-positionnement").id = "w");
    await p.locator("#w .intro").waitFor({ timeout: 20000 });
    check("page-eafc: the link gives way", !(await p.locator("#w > a").isVisible()));
    await p.evaluate(axeSource);
    const r = await p.evaluate((values) => axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }), ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"]);
    check(`page-eafc: axe ${width} ${scheme}`, r.violations.length === 0 && (await p.evaluate(() => document.documentElement.scrollWidth <= innerWidth)), r.violations.map((v) => v.id + " " + v.nodes[0].target.flat().join(" ")));
    if (width === 1280) {
      await p.locator("#w #commencer").click();
      for (let i = 0; i < ranks.length; i++) { await answer(p, i, ranks[i]); await p.locator("#w #suivant").click(); }
      await p.locator("#bilan", { hasText: "compétences situées" }).waitFor({ timeout: 5000 });
      await p.evaluate(() => addEventListener("eafc:envoi", (e) => (window.__shown = e.detail.payload)));
      await p.locator("#w #envoyer").click();
      await p.locator("#bilan", { hasText: "Reçu" }).waitFor({ timeout: 5000 });
      check("page-eafc: what leaves is what was shown", posted.length === 1 && posted[0] === (await p.evaluate(() => window.__shown)), posted.length);
      check("page-eafc: no name, no address leaves", !/mbox|@/.test(posted[0] || "@"));
    }
    check(`page-eafc: the policy holds ${width}`, violations.length === 0, violations);
    await context.close();
  }

  // examples/moodle: its script makes the three files.
  const out = path.join(dir, "moodle");
  execFileSync("sh", [path.join(root, "examples/moodle/preparer.sh"), out], { cwd: root, env: { ...process.env, BRIQUES: bin }, stdio: "ignore" });
  const listing = String(execFileSync("python3", ["-m", "zipfile", "-l", path.join(out, "positionnement.zip")]));
  check("moodle: a SCORM package with its documents", /imsmanifest\.xml/.test(listing) && /donnees\/referentiel\.json/.test(listing) && /donnees\/catalogue\.json/.test(listing));
  const again = path.join(dir, "relu.json");
  execFileSync(bin, ["framework", "convert", path.join(out, "competences.csv"), "--from", "moodle-csv", "--to", "json", "-o", again], { cwd: root, stdio: "ignore" });
  check("moodle: the competencies read back", JSON.parse(readFileSync(again)).items.length === JSON.parse(readFileSync(path.join(out, "referentiel.json"))).items.length);
  site.rules = [];
  console.log(`  documents: ${ran} commands, ${seen.size} pieces of HTML`);
}
