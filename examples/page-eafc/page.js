// SPDX-License-Identifier: Apache-2.0
// What the page does with the events of the widget: it says what was found,
// and hands the payload to the academy's relay, which adds the key.
const widget = document.querySelector("eafc-auto-positionnement");
const bilan = document.querySelector("#bilan");

widget.addEventListener("eafc:resultat", (e) => {
  const { levels, gaps, pathway } = e.detail;
  bilan.textContent = `${levels.length} compétences situées, ${gaps.length} à faire progresser` + (pathway ? `, ${pathway.bricks.length} briques proposées (${Math.round(pathway.minutes / 60)} h).` : ".");
});

widget.addEventListener("eafc:envoi", async (e) => {
  // e.detail.payload is, byte for byte, what the person was shown.
  const answer = await fetch("/relais-xapi/statements", { method: "POST", headers: { "Content-Type": "application/json" }, body: e.detail.payload });
  bilan.textContent = answer.ok ? "Reçu par l’académie." : "L’académie n’a pas répondu : vos réponses sont toujours ici.";
});

// The module did not come (the network was gone): said where the person looks,
// and tried again on demand. Put back in the page, the element begins again.
widget.addEventListener("eafc:erreur", (e) => {
  if (e.detail.code !== "WIDGET-000") return;
  const again = document.createElement("button");
  again.type = "button";
  again.textContent = "Réessayer";
  again.addEventListener("click", () => { bilan.textContent = ""; widget.parentNode.insertBefore(widget, widget.nextSibling); });
  bilan.replaceChildren("Le questionnaire n’est pas arrivé : le réseau a manqué. ", again);
});
