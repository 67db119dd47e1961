// A whole run with the keyboard alone, from the first Tab to the statement
// found in the store; the order of the focus is asserted on the way.
export default async function ({ browser, demo, check }) {
  const d = await demo();
  const context = await browser.newContext({ locale: "fr-FR", viewport: { width: 1280, height: 900 } });
  const p = await context.newPage();
  await p.goto(d.url);
  await p.locator("#direction .intro").waitFor();
  const focused = () => p.evaluate(() => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement; return e ? (e.id || e.getAttribute("data-m") || e.localName) + (e.type === "radio" ? ":" + e.value : "") : ""; });
  const tab = async (want, key = "Tab") => { await p.keyboard.press(key); const got = await focused(); check(`focus after ${key}`, got === want, `${got}, wanted ${want}`); };
  await p.evaluate(() => document.querySelector("#direction").scrollIntoView());
  await p.locator("#direction #titre-0").focus();
  await tab("memoriser");
  await tab("commencer");
  await tab("ouvrir");
  await p.keyboard.press("Shift+Tab");
  await p.keyboard.press("Enter");
  check("focus on the heading of the question", (await focused()) === "titre-1", await focused());
  await p.locator("#direction #titre-1").waitFor();
  // first question: forward order, an error, then the answer
  await p.keyboard.press("Tab");
  check("radio group first", (await focused()).startsWith("r-1-0"), await focused());
  await tab("n-1"); await tab("suivant");
  await p.keyboard.press("Enter");
  check("focus on the error summary", (await focused()) === "erreur-1", await focused());
  await tab("voir");
  await p.keyboard.press("Enter");
  check("link leads to the first radio", (await focused()) === "r-1-0:0", await focused());
  const ranks = [2, 3, 3, 2, 1, 2, 2, 3, 5, 1, 2, 3]; // 5: "Je préfère passer"
  for (let i = 0; i < 12; i++) {
    if (i > 0) await p.keyboard.press("Tab");
    await p.keyboard.press("Space");
    for (let k = 0; k < ranks[i]; k++) await p.keyboard.press("ArrowDown");
    await p.keyboard.press("Tab");
    if (i === 0) await p.keyboard.type("Un exemple");
    await p.keyboard.press("Tab");
    await p.keyboard.press("Enter");
    const want = `titre-${i + 2}`;
    check(`question ${i + 1} answered`, (await focused()) === want, `${await focused()}, wanted ${want}`);
    if (i === 4) check("how far one is stays in view", await p.evaluate(() => { const r = document.querySelector("#direction").shadowRoot.querySelector("#ou").getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; }));
  }
  const order = [];
  for (let i = 0; i < 14; i++) { await p.keyboard.press("Tab"); order.push(await focused()); if (order.at(-1) === "envoyer") break; }
  check("order of the results", order.join(" ") === "voir voir voir imprimer t-json t-csv t-reprise summary octets envoyer", order.join(" "));
  const shown = await p.locator("#direction #octets").textContent();
  const [request] = await Promise.all([p.waitForRequest((r) => r.method() === "POST"), p.keyboard.press("Enter")]);
  check("payload shown = payload sent, byte for byte", request.postData() === shown, request.postData()?.slice(0, 200));
  check("no example, no skipped competency in it", !shown.includes("Un exemple") && JSON.parse(shown).length === 11, JSON.parse(shown).length);
  await p.locator("#direction #envoye").waitFor();
  check("focus on the confirmation", (await focused()) === "envoye", await focused());
  await p.goto(d.url + "traces");
  const text = await p.locator("main").innerText();
  check("statements found in the store", text.includes("11 traces xAPI en 1 envois") && text.includes("Animer et soutenir une équipe"), text.slice(0, 300));
  await p.goto(d.url + "heures");
  check("trainee-hours follow", /heures-stagiaires prévues/.test(await p.locator("main").innerText()));
  // kill -9 loses nothing that was acknowledged
  d.child.kill("SIGKILL");
  const again = await demo(d.db);
  await p.goto(again.url + "traces");
  check("all there after kill -9", (await p.locator("main").innerText()).includes("11 traces xAPI en 1 envois"));
  await context.close();
  again.child.kill("SIGKILL");
}
