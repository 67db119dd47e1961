// Files made to break <eafc-comparaison>, <eafc-second-regard>,
// <eafc-verificateur>, <eafc-auto-evaluation> and the comparison of two
// frameworks: an issue or a result is said, nothing runs, nobody is asked,
// nothing leaves its width, and the next good file is read.
import { readFileSync } from "node:fs";
import path from "node:path";
import { page } from "../lib/walk.mjs";

const script = `"><img src=x onerror="window.ran=1"><script>window.ran=1</script><svg onload=window.ran=1>{0}{!0}{#primary,a,b,c,d}`;
const long = "W".repeat(10000), turned = "\u202Eeuqinu\u2066\u202A", runs = "javascript:window.ran=1";
const words = (o, f, k = "") => Array.isArray(o) ? o.map((x) => words(x, f, k)) : o && typeof o === "object" ? Object.fromEntries(Object.entries(o).map(([n, v]) => [n, words(v, f, n)])) : typeof o === "string" ? f(o, k) : o;

// look says what the widget shows, and what it must never do.
const look = (p) => p.evaluate(() => {
  const w = document.querySelector("#w"), r = w.shadowRoot, all = [...r.querySelectorAll("*")];
  return { text: r.textContent.replace(/\s+/g, " ").trim().slice(0, 160), issues: r.querySelectorAll(".issues li").length, rows: r.querySelectorAll("tbody tr").length, ran: window.ran, wide: document.documentElement.scrollWidth - innerWidth,
    live: all.filter((x) => /^(script|img|iframe|object)$/.test(x.localName) || [...x.attributes].some((a) => /^on/.test(a.name) || /(script|data):/i.test(a.value.replace(/\s/g, "")) && /href|src/.test(a.name))).map((x) => x.outerHTML.slice(0, 80)),
    twice: all.map((e) => e.id).filter((id, i, l) => id && l.indexOf(id) !== i) };
});

