# SPDX-License-Identifier: Apache-2.0
.PHONY: test
test:
	go vet ./... && go test ./...
