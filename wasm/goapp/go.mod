module forge.apps.education.fr/eafc/briques/wasm/goapp

go 1.26.0

require (
	forge.apps.education.fr/eafc/briques v0.0.0
	github.com/maxence-charriere/go-app/v9 v9.8.0
)

require (
	github.com/go-jose/go-jose/v4 v4.1.8 // indirect
	github.com/google/uuid v1.6.0 // indirect
)

replace forge.apps.education.fr/eafc/briques => ../..