export default async function ({ browser, site, root, check }) {
  const get = async (name) => (await fetch(`${site.url}/data/${name}`)).text();
  const before = await get("avant.json"), after = await get("apres.json"), framework = await get("encadrement.json");
  const put = (at, text) => site.pages.set(at, { html: text, headers: { "content-type": "application/json" } });
  const changed = (f) => { const d = JSON.parse(before); f(d); return JSON.stringify(d); };
  const open = async (attrs, tag, width = 320) => {
    const p = await (await browser.newContext({ viewport: { width, height: 800 } })).newPage();
    p.errors = []; p.asked = [];
    p.on("pageerror", (e) => p.errors.push(e.message));
    p.on("dialog", (d) => { p.errors.push("dialog"); d.dismiss(); });
    p.on("request", (r) => { if (!r.url().startsWith(site.url + "/")) p.asked.push(r.url()); });
    await p.goto(page(site, "/mauvais-fichiers", { tag, attrs: `chargement="immediat" ${attrs}` }));
    await p.waitForFunction(() => document.querySelector("#w").shadowRoot?.querySelector(".corps,.alerte,.issues,.fiche"), null, { timeout: 20000 }).catch(() => p.errors.push("nothing is shown"));
    return p;
  };
  const fair = (name, p, got, more = true) => check(name, more && got.ran === undefined && got.live.length + got.twice.length + p.errors.length + p.asked.length === 0 && got.wide <= 0, [got, p.errors, p.asked]);

  // Positions.
  const positions = {
    "scripts in every word": [changed((d) => { for (const k of Object.keys(d)) if (typeof d[k] === "string" && k !== "kind") d[k] = script; }), "issue"],
    "scripts beside the answers": [changed((d) => { d.holder = d.savedOn = script; for (const a of d.answers) a.note = a.label = script; }), "rows"],
    "a day beyond all days": [changed((d) => { d.savedOn = "+275760-09-13"; }), ""],
    "10,000 letters": [changed((d) => { d.version = long; }), "issue"],
    "a framework of 10,000 letters": [changed((d) => { d.framework = "https://" + long; }), "issue"],
    "a framework that runs": [changed((d) => { d.framework = runs; }), "issue"],
    "words turned around": [changed((d) => { d.version = turned; }), "issue"],
    "names of JavaScript": [changed((d) => { d.answers = ["__proto__", "constructor", "toString", "titre-bilan", "f-avant", turned, long, script].map((item) => ({ item, rank: 2 })); }), ""],
    "ranks that are none": [changed((d) => { d.answers.forEach((a, i) => { a.rank = [-1, 99, 1.5, "3", null, true, 9007199254740993, [], {}][i % 9]; }); }), ""],
    "a rank without end": [before.replace(/"rank":\d+/, '"rank":1e400'), ""],
    "one competency 3,000 times": [changed((d) => { d.answers = Array(3000).fill(d.answers[0]); }), ""],
    "100,000 answers": [changed((d) => { d.answers = Array.from({ length: 100000 }, (_, i) => ({ item: "x" + i, rank: 1 })); }), "issue"],
    "members written twice": [before.replace("{", '{"version":"9.9.9","version":"1.0.0",'), ""],
    "nested 5,000 deep": ['{"a":'.repeat(5000) + "1" + "}".repeat(5000), "issue"],
    "xAPI statements": [JSON.stringify([{ actor: { mbox: "mailto:a@exemple.fr", name: script }, verb: { id: runs, display: { fr: script } }, object: { id: runs, definition: { name: { fr: script } } } }]), "issue"],
    "one text": [JSON.stringify(script), "issue"], "null": ["null", "issue"], "a brick": [readFileSync(path.join(root, "schemas/examples/v1/brick/valid/complet.json"), "utf8"), "issue"], "nothing": ["", "issue"], "a picture": ["\u0089PNG\r\n\u001a\n\u0000\u0000", "issue"],
  };
  const p = await open('referentiel="/data/encadrement.json" apres="/data/apres.json"', "eafc-comparaison");
  await p.locator("#w #f-avant").waitFor({ state: "attached" });
  const give = async (name, text, id = "f-avant") => {
    await p.locator("#w #" + id).setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
    await p.waitForFunction((mark) => { const r = document.querySelector("#w").shadowRoot; return !r.querySelector("[data-mark]") || mark; }, false, { timeout: 3000 }).catch(() => {});
  };
  const fresh = () => p.evaluate(() => document.querySelector("#w").shadowRoot.querySelectorAll(".alerte,.tableau").forEach((e) => e.setAttribute("data-mark", "")));
  for (const [name, [text, want]] of Object.entries(positions)) {
    await give("bon.json", before);
    await p.locator("#w .tableau").waitFor({ timeout: 5000 }).catch(() => p.errors.push("a good file was not read"));
    await fresh();
    await give(`${script.slice(0, 60)}.json`.replaceAll("/", "_"), text);
    const got = await look(p);
    fair(`comparison, ${name}`, p, got, want === "issue" ? got.issues > 0 && got.rows === 0 : want === "rows" ? got.rows > 5 : got.issues + got.rows > 0);
    p.errors.length = 0;
  }
  await p.context().close();

  // The same by address.
  for (const [name, [text, want]] of Object.entries(positions).filter(([n]) => !/100,000|nothing|picture|null/.test(n))) {
    put("/mauvais/un.json", text);
    const q = await open('referentiel="/data/encadrement.json" sien="/mauvais/un.json" autre="/data/apres.json"', "eafc-second-regard");
    await q.waitForFunction(() => document.querySelector("#w").shadowRoot.querySelector(".issues,.tableau"), null, { timeout: 5000 }).catch(() => q.errors.push("neither issue nor table"));
    const got = await look(q);
    fair(`second look, ${name}`, q, got, want === "issue" ? got.issues > 0 : true);
    await q.context().close();
  }

  // Documents of every kind in the checker.
  const brick = JSON.parse(positions["a brick"][0]);
  const documents = {
    "scripts in every word": JSON.stringify(words(brick, () => script)), "10,000 letters": JSON.stringify(words(brick, () => long)), "names of 10,000 letters": JSON.stringify({ ...brick, [long]: 1, [script]: 2, ["__proto__"]: 3 }),
    "addresses that run": JSON.stringify(words(brick, (s) => /^https?:/.test(s) ? runs : s)), "words turned around": JSON.stringify(words(brick, () => turned)),
    "members written twice": `{"id":1,${JSON.stringify(brick).slice(1)}`, "nested 20,000 deep": "[".repeat(20000) + "]".repeat(20000), "50,000 faults": JSON.stringify({ ...brick, levels: Array(50000).fill(0) }),
    "one line of 3 MB": JSON.stringify({ ...brick, x: "a b ".repeat(750000) }), "a number of 100,000 digits": JSON.stringify(brick).replace("{", `{"n":${"9".repeat(100000)},`),
    "a statement": JSON.stringify({ actor: { mbox: runs, name: script }, verb: { id: runs }, object: { id: runs, objectType: "Activity" }, timestamp: "+275760-09-13T00:00:00Z", stored: "9999-99-99" }),
    "a schema that points elsewhere": JSON.stringify({ $schema: "https://autre.exemple/s.json", ...brick }), "a schema on this machine": JSON.stringify({ $schema: "http://127.0.0.1:9/s.json" }),
    "no text": "\u0000\u0001", "half a sign": '{"id":"\\ud800"}', "nothing": "", "empty": "{}",
  };
  const v = await open("", "eafc-verificateur");
  await v.locator("#w .depot").waitFor();
  const rank = async () => v.evaluate(() => document.querySelector("#w").shadowRoot.querySelectorAll(".document .verdict").length);
  for (const [name, text] of Object.entries(documents)) {
    const had = await rank();
    await v.locator("#w #ouvrir").setInputFiles({ name: `${turned}${name}.brique.json`, mimeType: "application/json", buffer: Buffer.from(text) });
    await v.waitForFunction((n) => document.querySelector("#w").shadowRoot.querySelectorAll(".document .verdict").length > n, had, { timeout: 20000 }).catch(() => v.errors.push("no verdict"));
    const got = await look(v);
    fair(`checker, ${name}`, v, got);
    v.errors.length = 0;
    const click = await v.locator("#w #effacer").count();
    if (click) await v.locator("#w #effacer").click();
  }
  const had = await rank();
  await v.locator("#w #ouvrir").setInputFiles({ name: "a.brique.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(brick)) });
  await v.waitForFunction((n) => document.querySelector("#w").shadowRoot.querySelectorAll(".document .verdict.vert").length > n, had, { timeout: 20000 }).catch(() => {});
  check("checker: a good brick is right afterwards", (await v.locator("#w .document .verdict.vert").count()) === 1, await v.locator("#w").evaluate((e) => e.shadowRoot.textContent.slice(0, 300)));
  await v.context().close();

  // Grids and frameworks whose every word is somebody's trick.
  const kept = new Set(["id", "uri", "kind", "type", "version", "$schema", "scale", "status", "basis", "parent", "standing", "language", "mode"]);
  const grid = JSON.parse(readFileSync(path.join(root, "catalogue/label/profiles/rnq-2019-565.json"), "utf8")), tree = JSON.parse(framework);
  for (const [name, f] of [["scripts", () => script], ["10,000 letters", () => long.slice(0, 2000)], ["turned", () => turned + "a"], ["addresses that run", (s) => /^https?:/.test(s) ? runs : s]]) {
    put("/mauvais/grille.json", JSON.stringify(words(grid, (s, k) => kept.has(k) ? s : f(s))));
    const g = await open('grille="/mauvais/grille.json"', "eafc-auto-evaluation");
    if (await g.locator("#w #commencer").count()) await g.locator("#w #commencer").click();
    fair(`quality review, ${name}`, g, await look(g));
    await g.context().close();
    put("/mauvais/cadre.json", JSON.stringify(words(tree, (s, k) => kept.has(k) ? s : f(s))));
    const c = await open('referentiel="/mauvais/cadre.json" comparer="/data/encadrement.json"', "eafc-referentiel");
    await c.waitForFunction(() => document.querySelector("#w").shadowRoot.querySelector(".item,.issues"), null, { timeout: 20000 }).catch(() => c.errors.push("nothing is shown"));
    for (const s of (await c.locator("#w summary").all()).slice(0, 4)) if (await s.isVisible()) await s.click();
    fair(`framework, ${name}`, c, await look(c));
    await c.context().close();
  }
}
