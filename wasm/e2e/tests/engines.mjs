// The widgets in the two other engines that people have: every page of the
// demonstration at two widths, a self-positioning by keyboard up to what the
// store received, answers that come back after a reload, a badge and a document
// checked, and one file opened from the disk.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { eventually, firefox, webkit } from "../lib/engines.mjs";

const example = "schemas/examples/v1/brick/valid/complet.json";

export default async function (stage) {
  const { bin, root, dir, check } = stage;
  const file = path.join(dir, "engines.html");
  execFileSync(bin, ["widgets", "pack", "auto-positionnement", "--to", "html", "--referentiel", path.join(root, "competency/frameworks/encadrement-exemple-1.0.0.json"), "-o", file], { cwd: root, stdio: "ignore" });
  for (const [what, launch] of [["Firefox", firefox], ["WebKit", webkit]]) {
    const engine = await launch(dir);
    if (!engine) { console.log(`NOT RUN: the widgets in ${what}: not installed`); continue; }
    const { url, child } = await stage.demo(path.join(dir, what + ".db"));
    const say = (name, ok, detail) => check(`${engine.name}: ${name}`, ok, detail);
    try {
      await walk(engine, url, say);
      await position(engine, url, say);
      await comeBack(engine, url, say);
      await judge(engine, url, say, readFileSync(path.join(root, example), "utf8"));
      await alone(engine, "file://" + file, say);
      console.log(`${engine.name}: done`);
    } finally { engine.close(); child.kill("SIGKILL"); }
  }
}

const elements = () => [...document.querySelectorAll("body *")].filter((e) => e.localName.startsWith("eafc-"));
const shown = `() => { const all = (${elements})(); return all.length > 0 && all.every((e) => e.shadowRoot?.querySelector("section")); }`;

async function walk(engine, url, say) {
  await engine.open(url);
  const paths = [];
  for (const part of await engine.run(() => [...document.querySelectorAll("header .parts a")].map((a) => a.href))) {
    await engine.open(part);
    paths.push(...(await engine.run(() => [...document.querySelectorAll("header nav:last-of-type a")].map((a) => a.href))));
  }
  for (const width of [1280, 360]) {
    await engine.size(width, 900); // WebKit's window stays wider than 360
    for (const at of paths) {
      await engine.open(at);
      const what = `${new URL(at).pathname} ${await engine.run(() => innerWidth)}`, widgets = await engine.run(`() => (${elements})().length`);
      if (widgets) say(`shown ${what}`, await eventually(() => engine.run(shown)));
      const seen = await engine.run(() => ({ wide: document.documentElement.scrollWidth - innerWidth, focus: document.activeElement.localName,
        alerts: [...document.querySelectorAll("main *")].map((e) => e.shadowRoot?.querySelector("[role=alert]")?.textContent.trim()).filter(Boolean) }));
      say(`nothing refused, nothing wide, focus where the page begins ${what}`, seen.wide <= 0 && seen.focus === "body" && seen.alerts.length === 0, seen);
      say(`console ${what}`, engine.said().length === 0, engine.said());
    }
  }
  say("every page", paths.length >= 14, paths);
}

// focus says where the keyboard is, inside shadow roots too.
const focus = () => { let a = document.activeElement; while (a?.shadowRoot?.activeElement) a = a.shadowRoot.activeElement; return { id: a.id, type: a.type || "", text: a.textContent.trim().slice(0, 60) }; };

async function tabTo(engine, wanted) {
  for (let i = 0; i < 40; i++) {
    await engine.press("Tab");
    const at = await engine.run(focus);
    if (wanted(at)) return true;
  }
  return false;
}
const reached = (engine, id) => eventually(async () => (await engine.run(focus)).id === id);

async function position(engine, url, say) {
  await engine.size(1280, 900);
  await engine.open(url);
  await eventually(() => engine.run(shown));
  say("start by keyboard", await tabTo(engine, (at) => at.id === "commencer"));
  await engine.press("Enter");
  for (let i = 1; i <= 12; i++) {
    say(`focus on question ${i}`, await reached(engine, `titre-${i}`), await engine.run(focus));
    await tabTo(engine, (at) => at.type === "radio");
    await engine.press("Space");
    for (let k = 1; k < i % 4; k++) await engine.press("ArrowDown");
    await tabTo(engine, (at) => at.id === "suivant");
    await engine.press("Enter");
  }
  say("focus on the results", await eventually(async () => /^Votre profil/.test((await engine.run(focus)).text)), await engine.run(focus));
  const bars = await engine.run(() => { const r = document.querySelector("#direction").shadowRoot; return { rows: r.querySelectorAll(".tableau tbody tr").length, radar: r.querySelectorAll("svg[role=img]").length, steps: r.querySelectorAll(".brique, .etape").length }; });
  say("a table, a radar and a pathway", bars.rows >= 12 && bars.radar >= 1, bars);
  say("send by keyboard", await tabTo(engine, (at) => /^Envoyer/.test(at.text)));
  await engine.press("Enter");
  say("the store has the twelve statements", await eventually(async () => (await (await fetch(url + "traces")).text()).includes("Encadrement")), await (await fetch(url + "traces")).text());
}

async function comeBack(engine, url, say) {
  await engine.open(url);
  await eventually(() => engine.run(shown));
  await tabTo(engine, (at) => at.id === "memoriser");
  await engine.press("Space");
  await tabTo(engine, (at) => at.id === "commencer");
  await engine.press("Enter");
  await reached(engine, "titre-1");
  await tabTo(engine, (at) => at.type === "radio");
  await engine.press("Space");
  const answered = () => document.querySelector("#direction").etat()?.answered;
  say("one answer", (await eventually(() => engine.run(answered))) === 1);
  await engine.open(url);
  await eventually(() => engine.run(shown));
  say("it comes back after a reload", (await eventually(() => engine.run(answered))) === 1, await engine.run(answered));
}

async function judge(engine, url, say, brick) {
  const verdicts = (name) => engine.run((n) => document.querySelector(n).shadowRoot.querySelector("#titre-verdict, .document .verdict")?.textContent.trim(), name);
  for (const [badge, want] of [["valide", "Badge valide"], ["expire", "Badge expiré"], ["retire", "Badge retiré"]]) {
    await engine.open(url + "badge");
    await eventually(() => engine.run(shown));
    await eventually(async () => (await verdicts("eafc-badge"))?.startsWith("Badge valide"));
    await engine.run(async (b) => { document.querySelector("eafc-badge").importer(await (await fetch(`/donnees/badge-${b}.svg`)).text()); }, badge);
    say(`badge ${badge}`, await eventually(async () => (await verdicts("eafc-badge"))?.startsWith(want)), await verdicts("eafc-badge"));
  }
  await engine.open(url + "verifier");
  await eventually(() => engine.run(shown));
  await engine.run((text) => document.querySelector("eafc-verificateur").importer(text), brick.replace('"blended"', '"hybride"'));
  say("a document is checked, its fault said", await eventually(() => engine.run(() => /hybride/.test(document.querySelector("eafc-verificateur").shadowRoot.textContent))));
}

async function alone(engine, url, say) {
  await engine.open(url);
  say("one file from the disk", await eventually(() => engine.run(shown)));
  await tabTo(engine, (at) => at.id === "commencer");
  await engine.press("Enter");
  say("its first question", await reached(engine, "titre-1"));
  say("console of the file", engine.said().length === 0, engine.said());
}
