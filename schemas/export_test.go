// SPDX-License-Identifier: Apache-2.0

package schemas

// Suggest opens suggest to the tests: among maps each allowed name or value
// to its titles.
func Suggest(given string, among map[string][]string) string {
	var list []candidate
	for name, titles := range among {
		list = append(list, candidate{name: name, titles: titles})
	}
	return suggest(given, list)
}
