// SPDX-License-Identifier: Apache-2.0
// Reads {name: {turtle, jsonld}} on stdin; n3 reads the Turtle, jsonld the
// JSON-LD, both without network, and RDFC-1.0 says whether they are one graph.
// A statement less must be seen: that is the canary.
import jsonld from "jsonld";
import N3 from "n3";

let text = "";
for await (const chunk of process.stdin) text += chunk;
const offline = async (url) => { throw new Error("no network: " + url); };
const canonical = (quads) => jsonld.canonize(quads, { algorithm: "RDFC-1.0", inputFormat: "application/n-quads", format: "application/n-quads" });
const write = (quads) => new Promise((resolve, reject) => {
  const w = new N3.Writer({ format: "N-Quads" });
  w.addQuads(quads);
  w.end((error, out) => (error ? reject(error) : resolve(out)));
});

let same = 0, seen = 0, triples = 0;
const documents = Object.entries(JSON.parse(text));
for (const [name, d] of documents) {
  const quads = new N3.Parser({ format: "text/turtle" }).parse(d.turtle);
  const ours = await canonical(await write(quads));
  const theirs = await canonical(await jsonld.toRDF(JSON.parse(d.jsonld), { format: "application/n-quads", documentLoader: offline }));
  triples += quads.length;
  if (ours === theirs) same++;
  else {
    const b = new Set(theirs.split("\n"));
    console.error(name, "differs:", ours.split("\n").find((l) => !b.has(l)) ?? "(JSON-LD says more)");
  }
  if (quads.length > 0 && (await canonical(await write(quads.slice(1)))) !== theirs) seen++;
}
console.log(`${same}/${documents.length} isomorphic, ${triples} triples, ${seen} canaries seen`);
