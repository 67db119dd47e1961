// The host protocol under hostile messages, one line each with its exact
// outcome: what host.js does with what a frame says, what cadre.js does with
// what a parent says, what a resume code may be. Unknown input is dropped and
// changes nothing.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { page, ready, answer } from "../lib/walk.mjs";

const big = "x".repeat(262144), nothing = { events: [], welcome: 0 };

// Told by the frame on the window: [name, message, outcome].
const toHost = [
  ["null", null], ["a text", "hauteur"], ["a number", 1], ["true", true], ["a list", [1]], ["a date", new Date(0)], ["empty", {}],
  ["eafc as text", { eafc: "1", id: "a", type: "hauteur", height: 700 }], ["eafc 2", { eafc: 2, id: "a", type: "hauteur", height: 700 }], ["eafc true", { eafc: true, id: "a", type: "hauteur", height: 700 }],
  ["no id", { eafc: 1, type: "hauteur", height: 700 }], ["id 7", { eafc: 1, id: 7, type: "hauteur", height: 700 }], ["id null", { eafc: 1, id: null, type: "hauteur", height: 700 }], ["id a list", { eafc: 1, id: ["a"], type: "hauteur", height: 700 }],
  ["no type", { eafc: 1, id: "a" }], ["type null", { eafc: 1, id: "a", type: null }], ["type in a list", { eafc: 1, id: "a", type: ["hauteur"], height: 700 }], ["another type", { eafc: 1, id: "a", type: "resultat", detail: {} }],
  ["type of the other side", { eafc: 1, id: "a", type: "accueil" }], ["constructor", { eafc: 1, id: "a", type: "constructor" }], ["__proto__", { eafc: 1, id: "a", type: "__proto__" }],
  ["height missing", { eafc: 1, id: "a", type: "hauteur" }], ["height a text", { eafc: 1, id: "a", type: "hauteur", height: "700" }], ["height in a list", { eafc: 1, id: "a", type: "hauteur", height: [700] }], ["height 0", { eafc: 1, id: "a", type: "hauteur", height: 0 }],
  ["height below 0", { eafc: 1, id: "a", type: "hauteur", height: -700 }], ["height NaN", { eafc: 1, id: "a", type: "hauteur", height: NaN }], ["height infinite", { eafc: 1, id: "a", type: "hauteur", height: Infinity }], ["height 20,001", { eafc: 1, id: "a", type: "hauteur", height: 20001 }],
  ["height with style", { eafc: 1, id: "a", type: "hauteur", height: "1px;position:fixed" }], ["over 256 KiB", { eafc: 1, id: "a", type: "hauteur", height: 700, big }], ["a loop", "LOOP"], ["a big integer", "BIGINT"],
  ["a true height", { eafc: 1, id: "a", type: "hauteur", height: 640.2 }, { ...nothing, height: "641px" }], ["the largest", { eafc: 1, id: "a", type: "hauteur", height: 20000 }, { ...nothing, height: "20000px" }], ["back", { eafc: 1, id: "a", type: "hauteur", height: 300 }, { ...nothing, height: "300px" }],
  ["a greeting", { eafc: 1, id: "n1", type: "bonjour" }, { events: [], welcome: 1 }], ["the same greeting", { eafc: 1, id: "n1", type: "bonjour" }],
];

// Told by the frame through the port it was given.
const toHostPort = [
  ["null", null], ["a text", "etape"], ["empty", {}], ["eafc 2", { eafc: 2, id: "n1", type: "etape" }], ["another id", { eafc: 1, id: "n2", type: "etape", detail: {} }], ["no id", { eafc: 1, type: "etape" }], ["no type", { eafc: 1, id: "n1" }],
  ["an unknown type", { eafc: 1, id: "n1", type: "x" }], ["type of the other side", { eafc: 1, id: "n1", type: "effacer" }], ["constructor", { eafc: 1, id: "n1", type: "constructor" }], ["toString", { eafc: 1, id: "n1", type: "toString" }], ["type in a list", { eafc: 1, id: "n1", type: ["etape"] }],
  ["height without detail", { eafc: 1, id: "n1", type: "hauteur" }], ["height on the message", { eafc: 1, id: "n1", type: "hauteur", height: 700 }], ["height too large", { eafc: 1, id: "n1", type: "hauteur", detail: { height: 1e9 } }], ["over 256 KiB", { eafc: 1, id: "n1", type: "etape", detail: big }], ["a loop", "LOOP"],
  ["a step", { eafc: 1, id: "n1", type: "etape", detail: { step: "s", index: 1, total: 2 } }, { events: [["eafc:etape", { step: "s", index: 1, total: 2 }]], welcome: 0 }],
];

