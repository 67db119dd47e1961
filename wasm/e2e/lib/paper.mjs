// What a widget would print, and on how many A4 pages.

// silent keeps print() from opening a dialog, closed says that it was closed
// at once: call one of them before the page loads.
export const silent = (p) => p.addInitScript(() => { window.print = () => {}; });
export const closed = (p) => p.addInitScript(() => { window.print = () => void dispatchEvent(new Event("afterprint")); });

// paper returns what stands in the frame that is printed, pressed included.
export async function paper(p, button = "imprimer") {
  await p.locator(`#w #${button}`).click();
  return p.evaluate(() => { const d = document.querySelector("#w").shadowRoot.querySelector("iframe.papier-cadre").contentDocument; return { html: d.body.innerHTML, css: [...d.adoptedStyleSheets[0].cssRules].map((r) => r.cssText).join("\n"), title: d.title, lang: d.documentElement.lang }; });
}

// seen evaluates f on the printed page; like the frame, it has no doctype.
export async function seen(context, { html, css }, f) {
  const q = await context.newPage();
  await q.setContent(`<html lang="fr"><head><style>${css}</style></head><body>${html}</body></html>`);
  const out = await q.evaluate(f);
  await q.close();
  return out;
}

export async function pages(context, { html, css }) {
  const q = await context.newPage();
  await q.setContent(`<html lang="fr"><head><style>${css}</style></head><body>${html}</body></html>`);
  const pdf = await q.pdf({ format: "A4", preferCSSPageSize: true });
  await q.close();
  return (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) || []).length;
}
