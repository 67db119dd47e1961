// SPDX-License-Identifier: Apache-2.0
// Un widget de Briques dans React : attributs en propriétés, événements en
// fonctions, méthodes par ref. React n'entre jamais dans le shadow root.
import { useEffect, useImperativeHandle, useRef } from "react";

const events = { onPret: "eafc:pret", onEtape: "eafc:etape", onReponse: "eafc:reponse", onResultat: "eafc:resultat", onEnvoi: "eafc:envoi", onControle: "eafc:controle", onEfface: "eafc:efface", onErreur: "eafc:erreur" };

export function Widget({ nom, attributs = {}, repli, ref, ...handlers }) {
  const element = useRef(null), current = useRef(handlers);
  current.current = handlers;
  useImperativeHandle(ref, () => ({ etat: () => element.current.etat(), importer: (x) => element.current.importer(x), exporter: (k) => element.current.exporter(k), effacer: () => element.current.effacer() }), []);
  useEffect(() => {
    const stop = new AbortController();
    for (const [prop, type] of Object.entries(events)) element.current.addEventListener(type, (e) => current.current[prop]?.(e.detail, e), { signal: stop.signal });
    return () => stop.abort();
  }, []);
  const Nom = `eafc-${nom}`;
  return <Nom ref={element} {...attributs}>{repli}</Nom>;
}
