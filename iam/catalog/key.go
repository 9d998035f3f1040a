package catalog

import (
	"errors"
	"slices"
	"strings"
)

// A ConditionKey is a key of the request context that conditions can ask for.
type ConditionKey struct {
	// Key is the name as AWS writes it. A family of keys has a placeholder:
	// "aws:RequestTag/${TagKey}", "kms:EncryptionContext:${EncryptionContextKey}".
	Key   string
	Type  KeyType
	Multi bool // a request may carry several values: conditions want a set operator
}

// A KeyType says how a key's values are compared.
type KeyType uint8

// The types of keys, the zero value being none of them.
const (
	NoType KeyType = iota
	String
	ARN
	Bool
	Numeric
	Date
	IPAddress
)

// String returns the word with which the operators for the type begin:
// "String", "ARN", "IPAddress".
func (t KeyType) String() string {
	switch t {
	case String:
		return "String"
	case ARN:
		return "ARN"
	case Bool:
		return "Bool"
	case Numeric:
		return "Numeric"
	case Date:
		return "Date"
	case IPAddress:
		return "IPAddress"
	default:
		return "unknown"
	}
}

// ConditionKey finds a key: a global one ("aws:SourceArn"), one of a service,
// or a member of a family ("aws:ResourceTag/team", which answers the family).
func (c *Catalog) ConditionKey(key string) (*ConditionKey, bool) {
	if k, ok := findKey(c.globals, key); ok {
		return k, true
	}
	prefix, _, _ := strings.Cut(key, ":")
	if s, ok := c.Service(prefix); ok {
		if k, ok := s.ConditionKey(key); ok {
			return k, true
		}
	}
	for _, l := range c.lodgers {
		if !keyMatches(l.prefix, prefix) {
			continue
		}
		if s, ok := c.Service(l.service); ok {
			if k, ok := s.ConditionKey(key); ok {
				return k, true
			}
		}
	}
	return nil, false
}

// ConditionKey finds a key in the list of the service, which need not have the
// service's prefix, or a member of a family there.
func (s *Service) ConditionKey(key string) (*ConditionKey, bool) { return findKey(s.keys, key) }

// GlobalKeys returns the keys that AWS documents for all services (IAM User
// Guide, "AWS global condition context keys"), sorted without regard to case.
func (c *Catalog) GlobalKeys() []*ConditionKey { return c.globals }

// Carries says whether a request of an action may carry a condition key, as one
// of the action, of a resource type on which it acts, or of every request. Keys
// of tags come with the actions and resources that list them only.
func (c *Catalog) Carries(a *Action, key string) bool {
	if lists(a.ConditionKeys, key) {
		return true
	}
	for _, r := range a.Resources {
		if lists(r.ConditionKeys, key) {
			return true
		}
		if t, ok := c.ResourceType(a.Service, r.Type); ok && lists(t.ConditionKeys, key) {
			return true
		}
	}
	k, ok := findKey(c.globals, key)
	return ok && !ofTags(k.Key)
}

// ofTags names the global keys that not every request can carry.
func ofTags(key string) bool {
	switch key {
	case "aws:RequestTag/${TagKey}", "aws:ResourceTag/${TagKey}", "aws:TagKeys":
		return true
	default:
		return false
	}
}

func lists(keys []string, key string) bool {
	return slices.ContainsFunc(keys, func(k string) bool { return keyMatches(k, key) })
}

// findKey finds a key, or else the family that it is of, in a sorted list.
func findKey(keys []*ConditionKey, key string) (*ConditionKey, bool) {
	i, ok := slices.BinarySearchFunc(keys, key, func(k *ConditionKey, key string) int {
		return compareFold(k.Key, key)
	})
	if ok {
		return keys[i], true
	}
	var found *ConditionKey // the longest: events:Metadata/${MetadataKey}/Matcher is of two families
	for _, k := range keys {
		if (found == nil || len(k.Key) > len(found.Key)) && strings.Contains(k.Key, "${") && keyMatches(k.Key, key) {
			found = k
		}
	}
	return found, found != nil
}

// keyMatches says whether a key is the one, or of the family, that another text
// names: each placeholder stands for one or more characters.
func keyMatches(family, key string) bool {
	head, rest, ok := strings.Cut(family, "${")
	if !hasPrefixFold(key, head) {
		return false
	}
	key = key[len(head):]
	for ok {
		_, tail, closed := strings.Cut(rest, "}")
		if !closed {
			return false
		}
		var literal string
		literal, rest, ok = strings.Cut(tail, "${")
		if !ok { // the last literal ends the key
			n := len(key) - len(literal)
			return n > 0 && compareFold(key[n:], literal) == 0
		}
		at := 1
		for at < len(key) && !hasPrefixFold(key[at:], literal) {
			at++
		}
		if at >= len(key) {
			return false
		}
		key = key[at+len(literal):]
	}
	return key == ""
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && compareFold(s[:len(prefix)], prefix) == 0
}

// readKeys decodes condition keys; the format is described at [Magic].
func readKeys(in *cursor) ([]*ConditionKey, error) {
	keys := make([]ConditionKey, in.count())
	list := make([]*ConditionKey, len(keys))
	for i := range keys {
		text, n := in.text(), in.below(2*int(IPAddress)+2)
		keys[i] = ConditionKey{Key: text, Type: KeyType(n / 2), Multi: n%2 == 1}
		list[i] = &keys[i]
	}
	switch {
	case in.bad:
		return nil, errShort
	case !ascending(list, func(a, b *ConditionKey) int { return compareFold(a.Key, b.Key) }):
		return nil, errors.New("its condition keys are not in order")
	}
	return list, nil
}
