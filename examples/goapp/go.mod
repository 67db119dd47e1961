module example.org/goapp

go 1.26.0

require (
	forge.apps.education.fr/eafc/briques v0.0.0
	forge.apps.education.fr/eafc/briques/wasm/goapp v0.0.0
	github.com/maxence-charriere/go-app/v9 v9.8.0
)

require (
	github.com/andybalholm/brotli v1.2.8 // indirect
	github.com/go-jose/go-jose/v4 v4.1.8 // indirect
	github.com/google/uuid v1.6.0 // indirect
	github.com/richardlehane/mscfb v1.0.4 // indirect
	github.com/richardlehane/msoleps v1.0.4 // indirect
	github.com/tiendc/go-deepcopy v1.7.1 // indirect
	github.com/xuri/efp v0.0.1 // indirect
	github.com/xuri/excelize/v2 v2.10.0 // indirect
	github.com/xuri/nfp v0.0.2-0.20250530014748-2ddeb826f9a9 // indirect
	golang.org/x/crypto v0.58.0 // indirect
	golang.org/x/net v0.60.0 // indirect
	golang.org/x/text v0.43.0 // indirect
)

replace forge.apps.education.fr/eafc/briques => ../..

replace forge.apps.education.fr/eafc/briques/wasm/goapp => ../../wasm/goapp
