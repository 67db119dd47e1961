// What a person hears who does not see the page, and where the keyboard is
// after each action: headings without jumps at every level, names that are
// understood alone, each change said once, no focus lost and none hidden on
// 320 × 256 px (1280 × 1024 at 400 %).
import { page, ready, toResults, attributes } from "../lib/walk.mjs";
import { widgets, serve } from "../lib/states.mjs";

const framework = 'referentiel="/data/encadrement.json"';
const first = { tag: "eafc-auto-positionnement", attrs: attributes + ' stockage="choix"', shown: ".intro", states: [["accueil", async () => {}], ["question", async (p) => { await p.locator("#w #commencer").click(); }]] };

// listen notes what the status line says and every alert that appears.
const listen = () => {
  window.heard = [];
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (o) {
    const root = attach.call(this, o);
    new MutationObserver((list) => {
      for (const m of list) {
        if (m.target.matches?.("[role=status]") && m.target.textContent) heard.push(m.target.textContent);
        for (const n of m.addedNodes) if (n.nodeType === 1) for (const a of [n, ...n.querySelectorAll("*")]) if (a.matches("[role=alert]")) heard.push("alert: " + a.textContent);
      }
    }).observe(root, { subtree: true, childList: true });
    return root;
  };
};
const inside = (p, body) => p.locator("#w").evaluate((e, b) => new Function("root", b)(e.shadowRoot), body);
const focused = (p) => inside(p, "const e = root.activeElement; return e ? e.id || e.localName : ''");
const heard = async (p) => { await p.waitForTimeout(750); return p.evaluate(() => heard.splice(0).map((s) => s.replace(/\s+/g, " "))); };
const levels = (p) => inside(p, "return [...root.querySelectorAll('h1,h2,h3,h4,h5,h6')].filter((h) => h.checkVisibility()).map((h) => +h.localName[1])");
// tree is what assistive technology gets: role, name, roles it is under.
const tree = async (p) => {
  const c = await p.context().newCDPSession(p);
  const { nodes } = await c.send("Accessibility.getFullAXTree");
  await c.detach();
  const byID = new Map(nodes.map((n) => [n.nodeId, n])), above = (n) => (n ? [n.role?.value, ...above(byID.get(n.parentId))] : []);
  return nodes.filter((n) => !n.ignored).map((n) => ({ role: n.role?.value, name: n.name?.value || "", description: n.description?.value || "", under: above(byID.get(n.parentId)) }));
};
const json = (name, text) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });
const press = async (p, selector) => { await p.locator("#w " + selector).first().focus(); await p.keyboard.press("Enter"); };

