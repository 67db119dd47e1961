// SPDX-License-Identifier: Apache-2.0

package schemas

//go:generate go run ../internal/gen/write v1
