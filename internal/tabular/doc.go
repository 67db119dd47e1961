// SPDX-License-Identifier: Apache-2.0

// Package tabular reads and writes sheets that people fill in: CSV and XLSX,
// with the row and the column of every fault.
//
// Reading. CSV: UTF-8 with or without a byte order mark, else windows-1252;
// semicolon, comma or tab, found out; quotes as in RFC 4180. XLSX: the first
// visible sheet or the one named, through internal/safezip; formulas, macros
// and external links are refused, dates become YYYY-MM-DD. Limits: 32 MiB,
// 200,000 rows, 256 columns, 32 KiB a cell; a file over a limit is refused,
// never cut.
//
// Writing. For people, a text that a spreadsheet would run (= + - @ tab CR
// and the full-width ＝) gets a leading apostrophe, which reading removes. A
// machine format is written unchanged and Risky lists such cells.
//
// Issues carry the row as Line and the number of the column as Column; the
// pointer is "/row/LETTERS", as "/12/C".
package tabular
