// SPDX-License-Identifier: Apache-2.0
//
// The pages: ours, ours prerendered, SurveyJS's official files, and the
// catalogue explorer. The questions are those of ../shared/fixtures where it
// is there, else the first ten of our own example.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const id = (s) => { const h = createHash("sha1").update(s).digest("hex"); return `${h.slice(0, 8)}-${h.slice(8, 12)}-5${h.slice(13, 16)}-8${h.slice(17, 20)}-${h.slice(20, 32)}`; };

// framework writes the questions as a competency framework.
function framework(root) {
  const own = JSON.parse(readFileSync(path.join(root, "competency/frameworks/encadrement-exemple-1.0.0.json")));
  const fixture = path.resolve(root, "../shared/fixtures/widgets/bench/questionnaire-10.json");
  if (!existsSync(fixture)) {
    const kept = new Set(own.items.filter((i) => i.type === "competency").slice(0, 10).map((i) => i.id));
    own.items = own.items.filter((i) => i.type !== "competency" || kept.has(i.id));
    const left = new Set(own.items.map((i) => i.id));
    own.associations = own.associations.filter((a) => left.has(a.from));
    return own;
  }
  const q = JSON.parse(readFileSync(fixture)), uri = "https://exemple.example/bench", f = { ...own, id: id("f"), uri, title: { fr: q.title }, summary: { fr: q.title }, items: [], associations: [] };
  const add = (item, parent, seq) => { f.items.push(item); f.associations.push({ id: id("a" + item.id), type: "isChildOf", from: item.id, to: parent, seq }); };
  q.axes.forEach((a, i) => add({ id: id(a.id), uri: `${uri}#${a.id}`, code: a.id, type: "domain", label: { fr: a.label }, origin: "project", changed: own.changed }, f.id, i + 1));
  q.questions.forEach((x, i) => add({ id: id(x.id), uri: `${uri}#${x.id}`, code: x.id, type: "competency", label: { fr: x.text }, statement: { fr: x.text }, origin: "project", scale: own.scales[0].id,
    anchors: x.levels.map((l) => ({ rank: l.n, text: { fr: l.text }, origin: "project" })), changed: own.changed }, id(x.axis), i + 1));
  return f;
}

// survey writes the same questions for the peer.
function survey(f) {
  const questions = f.items.filter((i) => i.type === "competency");
  return { title: f.title.fr, showQuestionNumbers: "off", elements: questions.map((i) => ({ type: "radiogroup", name: i.code, title: i.label.fr, choices: i.anchors.map((a) => ({ value: a.rank, text: a.text.fr })) })) };
}

// catalogue makes n bricks out of those of the demonstration.
function catalogue(root, n) {
  const c = JSON.parse(readFileSync(path.join(root, "catalogue/demo/catalogue.json"))), base = c.bricks;
  const bricks = Array.from({ length: n }, (_, i) => {
    const b = base[i % base.length], other = base[(i * 7 + 3) % base.length];
    return { ...b, id: `https://exemple.example/briques/${i}`, title: { fr: `${b.title.fr}, groupe ${i}` }, summary: { fr: `${other.title.fr}. ${b.summary?.fr ?? ""}` }, prerequisites: undefined, equivalents: undefined, aliases: undefined, positioning: undefined };
  });
  return { ...c, bricks, pathways: [] };
}

export function pages(root, site) {
  const f = framework(root), head = (title, more) => `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>${more}</head>`;
  const set = (url, type, body) => site.pages.set(url, { type, body });
  const script = '<script type="module" src="/un/loader.js"></script>';
  const element = (inside = "") => `<eafc-auto-positionnement id="w" chargement="immediat" mode="page" stockage="aucun" referentiel="/cadre.json">${inside}</eafc-auto-positionnement>`;
  set("/cadre.json", ".json", JSON.stringify(f));
  set("/nous", ".html", head("Questionnaire", script) + `<body><main><h1>Questionnaire</h1>${element()}</main></body></html>`);
  const dir = mkdtempSync(path.join(os.tmpdir(), "briques-bench-"));
  try {
    writeFileSync(path.join(dir, "f.json"), JSON.stringify(f));
    const drawn = execFileSync("go", ["run", "./internal/bench/widgets", path.join(dir, "f.json")], { cwd: root, maxBuffer: 1 << 26 }).toString();
    const template = drawn.slice(drawn.indexOf("<template"), drawn.indexOf("</template>") + 11).replace('href="eafc.css"', 'href="/un/eafc.css"');
    set("/nous-dessine", ".html", head("Questionnaire", script) + `<body><main><h1>Questionnaire</h1>${element(template)}</main></body></html>`);
  } finally { rmSync(dir, { recursive: true, force: true }); }
  const peer = "/pair/survey-core/survey-core.min.css";
  set("/eux", ".html", head("Questionnaire", `<link rel="stylesheet" href="${peer}"><script defer src="/pair/survey-core/survey.core.min.js"></script><script defer src="/pair/survey-js-ui/survey-js-ui.min.js"></script><script defer src="/eux.js"></script>`) + `<body><main><h1>Questionnaire</h1><div id="w"></div></main></body></html>`);
  set("/eux.js", ".js", `const model = new Survey.Model(${JSON.stringify(survey(f))}); model.onValueChanged.add(() => window.__answered()); model.render(document.getElementById("w"));`);
  const c = catalogue(root, 10000);
  set("/grand.json", ".json", JSON.stringify(c));
  set("/catalogue", ".html", head("Catalogue", '<script type="module" src="/tous/loader.js"></script>') + `<body><main><h1>Catalogue</h1><eafc-catalogue id="w" chargement="immediat" catalogue="/grand.json"></eafc-catalogue></main></body></html>`);
  for (const url of ["/cadre.json", "/eux.js", "/grand.json", "/un/loader.js", "/un/eafc.wasm", "/un/eafc.css", "/pair/survey-core/survey.core.min.js", "/pair/survey-js-ui/survey-js-ui.min.js", peer, "/tous/loader.js", "/tous/eafc.wasm"]) site.warm(url);
  return { questions: f.items.filter((i) => i.type === "competency").length, bricks: c.bricks.length };
}
