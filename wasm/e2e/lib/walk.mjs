// Pages and walks shared by the tests.
export const attributes = 'referentiel="/data/encadrement.json" profil="direction" catalogue="/data/catalogue.json"';
export const ranks = [2, 3, 3, 2, 1, 2, 2, 3, "passe", 1, 2, 3];

export function page(site, path, { attrs = attributes, head = "", headers = {}, body, tag = "eafc-auto-positionnement", loader = "/eafc/loader.js" } = {}) {
  site.pages.set(path, { headers, html: `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Page d’accueil</title>${head}<script type="module" src="${loader}"></script></head><body><main><h1>Page</h1>${body ?? `<${tag} id="w" ${attrs}><a href="/autrement">Ouvrir autrement</a></${tag}>`}</main></body></html>` });
  return site.url + path;
}

export const w = (p) => p.locator("#w");
export const ready = (p) => p.locator("#w .intro").waitFor({ timeout: 15000 });

export async function answer(p, i, value) {
  const s = p.locator(`#w section[data-etape="${i + 1}"]`);
  await s.locator(`input[value="${value}"]`).check();
}

export async function toResults(p, values = ranks) {
  await p.locator("#w #commencer").click();
  for (let i = 0; i < values.length; i++) { await answer(p, i, values[i]); await p.locator("#w #suivant").click(); }
  await p.locator("#w .bilan").waitFor();
}

// DSFR-like host variables: values only, as a .gouv.fr page would set them.
export const dsfr = { light: "--background-action-high-blue-france:#000091;--text-inverted-blue-france:#f5f5fe;--background-action-low-blue-france:#e3e3fd;--text-default-warning:#b34000;--text-default-grey:#3a3a3a;--text-mention-grey:#666;--background-default-grey:#fff;--background-alt-grey:#f6f6f6;--border-default-grey:#ddd;--border-plain-grey:#3a3a3a;--text-default-error:#ce0500;--text-default-success:#18753c",
  dark: "--background-action-high-blue-france:#8585f6;--text-inverted-blue-france:#000091;--background-action-low-blue-france:#272747;--text-default-warning:#fc5d00;--text-default-grey:#cecece;--text-mention-grey:#929292;--background-default-grey:#161616;--background-alt-grey:#1e1e1e;--border-default-grey:#353535;--border-plain-grey:#cecece;--text-default-error:#ff5655;--text-default-success:#27a658" };
export const bootstrap = { light: "--bs-primary:#0d6efd;--bs-body-color:#212529;--bs-body-bg:#fff;--bs-secondary-color:rgba(33,37,41,.75);--bs-tertiary-bg:#f8f9fa;--bs-border-color:#dee2e6;--bs-danger:#dc3545;--bs-success:#198754;--bs-primary-bg-subtle:#cfe2ff",
  dark: "--bs-primary:#0d6efd;--bs-body-color:#dee2e6;--bs-body-bg:#212529;--bs-secondary-color:rgba(222,226,230,.75);--bs-tertiary-bg:#2b3035;--bs-border-color:#495057;--bs-danger:#dc3545;--bs-success:#198754;--bs-primary-bg-subtle:#031633" };
