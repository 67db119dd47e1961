// SPDX-License-Identifier: Apache-2.0
//
// One static server on this machine: right types, brotli (quality 11, window
// 24; 4 for the one catalogue that would take a minute), immutable for
// everything but pages.
import http from "node:http";
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".json": "application/json", ".wasm": "application/wasm" };

export async function serve(folders) {
  const packed = new Map(), site = { pages: new Map() };
  const pack = (key, body, type) => {
    let e = packed.get(key);
    if (!e) {
      const c = zlib.constants;
      e = { type, body: zlib.brotliCompressSync(body, { params: { [c.BROTLI_PARAM_QUALITY]: body.length > 12e6 ? 4 : 11, [c.BROTLI_PARAM_LGWIN]: 24, [c.BROTLI_PARAM_SIZE_HINT]: body.length } }) };
      packed.set(key, e);
    }
    return e;
  };
  const file = (url) => {
    for (const [prefix, dir] of Object.entries(folders)) {
      if (!url.startsWith(prefix)) continue;
      const f = path.join(dir, url.slice(prefix.length));
      if (f.startsWith(dir) && existsSync(f) && statSync(f).isFile()) return f;
    }
  };
  const server = http.createServer((req, res) => {
    const url = new URL(req.url, "http://x").pathname, own = site.pages.get(url);
    let e = packed.get(url);
    if (!e && own) e = pack(url, Buffer.from(own.body), types[own.type]);
    if (!e) {
      const f = file(url);
      if (!f) { res.writeHead(404); return res.end(); }
      e = pack(url, readFileSync(f), types[path.extname(f)] || "application/octet-stream");
    }
    res.writeHead(200, { "content-type": e.type, "content-encoding": "br", "cache-control": own?.type === ".html" ? "no-store" : "public, max-age=31536000, immutable" });
    res.end(e.body);
  });
  await new Promise((ok) => server.listen(0, "127.0.0.1", ok));
  site.port = server.address().port;
  site.url = `http://127.0.0.1:${site.port}`;
  // warm compresses now what a page would otherwise wait for.
  site.warm = (url) => {
    const f = file(url), own = site.pages.get(url);
    if (own) pack(url, Buffer.from(own.body), types[own.type]);
    else if (f) pack(url, readFileSync(f), types[path.extname(f)] || "application/octet-stream");
  };
  site.size = (url) => Buffer.byteLength(site.pages.get(url).body);
  site.close = () => { server.closeAllConnections(); server.close(); };
  return site;
}