export default async function ({ browser, site, check }) {
  serve(site);
  const open = async (name, { tag, attrs, shown }, viewport = { width: 1280, height: 900 }) => {
    const context = await browser.newContext({ viewport, locale: "fr-FR", reducedMotion: "reduce" });
    const p = await context.newPage();
    await p.addInitScript(listen);
    await p.goto(page(site, "/dit-" + name, { tag, attrs }));
    await p.locator("#w").locator(shown).first().waitFor({ state: "attached", timeout: 20000 });
    return p;
  };

  // every widget, every screen
  const walk = async (w) => {
    const name = w.name || w.tag, p = await open(name, w);
    for (const [state, go] of w.states) {
      await p.setViewportSize({ width: 1280, height: 900 });
      await go(p, site);
      const where = `${name} ${state}`, h = await levels(p);
      check(`${where}: headings without a jump`, h[0] === 2 && h.every((n, i) => i === 0 || n <= h[i - 1] + 1), h.join(" "));
      const said = await heard(p);
      check(`${where}: nothing is said twice`, new Set(said.map((s) => s.replace(/^alert: .*?(Le document)/, "$1"))).size === said.length, said);
      const shown = await tree(p), alone = shown.filter((n) => ["button", "link", "checkbox", "textbox", "combobox", "searchbox"].includes(n.role) && !n.name.trim());
      check(`${where}: every control has a name`, alone.length === 0, alone);
      check(`${where}: the status line speaks the language of the page`, await inside(p, "return root.querySelector('[role=status]').closest('[lang]').lang === 'fr'"));
      // the keyboard at 400 %: what has the focus is in view, and on top
      await p.setViewportSize({ width: 320, height: 256 });
      await p.evaluate(() => { document.activeElement?.blur?.(); const t = document.querySelector("h1"); t.tabIndex = -1; t.focus(); });
      const hidden = [];
      for (let i = 0; i < 45; i++) {
        await p.keyboard.press("Tab");
        const bad = await inside(p, `const e = root.activeElement; if (!e) return 'end';
          const r = (e.type === 'file' ? e.closest('label') : e).getBoundingClientRect(), x = Math.min(Math.max(r.left + r.width / 2, 0), innerWidth - 1), y = (Math.max(r.top, 0) + Math.min(r.bottom, innerHeight)) / 2;
          if (r.bottom <= 0 || r.top >= innerHeight) return (e.id || e.localName) + ' out of view';
          const t = root.elementFromPoint(x, y); return t && (e.contains(t) || t.contains(e)) ? '' : (e.id || e.localName) + ' below ' + t?.localName`);
        if (bad === "end") break;
        if (bad) hidden.push(bad);
      }
      check(`${where}: no focus hidden at 400 %`, hidden.length === 0, hidden);
    }
    await p.context().close();
  };
  const todo = [first, ...widgets];
  await Promise.all([1, 2].map(async () => { for (let next; (next = todo.shift()); ) await walk(next).catch((e) => check(next.name || next.tag, false, e.message.slice(0, 300))); }));

  // levels that a page chooses
  for (const level of [2, 4, 6]) {
    const p = await open("niveau-" + level, { ...first, attrs: `${attributes} niveau-titre="${level}"` });
    await toResults(p);
    const h = await levels(p);
    check(`results from level ${level}: no jump`, h[0] === level && h.every((n, i) => i === 0 || n <= h[i - 1] + 1), h.join(" "));
    if (level === 2) {
      const t = await tree(p);
      check("the radar is its name alone", t.some((n) => n.role === "image" && n.name.startsWith("Radar")) && !t.some((n) => n.role === "StaticText" && n.under.includes("image")));
    }
    await p.context().close();
  }

  // one page: a group and a field are understood alone
  let p = await open("page", { ...first, attrs: `${framework} profil="direction" mode="page"` });
  const names = (await tree(p)).filter((n) => n.role === "group" || n.role === "textbox").map((n) => n.name);
  check("24 names, all different", names.length === 24 && new Set(names).size === 24, names.slice(0, 4));
  await press(p, "#b-acces");
  check("a panel keeps the focus", (await focused(p)) === "b-acces", await focused(p));
  await p.context().close();
  p = await open("etape", first);
  await press(p, "#commencer");
  check("a question says where it stands", (await tree(p)).some((n) => n.role === "heading" && n.description.startsWith("Compétence 1 sur 12")));
  await p.context().close();

  // counts are said when the typing pauses
  p = await open("frappe", { tag: "eafc-catalogue", attrs: 'catalogue="/data/catalogue.json"', shown: ".liste .brique" });
  await p.locator("#w #q").focus();
  await p.keyboard.type("données", { delay: 100 });
  let words = await heard(p);
  check("one count for one word", words.length === 1 && /^\d+ briques trouvées$/.test(words[0]), words);
  await press(p, "#langue");
  await p.locator("#w .cadre[lang=en]").waitFor();
  await p.waitForTimeout(750);
  check("nothing French is left in the status line", (await inside(p, "const s = root.querySelector('[role=status]'); return s.textContent + s.closest('[lang]').lang")) === "en");
  await p.context().close();

  // files: refused, read, removed
  p = await open("fichiers", { tag: "eafc-portfolio", attrs: framework, shown: "#ouvrir" });
  await p.locator("#w #ouvrir").focus();
  await p.locator("#w #ouvrir").setInputFiles(json("x.json", "{}"));
  words = await heard(p);
  check("a refusal is heard once, the focus stays", words.length === 1 && (await focused(p)) === "ouvrir", [words, await focused(p)]);
  await p.context().close();
  p = await open("verdict", { tag: "eafc-badge", attrs: "", shown: ".depot" });
  await p.locator("#w #ouvrir").focus();
  await p.locator("#w #ouvrir").setInputFiles(json("x.json", "{}"));
  await p.locator("#w #titre-verdict").waitFor();
  words = await heard(p);
  check("a verdict is heard by the focus alone", words.length === 0 && (await focused(p)) === "titre-verdict", [words, await focused(p)]);
  await press(p, "#effacer");
  words = await heard(p);
  check("and so is its removal", words.join() === "Tout est effacé." && (await focused(p)) === "titre-0", words);
  await p.context().close();

  // every block that takes the focus has a name, or is a text itself: a screen reader says nothing of an unnamed box
  p = await open("boites", { ...first, attrs: attributes });
  await press(p, "#commencer");
  await press(p, "#suivant");
  const box = (await tree(p)).find((n) => n.role === "group" && n.name === "Il manque une réponse");
  check("the missing answer is named and described", (await focused(p)) === "erreur-1" && /Choisissez la situation/.test(box?.description), box);
  await p.context().close();

  // a sending that lasts: said, and the focus waits on its button
  const rule = { match: /^\/lent/, answer: async (_, res) => { await new Promise((ok) => setTimeout(ok, 1500)); res.writeHead(204); res.end(); return true; } };
  site.rules.push(rule);
  p = await open("envoi", { ...first, attrs: attributes.replace(/envoi="[^"]*"/, "") + ' envoi="/lent"' });
  await toResults(p);
  words = await heard(p);
  check("the results are read by the focus, and what they mean is said", words.length === 1 && /priorité|niveau/.test(words[0]) && /^titre-/.test(await focused(p)), [words, await focused(p)]);
  await press(p, "#envoyer");
  words = await heard(p);
  check("a sending that lasts is said", words.join() === "Envoi en cours…" && (await focused(p)) === "envoyer", [words, await focused(p)]);
  await p.locator("#w #envoye").waitFor();
  await p.waitForTimeout(750);
  check("and its end is read by the focus", (await focused(p)) === "envoye" && (await inside(p, "return root.querySelector('[role=status]').textContent")) === "");
  await p.context().close();
  site.rules.splice(site.rules.indexOf(rule), 1);
}
