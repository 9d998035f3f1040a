// Package leastprivilege holds the rules on what roles, users and policies may
// do, and on who may take a role.
package leastprivilege

import (
	"fmt"
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/rule"
	"bailiwick/value"
)

// judge is the outcome of a rule that forbids what a reply's hits grant. A
// hit settles it, whatever else is not known; what only may be granted, or is
// not read, makes it unknown. The sentence none says why the rule does not
// apply where nothing is granted that it is about.
func judge(g *access.Grants, r access.Reply, none string, fail func(access.Hit) rule.Outcome) rule.Outcome {
	switch {
	case len(r.Hits) > 0:
		return fail(r.Hits[0])
	case len(r.Maybe) > 0:
		return rule.UnknownBecause(r.Maybe[0].Why, facts(r.Maybe[0].Facts())...)
	case len(g.Gaps()) > 0:
		return rule.Unknown(facts(g.Gaps())...)
	case !r.Concerned:
		return rule.NotApplicable(none, facts(g.Facts())...)
	}
	return rule.Pass(facts(g.Facts())...)
}

// facts returns what package access says as facts of an outcome.
func facts(list []access.Fact, more ...rule.Fact) []rule.Fact {
	out := make([]rule.Fact, 0, len(list)+len(more))
	for _, f := range list {
		out = append(out, f)
	}
	return append(out, more...)
}

// ofFunctions decides for a role that functions run with; others are not
// applicable.
func ofFunctions(decide func(*rule.Input, *estate.Role) rule.Outcome) rule.On[*estate.Role] {
	return func(in *rule.Input, r *estate.Role) rule.Outcome {
		switch runs, why := in.Access.RunsFunctions(r); runs {
		case value.No:
			return rule.NotApplicable("no function runs with the role", why)
		case value.CannotTell:
			return rule.Unknown(why)
		}
		return decide(in, r)
	}
}

// ofFunctionGrants decides for roles that functions run with, and for a policy
// whose role is declared elsewhere: whether functions run with that cannot be
// told, so that what would fail is unknown.
func ofFunctionGrants(decide func(*rule.Input, *access.Grants) rule.Outcome) []rule.Decision {
	apart := func(where string) func(*rule.Input, *access.Grants) rule.Outcome {
		return func(in *rule.Input, g *access.Grants) rule.Outcome {
			o := decide(in, g)
			if o.Verdict == rule.FailVerdict {
				return rule.UnknownBecause(where+": whether functions run with it cannot be told", o.Facts...)
			}
			return o
		}
	}
	return []rule.Decision{
		ofFunctions(func(in *rule.Input, r *estate.Role) rule.Outcome { return decide(in, in.Access.Of(r)) }),
		rolePolicyApart(apart("its role is declared elsewhere")),
		unattached(func(in *rule.Input, g *access.Grants) rule.Outcome {
			if by := boundedBy(in, g.Principal); by != nil {
				return rule.NotApplicable("it is a permissions boundary, which grants nothing", access.Known("bounds", by.Head().Address, by.Head().Block))
			}
			return apart("nothing here attaches it")(in, g)
		}),
		unusedDocument(apart("nothing here uses the document")),
	}
}

// rolePolicyApart decides for an inline policy whose role is declared
// elsewhere; others are judged with their roles.
func rolePolicyApart(decide func(*rule.Input, *access.Grants) rule.Outcome) rule.On[*estate.RolePolicy] {
	return func(in *rule.Input, p *estate.RolePolicy) rule.Outcome {
		return inlineApart(in, p, estate.Apart[*estate.Role](in.Estate, p, p.Role), p.Role, decide)
	}
}

// inlineApart decides for an inline policy of a principal that is declared
// elsewhere, as apart tells; who names the principal.
func inlineApart(in *rule.Input, p estate.Resource, apart value.Answer, who value.Value[value.Text], decide func(*rule.Input, *access.Grants) rule.Outcome) rule.Outcome {
	if apart == value.No {
		return rule.NotApplicable("it is judged with who has it", who)
	}
	o := decide(in, in.Access.OfInline(p))
	if apart == value.CannotTell && o.Verdict != rule.NotApplicableVerdict {
		return rule.UnknownBecause(who.Attribute()+": it cannot be told whose policy it is", who)
	}
	return o
}

// unattached decides for a customer managed policy that nothing attaches; one
// that is attached is judged with who has it.
func unattached(decide func(*rule.Input, *access.Grants) rule.Outcome) rule.On[*estate.ManagedPolicy] {
	return func(in *rule.Input, p *estate.ManagedPolicy) rule.Outcome {
		for _, l := range in.Estate.Incoming(p) {
			if by := l.From.Head(); l.As != "permissions_boundary" && l.As != "PermissionsBoundary" {
				return rule.NotApplicable("the policy is judged with who has it", access.Known("attached by", by.Address, by.Block))
			}
		}
		return decide(in, in.Access.OfDocument(p))
	}
}

// unusedDocument decides for a policy document that nothing uses: it grants
// nothing yet, so that what fails is a note. One that names principals says who
// may use something, not what somebody may do.
func unusedDocument(decide func(*rule.Input, *access.Grants) rule.Outcome) rule.On[*estate.PolicyDocument] {
	return func(in *rule.Input, d *estate.PolicyDocument) rule.Outcome {
		for _, s := range in.Access.ResourcePolicy(d).Statements {
			if s.Principals.Not || len(s.Principals.List) > 0 || s.Principals.Partial() {
				return rule.NotApplicable("it names principals, so that it is no policy of a role", d.Policy)
			}
		}
		o := decide(in, in.Access.OfInline(d))
		if o.Verdict == rule.FailVerdict {
			return o.As(rule.Info)
		}
		return o
	}
}

// boundedBy returns the first principal whose permissions boundary the policy
// is, nil for a policy that nothing attaches at all.
func boundedBy(in *rule.Input, p estate.Resource) estate.Resource {
	if links := in.Estate.Incoming(p); len(links) > 0 {
		return links[0].From
	}
	return nil
}

// things names what a service's resources are, for "every …".
func things(service string) string {
	switch service {
	case "dynamodb":
		return "DynamoDB table"
	case "s3":
		return "bucket"
	case "sqs":
		return "queue"
	case "sns":
		return "topic"
	case "kinesis":
		return "stream"
	case "secretsmanager":
		return "secret"
	case "ssm":
		return "parameter"
	case "lambda":
		return "function"
	case "states":
		return "state machine"
	case "events":
		return "event bus"
	case "ecr":
		return "repository"
	case "elasticfilesystem":
		return "file system"
	case "rds-data":
		return "database"
	case "kms":
		return "key"
	case "iam", "sts":
		return "role"
	}
	return service + " resource"
}

// list names actions, and how many more there are.
func list(h access.Hit) string {
	names := h.Names
	more := h.More
	if len(names) > 3 {
		more += len(names) - 3
		names = names[:3]
	}
	out := strings.Join(names, ", ")
	switch {
	case more == 1:
		return out + " and 1 more action"
	case more > 1:
		return fmt.Sprintf("%s and %d more actions", out, more)
	}
	return out
}

// wired is the sentence that sets a grant against what the role's functions
// are wired to, "" if nothing was recognised.
func wired(e *access.Engine, principal estate.Resource, service string) string {
	r, ok := principal.(*estate.Role)
	if !ok {
		return ""
	}
	switch to, whole := e.WiredTo(r, service); {
	case to == "":
		return ""
	case whole:
		return "What runs with it is wired to " + to + " only"
	default:
		return "What runs with it is wired to " + to
	}
}
