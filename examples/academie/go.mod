module example.org/academie

go 1.26.0

require forge.apps.education.fr/eafc/briques v0.0.0

require github.com/google/uuid v1.6.0 // indirect

replace forge.apps.education.fr/eafc/briques => ../..
