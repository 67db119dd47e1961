#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# preparer.sh DOSSIER [RÉFÉRENTIEL] [CATALOGUE] : ce qu'un cours Moodle demande.
# À lancer depuis une copie du dépôt ; BRIQUES nomme la commande. Un fichier déjà
# là est refusé ; FORCE=1 le remplace.
set -eu
sortie=${1:?usage : preparer.sh DOSSIER [RÉFÉRENTIEL] [CATALOGUE]}
referentiel=${2:-encadrement-exemple}
catalogue=${3:-exemple}
briques=${BRIQUES:-briques}
force=${FORCE:+--force}
mkdir -p "$sortie"
"$briques" framework convert "$referentiel" --to json $force -o "$sortie/referentiel.json"
"$briques" framework convert "$referentiel" --to moodle-csv $force -o "$sortie/competences.csv"
"$briques" catalogue convert "$catalogue" --to json $force -o "$sortie/catalogue.json"
"$briques" widgets pack auto-positionnement --to scorm12 --referentiel "$sortie/referentiel.json" --catalogue "$sortie/catalogue.json" $force -o "$sortie/positionnement.zip"
