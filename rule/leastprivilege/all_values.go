package leastprivilege

import (
	"slices"

	"bailiwick/access"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// PolicyForAllValuesHasNullCheck is decided for what has policies.
var PolicyForAllValuesHasNullCheck = &rule.Rule{
	ID:       "policy-forallvalues-has-null-check",
	Title:    "Set conditions cannot be met by leaving the key out",
	Why:      "ForAllValues is true of a request that does not carry the key at all: whoever leaves it out is let in.",
	Fix:      "Add the condition Null of the same key with the value false, or use ForAnyValue.",
	Severity: rule.Medium,
	Example: `resource "aws_iam_policy" "tagging" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "lambda:TagResource"
      Resource = aws_lambda_function.orders.arn
      Condition = {
        "ForAllValues:StringEquals" = { "aws:TagKeys" = ["owner", "stage"] }
        Null                        = { "aws:TagKeys" = "false" }
      }
    }]
  })
}`,
	Objectives:  []objective.ID{objective.LeastPrivilege},
	Equivalents: []rule.Equivalent{{Tool: "access-analyzer", ID: "ValidatePolicy"}},
	Sources:     []string{"IAM User Guide, Multivalued context keys"},
	Decide:      onPolicies(policies.emptySets),
}

// emptySets judges the conditions with ForAllValues of statements that allow.
func (p policies) emptySets() rule.Outcome {
	var asked []rule.Fact
	var open *rule.Outcome
	for _, s := range p.statements {
		for i := range s.Conditions {
			c := &s.Conditions[i]
			if c.Operator.Set != policy.ForAllValues || c.Operator.Test == policy.Null {
				continue
			}
			fact := access.Known("ForAllValues", c.Key.String(), s.at)
			asked = append(asked, fact)
			switch present := s.carries(c); {
			case present == value.Yes:
			case present == value.CannotTell, s.Effect != policy.Allow:
				o := rule.UnknownBecause("it cannot be told whether a request must carry "+c.Key.String(), fact)
				open = &o
			default:
				return rule.Fail("A statement of {name} allows requests that leave "+c.Key.String()+" out", fact).
					Label("true of requests without " + c.Key.String())
			}
		}
	}
	switch {
	case open != nil:
		return *open
	case len(p.gaps) > 0:
		return rule.Unknown(rule.Facts(p.gaps)...)
	case len(asked) == 0:
		return rule.NotApplicable("no statement that allows has a condition with ForAllValues", access.Known("ForAllValues", "none", 0))
	}
	return rule.Pass(asked...)
}

// withoutLeadingKeys are the actions of DynamoDB on items that carry no
// dynamodb:LeadingKeys (Amazon DynamoDB Developer Guide, Using IAM policy
// conditions for fine-grained access control).
var withoutLeadingKeys = []string{
	"dynamodb:Scan", "dynamodb:PartiQLSelect", "dynamodb:PartiQLInsert", "dynamodb:PartiQLUpdate", "dynamodb:PartiQLDelete",
}

// carries tells whether every request that the statement allows has the key of
// the condition.
func (s statement) carries(c *policy.Condition) value.Answer {
	key, ok := c.Key.Literal()
	if !ok {
		return value.CannotTell
	}
	if present, _ := s.Requires(key); present != value.No {
		return present
	}
	if policy.Lower(key) == "dynamodb:leadingkeys" && !slices.ContainsFunc(withoutLeadingKeys, func(a string) bool { return s.MatchesAction(a) != value.No }) {
		return value.Yes
	}
	return value.No
}
