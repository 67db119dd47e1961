// SPDX-License-Identifier: Apache-2.0

package competency

// AppendCanonical is appendCanonical, for the vectors of RFC 8785.
var AppendCanonical = appendCanonical
