// SPDX-License-Identifier: Apache-2.0
// Reads {schema, documents: {name: {found, strict}}} on stdin; ajv judges each
// document as found and as we write it against CFPackageDType.
import Ajv from "ajv";
import addFormats from "ajv-formats";

let text = "";
for await (const chunk of process.stdin) text += chunk;
const { schema, documents } = JSON.parse(text);
const ajv = new Ajv({ strict: false, allErrors: false });
addFormats(ajv);
ajv.addSchema(schema, "case.json");
const validate = ajv.getSchema("case.json#/components/schemas/CFPackageDType");

let found = 0, strict = 0;
const all = Object.entries(documents);
for (const [name, d] of all) {
  if (d.found && validate(d.found)) found++;
  if (validate(d.strict)) strict++;
  else console.error(name, JSON.stringify(validate.errors[0]));
}
console.log(`${strict}/${all.length} strict packages valid, ${found} valid as found`);
