package leastprivilege

import (
	"slices"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// RoleCannotChangeOwnFunction is decided for roles that functions run with.
var RoleCannotChangeOwnFunction = &rule.Rule{
	ID:       "role-cannot-change-own-function",
	Title:    "A function cannot rewrite its own code or configuration",
	Why:      "Whoever gets into the function once stays in it: he replaces the code, opens it to the internet or takes its limits away, past every review.",
	Fix:      "Move the right to deploy to the pipeline's role.",
	Severity: rule.High,
	Example: `resource "aws_iam_role_policy" "orders" {
  role = aws_iam_role.orders.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "lambda:InvokeFunction", Resource = aws_lambda_function.billing.arn }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege, objective.ChangeManagement},
	Equivalents: []rule.Equivalent{
		{Tool: "kics", ID: "c583f0f9-7dfd-476b-a056-f47c62b47b46"},
	},
	Sources: []string{"AWS Lambda Developer Guide, Security in AWS Lambda", "Service Authorization Reference, Actions, resources, and condition keys for AWS Lambda"},
	Decide: []rule.Decision{ofFunctions(func(in *rule.Input, r *estate.Role) rule.Outcome {
		h, ok := in.Access.Holder(r)
		if !ok {
			return rule.Unknown(access.Unread("arn", "its ARN is not known", r.Block))
		}
		functions := in.Access.FunctionsOf(r)
		found, _ := functions.Get()
		asked := asking{holder: h}
		for _, f := range found {
			changes(&asked, f)
		}
		if len(found) == 0 || functions.Partial() {
			any := value.Hole(value.NewSymbol(value.Free, r.Scope.Key(), "the functions of "+r.Address))
			asked.may(r, "{name} may change the functions that run with it", changing, functionARN(h.Principal.Name, any))
			asked.perhaps(r, "which functions run with it is not known, nor where their code comes from", []string{"s3:PutObject", "ecr:PutImage", "lambda:PublishLayerVersion"})
		}
		return asked.outcome(in, r)
	})},
}

// changing are the actions that change what a function runs, who may call it or
// how much of it runs.
var changing = []string{
	"lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration", "lambda:AddPermission", "lambda:CreateFunctionUrlConfig",
	"lambda:UpdateFunctionUrlConfig", "lambda:PutFunctionConcurrency", "lambda:PutRuntimeManagementConfig",
}

// changes asks whether the holder may change a function that runs with it: the
// function itself, its layers, or where its code comes from.
func changes(asked *asking, f *estate.Function) {
	if arn, ok := f.ARN(); ok {
		asked.may(f, "{name} may change the function "+f.Name()+", which runs with it", changing, arn)
	}
	const unsure = "whether a layer that it may publish is the function's cannot be told"
	layers, ok := f.Layers.Get()
	if !ok && !f.Layers.IsAbsent() || f.Layers.Partial() {
		asked.perhaps(f, unsure, []string{"lambda:PublishLayerVersion"})
	}
	for _, l := range layers {
		text, _ := l.Get()
		if layer, ok := access.LayerOf(text); ok {
			asked.may(f, "{name} may publish another version of a layer of the function "+f.Name()+", which runs with it",
				[]string{"lambda:PublishLayerVersion"}, layer)
			continue
		}
		asked.perhaps(f, unsure, []string{"lambda:PublishLayerVersion"})
	}
	if !f.CodeBucket.IsAbsent() {
		if arn, ok := access.ObjectOf(f, asked.holder.Principal.Name); ok {
			asked.may(f, "{name} may write the code of the function "+f.Name()+", which runs with it", []string{"s3:PutObject"}, arn)
		} else {
			asked.perhaps(f, "whether an object that it may write is the function's code cannot be told", []string{"s3:PutObject"})
		}
	}
	if !f.ImageURI.IsAbsent() {
		if arn, ok := access.RepositoryOf(f, asked.holder.Principal.Name); ok {
			asked.may(f, "{name} may write the image of the function "+f.Name()+", which runs with it", []string{"ecr:PutImage"}, arn)
		} else {
			asked.perhaps(f, "whether a repository that it may write to is that of the function's image cannot be told", []string{"ecr:PutImage"})
		}
	}
}

// functionARN returns the ARN of a function of the account that the ARN of a role
// lies in.
func functionARN(role, name value.Text) value.Text {
	arn, _ := policy.ParseARN(role)
	return value.Join(value.Literal("arn:"), arn.Partition, value.Literal(":lambda:us-east-1:"), arn.Account, value.Literal(":function:"), name)
}

// An asking collects what a holder may do of what it should not.
type asking struct {
	holder  *access.Holder
	failed  *rule.Outcome
	open    string
	proofs  []rule.Fact
	unclear estate.Resource
}

// may asks about one deed, which is about the resource.
func (a *asking) may(about estate.Resource, message string, actions []string, resources ...value.Text) {
	if a.failed != nil {
		return
	}
	account, _ := about.Head().Account.Get()
	switch answer := a.holder.May(account, actions, resources...); answer.Verdict {
	case reason.Yes:
		fact := a.holder.Fact(answer.Witness.Decision.By)
		o := rule.Fail(message, fact).Who(answer.Witness.String()).Label("allows it").At(fact.Origin())
		a.failed = &o
	case reason.Outside:
		a.open, a.unclear = answer.Why, about
	default:
		for _, fact := range facts(a.holder.Facts(answer.Because)) {
			if !slices.Contains(a.proofs, fact) {
				a.proofs = append(a.proofs, fact)
			}
		}
	}
}

// perhaps asks about a deed whose resource is not known: where the holder may do
// it anywhere, it cannot be told whether it does so here.
func (a *asking) perhaps(about estate.Resource, why string, actions []string) {
	account, _ := about.Head().Account.Get()
	if a.holder.May(account, actions, value.Literal("*")).Verdict != reason.No {
		a.open, a.unclear = why, about
	}
}

// outcome is what was found: a failure, what is unknown, or the proof that the
// holder may do none of it.
func (a *asking) outcome(in *rule.Input, r *estate.Role) rule.Outcome {
	switch {
	case a.failed != nil:
		return *a.failed
	case len(a.holder.Gaps()) > 0:
		return rule.Unknown(facts(a.holder.Gaps())...)
	case a.open != "":
		return rule.UnknownBecause(a.open, append(policyFacts(in, r), access.Known("about", a.unclear.Head().Address, a.unclear.Head().Block))...)
	}
	return rule.Pass(append(policyFacts(in, r), a.proofs...)...)
}
