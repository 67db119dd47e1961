# SPDX-License-Identifier: Apache-2.0
# The two commands of the README are `make demo` and `make test`.

GO      ?= go
ADDR    ?= 127.0.0.1:8080
T       ?= 60s
VERSION ?=

.PHONY: demo test bench generate docs fuzz vuln sbom licences repro release help

help: ## Liste ces cibles
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

demo: ## Ouvre la chaîne complète dans un navigateur (Go suffit)
	@echo "Compilation de la commande (une à deux minutes la première fois)…" >&2
	@$(GO) run ./cmd/briques demo --addr $(ADDR) $(ARGS)

test: ## Installe ce qui manque, puis lance tous les contrôles
	@.ci/test

bench: ## Mesure nos parties et celles des pairs, côte à côte
	@.ci/bench

generate: ## Régénère les schémas, les tables et la documentation de référence
	$(GO) generate ./...

docs: ## Construit le site de documentation dans site/
	@.ci/docs

fuzz: ## Cherche des entrées qui cassent un lecteur (T=60s par cible)
	@.ci/fuzz $(T)

vuln: ## Compare les modules à la base de vulnérabilités (BRIQUES_VULNDB)
	@$(GO) run ./internal/trust/cmd vuln

licences: ## Vérifie la licence décidée de chaque module
	@$(GO) run ./internal/trust/cmd licences

sbom: ## Écrit la nomenclature CycloneDX de la commande
	@mkdir -p dist && $(GO) build -trimpath -buildvcs=false -ldflags "-s -w -buildid=" -o dist/briques ./cmd/briques
	@$(GO) run ./internal/trust/cmd sbom dist/briques

repro: ## Construit chaque artefact deux fois et compare
	@$(GO) run ./internal/trust/cmd repro $(ARGS)

release: ## Prépare une version : make release VERSION=v1.2.0
	@.ci/release $(VERSION)
