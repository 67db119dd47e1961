// <eafc-verificateur>: dropped, chosen and pasted documents get what
// `briques validate` prints, byte for byte; the engine comes with the first
// of them and nothing goes the other way.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { page } from "../lib/walk.mjs";

export default async function ({ browser, site, bin, dir, root, check }) {
  const examples = path.join(root, "schemas/examples"), docs = [];
  const walk = (d) => { for (const e of readdirSync(d, { withFileTypes: true })) { const p = path.join(d, e.name); if (e.isDirectory()) walk(p); else if (/\.json$/.test(e.name) && !/\.want\.json$/.test(e.name)) docs.push(p); } };
  walk(examples);
  const folder = path.join(dir, "documents"), names = [];
  mkdirSync(folder, { recursive: true });
  const put = (name, data) => { writeFileSync(path.join(folder, name), data); names.push(name); };
  docs.slice(0, 42).forEach((d, i) => put(`${i}-${path.basename(d)}`, readFileSync(d)));
  put("bom.brique.json", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), readFileSync(docs[0])]));
  put("octets.brique.json", Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]));
  put("deux.brique.json", '{"id":1,"id":2}');
  put("coupe.brique.json", '{"id":"a"');
  const cli = (lang) => { try { return execFileSync(bin, ["validate", "--lang", lang, "--format", "json", ...names], { cwd: folder }).toString(); } catch (e) { return e.stdout.toString(); } };
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const p = await context.newPage();
  const modules = [], sent = [];
  p.on("request", (r) => { if (r.url().endsWith(".wasm")) modules.push(path.basename(new URL(r.url()).pathname)); if (r.method() !== "GET") sent.push(r.url()); });
  await p.addInitScript(() => { window.__events = []; addEventListener("eafc:controle", (e) => window.__events.push(e.detail)); });
  await p.goto(page(site, "/verificateur", { tag: "eafc-verificateur", attrs: "", headers: { "content-security-policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types eafc" } }));
  await p.locator("#w .depot").waitFor();
  check("no engine before the first document", modules.join() === "eafc.wasm", modules);
  await p.locator("#w #ouvrir").setInputFiles(names.map((n) => path.join(folder, n)));
  await p.waitForFunction((n) => window.__events.length === n, names.length, { timeout: 60000 });
  check("engine once, beside the widgets", modules.join() === "eafc.wasm,eafc-verificateur.wasm", modules);
  const report = () => p.evaluate(() => document.querySelector("#w").exporter("json"));
  check("as the command, byte for byte, in French", (await report()) === cli("fr"), "differs");
  await p.locator("#w #langue").click();
  await p.locator("#w .cadre[lang=en]").waitFor();
  check("as the command, byte for byte, in English", (await report()) === cli("en"), "differs");
  const verdicts = (await p.evaluate(() => window.__events)).map((e) => e.verdict);
  check("all verdicts were met", ["valid", "invalid", "unreadable"].every((v) => verdicts.includes(v)), verdicts.join());
  check("badge with the version of the schema", /valid \d+\.\d+\.\d+/.test(await p.locator("#w .verdict.vert").first().innerText()));
  check("excerpt shows the place", (await p.locator("#w .extrait mark").count()) > 10);
  await p.locator("#w #effacer").click();
  check("nothing after erasing", (await p.locator("#w .document").count()) === 0 && (await report()) === null);
  await p.locator("#w #langue").click();
  // dropped
  const bad = readFileSync(docs.find((d) => /brick\/invalid/.test(d)) || docs[0], "utf8");
  await p.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "pilotage.brique.json", { type: "application/json" }));
    const zone = document.querySelector("#w").shadowRoot.querySelector(".depot");
    for (const t of ["dragover", "drop"]) zone.dispatchEvent(new DragEvent(t, { dataTransfer: data, bubbles: true, cancelable: true, composed: true }));
  }, bad);
  await p.locator("#w .document .verdict").waitFor();
  check("dropped", (await p.locator("#w .document .titre").innerText()) === "pilotage.brique.json");
  check("focus on the result", (await p.evaluate(() => document.querySelector("#w").shadowRoot.activeElement?.id)) === "titre-constats");
  // pasted
  await p.locator("#w summary").click();
  await p.locator("#w #saisie").fill("{ pas du JSON");
  await p.locator("#w #coller").click();
  await p.locator("#w .document >> nth=1").locator(".verdict").waitFor();
  check("pasted", (await p.locator("#w .document >> nth=1").innerText()).includes("READ-"));
  // too large
  await p.locator("#w #ouvrir").setInputFiles({ name: "gros.json", mimeType: "application/json", buffer: Buffer.alloc(10 * 1048576 + 1, 32) });
  await p.locator("#w .alerte").waitFor();
  check("over 10 MiB: refused", (await p.locator("#w .alerte").innerText()).includes("WIDGET-002"));
  check("importer takes any text", await p.evaluate(() => document.querySelector("#w").importer("{")));
  check("nothing uploaded", sent.length === 0, sent);
  check("nothing stored", (await context.cookies()).length === 0 && (await p.evaluate(() => localStorage.length + sessionStorage.length)) === 0);
  // keyboard: the order of the focus
  await p.locator("#w #effacer").click();
  const order = [];
  for (let i = 0; i < 5; i++) { await p.keyboard.press("Tab"); order.push(await p.evaluate(() => { const e = document.querySelector("#w").shadowRoot.activeElement; return e ? e.id || e.localName : "page"; })); }
  check("order of the focus", order.join(" ") === "ouvrir summary langue page ouvrir" || order.join(" ").startsWith("ouvrir summary saisie coller langue"), order.join(" "));
  // the engine cannot come: said, and tried again with the next document
  const q = await context.newPage();
  await q.goto(page(site, "/verificateur-hors-ligne", { tag: "eafc-verificateur", attrs: "" }));
  await q.locator("#w .depot").waitFor();
  await context.setOffline(true);
  await q.locator("#w #ouvrir").setInputFiles(path.join(folder, names[0]));
  await q.locator("#w .document .issues").waitFor();
  check("no network: said", (await q.locator("#w .document").innerText()).includes("WIDGET-010"));
  await context.setOffline(false);
  await q.locator("#w #ouvrir").setInputFiles(path.join(folder, names[0]));
  await q.locator("#w .document .verdict").waitFor();
  check("network back: checked", true);
  await context.close();
  // one file from the disk: engine inside, no network
  const html = path.join(dir, "verificateur.html");
  execFileSync(bin, ["widgets", "pack", "verificateur", "--to", "html", "-o", html], { cwd: root, stdio: "ignore" });
  const c3 = await browser.newContext(), f = await c3.newPage(), out = [];
  f.on("request", (r) => !/^(file|data|blob):/.test(r.url()) && out.push(r.url()));
  f.on("console", (m) => m.type() === "error" && out.push(m.text()));
  await f.goto("file://" + html);
  await f.locator("#ouvrir").setInputFiles(path.join(folder, names[0]));
  await f.locator(".document .verdict").waitFor({ timeout: 60000 });
  const alone = await f.evaluate(() => document.querySelector("eafc-verificateur").exporter("json"));
  check("one file from the disk says the same, asks nobody", JSON.stringify(JSON.parse(alone).documents[0]) === JSON.stringify(JSON.parse(cli("fr")).documents[0]) && out.length === 0, out);
  console.log(`  verificateur.html: ${readFileSync(html).length} bytes`);
  await c3.close();
  // a changed engine is not run
  site.rules = [{ match: /eafc-verificateur\.wasm$/, answer: (req, res) => { res.writeHead(200, { "content-type": "application/wasm" }); res.end("autre chose"); return true; } }];
  const c2 = await browser.newContext(), r = await c2.newPage();
  await r.goto(page(site, "/verificateur-altere", { tag: "eafc-verificateur", attrs: "" }));
  await r.locator("#w #ouvrir").setInputFiles(path.join(folder, names[0]));
  await r.locator("#w .document .issues").waitFor();
  check("engine with another hash: not run, said", (await r.locator("#w .document").innerText()).includes("WIDGET-010"));
  site.rules = [];
  await c2.close();
}
