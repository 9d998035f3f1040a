// Package authz decides whether AWS allows a request, and by which statement
// of which policy, as AWS documents it (IAM User Guide, "Policy evaluation
// logic").
//
//	policies := authz.Policies{
//		Identity: authz.All(authz.Compile("policy of role app", document)),
//	}.RestNone()
//	d := authz.Decide(&authz.Request{
//		Principal: authz.ParsePrincipal(value.Literal("arn:aws:iam::111122223333:role/app")),
//		Action:    "dynamodb:GetItem",
//		Resource:  value.Literal("arn:aws:dynamodb:eu-central-1:111122223333:table/orders"),
//		Context:   authz.Context{Complete: true},
//	}, &policies)
//
// # Layers
//
// Each kind of policy that bears on a request is a [Layer]: those of the
// principal and its groups, the permissions boundary, the session policies,
// the policy of the resource, the SCPs of the principal's account and the RCPs
// of the resource's, level by level, and the policy of a VPC endpoint. A layer
// is none (no such policy exists), all of its policies, some, or unread.
//
// # What is not known
//
// Requests and policies may be known in part: texts may have holes, keys may
// be unknown, statements may be unread, layers may be partial. The zero value
// of everything is what is known least. A decision is [Allow], [ImplicitDeny]
// or [ExplicitDeny] if it is the same however the rest turns out, and else
// [CannotTell] with what decides ([Decision.Open]). One hole is the same text
// wherever it stands; an unread statement may allow and may deny; an unread
// guardrail (SCP, RCP, boundary, session or endpoint policy) may only narrow.
// [Policies.Grants] sets such guardrails aside, for those who judge the grant.
//
// Where AWS's pages and the known evaluators read a policy differently, that
// too cannot be told, and the decision names the statement.
package authz

// Decide decides a request. It allocates nothing where nothing that matters
// has holes or is unknown.
func Decide(r *Request, p *Policies) Decision {
	c := newCall(r, p)
	return c.decide()
}
