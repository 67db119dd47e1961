// SPDX-License-Identifier: Apache-2.0
import { StrictMode, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { Widget } from "./Widget.jsx";

function Page() {
  const [answered, setAnswered] = useState(0), [result, setResult] = useState(null), [shown, setShown] = useState(true);
  const widget = useRef(null), kept = useRef(null);
  const count = () => setAnswered(widget.current?.etat()?.answered ?? 0);
  // Un widget démonté ne garde rien : la page retient le fichier de reprise et le rend au suivant.
  const toggle = () => { if (shown) kept.current = widget.current.exporter("reprise"); setShown(!shown); };
  const resume = () => { if (kept.current) widget.current.importer(kept.current); kept.current = null; count(); };
  const cleared = () => { kept.current = null; setAnswered(0); setResult(null); };
  const clear = () => { widget.current?.effacer(); cleared(); };
  return (
    <main>
      <h1>Se situer</h1>
      <p id="compte" role="status">{result ? `${result.levels.length} niveaux, ${result.gaps.length} écarts` : `${answered} réponse(s)`}</p>
      <button id="vider" type="button" onClick={clear}>Recommencer</button>{" "}
      <button id="cacher" type="button" onClick={toggle}>{shown ? "Cacher" : "Montrer"}</button>
      {shown && <Widget nom="auto-positionnement" ref={widget} attributs={{ "niveau-titre": 2, referentiel: "/donnees/referentiel.json", profil: "direction", chargement: "immediat" }}
        repli={<a href="/donnees/referentiel.json">Lire le référentiel</a>} onPret={resume} onReponse={count} onEfface={cleared} onResultat={setResult} />}
    </main>
  );
}

createRoot(document.getElementById("racine")).render(<StrictMode><Page /></StrictMode>);
