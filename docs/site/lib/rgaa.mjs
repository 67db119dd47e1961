// SPDX-License-Identifier: Apache-2.0
// Which RGAA criteria the machine looks at, from the rules of axe-core itself.
import axe from "axe-core";

const TOTAL = 106; // criteria of RGAA 4.1

export function criteria() {
  const by = new Map();
  for (const rule of axe.getRules()) for (const tag of rule.tags) {
    const m = /^RGAA-(\d+)\.(\d+)\./.exec(tag);
    if (!m) continue;
    const key = `${m[1]}.${m[2]}`;
    if (!by.has(key)) by.set(key, new Set());
    by.get(key).add(rule.ruleId);
  }
  const list = [...by].map(([criterion, rules]) => ({ criterion, rules: [...rules].sort() }));
  list.sort((a, b) => a.criterion.localeCompare(b.criterion, "fr", { numeric: true }));
  return { version: axe.version, list, machine: list.length, hand: TOTAL - list.length, total: TOTAL };
}
