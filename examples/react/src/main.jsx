// SPDX-License-Identifier: Apache-2.0
import { StrictMode, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { Widget } from "./Widget.jsx";

function Page() {
  const [answered, setAnswered] = useState(0), [result, setResult] = useState(null), [shown, setShown] = useState(true);
  const widget = useRef(null);
  return (
    <main>
      <h1>Se situer</h1>
      <p id="compte" role="status">{result ? `${result.levels.length} niveaux, ${result.gaps.length} écarts` : `${answered} réponse(s)`}</p>
      <button id="vider" type="button" onClick={() => { widget.current.effacer(); setAnswered(0); setResult(null); }}>Recommencer</button>{" "}
      <button id="cacher" type="button" onClick={() => setShown(!shown)}>{shown ? "Cacher" : "Montrer"}</button>
      {shown && <Widget nom="auto-positionnement" ref={widget} attributs={{ "niveau-titre": 2, referentiel: "/donnees/referentiel.json", profil: "direction", chargement: "immediat" }}
        repli={<a href="/donnees/referentiel.json">Lire le référentiel</a>} onReponse={() => setAnswered((n) => n + 1)} onResultat={setResult} />}
    </main>
  );
}

createRoot(document.getElementById("racine")).render(<StrictMode><Page /></StrictMode>);