// Told by the parent through the port of the widget's page. "ID" is the id
// of the page; the outcome is what the page says, and answers must stay.
const toFrame = [
  ["null", null, []], ["a text", "effacer", []], ["a number", 7, []], ["empty", {}, []], ["eafc 2", { eafc: 2, id: "ID", type: "effacer" }, []], ["eafc as text", { eafc: "1", id: "ID", type: "effacer" }, []],
  ["another id", { eafc: 1, id: "x", type: "effacer" }, []], ["no id", { eafc: 1, type: "effacer" }, []], ["no type", { eafc: 1, id: "ID" }, []], ["type in a list", { eafc: 1, id: "ID", type: ["effacer"] }, []],
  ["another method", { eafc: 1, id: "ID", type: "remove" }, []], ["constructor", { eafc: 1, id: "ID", type: "constructor" }, []], ["connectedCallback", { eafc: 1, id: "ID", type: "connectedCallback" }, []], ["an event of its own", { eafc: 1, id: "ID", type: "efface" }, []],
  ["a second welcome", { eafc: 1, id: "ID", type: "accueil" }, []], ["over 256 KiB", { eafc: 1, id: "ID", type: "importer", value: big }, []], ["a loop", "LOOP", []], ["to an unknown place", { eafc: 1, id: "ID", type: "aller", value: "nulle-part" }, []], ["to an object", { eafc: 1, id: "ID", type: "aller", value: {} }, []],
  ["nothing imported", { eafc: 1, id: "ID", type: "importer" }, []], ["null imported", { eafc: 1, id: "ID", type: "importer", value: null }, []], ["a text that is no JSON", { eafc: 1, id: "ID", type: "importer", value: "{" }, []], ["a list imported", { eafc: 1, id: "ID", type: "importer", value: [] }, []],
  ["another framework", { eafc: 1, id: "ID", type: "importer", value: { eafc: 1, kind: "reprise", framework: "https://x.example", answers: [] } }, []], ["another major", { eafc: 1, id: "ID", type: "importer", value: { eafc: 2, kind: "reprise", answers: [] } }, []],
  ["the state", { eafc: 1, id: "ID", type: "exporter" }, ["resultat"]],
];

// Resume codes, as a training platform may hand them over: CODE is a true one.
const codes = (good) => {
  const p = good.split("~"), put = (i, v) => p.map((x, n) => (n === i ? v : x)).join("~");
  return [["empty", ""], ["one letter", "E"], ["no part", "E1"], ["another letter", put(0, "X1")], ["another major", put(0, "E2")], ["major 1e1", put(0, "E1e1")], ["another framework", put(1, "x@9.9.9")], ["another digest", put(2, "00000000")], ["no step", put(3, "")],
    ["a step below 0", put(3, "-1")], ["a step too far", put(3, "zz")], ["a step that is a word", put(3, "pas")], ["an answer short", good.slice(0, -1)], ["an answer more", good + "."], ["a rank too high", put(4, p[4].slice(0, -1) + "z")], ["a sign unknown", put(4, p[4].slice(0, -1) + "!")],
    ["an accent", put(4, p[4].slice(0, -1) + "é")], ["only tildes", "~".repeat(50)], ["4,097 characters", good + "~".repeat(4097)], ["markup", "<img src=x onerror=alert(1)>"], ["a number", 7], ["null", null], ["an object", { toString: 1 }], ["a list", [good]]];
};

