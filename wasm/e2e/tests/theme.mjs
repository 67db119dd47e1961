// Colours as the browser computes them: every pair readable in every theme,
// and a host's colours replaced where they are not.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { dashboard } from "../lib/panels.mjs";
import { serve } from "../lib/states.mjs";
import { page, ready, toResults, dsfr, bootstrap } from "../lib/walk.mjs";

const pairs = [["text", "surface", 4.5], ["text", "surface-alt", 4.5], ["text", "accent-soft", 4.5], ["text-muted", "surface", 4.5], ["text-muted", "surface-alt", 4.5], ["accent", "surface", 4.5], ["on-accent", "accent", 4.5], ["target", "surface", 4.5], ["error", "surface", 4.5], ["error", "surface-alt", 4.5], ["success", "surface", 4.5], ["border-strong", "surface", 3], ["border-strong", "accent-soft", 3], ["focus", "surface", 3], ["focus", "surface-alt", 3]];
const light = ([r, g, b]) => { const f = (v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b); };
const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };

export default async function ({ browser, site, fixtures, check }) {
  const themes = [["neutral-light", "light", "auto", ""], ["neutral-dark", "dark", "auto", ""], ["dsfr-light", "light", "hote", dsfr.light], ["dsfr-dark", "dark", "hote", dsfr.dark], ["bootstrap-light", "light", "hote", bootstrap.light], ["bootstrap-dark", "dark", "hote", bootstrap.dark], ["dark variables, light scheme", "light", "hote", dsfr.dark]];
  const file = path.join(fixtures, "theme/contrast.json");
  const wanted = existsSync(file) ? JSON.parse(readFileSync(file)) : [];
  for (const [name, scheme, theme, vars] of themes) {
    const context = await browser.newContext({ colorScheme: scheme });
    const p = await context.newPage();
    await p.goto(page(site, "/theme", { attrs: `theme="${theme}" referentiel="/data/encadrement.json"`, head: `<style>:root{color-scheme:light dark;${vars}}</style>` }));
    await ready(p);
    const colours = await p.evaluate((names) => {
      const frame = document.querySelector("#w").shadowRoot.querySelector(".cadre"), probe = frame.appendChild(document.createElement("i")), out = {};
      for (const n of names) { probe.style.color = `var(--${n})`; out[n] = getComputedStyle(probe).color.match(/[\d.]+/g).slice(0, 3).map(Number); }
      probe.remove();
      return out;
    }, [...new Set(pairs.flatMap((x) => x.slice(0, 2)))]);
    for (const [fg, bg, min] of pairs) {
      const got = ratio(colours[fg], colours[bg]);
      check(`${name}: ${fg} on ${bg}`, got >= min, got.toFixed(2));
      const w = wanted.find((x) => x.theme === name && x.foreground === fg && x.background === bg);
      if (w) check(`${name}: ${fg} on ${bg} as computed`, Math.abs(got - w.ratio) < 0.02, `${got.toFixed(2)} against ${w.ratio}`);
    }
    await context.close();
  }
  // forced colours: what SVG draws takes them as well, or stays dark on black
  serve(site);
  const see = async (name, attrs, go, look, tag) => {
    const context = await browser.newContext({ forcedColors: "active", colorScheme: "dark", reducedMotion: "reduce" });
    const p = await context.newPage();
    await p.goto(page(site, "/contraste", { attrs, tag }));
    await go(p);
    const bad = await p.locator("#w").evaluate((e, body) => new Function("root", body)(e.shadowRoot), look);
    check(`forced colours: ${name}`, bad === "", bad);
    await context.close();
  };
  const text = "const text = getComputedStyle(root.querySelector('p')).color, other = (list, of) => list.filter((e) => getComputedStyle(e)[of] !== text).map((e) => e.outerHTML.slice(0, 60)).join(' ');";
  await see("numbers of the radar, icons", 'referentiel="/data/encadrement.json" profil="direction"', async (p) => { await ready(p); await toResults(p); }, text + "return other([...root.querySelectorAll('.axis')], 'fill') + other([...root.querySelectorAll('.tableau .ico')], 'color')");
  await see("bars of three kinds", dashboard, (p) => p.locator("#w .barres").first().waitFor(), "const fill = (s) => getComputedStyle(root.querySelector('.jauge .' + s)).fill; return fill('prevu') !== fill('realise') && fill('inscrit') !== fill('realise') ? '' : ['prevu', 'inscrit', 'realise'].map(fill).join(' ')", "eafc-indicateurs");
  await see("icons of a grid", 'grille="/panneaux/rnq-2019-565.json"', async (p) => { await p.locator("#w #commencer").click(); await p.locator("#w .regles .ico").first().waitFor(); }, text + "return other([...root.querySelectorAll('.ico')], 'color')", "eafc-auto-evaluation");
}
