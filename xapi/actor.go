// SPDX-License-Identifier: Apache-2.0

package xapi

// ActorType says whether an actor is one or several.
type ActorType string

// The actor types. An empty one is TypeAgent.
const (
	TypeAgent ActorType = "Agent"
	TypeGroup ActorType = "Group"
)

// Valid reports whether t is one of the declared types.
func (t ActorType) Valid() bool { return t == TypeAgent || t == TypeGroup }

// Actor is an Agent or a Group. An anonymous group has a zero IFI.
type Actor struct {
	Type    ActorType `json:"objectType,omitempty"`
	Name    string    `json:"name,omitempty"`
	IFI     IFI       `json:"-"`
	Members []Actor   `json:"member,omitempty"`
}

// IFIKind is one of the four ways to identify an actor.
type IFIKind string

// The kinds of inverse functional identifier.
const (
	ByMbox    IFIKind = "mbox"
	BySHA1    IFIKind = "mbox_sha1sum"
	ByOpenID  IFIKind = "openid"
	ByAccount IFIKind = "account"
)

// Valid reports whether k is one of the declared kinds.
func (k IFIKind) Valid() bool {
	return k == ByMbox || k == BySHA1 || k == ByOpenID || k == ByAccount
}

// IFI identifies an actor. Value is the address with mailto:, the hash, the
// OpenID or the account name; HomePage is set for an account only.
type IFI struct {
	Kind     IFIKind
	HomePage IRI
	Value    string
}

// Account returns the IFI of an account.
func Account(homePage IRI, name string) IFI {
	return IFI{Kind: ByAccount, HomePage: homePage, Value: name}
}

// Key returns one text for one identity: the case of hashes and of mail
// domains makes no difference. It is "" for the zero IFI.
func (i IFI) Key() string {
	switch i.Kind {
	case "":
		return ""
	case ByMbox:
		return "mbox\x00" + foldMbox(i.Value)
	case BySHA1:
		return "mbox_sha1sum\x00" + lower(i.Value)
	case ByAccount:
		return "account\x00" + string(i.HomePage) + "\x00" + i.Value
	}
	return string(i.Kind) + "\x00" + i.Value
}

// foldMbox lowers the case of the domain.
func foldMbox(s string) string {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == '@' {
			return s[:i] + lower(s[i:])
		}
	}
	return s
}
