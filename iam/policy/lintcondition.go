package policy

import (
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"bailiwick/value"
)

// conditions tells of conditions that never hold, or hold without asking.
func (l *linter) conditions(s *Statement) {
	for i := range s.Conditions {
		c := &s.Conditions[i]
		if c.Operator.Test == UnknownTest {
			continue
		}
		l.key(s, c)
		l.values(s, c)
		key, ok := c.Key.Literal()
		if s.Effect != Allow || c.Operator.Set != ForAllValues || !ok {
			continue
		}
		if required, _ := s.Requires(key); required == value.No {
			l.add(Misguided, LooseForAllValues, c.Place, s.Index, `add "Null": {"`+key+`": "false"}`,
				"%s allows requests that carry no %s at all", c.Operator, key)
		}
	}
}

// key tells of a key that no request of the statement's actions carries.
func (l *linter) key(s *Statement, c *Condition) {
	key, ok := c.Key.Literal()
	service, _, _ := strings.Cut(key, ":")
	if _, known := l.catalog.Service(service); !ok || !known && !strings.EqualFold(service, "aws") {
		return // of an identity provider
	}
	if _, known := l.catalog.ConditionKey(key); !known {
		if strings.Contains(key, "/") {
			return // of a family, such as tags
		}
		l.add(Notable, IdleKey, c.Place, s.Index, "", "no condition key %q is in the catalogue of %s", key, l.catalog.Date())
		return
	}
	if s.Actions.Not || s.Actions.partial {
		return
	}
	asked := false
	for _, e := range s.Actions.List {
		action, ok := e.Text.Literal()
		if !ok || action == "*" || action == "*:*" {
			return
		}
		for a := range l.catalog.Match(action) {
			asked = true
			if !l.spend(1) || l.catalog.Carries(a, key) {
				return
			}
		}
	}
	if !asked {
		return
	}
	effect := "the statement never applies"
	if c.HoldsWithout() == value.Yes {
		effect = "the condition always holds"
	}
	l.add(Misguided, IdleKey, c.Place, s.Index, "use a key that the actions carry, or take the condition out",
		"no request of these actions carries %s: %s", key, effect)
}

// values tells of values that no request can have.
func (l *linter) values(s *Statement, c *Condition) {
	if len(c.Values.List) == 0 && !c.Values.partial {
		l.add(Misguided, IdleValue, c.Place, s.Index, "list a value", "%s on %s has no values", c.Operator, c.Key)
	}
	if c.IsKey("lambda:Principal") == value.Yes {
		return // "*" is what AddPermission asks for
	}
	for _, e := range c.Values.List {
		written, ok := e.Text.Literal()
		if !ok || s.variables != value.No && strings.Contains(written, "${") {
			continue
		}
		if wanted := misfit(c.Operator.Test, written); wanted != "" {
			l.add(Misguided, IdleValue, e.Place, s.Index, "write "+wanted, "%s never meets the value %q", c.Operator, e.String())
		}
	}
}

// misfit returns what the value of a test must be, if it is not.
func misfit(t Test, written string) string {
	fits, wanted := true, ""
	switch t {
	case StringEquals, StringEqualsIgnoreCase, StringNotEquals, StringNotEqualsIgnoreCase:
		fits, wanted = !strings.ContainsAny(written, "*?"), "StringLike: in "+t.String()+" a wildcard is a plain character"
	case Bool, Null:
		fits, wanted = strings.EqualFold(written, "true") || strings.EqualFold(written, "false"), `"true" or "false"`
	case NumericEquals, NumericNotEquals, NumericLessThan, NumericLessThanEquals, NumericGreaterThan, NumericGreaterThanEquals:
		_, err := strconv.ParseFloat(written, 64)
		fits, wanted = err == nil, "a number"
	case DateEquals, DateNotEquals, DateLessThan, DateLessThanEquals, DateGreaterThan, DateGreaterThanEquals:
		fits, wanted = isDate(written), "a date such as 2026-11-23T00:00:00Z"
	case IPAddress, NotIPAddress:
		_, err := ParseNetwork(written)
		fits, wanted = err == nil, "an address or a CIDR block"
	case BinaryEquals:
		_, err := base64.StdEncoding.DecodeString(written)
		fits, wanted = err == nil, "base64"
	case ARNEquals, ARNLike, ARNNotEquals, ARNNotLike:
		_, six := ParseARN(value.Literal(written))
		fits, wanted = six || hasWildcards(value.Literal(written)), "an ARN"
	}
	if fits {
		return ""
	}
	return wanted
}

// isDate reports whether the text is a date in one of the W3C profiles of ISO
// 8601, or epoch seconds (IAM User Guide, "Date condition operators").
func isDate(s string) bool {
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return true
	}
	for _, layout := range [...]string{time.RFC3339, "2006-01-02T15:04Z07:00", time.DateOnly, "2006-01", "2006"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}
