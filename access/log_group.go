package access

import (
	"strings"

	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/value"
)

// LogGroupOf returns the ARN of the log group that a function writes to, as IAM
// policies name it, and whether the group is declared.
func (e *Engine) LogGroupOf(f *estate.Function) (arn value.Text, declared, known bool) {
	if g, reach := f.FunctionLogGroup(e.view); reach == estate.Here {
		arn, known = g.ARN()
		return arn, true, known
	}
	own, ok := f.ARN()
	of, parsed := policy.ParseARN(own)
	name, named := f.LogGroup.Get()
	if f.LogGroup.IsAbsent() {
		var function value.Text
		function, named = f.NameOr(f.FunctionName).Get()
		name = value.Join(value.Literal("/aws/lambda/"), function)
	}
	if !ok || !parsed || !named || strings.HasPrefix(name.Inline(), "arn:") {
		return value.Text{}, false, false
	}
	colon := value.Literal(":")
	return value.Join(value.Literal("arn:"), of.Partition, value.Literal(":logs:"), of.Region, colon, of.Account, value.Literal(":log-group:"), name), false, true
}

// maxGroups is how many log groups are compared with a name that is not wholly
// known; with more of them any could be the one.
const maxGroups = 1000

// UnclearLogGroup tells of a function whose log group was not found whether one
// may be declared nevertheless, and why: its name is not known, it is handed in,
// or what was read may be it or hide it.
func (e *Engine) UnclearLogGroup(f *estate.Function) (Fact, bool) {
	name := f.LogGroup
	if name.IsAbsent() {
		name = f.NameOr(f.FunctionName)
	}
	text, known := name.Get()
	if !known {
		return Unread(name.Attribute(), name.Reason(), name.Origin()), true
	}
	if f.LogGroup.IsAbsent() {
		text = value.Join(value.Literal("/aws/lambda/"), text)
	} else if _, lone := text.Symbol(); lone {
		return Unread(name.Attribute(), "who declares the log group "+text.String()+" is not known", name.Origin()), true
	}
	n := 0
	for g := range estate.All[*estate.LogGroup](e.view) {
		if g.Scope != f.Scope {
			continue
		}
		own, known := g.Name.Get()
		if n++; n > maxGroups || !known && !g.Name.IsAbsent() || known && own.Equal(text) != value.No {
			return Unread("log group", "it cannot be told whether "+g.Address+" is the one of this function", g.Block), true
		}
	}
	if why, hides := e.view.Gap("log_group", f); hides {
		return Unread("log group", why.Reason(), f.Block), true
	}
	return Fact{}, false
}

// OnLogGroup tells whether the holder may take an action on a log group of its
// own account or on a stream of it: some action is on either, and a request has
// one resource.
func (h *Holder) OnLogGroup(action string, group value.Text) reason.Answer {
	// A function and its role are of one account (Lambda Developer Guide, Defining
	// Lambda function permissions with an execution role).
	role, _ := policy.ParseARN(h.Principal.Name)
	stream := value.Join(group, value.Literal(":log-stream:2026/11/25/[$LATEST]0123456789abcdef"))
	answer := h.May(role.Account, []string{action}, stream)
	if answer.Verdict == reason.Yes {
		return answer
	}
	if other := h.May(role.Account, []string{action}, group); other.Verdict != reason.No {
		return other
	}
	return answer
}
