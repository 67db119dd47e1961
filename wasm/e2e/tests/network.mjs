// A bad network, as a phone on the road has it, on the first page of the
// demonstration: something to read and to do at once, a word while it comes,
// and a way to try again that loses nothing.
export default async function ({ browser, demo, check }) {
  const { url } = await demo();
  const open = async (route, before) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: "fr-FR" }), p = await context.newPage();
    p.thrown = [];
    p.on("pageerror", (e) => p.thrown.push(e.message));
    if (route) await p.route(/\/eafc\.wasm/, route);
    await before?.(p, context);
    await p.goto(url, { waitUntil: "commit" });
    await p.locator("#direction .intro").waitFor({ timeout: 5000 });
    return { context, p };
  };
  const asked = async (p, id = "direction") => (await p.locator(`#${id} + .attente`).innerText().catch(() => "")).replace(/\s+/g, " ");
  const begin = async (p) => { await p.locator("#direction #commencer").click(); await p.locator("#direction section[data-etape='1'] input[value='2']").check(); await p.locator("#direction #suivant").click(); };
  const kept = (p) => p.evaluate(() => document.querySelector("#direction").etat()?.answered ?? -1);

  // the module hangs: read and answered all the same, said after four seconds
  {
    const { context, p } = await open(() => {});
    await begin(p);
    check("without the module the first question is answered", await p.locator("#direction section[data-etape='2']").isVisible());
    await p.locator("#direction + .attente:has-text('Vous pouvez déjà commencer')").waitFor({ timeout: 6000 }).catch(() => {});
    check("what is late is said", (await asked(p)).includes("Vous pouvez déjà commencer"), await asked(p));
    await context.close();
  }
  // each way to fail, then what was missing is there again
  const ways = {
    "404": (r) => r.fulfill({ status: 404 }), "500": (r) => r.fulfill({ status: 500, body: "x" }), "connection cut": (r) => r.abort("connectionreset"),
    "half a module": async (r) => { const b = await (await r.fetch()).body(); await r.fulfill({ status: 200, contentType: "application/wasm", body: b.subarray(0, b.length / 2) }); },
    "a page of the hotel": (r) => r.fulfill({ status: 200, contentType: "text/html", body: "<h1>Wi-Fi</h1>" }),
  };
  for (const [name, way] of Object.entries(ways)) {
    const { context, p } = await open(way);
    await begin(p);
    const again = p.locator("#direction + .attente button");
    await again.waitFor({ timeout: 15000 }).catch(() => {});
    const said = await asked(p), wide = await p.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    check(`${name}: said, with a button, in its width`, said.includes("n’est pas arrivée") && said.includes("Réessayer") && wide <= 0 && p.thrown.length === 0, [said, wide, p.thrown]);
    const size = await again.boundingBox();
    check(`${name}: the button is large enough for a finger`, size?.height >= 40, size);
    await again.click();
    await p.waitForTimeout(300);
    await again.waitFor({ timeout: 10000 }).catch(() => {});
    check(`${name}: still missing, still a button`, await again.isVisible(), await asked(p));
    await p.unroute(/\/eafc\.wasm/);
    await again.click();
    await p.waitForFunction(() => document.querySelector("#direction").etat(), null, { timeout: 20000 }).catch(() => {});
    await p.waitForTimeout(100);
    check(`${name}: tried again, the answer is kept`, (await kept(p)) === 1 && (await p.locator("#direction section[data-etape='2']").isVisible()), [await kept(p), p.thrown]);
    check(`${name}: nothing more is said`, !(await p.locator("#direction + .attente").isVisible()), await asked(p));
    await context.close();
  }
  // no network at all once the page is there, then back: no click is needed
  {
    let release;
    const { context, p } = await open(async (r) => { await new Promise((ok) => (release = ok)); r.continue().catch(() => {}); }, async (p) => { await p.route(/\/donnees\//, (r) => r.abort()); });
    await begin(p);
    await context.setOffline(true);
    await p.unroute(/\/donnees\//);
    await p.unroute(/\/eafc\.wasm/);
    release?.();
    await p.locator("#direction + .attente button").waitFor({ timeout: 15000 }).catch(() => {});
    check("network gone: said", (await asked(p)).includes("n’est pas arrivée"), await asked(p));
    await context.setOffline(false);
    await p.waitForFunction(() => document.querySelector("#direction").etat(), null, { timeout: 20000 }).catch(() => {});
    await p.waitForTimeout(100);
    check("network back: it goes on by itself, the documents too", (await kept(p)) === 1 && p.thrown.length === 0, [await kept(p), await asked(p), p.thrown]);
    await context.close();
  }
  // the loader itself does not come
  {
    const { context, p } = await open(null, (p) => p.route(/loader\.js/, (r) => r.abort()));
    await p.locator("#direction + .attente").waitFor({ timeout: 8000 }).catch(() => {});
    const said = await asked(p);
    check("no loader: said, and the page can be loaded again", said.includes("n’est pas arrivée") && said.includes("Recharger"), said);
    await p.unroute(/loader\.js/);
    await p.locator("#direction + .attente button").click();
    await p.waitForFunction(() => document.querySelector("#direction").etat?.(), null, { timeout: 20000 }).catch(() => {});
    check("no loader: loaded again, it works", (await kept(p)) >= 0);
    await context.close();
  }
}
