package policy

import "bailiwick/value"

// MatchAction tells whether an action pattern of a policy matches an action
// such as "s3:GetObject". Case does not matter. "*" matches every action; the
// service prefix has no wildcards otherwise (IAM User Guide, "IAM JSON policy
// elements: Action").
func MatchAction(pattern value.Text, action string) value.Answer { return value.CannotTell }

// MatchResource tells whether a resource pattern of a policy matches a
// resource, which is not itself a pattern. A wildcard spans slashes. Whether
// it spans one of the first five colons is disputed between AWS's
// documentation and the known evaluators: where the narrow reading (none does)
// and the wide one (all do) differ, and for patterns of fewer than six parts,
// the answer is that it cannot be told.
func MatchResource(pattern, arn value.Text) value.Answer { return value.CannotTell }

// Covers tells whether a resource pattern matches everything that another one
// matches, by the readings of MatchResource.
func Covers(pattern, narrower value.Text) value.Answer { return value.CannotTell }

// Overlaps tells whether there is any resource that both patterns match.
func Overlaps(a, b value.Text) value.Answer { return value.CannotTell }

// CoversAction tells whether an action pattern matches every action that
// another one matches.
func CoversAction(pattern, narrower value.Text) value.Answer { return value.CannotTell }
