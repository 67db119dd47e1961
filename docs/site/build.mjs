// SPDX-License-Identifier: Apache-2.0
// Builds the site into site/ at the root of the repository, then its search
// index, which the browser reads piece by piece: no server program is needed.
import { rmSync } from "node:fs";
import path from "node:path";
import Eleventy from "@11ty/eleventy";
import * as pagefind from "pagefind";
import { root } from "./lib/repository.mjs";

const out = path.join(root, "site");
rmSync(out, { recursive: true, force: true });
const site = new Eleventy("pages", out, { configPath: "eleventy.config.mjs", quietMode: true });
await site.init();
await site.write();
const { index, errors } = await pagefind.createIndex();
if (errors.length) throw new Error(errors.join("\n"));
const { page_count: pages } = await index.addDirectory({ path: out });
await index.writeFiles({ outputPath: path.join(out, "pagefind") });
await pagefind.close();
console.log(`site: ${pages} pages indexed, in ${path.relative(process.cwd(), out)}`);
