package rule

import (
	"slices"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// OnPolicy is the Decision about the resource policy of the kind whose struct
// K points to: what the resource and its companions say together.
type OnPolicy[K estate.Resource] func(*Input, estate.Resource, *access.ResourcePolicy) Outcome

// Kind returns the kind of K.
func (OnPolicy[K]) Kind() estate.Kind { return estate.KindOf[K]() }

// Decide calls the function.
func (f OnPolicy[K]) Decide(in *Input, r estate.Resource) Outcome {
	return f(in, r, in.Access.ResourcePolicy(r))
}

// OnPolicyApart is the Decision about a policy that is declared by itself, of
// a resource that is declared elsewhere; others are judged with what they are
// of.
type OnPolicyApart[K estate.Resource] func(*Input, estate.Resource, *access.ResourcePolicy) Outcome

// Kind returns the kind of K.
func (OnPolicyApart[K]) Kind() estate.Kind { return estate.KindOf[K]() }

// Decide calls the function for a policy of something that is declared
// elsewhere.
func (f OnPolicyApart[K]) Decide(in *Input, r estate.Resource) Outcome {
	apart, of := in.Access.Separate(r)
	if apart == value.No {
		return NotApplicable("it is judged with what it is the policy of", of)
	}
	o := f(in, r, in.Access.ResourcePolicy(r))
	if apart == value.CannotTell && o.Verdict != NotApplicableVerdict {
		return UnknownBecause("it cannot be told whose policy it is", of)
	}
	return o
}

// Each decides for every statement of a resource policy and returns the
// gravest outcome: a failure, else what is unknown, else a pass. What could not
// be read of the policy is unknown. Where there is no policy, or no statement
// that the rule is about, the outcome is NotApplicable with the sentence none.
func Each(r estate.Resource, p *access.ResourcePolicy, none string, decide func(access.ResourceStatement) Outcome) Outcome {
	worst := NotApplicable(none, access.Known("policy", described(p), r.Head().Block))
	for _, s := range p.Statements {
		if o := decide(s); graver(o, worst) {
			worst = o
		}
	}
	if gaps := p.Gaps(); worst.Verdict != FailVerdict && len(gaps) > 0 {
		return Unknown(Facts(gaps)...)
	}
	return worst
}

// Service returns the first principal of a statement that is one of the services,
// which are named as in principals ("lambda"); else why one may be among them.
func Service(s access.ResourceStatement, services ...string) (who, unclear Fact) {
	if s.Principals.Partial() {
		unclear = access.Unread("Principal", s.Principals.Reason(), s.At())
	}
	for _, p := range s.Principals.List {
		name, known := p.ServiceName()
		switch {
		case known && slices.Contains(services, name):
			return s.Element("Principal", p.Element), nil
		case p.Kind == policy.UnreadPrincipal && (p.Type == "" || p.Type == "Service"), p.Kind == policy.Service && !known:
			unclear = access.Unread("Principal", "it is not known who "+p.String()+" is", s.At())
		}
	}
	return nil, unclear
}

func described(p *access.ResourcePolicy) string {
	if p.IsEmpty() {
		return "none"
	}
	return "read"
}

// graver reports whether the outcome o counts before the outcome than.
func graver(o, than Outcome) bool {
	rank := func(o Outcome) int {
		switch o.Verdict {
		case NotApplicableVerdict:
			return 0
		case PassVerdict:
			return 1
		case FailVerdict:
			if o.Severity == Unrated {
				return 3 + int(High)
			}
			return 3 + int(o.Severity)
		}
		return 2
	}
	return rank(o) > rank(than)
}

// Facts returns what package access says as facts of an outcome, with more
// behind it.
func Facts(list []access.Fact, more ...Fact) []Fact {
	out := make([]Fact, 0, len(list)+len(more))
	for _, f := range list {
		out = append(out, f)
	}
	return append(out, more...)
}

// Undecided is the outcome for an attribute whose text does not decide: it is
// not known, or a part of it is a hole.
func Undecided(v value.Value[value.Text], more ...Fact) Outcome {
	facts := append([]Fact{v}, more...)
	text, ok := v.Get()
	switch {
	case !ok && v.IsAbsent():
		return UnknownBecause(v.Attribute()+" is not set", facts...)
	case !ok:
		return Unknown(facts...)
	case text.HasHoles():
		return UnknownBecause(v.Attribute()+": "+text.String()+" is not known", facts...)
	}
	return UnknownBecause(v.Attribute()+": it is not known what "+text.String()+" means", facts...)
}
