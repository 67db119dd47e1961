// SPDX-License-Identifier: Apache-2.0

package selfposition

import "forge.apps.education.fr/eafc/briques/wasm/view"

// Icons drawn for the project on a 24 × 24 grid; decoration only.
const (
	iconLock   view.Static = `<path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"/>`
	iconCheck  view.Static = `<path d="m5 12.5 4.5 4.5L19 7.5"/>`
	iconScreen view.Static = `<path d="M5 5h14v10H5zM3 19h18"/>`
	iconEye    view.Static = `<path d="M2.5 12S6 6 12 6s9.500 6 9.500 6-3.500 6-9.500 6-9.500-6-9.500-6z"/><circle cx="12" cy="12" r="2.600"/>`
	iconClock  view.Static = `<circle cx="12" cy="12" r="8.500"/><path d="M12 7v5.500l3.500 2"/>`
	iconRoute  view.Static = `<circle cx="5.500" cy="18.500" r="2.500"/><circle cx="18.500" cy="5.500" r="2.500"/><path d="M8 18.500h6.500a3.500 3.500 0 0 0 0-7h-5a3 3 0 0 1 0-6H16"/>`
	iconAlert  view.Static = `<path d="M12 4 21 20H3zM12 10v4.500M12 17.200v.1"/>`
	iconUp     view.Static = `<path d="M12 19V6M6.500 11.500 12 6l5.500 5.500"/>`
)

func icon(path view.Static) string {
	var b view.Builder
	return b.Raw(`<svg class="ico" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">`).Raw(path).Raw(`</svg>`).String()
}
