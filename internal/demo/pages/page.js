// What a contributor pasted, as it stands before the widgets come to life.
const loader = document.querySelector('script[src*="/loader.js"]');
const widgets = [...document.querySelectorAll("main *")].filter((e) => e.localName.startsWith("eafc-"));
const pasted = document.querySelector(".coller");
if (loader && widgets.length) {
  pasted.querySelector("pre").textContent = [loader, ...widgets].map((e) => e.outerHTML.replaceAll('=""', "")).join("\n");
  pasted.hidden = false;
}

// The button that gives invented files to a widget, as a person would.
const button = document.querySelector("#exemples");
if (button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    const target = document.getElementById(button.dataset.pour);
    const list = await (await fetch(button.dataset.source)).json();
    for (const one of list) target.importer(one);
    button.textContent = `${list.length} auto-positionnements ajoutés`;
    target.aller("besoins");
  });
}
