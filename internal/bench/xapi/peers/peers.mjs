// SPDX-License-Identifier: Apache-2.0
// Measures other validators on NDJSON files, from bytes: decode, parse,
// validate. Prints one JSON line per file and validator.
//   node peers.mjs SECONDS FILE…

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { basename } from "node:path";

const require = createRequire(import.meta.url);
const Ajv = require("ajv-draft-04").default ?? require("ajv-draft-04");
const learningLocker = require("@learninglocker/xapi-validation").default;
const schema = require("tin-can-json-schema/1.0.1.json");
const formats = require("tin-can-json-schema/formats.json");

function compile() {
  const ajv = new Ajv({ strict: false, logger: false, validateFormats: true, unicodeRegExp: false });
  for (const [name, pattern] of Object.entries(formats)) ajv.addFormat(name, new RegExp(pattern));
  for (const name of ["iri", "uri", "date-time", "timestamp"]) if (!(name in formats)) ajv.addFormat(name, true);
  ajv.addSchema({ ...schema, id: "tincan" });
  return ajv.compile({ $ref: "tincan#statement" });
}

const validate = compile();
const peers = {
  "ajv 8.20.0 + TinCanSchema": (value) => validate(value),
  "xapi-validation 3.0.0": (value) => learningLocker(value).length === 0,
};

const [seconds, ...files] = process.argv.slice(2);
for (const file of files) {
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => Buffer.from(line));
  for (const [peer, accepts] of Object.entries(peers)) {
    let accepted = 0;
    for (const line of lines) if (accepts(JSON.parse(line.toString("utf8")))) accepted++;
    const start = process.cpuUsage();
    const end = process.hrtime.bigint() + BigInt(Math.round(Number(seconds) * 1e9));
    let count = 0;
    while (process.hrtime.bigint() < end)
      for (let i = 0; i < 200; i++, count++) accepts(JSON.parse(lines[count % lines.length].toString("utf8")));
    const used = process.cpuUsage(start);
    console.log(JSON.stringify({ set: basename(file, ".ndjson"), peer, accepted, of: lines.length, perSecond: count / ((used.user + used.system) / 1e6) }));
  }
}
