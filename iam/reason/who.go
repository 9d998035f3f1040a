package reason

import (
	"slices"
	"strconv"
	"strings"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A caller is a kind of principal, of which requests carry different keys.
type caller uint8

const (
	iamCaller caller = iota // a user, a role or a root user
	anonymousCaller
	serviceCaller
	federatedCaller // with a token of an identity provider
	numCallers
)

// The keys that follow from who calls.
const (
	principalARN       = "aws:principalarn"
	principalAccount   = "aws:principalaccount"
	principalType      = "aws:principaltype"
	principalIsService = "aws:principalisawsservice"
	principalService   = "aws:principalservicename"
	userName           = "aws:username"
	kmsCaller          = "kms:calleraccount"
)

var whoKeys = []string{principalARN, principalAccount, principalType, principalIsService, principalService, userName, kmsCaller}

// ofIAM reports whether only requests of users and roles carry a key that says
// something of the caller (IAM User Guide, "AWS global condition context keys").
func ofIAM(key string) bool {
	switch key {
	case "aws:principalorgid", "aws:principalorgpaths", "aws:userid", "aws:tokenissuetime",
		"aws:multifactorauthpresent", "aws:multifactorauthage", "aws:sourceidentity", "aws:federatedprovider",
		"aws:calledvia", "aws:calledviafirst", "aws:calledvialast":
		return true
	}
	return strings.HasPrefix(key, "aws:principaltag/")
}

// A who is everyone who may call, as far as principals and conditions on the
// caller tell them apart.
type who struct {
	principals []principals      // the elements
	ids        map[string]int32  // of elements
	keys       *dimension        // with the conditions on whoKeys; never built itself
	account    value.Text        // of the resource: whose principals are named among others
	only       []authz.Principal // if set, nobody else calls

	admits      func(*authz.Principal) bool // if set, only these count
	withoutRoot bool                        // no root user calls: no policy of an identity hangs on one
	strangers   bool                        // nobody who is named calls
	apart       []string                    // accounts that are named elsewhere
}

func newWho() *who { return &who{ids: make(map[string]int32), keys: newDimension(whoKeys...)} }

// add adds the Principal of a statement and returns its number.
func (w *who) add(p *policy.Principals, deny bool) int32 {
	deny = deny && p.Not
	var b strings.Builder
	b.WriteString(strconv.FormatBool(p.Not) + strconv.FormatBool(deny))
	b.WriteString(p.Reason())
	for _, e := range p.List {
		b.WriteString("\x00" + e.Type + "\x00" + e.Text.Inline())
	}
	i, ok := w.ids[b.String()]
	if !ok {
		i = int32(len(w.principals))
		w.principals = append(w.principals, principals{*p, deny})
		w.ids[b.String()] = i
	}
	return i
}

// asked reports whether a condition is on a key of the caller.
func (w *who) asked(key string) bool {
	return slices.ContainsFunc(w.keys.constraints, func(k *constraint) bool { return k.key == key })
}

// dimension cuts the callers of a kind into regions. Its literals are the
// conditions on whoKeys and, behind them, the principal elements.
func (w *who) dimension(kind caller, b *budget) (*dimension, []candidate, error) {
	list, err := w.candidates(kind, b)
	if err != nil {
		return nil, nil, err
	}
	if w.admits != nil {
		list = slices.DeleteFunc(list, func(c candidate) bool { return !w.admits(&c.principal) })
	}
	d := *w.keys
	d.budget = b
	d.regions, d.holds, d.fails = nil, nil, nil
	base := make([]carried, len(list))
	for i := range list {
		base[i] = carried{values: list[i].values, more: i}
	}
	if err := b.spend(len(list) * (1 + w.size())); err != nil {
		return nil, nil, err
	}
	d.extra = func(i int) [][]value.Answer {
		out := make([]naming, len(w.principals))
		for e := range out {
			out[e] = w.principals[e].names(&list[i].principal, w.strangers)
		}
		return alternatives(out)
	}
	return &d, list, d.cut(base)
}

// size is how many principals the elements list.
func (w *who) size() int {
	n := 0
	for i := range w.principals {
		n += len(w.principals[i].List)
	}
	return n
}
