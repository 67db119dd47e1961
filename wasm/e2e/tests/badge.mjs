// <eafc-badge>: verdicts on badges that node has signed; the issuer is asked
// on click only; nothing else leaves.
import { page } from "../lib/walk.mjs";
import { signer, picture, idOf } from "../lib/badges.mjs";

export default async function ({ browser, site, check }) {
  const s = signer("https://label.exemple.fr/jwks.json#2026"), stranger = signer("https://label.exemple.fr/jwks.json#2026");
  const good = s.badge("Animer une équipe", "2099-01-01T00:00:00Z"), gone = s.badge("Conduire un projet", "2099-01-01T00:00:00Z");
  const put = (path, body, type = "application/json") => site.pages.set(path, { html: body, headers: { "content-type": type } });
  put("/cles/jwks.json", s.jwks); put("/cles/retraits.jwt", s.revocations([idOf(gone)]), "text/plain"); put("/cles/badge.svg", picture(good), "image/svg+xml");
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const p = await context.newPage();
  const seen = [];
  p.on("request", (r) => seen.push(r.url()));
  await p.addInitScript(() => { window.__events = []; addEventListener("eafc:controle", (e) => window.__events.push(e.detail)); });
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types eafc";
  await p.goto(page(site, "/badge", { tag: "eafc-badge", attrs: 'cles="/cles/jwks.json" retraits="/cles/retraits.jwt" emetteurs="https://label.exemple.fr/issuer"', headers: { "content-security-policy": policy } }));
  await p.locator("#w .depot").waitFor();
  const asked = seen.length;
  const verdict = async (name, text, want) => {
    await p.locator("#w #ouvrir").setInputFiles({ name: "badge.svg", mimeType: "image/svg+xml", buffer: Buffer.from(text) });
    await p.locator(`#w #titre-verdict:has-text("${want}")`).waitFor({ timeout: 5000 }).catch(() => {});
    const shown = await p.locator("#w #titre-verdict").innerText().catch(() => "");
    check(name, shown.includes(want), shown);
    await p.locator("#w #effacer").click();
  };
  await verdict("valid", picture(good), "Badge valide");
  await verdict("expired", s.badge("Ancien", "2026-02-01T00:00:00Z"), "Badge expiré");
  await verdict("revoked", gone, "Badge retiré par son émetteur");
  await verdict("another key", stranger.badge("Imité", "2099-01-01T00:00:00Z"), "Signature fausse");
  await verdict("one character changed", good.replace(/\.(.)/, (m, c) => "." + (c === "e" ? "f" : "e")), "");
  check("one character changed is not valid", (await p.evaluate(() => window.__events.at(-1).verdict)) === "invalid", await p.evaluate(() => window.__events.at(-1)));
  await p.locator("#w summary").click();
  await p.locator("#w #saisie").fill(good);
  await p.locator("#w #coller").click();
  await p.locator("#w #titre-verdict").waitFor();
  check("pasted", (await p.locator("#w #titre-verdict").innerText()).includes("Badge valide"));
  check("it says who, what, until when", /Institut d’exemple[\s\S]*Animer une équipe|Animer une équipe[\s\S]*Institut d’exemple/.test(await p.locator("#w .cartel").innerText()) && (await p.locator("#w .cartel").innerText()).includes("01/01/2099"));
  check("focus on the verdict", (await p.evaluate(() => document.querySelector("#w").shadowRoot.activeElement?.id)) === "titre-verdict");
  check("nothing was asked of anybody", seen.length === asked, seen.slice(asked));
  check("nothing stored", (await context.cookies()).length === 0 && (await p.evaluate(() => localStorage.length)) === 0);
  await p.goto(page(site, "/badge-adresse", { tag: "eafc-badge", attrs: 'cles="/cles/jwks.json" badge="/cles/badge.svg"' }));
  await p.locator("#w #titre-verdict").waitFor();
  check("a badge by its address", (await p.locator("#w #titre-verdict").innerText()).includes("Badge valide"));
  check("a badge that nobody has just opened takes no focus", await p.evaluate(() => document.activeElement === document.body && scrollY === 0));
  // without keys: the issuer, on click only
  const at = site.url, by = signer(at + "/cles2/jwks.json#1", at + "/issuer");
  put("/cles2/jwks.json", by.jwks); put("/cles2/revocations.jwt", by.revocations(), "text/plain");
  await p.goto(page(site, "/badge-sans-cle", { tag: "eafc-badge", attrs: "" }));
  await p.locator("#w #ouvrir").setInputFiles({ name: "b.jwt", mimeType: "text/plain", buffer: Buffer.from(by.badge("Demander", "2099-01-01T00:00:00Z")) });
  await p.locator("#w #titre-verdict:has-text('Non vérifiable ici')").waitFor();
  check("issuer not asked before the click", !seen.some((u) => u.includes("/cles2/")));
  await p.setViewportSize({ width: 320, height: 700 });
  const gap = await p.evaluate(() => { const r = document.querySelector("#w").shadowRoot, b = r.querySelector("#demander"), c = b.parentElement.querySelector("code.petit"); return { under: c.getBoundingClientRect().top - b.getBoundingClientRect().bottom, wide: document.documentElement.scrollWidth }; });
  check("at 320 points the address of the issuer stands clear of its button", gap.under >= 8 && gap.wide <= 320, gap);
  await p.setViewportSize({ width: 1280, height: 900 });
  await p.locator("#w #demander").click();
  await p.locator("#w #titre-verdict:has-text('Badge valide')").waitFor({ timeout: 5000 }).catch(() => {});
  check("issuer asked on click: valid", (await p.locator("#w #titre-verdict").innerText()).includes("Badge valide"), await p.locator("#w #titre-verdict").innerText());
  // no WebCrypto
  const q = await context.newPage();
  await q.addInitScript(() => Object.defineProperty(Crypto.prototype, "subtle", { get: () => undefined }));
  await q.goto(page(site, "/badge-sans-crypto", { tag: "eafc-badge", attrs: 'cles="/cles/jwks.json" badge="/cles/badge.svg"' }));
  await q.locator("#w #titre-verdict").waitFor();
  check("no WebCrypto: not verifiable here", (await q.locator("#w #titre-verdict").innerText()).includes("Non vérifiable ici"));
  await context.close();
}
