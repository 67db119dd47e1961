// Documents for the dashboard and the quality review.
import { readFileSync } from "node:fs";
import path from "node:path";

// report is one year as `briques indicators report --format json` writes it.
export function report(y, n) {
  const plan = "https://exemple.example/plan", base = { plan, version: "1.0.0", kind: "computed", unit: "traineeHours" };
  const hours = (p) => ({ planned: p, enrolled: Math.round(p * 0.9), attended: Math.round(p * 0.8) });
  const cell = (p, l) => ({ learners: l, hours: hours(p) });
  return { plan, version: "1.0.0", site: "EAFC de Valmont", period: { from: `${y}-01-01`, until: `${y}-12-31` }, k: 5, engine: "briques-indicator 1.0.0",
    values: [{ ...base, indicator: "I01", hours: hours(n * 60), learners: 240 }, { ...base, indicator: "I03", suppressed: true }, { ...base, indicator: "I04", hours: hours(0), learners: 0 },
      { ...base, indicator: "I05", unit: "count", count: 73 }, { ...base, indicator: "I12", kind: "declared", unit: "count", declared: { value: "4", source: "registre", on: `${y}-12-01`, byRole: "chargé de mission" } }],
    tables: [{ indicator: "I01", rowKind: "academy", columnKind: "category", k: 5, columns: ["direction", "inspection"],
      rows: [{ name: "Valmont", cells: [cell(n * 30, 80), { suppressed: true }], total: cell(n * 40, 90) }, { name: "", cells: [{ suppressed: true }, { suppressed: true }], total: cell(n * 20, 40) }],
      columnTotals: [cell(n * 50, 120), cell(n * 10, 20)], total: cell(n * 60, 140) }] };
}

// position is what one person saved; her note must never be seen again.
export const position = (i) => ({ eafc: 1, kind: "portfolio", framework: "https://exemple.example/r", version: "1.0.0", savedOn: `2026-10-${10 + (i % 18)}`, profile: i % 3 ? "Direction" : "Inspection",
  answers: ["Piloter", "Coopérer", "Évaluer"].map((label, j) => ({ item: `i${j}`, label, target: 3, note: `secret ${i}`, ...((i + j) % 11 ? { rank: (i + j) % 5 } : { skipped: true }) })) });
export const file = (name, x) => ({ name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(x)) });
export const positions = (n) => Array.from({ length: n }, (_, i) => file(`p${i}.json`, position(i)));

// serve puts the documents and the shipped grids under /panneaux/.
export function serve(site, root) {
  const docs = { "r28.json": report(2028, 900), "r27.json": report(2027, 700), "plan.json": { id: "https://exemple.example/plan", title: { fr: "Plan d’exemple" }, indicators: [{ id: "I01", text: { fr: "Heures dans une approche par compétences" } }, { id: "I05", text: { fr: "Briques vivantes" } }] } };
  const put = (name, text) => site.pages.set("/panneaux/" + name, { html: text, headers: { "content-type": "application/json" } });
  for (const [name, d] of Object.entries(docs)) put(name, JSON.stringify(d));
  for (const name of ["rnq-2019-565", "igesr-qualite-interne", "qualeduc-cycle"]) put(name + ".json", readFileSync(path.join(root, "catalogue/label/profiles", name + ".json"), "utf8"));
}

export const dashboard = 'rapport="/panneaux/r28.json" comparer="/panneaux/r27.json" plan="/panneaux/plan.json"';
