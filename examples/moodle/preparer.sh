#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# preparer.sh DOSSIER [RÉFÉRENTIEL] [CATALOGUE] : ce qu'un cours Moodle demande.
# À lancer depuis une copie du dépôt ; BRIQUES nomme la commande.
set -eu
sortie=${1:?usage : preparer.sh DOSSIER [RÉFÉRENTIEL] [CATALOGUE]}
referentiel=${2:-encadrement-exemple}
catalogue=${3:-exemple}
briques=${BRIQUES:-briques}
mkdir -p "$sortie"
"$briques" framework convert "$referentiel" --to json -o "$sortie/referentiel.json"
"$briques" framework convert "$referentiel" --to moodle-csv -o "$sortie/competences.csv"
"$briques" catalogue convert "$catalogue" --to json -o "$sortie/catalogue.json"
"$briques" widgets pack auto-positionnement --to scorm12 --referentiel "$sortie/referentiel.json" --catalogue "$sortie/catalogue.json" -o "$sortie/positionnement.zip"