export default async function ({ browser, site, built, check }) {
  let lines = 0;
  const loop = `const mend = (m) => { if (m === "LOOP") { m = { eafc: 1, id: "n1", type: "hauteur", height: 700, value: {} }; m.value.self = m; } else if (m === "BIGINT") m = { eafc: 1, id: "a", type: "hauteur", height: 700, n: 1n }; return m; };`;
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  const thrown = [];
  context.on("weberror", (e) => thrown.push(e.error().message));
  // host.js, a frame that says anything
  site.pages.set("/enfant", { html: `<!doctype html><meta charset="utf-8"><title>e</title><script>${loop} let port, welcome = 0; addEventListener("message", (e) => { if (e.data?.type === "accueil") { welcome++; port = e.ports[0]; } }); window.say = (m) => parent.postMessage(mend(m), "*"); window.through = (m) => port.postMessage(mend(m)); window.welcomes = () => { const n = welcome; welcome = 0; return n; };</script>` });
  site.pages.set("/parent", { html: `<!doctype html><html lang="fr"><meta charset="utf-8"><title>p</title><script src="/eafc/host.js"></script><script>window.events = []; document.addEventListener("DOMContentLoaded", () => { const f = document.querySelector("iframe"), d = f.dispatchEvent; f.dispatchEvent = (e) => { events.push([e.type, e.detail]); return d.call(f, e); }; });</script><iframe data-eafc title="f" src="${site.url}/enfant"></iframe></html>` });
  const p = await context.newPage();
  await p.goto(site.other + "/parent");
  const child = p.frames().find((f) => f.url().endsWith("/enfant"));
  const elsewhere = () => p.frames().find((f) => f.url() === site.other + "/enfant");
  const seen = async (frame = child) => { await p.waitForTimeout(30); return { events: await p.evaluate(() => events.splice(0)), welcome: await frame.evaluate(() => welcomes()), height: await p.evaluate(() => document.querySelector("iframe").style.height) }; };
  let height = "";
  for (const [how, table] of [["say", toHost], ["through", toHostPort]]) for (const [name, m, want = nothing] of table) {
    lines++;
    await child.evaluate(([f, x]) => window[f](x), [how, m]);
    const got = await seen(), wanted = { ...nothing, ...want, height: want.height ?? height };
    height = wanted.height;
    check(`host.js, ${how}: ${name}`, JSON.stringify(got) === JSON.stringify({ events: wanted.events, welcome: wanted.welcome, height: wanted.height }), got);
  }
  // not the frame, and not its origin
  for (const [name, go] of [["itself", () => p.evaluate(() => postMessage({ eafc: 1, id: "b", type: "hauteur", height: 700 }, "*"))], ["another window", () => p.evaluate((url) => new Promise((ok) => { const f = document.createElement("iframe"); f.src = url; f.onload = ok; document.body.append(f); }), site.url + "/enfant").then(() => p.frames().at(-1).evaluate(() => { say({ eafc: 1, id: "b", type: "hauteur", height: 700 }); say({ eafc: 1, id: "b", type: "bonjour" }); }))],
    ["the frame gone elsewhere", async () => {
      await child.evaluate((url) => void (location.href = url), site.other + "/enfant").catch(() => {});
      for (let i = 0; i < 50 && !elsewhere(); i++) await p.waitForTimeout(50);
      await elsewhere().waitForFunction(() => !!window.say);
      await elsewhere().evaluate(() => say({ eafc: 1, id: "c", type: "bonjour" }));
    }]]) {
    lines++;
    await go();
    const got = await seen(elsewhere() || child);
    check(`host.js: ${name}`, JSON.stringify(got) === JSON.stringify({ ...nothing, height }), got);
  }
  // cadre.js, a parent that says anything
  writeFileSync(path.join(built, "parents.json"), JSON.stringify([site.other]));
  site.pages.set("/maitre", { html: `<!doctype html><html lang="fr"><meta charset="utf-8"><title>m</title><script>${loop} window.got = []; let id, port, source; addEventListener("message", (e) => { if (e.data?.type === "bonjour") { id = e.data.id; source = e.source; } }); window.known = () => id;
    window.welcome = (m, withPort) => { const c = new MessageChannel(); c.port1.onmessage = (e) => got.push(e.data.type); source.postMessage({ eafc: 1, id, type: "accueil", ...m }, "*", withPort ? [c.port2] : []); if (!m.eafc && !m.id && !m.type && withPort) port ||= c.port1; };
    window.through = (m) => { m = mend(m); if (m?.id === "ID" || m?.id === "n1") m.id = id; port.postMessage(m); }; window.heard = () => got.splice(0).filter((t) => t !== "hauteur");</script><iframe title="f" width="900" height="700" src="${site.url}/eafc/auto-positionnement/?referentiel=/data/encadrement.json&parent=${encodeURIComponent(site.other)}"></iframe></html>` });
  const q = await context.newPage();
  await q.goto(site.other + "/maitre");
  const frame = () => q.frames().find((f) => f.url().includes("/eafc/")), element = "document.querySelector('eafc-auto-positionnement')";
  await q.waitForFunction(() => !!known(), null, { timeout: 15000 });
  await q.frameLocator("iframe").locator("#commencer").click();
  await q.frameLocator("iframe").locator("#r-1-2").check();
  const answered = () => frame().evaluate(`${element}.etat().answered`);
  const heard = async () => { await q.waitForTimeout(40); return q.evaluate(() => heard()); };
  for (const [name, m, port] of [["without a port", {}, false], ["another id", { id: "x" }, true], ["eafc 2", { eafc: 2 }, true], ["another type", { type: "bienvenue" }, true]]) {
    lines++;
    await q.evaluate(([x, y]) => welcome(x, y), [m, port]);
    await frame().evaluate(`${element}.dispatchEvent(new CustomEvent("eafc:etape", { detail: {} }))`);
    const got = await heard();
    check(`cadre.js, welcome ${name}: not heard`, got.length === 0, got);
  }
  await q.evaluate(() => welcome({}, true));
  await frame().evaluate(`${element}.dispatchEvent(new CustomEvent("eafc:etape", { detail: {} }))`);
  check("cadre.js: the true welcome is heard", JSON.stringify(await heard()) === '["etape"]');
  for (const [name, m, want] of toFrame) {
    lines++;
    await q.evaluate((x) => through(x), m);
    const got = await heard();
    check(`cadre.js: ${name}`, JSON.stringify(got) === JSON.stringify(want) && (await answered()) === 1, [got, await answered()]);
  }
  await q.evaluate(() => through({ eafc: 1, id: "ID", type: "effacer" }));
  check("cadre.js: effacer erases", (await heard()).includes("efface") && (await answered()) === 0);
  // resume codes
  const r = await context.newPage();
  await r.goto(page(site, "/codes", { attrs: 'referentiel="/data/encadrement.json"' }));
  await ready(r);
  await r.locator("#w #commencer").click();
  await answer(r, 0, 2);
  const good = await r.evaluate(() => document.querySelector("#w").exporter("code"));
  for (const [name, code] of codes(good)) {
    lines++;
    await r.evaluate((c) => document.querySelector("#w").importer({ eafc: 1, kind: "code", code: c }), code);
    const now = await r.evaluate(() => document.querySelector("#w").exporter("code"));
    check(`code: ${name}`, now === good && (await r.locator("#w .avis").count()) === 1 && (await r.evaluate(() => document.querySelector("#w").shadowRoot.querySelector("img"))) === null, now);
  }
  await r.evaluate(() => document.querySelector("#w").effacer());
  await r.evaluate((c) => document.querySelector("#w").importer({ eafc: 1, kind: "code", code: c }), good);
  check("code: the true one resumes", (await r.evaluate(() => document.querySelector("#w").exporter("code"))) === good);
  check("no message threw anything", thrown.length === 0, thrown);
  check("at least 60 lines", lines >= 60, lines);
  console.log(`  messages: ${lines} hostile ones`);
  await context.close();
}
