// SPDX-License-Identifier: Apache-2.0

package strictxml

import "strings"

// Name is a resolved XML name: the namespace URI ("" for none) and the local
// part.
type Name struct{ Space, Local string }

// Attr is one attribute. Namespace declarations are not among them.
type Attr struct {
	Name  Name
	Value string
}

// Node is one element. Text is its own character data, comments and children
// left out. Line and Column, from 1, are those of its "<".
type Node struct {
	Name         Name
	Attrs        []Attr
	Children     []*Node
	Text         string
	Line, Column int
	Parent       *Node

	text []byte // gathered until the element ends
}

// Child returns the first child with the local name, nil if there is none.
func (n *Node) Child(local string) *Node {
	for _, c := range n.Children {
		if c.Name.Local == local {
			return c
		}
	}
	return nil
}

// All returns the children with the local name.
func (n *Node) All(local string) []*Node {
	var out []*Node
	for _, c := range n.Children {
		if c.Name.Local == local {
			out = append(out, c)
		}
	}
	return out
}

// At follows child names from n; nil as soon as one is missing.
func (n *Node) At(locals ...string) *Node {
	for _, l := range locals {
		if n == nil {
			return nil
		}
		n = n.Child(l)
	}
	return n
}

// Value returns the trimmed text of n; "" for a nil node.
func (n *Node) Value() string {
	if n == nil {
		return ""
	}
	return strings.TrimSpace(n.Text)
}

// Attr returns the value of the attribute without namespace, "" if absent.
func (n *Node) Attr(local string) string {
	v, _ := n.LookupAttr(local)
	return v
}

// LookupAttr returns the attribute without namespace and whether it is there.
func (n *Node) LookupAttr(local string) (string, bool) {
	for _, a := range n.Attrs {
		if a.Name.Space == "" && a.Name.Local == local {
			return a.Value, true
		}
	}
	return "", false
}

// Path returns the place of n as /root/child[2]/…, the index from 1 and only
// where brothers share the name.
func (n *Node) Path() string {
	if n == nil {
		return ""
	}
	step := n.Name.Local
	if n.Parent != nil {
		at, all := 0, 0
		for _, c := range n.Parent.Children {
			if c.Name == n.Name {
				all++
				if c == n {
					at = all
				}
			}
		}
		if all > 1 {
			step += "[" + itoa(at) + "]"
		}
	}
	return n.Parent.Path() + "/" + step
}
