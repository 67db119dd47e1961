// SPDX-License-Identifier: Apache-2.0

package pack

// Compile is compile, for the programs that weigh one package.
var Compile = compile
