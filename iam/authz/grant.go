package authz

import (
	"strings"

	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A Grant is a grant of a KMS key (KMS Developer Guide, "Grants in AWS KMS").
type Grant struct {
	ID         string
	Grantee    Principal
	Operations []string // as the API names them: "Decrypt", "GenerateDataKey"

	// EncryptionContext are pairs that a request's encryption context must
	// have, and with Exact the only ones. Empty: any context.
	EncryptionContext map[string]value.Text
	Exact             bool
}

// Grants are the grants of a KMS key. The zero Grants are unread; they matter
// for KMS only.
type Grants struct {
	list   []Grant
	state  layerState
	reason string
}

// AllGrants are these grants and no other.
func AllGrants(grants ...Grant) Grants { return Grants{list: grants, state: whole} }

// SomeGrants are these grants and perhaps others, and why they are not known.
func SomeGrants(reason string, grants ...Grant) Grants {
	return Grants{list: grants, state: part, reason: reason}
}

// UnreadGrants are grants of which nothing is known, and why.
func UnreadGrants(reason string) Grants { return Grants{reason: reason} }

// granted tells whether a grant lets the caller do it. No page says whether a
// boundary or session policy limits what a grant gives.
func (c *call) granted(boundary, session finding) finding {
	f := finding{answer: value.No, layer: GrantLayer, cause: OpenLayer}
	g := &c.policies.Grants
	if c.service != "kms" || !c.takesGrants() {
		return f
	}
	isKey := c.resourceHasPrefix("key/")
	if isKey == value.No {
		return f
	}
	if g.state <= part {
		f.answer = value.CannotTell
	}
	for i := range g.list {
		if got := g.list[i].allows(c); got == value.Yes || f.answer == value.No {
			f.answer = got
		}
	}
	if f.answer = both(f.answer, isKey); isKey == value.CannotTell {
		f.cause = OpenHole
	}
	limited := both(boundary.answer, session.answer)
	if f.answer == value.Yes && (limited != value.Yes || c.same != value.Yes) && c.request.Principal.hasIdentity() {
		f.answer, f.cause = value.CannotTell, OpenReading
	}
	return f
}

// takesGrants reports whether the action is an operation that a grant can give.
func (c *call) takesGrants() bool {
	return c.isAction("kms:creategrant", "kms:decrypt", "kms:derivesharedsecret", "kms:describekey", "kms:encrypt",
		"kms:generatedatakey", "kms:generatedatakeypair", "kms:generatedatakeypairwithoutplaintext",
		"kms:generatedatakeywithoutplaintext", "kms:generatemac", "kms:getpublickey", "kms:reencryptfrom",
		"kms:reencryptto", "kms:retiregrant", "kms:sign", "kms:verify", "kms:verifymac")
}

func (g *Grant) allows(c *call) value.Answer {
	listed := false
	for _, operation := range g.Operations {
		listed = listed || equalFold(operation, c.name)
	}
	if !listed {
		return value.No
	}
	names := g.grantee().names(c)
	answer := names.byAny()
	if names[account] == value.Yes {
		answer = value.CannotTell // an account is no grantee that AWS documents
	}
	return both(answer, g.inContext(&c.context))
}

// grantee returns the grantee as a resource policy would name it.
func (g *Grant) grantee() *named {
	n := named{kind: policy.UnreadPrincipal, text: g.Grantee.Name}
	switch g.Grantee.Kind {
	case Root:
		n.kind = policy.Account
		n.account, _ = g.Grantee.Account()
	case User:
		n.kind = policy.User
	case Role:
		n.kind = policy.Role
	case Session:
		n.kind = policy.RoleSession
	case FederatedUser:
		n.kind = policy.FederatedUser
	case Service:
		n.kind = policy.Service
	}
	if s, ok := n.text.Literal(); ok && n.kind == policy.Role {
		n.name = s[strings.LastIndexByte(s, '/')+1:]
	}
	return &n
}

// inContext tells whether the request has the encryption context that the grant
// wants.
func (g *Grant) inContext(c *Context) value.Answer {
	answer := value.Yes
	for key, want := range g.EncryptionContext {
		v := c.Get("kms:EncryptionContext:" + key)
		switch {
		case v.Unknown:
			answer = both(answer, value.CannotTell)
		case len(v.List) != 1:
			return value.No
		default:
			answer = both(answer, v.List[0].Equal(want))
		}
	}
	if g.Exact && answer == value.Yes {
		keys := c.Get("kms:EncryptionContextKeys")
		switch {
		case keys.Unknown || len(keys.List) == 0 && len(g.EncryptionContext) > 0:
			return value.CannotTell
		case len(keys.List) != len(g.EncryptionContext):
			return value.No
		}
	}
	return answer
}
