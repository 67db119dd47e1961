// Badges made to deceive <eafc-badge>, or to break the page that shows it: the
// right verdict, nothing runs, nobody is asked, and a good badge is judged
// right afterwards.
import { createHmac } from "node:crypto";
import { page } from "../lib/walk.mjs";
import { signer, picture, issuer } from "../lib/badges.mjs";

const b64 = (x) => Buffer.from(typeof x === "string" ? x : JSON.stringify(x)).toString("base64url");
const script = `"><img src=x onerror="window.ran=1"><script>window.ran=1</script><svg onload=window.ran=1>{0}{!0}{#primary,a,b,c,d}`;

export default async function ({ browser, site, check }) {
  const kid = "https://label.exemple.fr/jwks.json#2026", s = signer(kid), stranger = signer(kid);
  const until = "2099-01-01T00:00:00Z", good = s.badge("Animer une équipe", until);
  const made = (change, more) => { const c = s.claims("Animer une équipe", until); change(c); return s.jws(c, more); };
  const subject = (f) => made((c) => f(c.credentialSubject.achievement, c));
  const put = (at, body, type = "application/json") => site.pages.set(at, { html: body, headers: { "content-type": type } });
  put("/mauvais/jwks.json", s.jwks);
  const claims = s.claims("Animer une équipe", until), payload = b64(claims);
  const hmac = (key) => { const input = b64({ alg: "HS256", kid, typ: "JWT" }) + "." + payload; return input + "." + createHmac("sha256", key).update(input).digest("base64url"); };
  const nested = (depth) => { let t = good; for (let i = 0; i < depth; i++) t = made((c) => { c.endorsementJwt = [t]; }); return t; };
  const far = "https://autre.exemple/vol", here = "http://127.0.0.1:9/vol";
  const twice = JSON.stringify(claims).replace(/^\{/, '{"name":"Autre titre",');

  // name, token, what the headline may be, and what must be in the page.
  const never = /Badge valide/;
  const cases = [
    ["alg none", b64({ alg: "none", kid, typ: "JWT" }) + "." + payload + ".", /lisible/],
    ["alg none, mixed case, signature kept", b64({ alg: "nOnE", kid, typ: "JWT" }) + "." + payload + "." + good.split(".")[2], /lisible/],
    ["HS256 with the public key as secret", hmac(Buffer.from(s.jwk.x, "base64url")), /lisible/],
    ["HS256 with the text of jwks.json as secret", hmac(s.jwks), /lisible/],
    ["a key carried by the token", stranger.jws(claims, { jwk: stranger.jwk }), /Signature fausse|ne connaît pas/],
    ["a key carried by the token, kid left out", stranger.jws(claims, { jwk: stranger.jwk, kid: undefined }), /Signature fausse|ne connaît pas|Non vérifiable/],
    ["jku and x5u of somebody", stranger.jws(claims, { jku: far, x5u: here, x5c: ["AAAA"] }), /Signature fausse|lisible/],
    ["a kid elsewhere", stranger.jws(claims, { kid: far + "#1" }), /ne connaît pas|Non vérifiable/],
    ["a kid that runs", stranger.jws(claims, { kid: "javascript:window.ran=1" }), /ne connaît pas|Non vérifiable|lisible/],
    ["unknown critical header", s.jws(claims, { crit: ["b64"], b64: false }), /lisible/],
    ["a token of 64 KiB and more", made((c) => { c.credentialSubject.achievement.description = "a".repeat(70000); }), /lisible/],
    ["a token of 9 MiB", "a.".repeat(4.5 * 1048576), /lisible/],
    ["a member written twice", s.jws(twice), /lisible/],
    ["endorsements in endorsements", nested(6), null],
    ["300 endorsements", made((c) => { c.endorsementJwt = Array(300).fill("a.b.c"); }), null],
    ["JSON nested 5,000 deep", s.jws('{"a":'.repeat(5000) + "1" + "}".repeat(5000)), /lisible/],
    ["scripts in every word", made((c) => { c.name = c.issuer.name = script; c.credentialSubject.achievement.name = c.credentialSubject.achievement.description = script; c.credentialSubject.achievement.criteria.narrative = script; }), null],
    ["addresses that run", subject((a, c) => { a.image = { id: "javascript:window.ran=1", type: "Image" }; a.criteria = { id: "javascript:window.ran=1", narrative: "x" }; c.image = { id: "data:text/html,<script>window.ran=1</script>", type: "Image" }; c.evidence = [{ id: "javascript:window.ran=1", type: ["Evidence"], name: "preuve" }, { id: "data:text/html,x", type: ["Evidence"] }]; }), null],
    ["pictures of somebody", subject((a, c) => { a.image = { id: far + ".png", type: "Image" }; c.issuer.image = { id: here + ".png", type: "Image" }; c.evidence = [{ id: far, type: ["Evidence"] }]; c.credentialStatus = { id: far, type: "1EdTechRevocationList", statusListCredential: here }; c.credentialSchema = [{ id: far, type: "1EdTechJsonSchemaValidator2019" }]; c.refreshService = { id: here, type: "1EdTechCredentialRefresh" }; }), null],
    ["10,000 letters without a space", made((c) => { c.name = c.issuer.name = c.credentialSubject.achievement.name = "W".repeat(10000); }), null],
    ["an issuer of 5,000 letters", made((c) => { c.issuer.id = c.iss = "https://label.exemple.fr/" + "a".repeat(5000); }), /ne connaît pas|conforme/],
    ["signs that turn the text around", made((c) => { c.issuer.name = "Institut \u202E\u2066erf.tutitsni"; c.name = "\u202Eeuqinu egdaB\u202A"; }), null],
    ["a day that does not exist", made((c) => { c.validUntil = "2099-13-45T25:61:61Z"; }), /conforme|lisible|expiré/],
    ["the year 275760", made((c) => { c.validUntil = "+275760-09-13T00:00:00Z"; c.exp = 8.64e12; }), null],
    ["an end beyond numbers", s.jws(JSON.stringify(claims).replace(/"exp":\d+/, '"exp":1e400')), never],
    ["ends before it begins", s.badge("Envers", "2026-01-01T00:00:00Z", "2098-01-01T00:00:00Z"), /expiré|conforme|pas encore/],
    ["text between tokens", good + "." + good, /lisible/],
    ["not a token", "\u0000\uFFFF<b>", /lisible|conforme/],
    ["a list instead of a credential", "[" + JSON.stringify(claims) + "]", /lisible|conforme/],
    ["numbers where words are", s.jws({ ...claims, name: 1, issuer: 2, credentialSubject: [3], type: null }), /conforme|lisible|ne connaît pas/],
  ];
  for (const [width, lang] of [[320, "fr"], [1280, "en"]]) {
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    const p = await context.newPage(), asked = [], errors = [];
    p.on("pageerror", (e) => errors.push(e.message));
    p.on("console", (m) => m.type() === "error" && !/404/.test(m.text()) && errors.push(m.text()));
    p.on("dialog", (d) => { errors.push("dialog " + d.message()); d.dismiss(); });
    await p.goto(page(site, "/mauvais-badge", { tag: "eafc-badge", attrs: `langue="${lang}" cles="/mauvais/jwks.json" emetteurs="${issuer}"` }));
    await p.locator("#w .depot").waitFor({ timeout: 20000 });
    p.on("request", (r) => asked.push(r.url()));
    for (const [name, token, headline] of cases) {
      await p.evaluate((t) => document.querySelector("#w").importer(t), token);
      await p.waitForFunction(() => { const r = document.querySelector("#w").shadowRoot; return r.querySelector("#titre-verdict") || r.querySelector(".issues"); }, null, { timeout: 15000 }).catch(() => errors.push("no verdict"));
      const got = await p.evaluate(() => {
        const r = document.querySelector("#w").shadowRoot;
        return { said: r.querySelector("#titre-verdict")?.innerText || "", text: r.querySelector(".corps:last-of-type")?.innerText.slice(0, 200), issues: r.querySelectorAll(".issues li").length, verdict: JSON.parse(document.querySelector("#w").exporter("etat") || "{}"),
          wide: document.documentElement.scrollWidth - innerWidth, ran: window.ran,
          live: [...r.querySelectorAll("*")].filter((x) => /^(script|img|iframe|object)$/.test(x.localName) || [...x.attributes].some((a) => /^on/.test(a.name) || /(script|data):/i.test(a.value.replace(/\s/g, "")) && /href|src/.test(a.name))).map((x) => x.outerHTML.slice(0, 80)) };
      });
      const at = `${name}, ${width}`;
      if (headline && lang === "fr") check(`${at}: the verdict`, headline === never ? !never.test(got.said) : headline.test(got.said), got);
      check(`${at}: a verdict or an issue`, got.said !== "" || got.issues > 0, got);
      if (headline) check(`${at}: not valid`, got.verdict.verdict !== "valid", got.verdict);
      check(`${at}: nothing runs`, got.ran === undefined && got.live.length === 0 && errors.length === 0, [got.live, errors]);
      check(`${at}: stays in its width`, got.wide <= 0, got.wide);
      errors.length = 0;
    }
    await p.evaluate((t) => document.querySelector("#w").importer(t), picture(good));
    await p.locator("#w #titre-verdict.vert").waitFor({ timeout: 5000 }).catch(() => {});
    check(`${width}: a good badge is judged right afterwards`, (await p.evaluate(() => JSON.parse(document.querySelector("#w").exporter("etat")).verdict)) === "valid");
    check(`${width}: nobody was asked`, asked.length === 0, asked);
    await context.close();
  }

  // Words that turn the text around do not reach what stands beside them.
  const q = await (await browser.newContext({ viewport: { width: 700, height: 800 } })).newPage();
  await q.goto(page(site, "/mauvais-badge-sens", { tag: "eafc-badge", attrs: 'cles="/mauvais/jwks.json"' }));
  await q.locator("#w .depot").waitFor();
  await q.evaluate((t) => document.querySelector("#w").importer(t), made((c) => { c.issuer.name = "Institut \u202E"; }));
  await q.locator("#w #titre-verdict").waitFor();
  const order = await q.evaluate(() => {
    const dd = [...document.querySelector("#w").shadowRoot.querySelectorAll("dd")].find((x) => x.textContent.includes("label.exemple.fr"));
    const it = document.createTreeWalker(dd, NodeFilter.SHOW_TEXT), place = (w) => { for (it.currentNode = dd; it.nextNode();) { const i = it.currentNode.data.indexOf(w); if (i >= 0) { const r = document.createRange(); r.setStart(it.currentNode, i); r.setEnd(it.currentNode, i + w.length); return r.getBoundingClientRect().left; } } return -1; };
    return [place("https"), place("exemple.fr")];
  });
  check("the address of the issuer reads from left to right", order[0] >= 0 && order[0] < order[1], order);
  await q.context().close();

  // Without keys: the address to ask is the issuer's own, on https, or there is no button.
  for (const [name, k, by, button] of [["own", kid, issuer, true], ["another host", far + "/jwks.json#1", issuer, false], ["this machine over the issuer", here + "/jwks.json#1", issuer, false], ["a name before @", "https://label.exemple.fr@autre.exemple/jwks.json#1", issuer, false], ["a script", "javascript:alert(1)//https://label.exemple.fr", issuer, false], ["a relative address", "/jwks.json#1", issuer, false], ["plain http", "http://label.exemple.fr/jwks.json#1", "http://label.exemple.fr/issuer", false]]) {
    const one = signer(k, by), context = await browser.newContext({ viewport: { width: 320, height: 800 } }), p = await context.newPage(), asked = [];
    await p.goto(page(site, "/mauvais-sans-cle", { tag: "eafc-badge", attrs: "" }));
    await p.locator("#w .depot").waitFor();
    p.on("request", (r) => asked.push(r.url()));
    await p.evaluate((t) => document.querySelector("#w").importer(t), one.badge("Demander", until));
    await p.locator("#w #titre-verdict").waitFor();
    check(`keys of ${name}: ${button ? "a button" : "no button"}`, (await p.locator("#w #demander").count()) === (button ? 1 : 0), await p.locator("#w #titre-verdict").innerText());
    check(`keys of ${name}: not asked by itself`, asked.length === 0, asked);
    await context.close();
  }

  // Lists of keys and revocations of the page that are not what they should be.
  for (const [name, keys, list] of [["no JSON", "<html>", "x"], ["endless keys", JSON.stringify({ keys: Array(5000).fill({ kty: "OKP", crv: "Ed25519", x: "A", kid }) }), ""], ["a secret key", JSON.stringify({ keys: [{ kty: "oct", k: "AAAA", kid, alg: "HS256" }] }), ""], ["scripts", JSON.stringify({ keys: [{ ...s.jwk, kid: script }] }), script]]) {
    put("/mauvais/k.json", keys); put("/mauvais/r.jwt", list, "text/plain");
    const context = await browser.newContext({ viewport: { width: 320, height: 800 } }), p = await context.newPage(), errors = [];
    p.on("pageerror", (e) => errors.push(e.message));
    await p.goto(page(site, "/mauvaises-cles", { tag: "eafc-badge", attrs: 'cles="/mauvais/k.json" retraits="/mauvais/r.jwt"' }));
    await p.waitForFunction(() => document.querySelector("#w").shadowRoot?.querySelector(".depot,.issues"), null, { timeout: 20000 }).catch(() => errors.push("nothing shown"));
    if (await p.locator("#w .depot").count()) { await p.evaluate((t) => document.querySelector("#w").importer(t), good); await p.locator("#w #titre-verdict").waitFor({ timeout: 5000 }).catch(() => errors.push("no verdict")); }
    const got = await p.evaluate(() => ({ text: document.querySelector("#w").shadowRoot.textContent.replace(/\s+/g, " ").slice(0, 300), ran: window.ran, wide: document.documentElement.scrollWidth - innerWidth, state: document.querySelector("#w").exporter?.("etat") }));
    check(`a list of keys, ${name}: said, in its width, not valid`, errors.length === 0 && got.ran === undefined && got.wide <= 0 && !/"valid"/.test(got.state || ""), [errors, got]);
    await context.close();
  }
}
