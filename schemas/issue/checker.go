// SPDX-License-Identifier: Apache-2.0

package issue

// Checker is a document that knows its business rules: what no schema says.
type Checker interface{ Check() Issues }
