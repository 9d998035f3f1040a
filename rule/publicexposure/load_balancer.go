package publicexposure

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// ALBFunctionTargetAuthenticated is decided for listeners and their rules.
var ALBFunctionTargetAuthenticated = &rule.Rule{
	ID:       "alb-function-target-authenticated",
	Title:    "Load balancers in front of functions authenticate or are internal",
	Why:      "Anyone on the internet can start the function: a load balancer calls it without asking who sends the request.",
	Fix:      "Add an action that authenticates before the one that forwards, or make the load balancer internal.",
	Severity: rule.High,
	Example: `resource "aws_lb" "shop" {
  name     = "shop"
  internal = true
}`,
	Objectives:  []objective.ID{objective.PublicExposure},
	Settings:    []string{"api.public_routes"},
	Equivalents: []rule.Equivalent{{Tool: "prowler", ID: "elbv2_internet_facing"}},
	Sources:     []string{"Elastic Load Balancing User Guide, Authenticate users using an Application Load Balancer"},
	Decide: []rule.Decision{
		rule.On[*estate.Listener](func(in *rule.Input, l *estate.Listener) rule.Outcome {
			return targetAuthenticated(in, l, l, estate.Here, estate.Listed(l.Actions))
		}),
		rule.On[*estate.ListenerRule](func(in *rule.Input, r *estate.ListenerRule) rule.Outcome {
			l, reach := estate.Find[*estate.Listener](in.Estate, r, r.Listener)
			return targetAuthenticated(in, r, l, reach, estate.Listed(r.Actions))
		}),
	},
}

func targetAuthenticated(in *rule.Input, r estate.Resource, l *estate.Listener, reach estate.Reach, actions value.Value[[]estate.ListenerAction]) rule.Outcome {
	to, fact, why := in.Access.ForwardsToFunction(r, actions)
	if to == value.No {
		return rule.NotApplicable("it forwards to no function", fact)
	}
	list, _ := actions.Get()
	for _, a := range list {
		if authenticates(a) == value.Yes {
			return rule.Pass(a.Type, fact)
		}
	}
	if reach != estate.Here {
		return rule.UnknownBecause("its listener is not declared here", fact)
	}
	if is(l.MutualTLS, "verify") == value.Yes {
		return rule.Pass(l.MutualTLS, fact)
	}
	b, found := estate.Find[*estate.LoadBalancer](in.Estate, l, l.LoadBalancer)
	if found != estate.Here {
		return rule.UnknownBecause("its load balancer is not declared here", l.LoadBalancer, fact)
	}
	switch internal := access.IsInternal(b); {
	case internal == value.Yes:
		return rule.Pass(facing(b), fact)
	case to == value.CannotTell:
		return rule.UnknownBecause(why, fact)
	case internal == value.CannotTell:
		return facingUndecided(b, fact)
	case !l.MutualTLS.IsAbsent() && is(l.MutualTLS, "verify") == value.CannotTell:
		return rule.Undecided(l.MutualTLS, fact)
	}
	for _, a := range list {
		if authenticates(a) == value.CannotTell {
			return rule.UnknownBecause("it cannot be told whether it authenticates", a.Type, fact)
		}
	}
	return rule.Fail("Anyone on the internet may start the function behind {name}", fact, facing(b)).Label("forwards without asking who calls")
}

// facing returns the fact that says whether a load balancer is internal.
func facing(b *estate.LoadBalancer) rule.Fact {
	if b.Scheme.IsAbsent() {
		return b.Internal
	}
	return b.Scheme
}

// facingUndecided is the outcome where that is not known.
func facingUndecided(b *estate.LoadBalancer, more ...rule.Fact) rule.Outcome {
	if b.Scheme.IsAbsent() {
		return rule.Unknown(append([]rule.Fact{b.Internal}, more...)...)
	}
	return rule.Undecided(b.Scheme, more...)
}

// authenticates tells whether an action lets nobody by who has not proved who
// it is.
func authenticates(a estate.ListenerAction) value.Answer {
	answer := is(a.Type, "authenticate-cognito", "authenticate-oidc", "jwt-validation")
	if answer != value.Yes {
		return answer
	}
	for _, v := range []value.Value[value.Text]{a.CognitoUnauthenticated, a.OIDCUnauthenticated} {
		if v.IsAbsent() {
			continue
		}
		switch is(v, "allow") {
		case value.Yes:
			return value.No
		case value.CannotTell:
			answer = value.CannotTell
		}
	}
	return answer
}
