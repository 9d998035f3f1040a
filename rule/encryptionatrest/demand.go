// Package encryptionatrest holds the rules on keys and encryption where data
// lies.
package encryptionatrest

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/rule"
	"bailiwick/value"
)

// demanded tells whether the settings ask for a customer managed key of the
// resource, and the facts that say so.
func demanded(in *rule.Input, r estate.Resource) (value.Answer, access.Fact) {
	asked := in.Settings.Encryption.CustomerKeyFor
	if asked.Any() {
		return value.No, access.Known("own key", "nothing needs one", r.Head().Block)
	}
	return in.Access.Selected(asked.Get(), r)
}

// whereDemanded decides whether a resource that AWS encrypts anyway has the
// key of its own that the settings ask for. The key is as CustomerKey gives it,
// ref what is written.
func whereDemanded(in *rule.Input, r estate.Resource, key value.Value[value.Text], ref rule.Fact, failure string) rule.Outcome {
	asked, why := demanded(in, r)
	setting := rule.Setting(in.Settings.Encryption.CustomerKeyFor)
	switch {
	case key.IsKnown():
		return rule.Pass(key)
	case asked == value.No:
		return rule.NotApplicable("encryption.customer_key_for asks for no key of its own here; AWS encrypts it under a key of AWS's", ref, why, setting)
	case asked == value.CannotTell:
		return rule.Unknown(why, ref, setting)
	case key.IsUnknown():
		return rule.Unknown(key, why, setting)
	}
	return rule.Fail(failure, ref, why, setting).Label("no customer managed key")
}

// severity returns medium where the settings ask for an own key, else low: a
// key of AWS's encrypts all the same.
func severity(asked value.Answer) rule.Severity {
	if asked == value.Yes {
		return rule.Medium
	}
	return rule.Low
}
