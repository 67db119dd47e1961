#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# verifier.sh FORMAT FICHIER : vérifie briques/ et écrit le rapport de la forge.
# Le texte pour les personnes va sur la sortie standard ; le code de sortie
# est celui de briques validate. Les rapports d'avant sont remplacés (--force).
set -u
format=${1:-gitlab}
rapport=${2:-rapport.json}
briques=${BRIQUES:-briques}
"$briques" validate --format text briques/
code=$?
case $format in
  gitlab)
    "$briques" validate --format gitlab --force -o "$rapport" briques/
    "$briques" validate --format junit --force -o junit.xml briques/ ;;
  github)
    "$briques" validate --format github briques/
    "$briques" validate --format sarif --force -o "$rapport" briques/ ;;
  *)
    echo "format inconnu : $format (gitlab, github)" >&2
    exit 2 ;;
esac
exit "$code"
