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
  for (const r of t.rows) { if (!by.has(r.group)) by.set(r.group, []); by.get(r.group).push(r); }
  return [...by].map(([name, rows]) => {
    const most = Math.max(...rows.map((r) => r.value)) || 1;
    const out = rows.map((r) => ({ ...r, text: number(r.value, lang), times: r.ours || !r.ratio ? "" : number(r.ratio, lang) + " ×", width: Math.max(0.5, (r.value / most) * 100) }));
    return { name, rows: out, chart: chart(name, out, t.unit[lang]) };
  });
}

const escape = (s) => String(s).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

// chart is one bar per row, its label above it, its value at the end of the
// line: no text lies on a bar. The table below it says the same.
function chart(name, rows, unit) {
  const step = 46, height = rows.length * step + 4;
  const bars = rows.map((r, i) => `<g><text x="0" y="${i * step + 15}">${escape(r.name)}</text><text x="600" y="${i * step + 15}" text-anchor="end" class="value">${escape(r.text)}</text><rect x="0" y="${i * step + 22}" width="600" height="12" rx="3" class="rail"/><rect x="0" y="${i * step + 22}" width="${(r.width * 6).toFixed(1)}" height="12" rx="3" class="${r.ours ? "ours" : "theirs"}"/></g>`).join("");
  return `<svg class="chart" viewBox="0 0 600 ${height}" aria-hidden="true" focusable="false">${bars}</svg>`;
}
