// Runs every file of tests/ (or those named on the command line) in one
// Chromium. Prints one line per failure and "N passed, N failed" at the end.
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { setUp } from "./lib/stage.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2);
const files = (await readdir(path.join(here, "tests"))).filter((f) => f.endsWith(".mjs") && (!wanted.length || wanted.some((w) => f.includes(w)))).sort();
let passed = 0, failed = 0;
const stage = await setUp();
try {
  for (const f of files) {
    const started = Date.now(), before = [passed, failed];
    const check = (name, ok, detail = "") => {
      if (ok) passed++;
      else { failed++; console.log(`FAIL ${f}: ${name} ${typeof detail === "string" ? detail : JSON.stringify(detail)}`); }
    };
    try {
      const t = await import(path.join(here, "tests", f));
      await t.default({ ...stage, check });
    } catch (e) { failed++; console.log(`FAIL ${f}: ${e.stack}`); }
    console.log(`${f}: ${passed - before[0]} passed, ${failed - before[1]} failed, ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
} finally { await stage.close(); }
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
