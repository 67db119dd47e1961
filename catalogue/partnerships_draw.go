// SPDX-License-Identifier: Apache-2.0

package catalogue

import "math"

// DOT returns the graph in the language of Graphviz, labels in lang.
func (g Partnerships) DOT(lang string) string {
	s := "graph partenariats {\n  layout=neato; overlap=false; splines=true;\n  node [shape=box, style=\"rounded,filled\", fillcolor=\"#eef3fb\", fontname=\"Marianne, Arial, sans-serif\"];\n"
	for _, p := range g.Partners {
		s += "  " + quoteDOT(p.ID) + " [label=" + quoteDOT(p.Name+"\n"+Label(p.Kind, lang)+" · "+itoa(p.Things)) + "];\n"
	}
	for _, l := range g.Links {
		s += "  " + quoteDOT(l.From) + " -- " + quoteDOT(l.To) + " [label=" + quoteDOT(itoa(len(l.Shared))) + ", penwidth=" + itoa(min(8, len(l.Shared))) + "];\n"
	}
	return s + "}\n"
}

func quoteDOT(s string) string {
	out := []byte{'"'}
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '"', '\\':
			out = append(out, '\\', s[i])
		case '\n':
			out = append(out, '\\', 'n')
		default:
			out = append(out, s[i])
		}
	}
	return string(append(out, '"'))
}

// SVG returns the graph as a picture that stands alone: partners on a circle,
// lines as wide as what is shared. A title and a description say in words what
// the picture shows; colours follow the reader's light or dark preference.
func (g Partnerships) SVG(lang string) string {
	const width, height, cx, cy, radius = 960, 640, 480, 320, 230
	title, shared := "Carte des partenariats", " partagées : "
	if lang == "en" {
		title, shared = "Map of partnerships", " shared: "
	}
	s := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ` + itoa(width) + " " + itoa(height) + `" role="img" aria-labelledby="t d" font-family="Marianne, Arial, sans-serif" font-size="14">` +
		`<style>:root{--fg:#161616;--bg:#fff;--node:#e8edff;--line:#6a6af4}@media (prefers-color-scheme:dark){:root{--fg:#eee;--bg:#161616;--node:#272747;--line:#8585f6}}text{fill:var(--fg)}</style>` +
		`<title id="t">` + title + `</title><desc id="d">` + escapeXML(g.words(shared)) + `</desc><rect width="100%" height="100%" fill="var(--bg)"/>`
	x, y := make(map[string]int), make(map[string]int)
	hub := g.hub()
	around, i := len(g.Partners), 0
	if hub != "" {
		x[hub], y[hub] = cx, cy
		around--
	}
	for _, p := range g.Partners {
		if p.ID == hub {
			continue
		}
		a := 2*math.Pi*float64(i)/float64(max(1, around)) - math.Pi/2
		i++
		x[p.ID] = cx + int(math.Round(1.45*radius*math.Cos(a)))
		y[p.ID] = cy + int(math.Round(radius*math.Sin(a)))
	}
	for _, l := range g.Links {
		s += `<line x1="` + itoa(x[l.From]) + `" y1="` + itoa(y[l.From]) + `" x2="` + itoa(x[l.To]) + `" y2="` + itoa(y[l.To]) +
			`" stroke="var(--line)" stroke-opacity=".55" stroke-linecap="round" stroke-width="` + itoa(min(14, 1+len(l.Shared))) + `"/>`
	}
	for _, p := range g.Partners {
		name := shorten(p.Name, 30)
		w := 8*len([]rune(name)) + 28
		s += `<g><rect x="` + itoa(x[p.ID]-w/2) + `" y="` + itoa(y[p.ID]-26) + `" width="` + itoa(w) + `" height="52" rx="10" fill="var(--node)" stroke="var(--line)"/>` +
			`<text x="` + itoa(x[p.ID]) + `" y="` + itoa(y[p.ID]-4) + `" text-anchor="middle" font-weight="700">` + escapeXML(name) + `</text>` +
			`<text x="` + itoa(x[p.ID]) + `" y="` + itoa(y[p.ID]+16) + `" text-anchor="middle" font-size="12">` + escapeXML(Label(p.Kind, lang)) + " · " + itoa(p.Things) + `</text></g>`
	}
	return s + "</svg>\n"
}

// hub returns the partner with most links, when it has three or more: it
// stands in the middle.
func (g Partnerships) hub() string {
	links := map[string]int{}
	best := ""
	for _, l := range g.Links {
		links[l.From]++
		links[l.To]++
	}
	for _, p := range g.Partners {
		if n := links[p.ID]; n >= 3 && (best == "" || n > links[best]) {
			best = p.ID
		}
	}
	return best
}

// words tells the graph in words.
func (g Partnerships) words(shared string) string {
	s := ""
	for _, l := range g.Links {
		s += l.From + " – " + l.To + shared + itoa(len(l.Shared)) + ". "
	}
	return s
}

func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}

func escapeXML(s string) string {
	var out []byte
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '&':
			out = append(out, "&amp;"...)
		case '<':
			out = append(out, "&lt;"...)
		case '>':
			out = append(out, "&gt;"...)
		case '"':
			out = append(out, "&quot;"...)
		default:
			out = append(out, s[i])
		}
	}
	return string(out)
}
