// SPDX-License-Identifier: Apache-2.0
// The results of `make bench` (docs/mesures.json) as charts and tables that
// say the same.
import { json } from "./repository.mjs";

const number = (v, lang) => (v >= 100 ? Math.round(v) : Number(v.toPrecision(3))).toLocaleString(lang === "en" ? "en" : "fr");

export function measures(lang) {
  const m = json("docs/mesures.json");
  return { ...m, tables: m.tables.map((t) => ({ ...t, title: t.title[lang], unit: t.unit[lang], note: t.note?.[lang] || "", better: better(t, lang), groups: group(t, lang), size: new Set(t.rows.map((r) => r.group)).size })) };
}

const better = (t, lang) => (lang === "en" ? (t.higher ? "more is better" : "less is better") : t.higher ? "plus est mieux" : "moins est mieux");

function group(t, lang) {
  const by = new Map();
  for (const r of t.rows) { const name = (lang === "en" && r.groupEn) || r.group; if (!by.has(name)) by.set(name, []); by.get(name).push(r); }
  return [...by].map(([name, rows]) => {
    const most = Math.max(...rows.map((r) => r.value)) || 1;
    const out = rows.map((r) => ({ ...r, text: number(r.value, lang), times: r.ours || !r.ratio ? "" : number(r.ratio, lang) + " ×", width: Math.max(0.5, (r.value / most) * 100) }));
    return { name, rows: out, chart: chart(out) };
  });
}

const escape = (s) => String(s).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

// chart is one bar per row below its name and value: no text lies on a
// drawing. The table that follows says the same, so it is hidden from readers
// of the text.
function chart(rows) {
  const bar = (r) => `<p><span>${escape(r.name)}</span> <b>${escape(r.text)}</b></p><svg viewBox="0 0 600 12" preserveAspectRatio="none" focusable="false"><rect width="600" height="12" class="rail"/><rect width="${(r.width * 6).toFixed(1)}" height="12" class="${r.ours ? "ours" : "theirs"}"/></svg>`;
  return `<div class="chart" aria-hidden="true">${rows.map(bar).join("")}</div>`;
}
