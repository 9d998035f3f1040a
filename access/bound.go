package access

import (
	"strings"

	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// namesResource tells whether the statement's conditions leave only requests
// on resources that they name, by tag or by a key of the service that holds the
// resource's ARN, id or alias.
func namesResource(s *policy.Statement, sel selection) value.Answer {
	answer := value.No
	if s.ConditionsPartial() {
		answer = value.CannotTell
	}
	if sel == permissions {
		if forServices, _ := s.RequiresTrue("kms:GrantIsForAWSResource"); forServices == value.Yes {
			return value.Yes // no other action carries the key
		}
	}
	for i := range s.Conditions {
		c := &s.Conditions[i]
		key, ok := c.Key.Literal()
		if !ok {
			answer = value.CannotTell
			continue
		}
		if !isResourceKey(strings.ToLower(key)) && !(sel == decrypt && strings.EqualFold(key, "kms:ViaService")) {
			continue
		}
		bound, _ := s.BoundBy(key)
		if bound == value.CannotTell && byPrincipalTag(c) {
			bound = value.Yes
		}
		if bound == value.Yes && anyWide(&c.Values) {
			bound = value.No
		}
		switch bound {
		case value.Yes:
			return value.Yes
		case value.CannotTell:
			answer = value.CannotTell
		}
	}
	return answer
}

// isResourceKey reports whether a condition key, in lower case, says which
// resource a request is on.
func isResourceKey(key string) bool {
	service, name, ok := strings.Cut(key, ":")
	switch {
	case !ok:
		return false
	case strings.HasPrefix(name, "resourcetag/"):
		return true
	case service == "aws":
		return false
	}
	switch key {
	case "kms:resourcealiases", "kms:requestalias", "secretsmanager:secretid", "elasticfilesystem:accesspointarn":
		return true
	case "iam:associatedresourcearn", "events:targetarn", "kms:granteeprincipal", "lambda:sourcefunctionarn":
		return false // they name the other side
	}
	k, known := catalog.Default().ConditionKey(key)
	return known && k.Type == catalog.ARN
}

// byPrincipalTag reports whether every value of the condition is a tag of the
// caller: it is fixed for a role that cannot tag itself.
func byPrincipalTag(c *policy.Condition) bool {
	for _, e := range c.Values.List {
		keys := policy.Variables(e.Text)
		if len(keys) != 1 || !strings.HasPrefix(strings.ToLower(keys[0]), "aws:principaltag/") {
			return false
		}
	}
	return len(c.Values.List) > 0 && !c.Values.Partial()
}

// anyWide reports whether a value is an ARN whose resource is all wildcard.
func anyWide(values *policy.Elements) bool {
	for _, e := range values.List {
		arn, ok := policy.ParseARN(e.Text)
		if !ok {
			continue
		}
		_, name, typed := arn.Type()
		if !typed {
			name = arn.Resource
		}
		if strings.Trim(name.Inline(), "*?/:") == "" {
			return true
		}
	}
	return false
}
