// SPDX-License-Identifier: Apache-2.0

package issue

import "strings"

// Pointer is a JSON pointer (RFC 6901); "" is the whole document.
type Pointer string

// Field returns the pointer of member name below p.
func (p Pointer) Field(name string) Pointer {
	if strings.IndexByte(name, '~') >= 0 {
		name = strings.ReplaceAll(name, "~", "~0")
	}
	if strings.IndexByte(name, '/') >= 0 {
		name = strings.ReplaceAll(name, "/", "~1")
	}
	return p + "/" + Pointer(name)
}

// Index returns the pointer of element i below p.
func (p Pointer) Index(i int) Pointer { return p + "/" + Pointer(itoa(i)) }

// Tokens returns the unescaped reference tokens; none for the whole document.
func (p Pointer) Tokens() []string {
	if p == "" {
		return nil
	}
	parts := strings.Split(string(p)[1:], "/")
	for i, t := range parts {
		if strings.IndexByte(t, '~') >= 0 {
			parts[i] = strings.ReplaceAll(strings.ReplaceAll(t, "~1", "/"), "~0", "~")
		}
	}
	return parts
}

// Parent returns the pointer of the value that holds p; "" for the root.
func (p Pointer) Parent() Pointer {
	if i := strings.LastIndexByte(string(p), '/'); i > 0 {
		return p[:i]
	}
	return ""
}
