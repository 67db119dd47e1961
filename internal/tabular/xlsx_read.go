// SPDX-License-Identifier: Apache-2.0

package tabular

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/safezip"
	"forge.apps.education.fr/eafc/briques/internal/spoken"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// workbook reads the parts of an XLSX file that cells need, and no other.
type workbook struct {
	zip     *safezip.Archive
	strings []string
	dates   []bool // by cell style: shown as a date
	since   string // first day of the calendar
	issues  issue.Issues
}

var errDoctype = errors.New("DOCTYPE")

func parseXLSX(data []byte, o Options) (*Grid, issue.Issues) {
	zip, is := safezip.Open(data, safezip.Limits{})
	if is != nil {
		return nil, is
	}
	wb := &workbook{zip: zip}
	for _, e := range zip.Entries {
		name := strings.ToLower(e.Name)
		switch {
		case strings.HasSuffix(name, "vbaproject.bin"), strings.Contains(name, "/macrosheets/"):
			return nil, issue.Issues{ruleActive.At("", "macro")}
		case strings.HasPrefix(name, "xl/externallinks/"):
			return nil, issue.Issues{ruleActive.At("", "lien externe")}
		}
	}
	name, part, err := wb.sheet(o.Sheet)
	if err == nil {
		err = wb.sharedStrings()
	}
	if err == nil {
		err = wb.styles()
	}
	if err != nil {
		return nil, issue.Issues{ruleDamaged.At("", spoken.Words(err))}
	}
	g := &Grid{Format: FormatXLSX, Encoding: EncodingUTF8, Sheet: name}
	if g.Rows, err = wb.rows(part); err != nil {
		return nil, append(wb.issues, ruleDamaged.At("", spoken.Words(err)))
	}
	return g, wb.issues
}

// walk calls start for each element of a part and text for what it holds.
func (wb *workbook) walk(part string, start func(xml.StartElement) error, end func(name, text string) error) error {
	data, err := wb.zip.Read(part)
	if err != nil {
		return err
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	var text strings.Builder
	depth := 0
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch tok := tok.(type) {
		case xml.Directive:
			return errDoctype
		case xml.StartElement:
			if depth++; depth > 32 || len(tok.Attr) > 64 {
				return errors.New(part + ": trop profond")
			}
			text.Reset()
			if start != nil {
				if err := start(tok); err != nil {
					return err
				}
			}
		case xml.CharData:
			text.Write(tok)
		case xml.EndElement:
			depth--
			if end != nil {
				if err := end(tok.Name.Local, text.String()); err != nil {
					return err
				}
			}
			text.Reset()
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// sheet finds the part of the sheet asked for.
func (wb *workbook) sheet(want string) (name, part string, err error) {
	wb.since = "1899-12-30"
	rel := ""
	err = wb.walk("xl/workbook.xml", func(e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			if v := attr(e, "date1904"); v == "1" || v == "true" {
				wb.since = "1904-01-01"
			}
		case "sheet":
			n := attr(e, "name")
			if rel == "" && (want == n || want == "" && attr(e, "state") == "" || want == "" && attr(e, "state") == "visible") {
				name, rel = n, attr(e, "id")
			}
		}
		return nil
	}, nil)
	if err == nil && rel == "" {
		err = errors.New("feuille absente")
	}
	if err != nil {
		return "", "", err
	}
	err = wb.walk("xl/_rels/workbook.xml.rels", func(e xml.StartElement) error {
		if e.Name.Local == "Relationship" && attr(e, "Id") == rel {
			part = strings.TrimPrefix(path.Join("/xl", attr(e, "Target")), "/")
			if t := attr(e, "Target"); strings.HasPrefix(t, "/") {
				part = strings.TrimPrefix(path.Clean(t), "/")
			}
		}
		return nil
	}, nil)
	if err == nil && part == "" {
		err = errors.New("feuille absente")
	}
	return name, part, err
}

func (wb *workbook) sharedStrings() error {
	const part = "xl/sharedStrings.xml"
	if !wb.zip.Has(part) {
		return nil
	}
	var cur strings.Builder
	phonetic := false
	return wb.walk(part, func(e xml.StartElement) error {
		switch e.Name.Local {
		case "si":
			cur.Reset()
		case "rPh":
			phonetic = true
		}
		return nil
	}, func(name, text string) error {
		switch name {
		case "t":
			if !phonetic {
				cur.WriteString(text)
			}
		case "rPh":
			phonetic = false
		case "si":
			wb.strings = append(wb.strings, unescapeX(cur.String()))
		}
		return nil
	})
}

// styles notes which cell styles show a date.
func (wb *workbook) styles() error {
	const part = "xl/styles.xml"
	if !wb.zip.Has(part) {
		return nil
	}
	custom := map[string]bool{}
	inXfs := false
	return wb.walk(part, func(e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			code := strings.ToLower(attr(e, "formatCode"))
			custom[attr(e, "numFmtId")] = strings.Contains(code, "yy") || strings.Contains(code, "aa") || strings.Contains(code, "d/m")
		case "cellXfs":
			inXfs = true
		case "xf":
			if inXfs {
				id := attr(e, "numFmtId")
				n, _ := strconv.Atoi(id)
				wb.dates = append(wb.dates, n >= 14 && n <= 17 || n == 22 || custom[id])
			}
		}
		return nil
	}, func(name, _ string) error {
		if name == "cellXfs" {
			inXfs = false
		}
		return nil
	})
}

// unescapeX resolves _xHHHH_, by which XLSX writes control characters.
func unescapeX(s string) string {
	for i := 0; ; {
		j := strings.Index(s[i:], "_x")
		if j < 0 {
			return s
		}
		i += j
		if i+7 <= len(s) && s[i+6] == '_' {
			if n, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil && n != 0 && (n < 0xD800 || n > 0xDFFF) {
				s = s[:i] + string(rune(n)) + s[i+7:]
				if n == '_' {
					i++ // _x005F_ stands for an underscore and hides what follows
				}
				continue
			}
		}
		i += 2
	}
}

// escapeX keeps a text that looks like _xHHHH_ from being resolved.
func escapeX(s string) string {
	for i := 0; ; {
		j := strings.Index(s[i:], "_x")
		if j < 0 {
			return s
		}
		i += j
		if i+7 <= len(s) && s[i+6] == '_' {
			if _, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil {
				s = s[:i] + "_x005F" + s[i:]
				i += 6
			}
		}
		i += 2
	}
}
