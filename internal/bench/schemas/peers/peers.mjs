// SPDX-License-Identifier: Apache-2.0
// Measures ajv on one document, from its bytes: decode, parse, validate.
//   node peers.mjs SECONDS SCHEMA GOOD BAD

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const Ajv = require("ajv/dist/2020").default;
const addFormats = require("ajv-formats").default;
const [seconds, schema, good, bad] = process.argv.slice(2);
const ajv = new Ajv({ strict: true, allErrors: true });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));

for (const [group, file, want] of [["accept", good, true], ["refuse", bad, false]]) {
  const bytes = readFileSync(file);
  if (validate(JSON.parse(bytes.toString("utf8"))) !== want) throw new Error(`${group}: ajv disagrees`);
  const rounds = [];
  const end = process.hrtime.bigint() + BigInt(Math.round(Number(seconds) * 1e9));
  while (process.hrtime.bigint() < end || rounds.length < 5) {
    const start = process.cpuUsage();
    for (let i = 0; i < 2000; i++) validate(JSON.parse(bytes.toString("utf8")));
    const used = process.cpuUsage(start);
    rounds.push((used.user + used.system) / 2000);
  }
  rounds.sort((a, b) => a - b);
  console.log(JSON.stringify({ group, name: "ajv " + require("ajv/package.json").version, value: rounds[rounds.length >> 1] }));
}
