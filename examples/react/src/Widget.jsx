// SPDX-License-Identifier: Apache-2.0
// Un widget de Briques dans React : attributs en propriétés, événements en
// fonctions, méthodes par ref. React n'entre jamais dans le shadow root.
import { useImperativeHandle, useLayoutEffect, useRef } from "react";

const events = { onPret: "eafc:pret", onEtape: "eafc:etape", onReponse: "eafc:reponse", onResultat: "eafc:resultat", onEnvoi: "eafc:envoi", onControle: "eafc:controle", onEfface: "eafc:efface", onErreur: "eafc:erreur", onHauteur: "eafc:hauteur", onAgregat: "eafc:agregat", onConstat: "eafc:constat" };

export function Widget({ nom, attributs = {}, repli, ref, ...handlers }) {
  const element = useRef(null), current = useRef(handlers);
  current.current = handlers;
  // Avant l’arrivée du chargeur, l’élément n’a pas encore ses méthodes.
  useImperativeHandle(ref, () => Object.fromEntries(["etat", "importer", "exporter", "effacer", "aller"].map((m) => [m, (x) => element.current?.[m]?.(x)])), []);
  // useLayoutEffect, et non useEffect : au second montage le module est déjà là, et l’élément peut être prêt avant un useEffect.
  useLayoutEffect(() => {
    const stop = new AbortController();
    for (const [prop, type] of Object.entries(events)) element.current.addEventListener(type, (e) => current.current[prop]?.(e.detail, e), { signal: stop.signal });
    return () => stop.abort();
  }, []);
  const Nom = `eafc-${nom}`;
  return <Nom ref={element} {...attributs}>{repli}</Nom>;
}
