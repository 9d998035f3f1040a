package publicexposure

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// LatticeServiceRequiresAuth is decided for services of VPC Lattice.
var LatticeServiceRequiresAuth = &rule.Rule{
	ID:       "lattice-service-requires-auth",
	Title:    "VPC Lattice services in front of functions authenticate",
	Why:      "Whatever runs in a VPC that is joined to the network then calls the function, without saying who it is.",
	Fix:      "Set auth_type to AWS_IAM and write an auth policy that names who may call.",
	Severity: rule.Medium,
	Example: `resource "aws_vpclattice_service" "orders" {
  name      = "orders"
  auth_type = "AWS_IAM"
}

resource "aws_vpclattice_auth_policy" "orders" {
  resource_identifier = aws_vpclattice_service.orders.arn
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = aws_iam_role.web.arn }, Action = "vpc-lattice-svcs:Invoke", Resource = "*" }]
  })
}`,
	Objectives: []objective.ID{objective.PublicExposure},
	Sources:    []string{"Amazon VPC Lattice User Guide, Control access to VPC Lattice services using auth policies"},
	Decide: []rule.Decision{rule.On[*estate.LatticeService](func(in *rule.Input, s *estate.LatticeService) rule.Outcome {
		serves, fact := beforeFunction(in, s)
		if serves == value.No {
			return rule.NotApplicable("it forwards to no function", fact)
		}
		o := identifies(in, s)
		if serves == value.CannotTell && o.Verdict != rule.PassVerdict {
			return rule.Unknown(fact)
		}
		return o
	})},
}

// beforeFunction tells whether a listener of the service forwards to a function.
func beforeFunction(in *rule.Input, s *estate.LatticeService) (value.Answer, rule.Fact) {
	answer, fact := value.No, rule.Fact(access.Known("listeners", "forward to no function", s.Block))
	unclear := func(why string, at value.Origin) {
		answer, fact = value.CannotTell, access.Unread("target groups", why, at)
	}
	listeners := estate.Companions[*estate.LatticeListener](in.Estate, s, "")
	found, known := listeners.Get()
	if !known || listeners.Partial() {
		unclear(listeners.Reason(), s.Block)
	}
	for _, l := range found {
		targets := estate.Listed(l.Targets)
		list, known := targets.Get()
		if !targets.IsAbsent() && (!known || targets.Partial()) {
			unclear(targets.Reason(), l.Block)
		}
		for _, t := range list {
			group, reach := estate.Find[*estate.LatticeTargetGroup](in.Estate, l, t.Group)
			if reach != estate.Here {
				unclear("the target group is not declared here", l.Block)
				continue
			}
			switch value.Is(group.Type, "LAMBDA") {
			case value.Yes:
				return value.Yes, access.Known("target group", group.Address, group.Block)
			case value.CannotTell:
				unclear("the type of "+group.Address+" is not known", group.Block)
			}
		}
	}
	return answer, fact
}

// identifies decides by the service itself, and where it asks nobody by the
// networks that it is joined to: both must let a caller in.
func identifies(in *rule.Input, s *estate.LatticeService) rule.Outcome {
	own := asks(in, s, s.AuthType)
	if own.Verdict == rule.PassVerdict {
		return own
	}
	joined := estate.Companions[*estate.LatticeAssociation](in.Estate, s, "")
	found, known := joined.Get()
	networks := 0
	for _, a := range found {
		n, reach := estate.Find[*estate.LatticeServiceNetwork](in.Estate, a, a.Network)
		if reach != estate.Here {
			return rule.UnknownBecause("a network that it is joined to is not declared here", a.Network)
		}
		networks++
		switch o := asks(in, n, n.AuthType); o.Verdict {
		case rule.UnknownVerdict:
			return o
		case rule.FailVerdict:
			return own
		}
	}
	switch {
	case !known || joined.Partial():
		return rule.Unknown(access.Unread("networks", joined.Reason(), s.Block))
	case networks > 0:
		return rule.PassBecause("the networks that it is joined to ask who calls", access.Known("networks", "authenticate", s.Block))
	}
	return own
}

// asks judges what a service or network asks of callers: who they are, and by a
// policy that does not let everyone in. Without a policy nobody is let in.
func asks(in *rule.Input, r estate.Resource, auth value.Value[value.Text]) rule.Outcome {
	switch is := value.Is(auth, "AWS_IAM"); is {
	case value.No:
		return rule.Fail("{name} asks nobody who calls", auth).Label("no authentication")
	case value.CannotTell:
		return rule.Unknown(auth)
	}
	p := in.Access.ResourcePolicy(r)
	o := rule.Each(r, p, "its policy lets nobody in", func(s access.ResourceStatement) rule.Outcome {
		none := rule.NotApplicable("its policy lets nobody in", access.Known("Effect", s.Effect.String(), s.At()))
		if s.Effect == policy.Deny {
			return none
		}
		for _, principal := range s.Principals.List {
			fact := s.Element("Principal", principal.Element)
			switch {
			case principal.Kind == policy.UnreadPrincipal:
				return rule.Unknown(access.Unread("Principal", principal.String()+" is not known", fact.Origin()))
			case principal.Kind != policy.Everyone:
				continue
			}
			bound, c := s.BoundBy(callersOf...)
			switch {
			case bound == value.Yes && c != nil:
				return rule.Pass(fact, access.Known(c.Key.String(), "is asked for", s.At()))
			case bound == value.CannotTell, s.Effect != policy.Allow, s.HasConditions() != value.No:
				return rule.UnknownBecause("it cannot be told whom the statement lets in", fact)
			}
			return rule.Fail("The auth policy of {name} lets everyone in", fact).Label("every caller")
		}
		if s.Principals.Partial() {
			return rule.Unknown(access.Unread("Principal", s.Principals.Reason(), s.At()))
		}
		return rule.Pass(access.Known("Principal", "is named", s.At()))
	})
	if o.Verdict == rule.NotApplicableVerdict {
		return rule.PassBecause("it asks who calls, and its policy lets nobody in", auth)
	}
	if o.Verdict == rule.FailVerdict && len(p.Statements) > 1 {
		for _, s := range p.Statements {
			if s.Effect != policy.Allow {
				return rule.UnknownBecause("a Deny stands beside it, and whom it leaves is not worked out", o.Facts...)
			}
		}
	}
	return o
}

// callersOf are the keys that bound who calls (Amazon VPC Lattice User Guide,
// Control access to VPC Lattice services using auth policies).
var callersOf = []string{
	"aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalAccount", "aws:PrincipalArn",
	"vpc-lattice-svcs:SourceVpc", "vpc-lattice-svcs:SourceVpcOwnerAccount",
}
