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
