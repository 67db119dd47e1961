// Builds the widgets and the command once, starts a static server and a
// browser, and hands them to the tests.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
export const fixtures = path.resolve(root, "../shared/fixtures/widgets");
export const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
export const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm" };

export async function setUp() {
  const dir = mkdtempSync(path.join(os.tmpdir(), "briques-e2e-"));
  const bin = path.join(dir, "briques");
  execFileSync("go", ["build", "-o", bin, "./cmd/briques"], { cwd: root, stdio: "inherit" });
  const built = path.join(dir, "eafc");
  execFileSync(bin, ["widgets", "build", "-o", built, "--no-compress"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  evaluate(bin, dir);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: flags });
  const site = await serve(built);
  const children = [];
  return {
    dir, bin, built, browser, site, root, fixtures, axeSource,
    sri: JSON.parse(readFileSync(path.join(built, "sri.json"))).files,
    // demo starts the demonstration and returns its address and how to kill it.
    async demo(db = path.join(dir, "demo.db")) {
      const child = spawn(bin, ["demo", "--addr", "127.0.0.1:0", "--db", db], { cwd: root, env: { ...process.env, XDG_CACHE_HOME: path.join(dir, "cache") }, stdio: ["ignore", "pipe", "pipe"] });
      children.push(child);
      let log = "";
      child.stderr.on("data", (d) => (log += d));
      const url = await new Promise((ok, no) => {
        child.stdout.on("data", (d) => ok(String(d).trim()));
        child.on("exit", () => no(new Error("demo ended: " + log)));
      });
      return { url, db, child };
    },
    async close() {
      for (const c of children) c.kill("SIGKILL");
      await browser.close();
      site.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

// serve answers /eafc/… with the build, /data/… with the project's documents
// and any page that a test has put in site.pages: {html, headers}. Rules in
// site.rules may delay, break or retype an answer.
async function serve(built) {
  const site = { pages: new Map(), rules: [], log: [] };
  const server = http.createServer(async (req, res) => {
    const url = new URL(req.url, "http://x");
    site.log.push({ method: req.method, path: url.pathname, host: req.headers.host, origin: req.headers.origin });
    for (const r of site.rules) if (r.match.test(url.pathname) && (await r.answer(req, res, url)) === true) return;
    const page = site.pages.get(url.pathname);
    if (page) { res.writeHead(200, { "content-type": types[".html"], ...page.headers }); return res.end(page.html); }
    let file = null;
    if (url.pathname.startsWith("/eafc/")) file = path.join(built, url.pathname.slice(6));
    if (file && file.endsWith("/")) file += "index.html";
    if (url.pathname.startsWith("/data/")) file = data(url.pathname.slice(6));
    if (typeof file === "object" && file) { res.writeHead(200, { "content-type": "application/json", "access-control-allow-origin": "*" }); return res.end(file.text); }
    if (!file || !file.startsWith(built) && !file.startsWith(root) || !existsSync(file)) { res.writeHead(404); return res.end(); }
    const frame = url.pathname.startsWith("/eafc/") && file.endsWith(".html") ? { "content-security-policy": site.frameCSP || "" } : {};
    res.writeHead(200, { "content-type": types[path.extname(file)] || "application/octet-stream", "access-control-allow-origin": "*", "cache-control": "no-cache", ...frame });
    res.end(readFileSync(file));
  });
  await new Promise((ok) => server.listen(0, "127.0.0.1", ok));
  site.built = built;
  site.port = server.address().port;
  site.url = `http://127.0.0.1:${site.port}`;
  site.other = `http://localhost:${site.port}`; // another origin, the same server
  site.close = () => server.closeAllConnections() || server.close();
  return site;
}

let profile;
const reports = {};
// evaluate asks the command for a label report on the demonstration.
function evaluate(bin, dir) {
  const report = path.join(dir, "rapport.json");
  try { execFileSync(bin, ["label", "evaluate", path.join(root, "catalogue/demo/catalogue.json"), JSON.parse(readFileSync(path.join(root, "catalogue/demo/catalogue.json"))).pathways[0].id, "-o", report], { stdio: ["ignore", "ignore", "ignore"] }); } catch (e) { if (!existsSync(report)) throw e; } // 1 or 6: not conform, undetermined
  reports["rapport.json"] = readFileSync(report, "utf8");
  reports["faits.json"] = execFileSync(bin, ["label", "facts", path.join(root, "catalogue/demo/catalogue.json"), JSON.parse(reports["rapport.json"]).subject.id], { encoding: "utf8" });
  const wrong = JSON.parse(reports["rapport.json"]); // says that two rules are met which nobody has established
  for (const f of wrong.findings) if (f.rule === "C1" || f.rule === "E1") f.truth = "true";
  reports["rapport-faux.json"] = JSON.stringify(wrong);
}

// positions is what two people, or one person twice, said of the example.
function positions(shift) {
  const f = JSON.parse(readFileSync(data("encadrement.json")));
  const items = f.items.filter((i) => i.type === "competency");
  return JSON.stringify({ eafc: 1, kind: "portfolio", framework: f.uri, version: f.version, savedOn: "2026-06-01",
    answers: items.map((i, n) => ({ item: i.id, ...((n + shift) % 7 === 6 ? { skipped: true } : { rank: (n * shift + shift) % 5 }) })) });
}

// portfolio is positions with evidence and what is shared.
function portfolio() {
  const p = JSON.parse(positions(1)), id = "00000000-0000-4000-8000-000000000001", items = p.answers.slice(0, 2).map((a) => ({ framework: p.framework, version: p.version, item: a.item }));
  const claims = p.answers.filter((a) => a.rank !== undefined).map((a) => ({ item: { framework: p.framework, version: p.version, item: a.item }, rank: a.rank, basis: "confirmed", on: "2026-01-01" }));
  return JSON.stringify({ owner: "p-1", positions: [{ holder: "p-1", framework: p.framework, version: p.version, digest: "sha256:" + "0".repeat(64), claims }],
    evidence: [{ id, title: "Bilan de projet", kind: "link", uri: "https://exemple.fr/bilan", items, created: "2026-01-01", expiresOn: "2026-02-01", sha256: "sha256:" + "ab".repeat(32), attestation: { by: "Tutrice", on: "2026-01-02", basis: "confirmed", rank: 3, reason: "Vu en situation" } }],
    grants: [{ id, to: "Tuteur", items, evidence: [id], until: "2026-10-01" }] });
}

function data(name) {
  if (name === "portfolio.json") return { text: portfolio() };
  if (name === "avant.json") return { text: positions(1) };
  if (name === "apres.json") return { text: positions(2) };
  if (name === "grille.json") return path.join(root, "catalogue/label/profiles/ih2ef-proposition.json");
  if (reports[name]) return { text: reports[name] };
  if (name === "encadrement.json") return path.join(root, "competency/frameworks/encadrement-exemple-1.0.0.json");
  if (name === "crcn.json") return path.join(root, "competency/frameworks/crcn-1.0.0.json");
  if (name === "catalogue.json") return path.join(root, "catalogue/demo/catalogue.json");
  if (name === "profil-direction.json") {
    if (!profile) {
      const f = JSON.parse(readFileSync(data("encadrement.json")));
      const rank = { EA1: 3, EA2: 3, EA3: 3, EB1: 4, EB2: 2, EB3: 3, EC1: 3, EC2: 3, EC3: 2, ED1: 3, ED2: 3, ED3: 2 };
      profile = JSON.stringify({ uri: "https://eafc.example/profils/direction", version: "1.0.0", title: { fr: "Personnel de direction (exemple)", en: "Head of school (example)" },
        targets: f.items.filter((i) => rank[i.code]).map((i) => ({ item: { framework: f.uri, version: f.version, item: i.id }, rank: rank[i.code] })) });
    }
    return { text: profile };
  }
  return null;
}
