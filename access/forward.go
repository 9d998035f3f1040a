package access

import (
	"bailiwick/estate"
	"bailiwick/value"
)

// ForwardsToFunction tells whether the actions of a listener or of its rule
// forward to a target group of functions, with the fact that says so, or why
// it cannot be told.
func (e *Engine) ForwardsToFunction(near estate.Resource, actions value.Value[[]estate.ListenerAction]) (answer value.Answer, fact Fact, why string) {
	at := near.Head().Block
	answer, fact = value.No, Known("target group", "none of functions", at)
	unsure := func(reason string, at value.Origin) {
		answer, fact, why = value.CannotTell, Unread("target group", reason, at), "target group: "+reason
	}
	list, ok := actions.Get()
	if !ok && !actions.IsAbsent() || actions.Partial() {
		unsure(actions.Reason(), at)
	}
	for i := range list {
		groups := []value.Value[value.Text]{list[i].TargetGroup}
		several, known := list[i].TargetGroups.Get()
		if !known && !list[i].TargetGroups.IsAbsent() {
			unsure(list[i].TargetGroups.Reason(), at)
		}
		for _, g := range several {
			groups = append(groups, g.TargetGroup)
		}
		for _, ref := range groups {
			if ref.IsAbsent() {
				continue
			}
			g, reach := estate.Find[*estate.TargetGroup](e.view, near, ref)
			if reach != estate.Here {
				unsure(ref.String()+" is not declared here", ref.Origin())
				continue
			}
			if g.Type.IsAbsent() {
				continue
			}
			text, _ := g.Type.Get()
			switch {
			case g.Type.IsUnknown():
				unsure("target_type: "+g.Type.Reason(), g.Type.Origin())
			case text.Is("lambda") == value.Yes:
				return value.Yes, Known("target group", g.Address+", of functions", ref.Origin()), ""
			case text.Is("lambda") == value.CannotTell:
				unsure("target_type: "+text.String()+" is not known", g.Type.Origin())
			}
		}
	}
	return answer, fact, why
}

// IsInternal tells whether a load balancer has no address on the internet.
func IsInternal(b *estate.LoadBalancer) value.Answer {
	if internal, ok := b.Internal.Get(); ok {
		return value.Answered(internal)
	}
	if scheme, ok := b.Scheme.Get(); ok {
		return scheme.Is("internal")
	}
	if b.Internal.IsAbsent() && b.Scheme.IsAbsent() {
		return value.No
	}
	return value.CannotTell
}

// FunctionsBehind tells whether a listener of the load balancer, or a rule of
// one, forwards to functions.
func (e *Engine) FunctionsBehind(b *estate.LoadBalancer) (answer value.Answer, fact Fact, why string) {
	answer, fact = value.No, Known("target group", "none of functions", b.Block)
	listeners := estate.Companions[*estate.Listener](e.view, b, "")
	if listeners.Partial() {
		why = listeners.Reason()
		answer, fact = value.CannotTell, Unread("listener", why, b.Block)
	}
	for _, l := range listeners.Or(nil) {
		switch got, f, reason := e.ListenerForwardsToFunction(l); {
		case got == value.Yes:
			return got, f, reason
		case got == value.CannotTell && answer == value.No:
			answer, fact, why = got, f, reason
		}
	}
	return answer, fact, why
}

// InFrontOfFunctions tells whether functions lie behind the distribution: at
// its edge, or as an origin that is a function URL, an API, a load balancer or a
// Web Function of the estate. What runs at its edge need not be of the estate.
func (e *Engine) InFrontOfFunctions(d *estate.Distribution) (value.Answer, Fact) {
	answer, fact := e.inFront(d, func(r estate.Resource) bool {
		switch r.(type) {
		case *estate.FunctionURL, *estate.RestAPI, *estate.HTTPAPI, *estate.WebSocketAPI,
			*estate.APIDomain, *estate.LoadBalancer, *estate.WebFunction:
			return true
		}
		return false
	})
	if answer == value.Yes {
		return answer, fact
	}
	functions := d.EdgeFunctions()
	found, _ := functions.Get()
	for _, f := range found {
		switch value.Present(f) {
		case value.Yes:
			return value.Yes, Known("edge function", f.String(), f.Origin())
		case value.CannotTell:
			answer, fact = value.CannotTell, Unread("edge function", f.Reason(), f.Origin())
		}
	}
	if functions.Partial() && answer == value.No {
		answer, fact = value.CannotTell, Unread("edge functions", functions.Reason(), d.Block)
	}
	return answer, fact
}

// InFrontOfEstate tells whether the distribution serves anything of the
// estate: functions, APIs or buckets.
func (e *Engine) InFrontOfEstate(d *estate.Distribution) (value.Answer, Fact) {
	answer, fact := e.inFront(d, func(r estate.Resource) bool {
		_, isBucket := r.(*estate.Bucket)
		return isBucket
	})
	if answer == value.Yes {
		return answer, fact
	}
	if functions, f := e.InFrontOfFunctions(d); functions != value.No {
		return functions, f
	}
	return answer, fact
}

func (e *Engine) inFront(d *estate.Distribution, counts func(estate.Resource) bool) (value.Answer, Fact) {
	answer, fact := value.No, Known("origin", "none of the estate", d.Block)
	origins, ok := d.Origins.Get()
	if !ok && !d.Origins.IsAbsent() || d.Origins.Partial() {
		answer, fact = value.CannotTell, Unread("origin", d.Origins.Reason(), d.Block)
	}
	for _, o := range origins {
		r := e.originOf(d, o)
		if r != nil && counts(r) {
			return value.Yes, Known("origin", r.Head().Address, o.Domain.Origin())
		}
		text, known := o.Domain.Get()
		if _, literal := text.Literal(); r == nil && (!known || !literal) {
			answer, fact = value.CannotTell, Unread("origin", o.Domain.String()+" is not declared here", o.Domain.Origin())
		}
	}
	return answer, fact
}

// originOf returns the resource that an origin of the distribution is, nil if
// none of the estate is known to be.
func (e *Engine) originOf(d *estate.Distribution, o estate.Origin) estate.Resource {
	for _, find := range originFinders {
		if r, ok := find(e.view, d, o.Domain); ok {
			return r
		}
	}
	if r, ok := finder[*estate.LoadBalancer](e.view, d, o.Domain); ok {
		return r
	}
	if r, ok := finder[*estate.APIDomain](e.view, d, o.Domain); ok {
		return r
	}
	return nil
}

// ListenerForwardsToFunction is ForwardsToFunction for a listener with its
// rules.
func (e *Engine) ListenerForwardsToFunction(l *estate.Listener) (value.Answer, Fact, string) {
	answer, fact, why := e.ForwardsToFunction(l, estate.Listed(l.Actions))
	if answer == value.Yes {
		return answer, fact, why
	}
	rules := estate.Companions[*estate.ListenerRule](e.view, l, "")
	if rules.Partial() && answer == value.No {
		answer, fact, why = value.CannotTell, Unread("rule", rules.Reason(), l.Block), rules.Reason()
	}
	for _, r := range rules.Or(nil) {
		switch got, f, reason := e.ForwardsToFunction(r, estate.Listed(r.Actions)); {
		case got == value.Yes:
			return got, f, reason
		case got == value.CannotTell && answer == value.No:
			answer, fact, why = got, f, reason
		}
	}
	return answer, fact, why
}
