// Package backupresilience holds the rules about surviving a failure: zones,
// failed events, limits, backups and the way back.
package backupresilience

import (
	"fmt"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/settings"
	"bailiwick/value"
)

// FunctionSubnetsMultiAZ is decided for functions in a VPC.
var FunctionSubnetsMultiAZ = &rule.Rule{
	ID:         "function-subnets-multi-az",
	Title:      "A function in a VPC spans two zones",
	Why:        "When the one zone fails, the function fails with it.",
	Fix:        "Add a subnet in another availability zone.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.BackupResilience, objective.VPC},
	Settings:   []string{"network.min_zones"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "awslambda_function_vpc_multi_az"},
		{Tool: "securityhub", ID: "Lambda.5"},
		{Tool: "config", ID: "lambda-vpc-multi-az-check"},
		{Tool: "powerpipe", ID: "lambda_function_multiple_az_configured"},
	},
	Sources: []string{"Lambda Developer Guide, Giving Lambda functions access to resources in an Amazon VPC"},
	Example: `resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  vpc_config {
    subnet_ids         = [aws_subnet.a.id, aws_subnet.b.id]
    security_group_ids = [aws_security_group.orders.id]
  }
}`,
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		least := in.Settings.Network.MinZones
		subnets, known := f.Subnets.Get()
		switch {
		case f.Subnets.IsAbsent(), known && len(subnets) == 0 && !f.Subnets.Partial():
			return rule.NotApplicable("it lies in no VPC", f.Subnets)
		case !known:
			return rule.Unknown(f.Subnets)
		}
		z := zonesOf(in, f, subnets)
		facts := append([]rule.Fact{f.Subnets, rule.Setting(least)}, z.facts...)
		switch {
		case z.least >= least.Get():
			return rule.Pass(facts...)
		case z.most < least.Get() && !f.Subnets.Partial():
			return rule.Fail(fmt.Sprintf("{name} runs in %s only", count(z.most)), facts...).Label(count(z.most))
		case f.Subnets.Partial():
			return rule.Unknown(append(facts, access.Unread("subnets", f.Subnets.Reason(), f.Subnets.Origin()))...)
		}
		return rule.Unknown(append(facts, z.alike...)...)
	})},
}

func count(zones int) string {
	if zones == 1 {
		return "one zone"
	}
	return fmt.Sprintf("%d zones", zones)
}

// zones is how many zones a list of subnets lies in.
type zones struct {
	least, most int
	facts       []rule.Fact
	alike       []rule.Fact // that two of them could be one
}

func zonesOf(in *rule.Input, f *estate.Function, subnets []value.Value[value.Text]) zones {
	var z zones
	var distinct []value.Text
	seen := map[string]bool{}
	for _, ref := range subnets {
		text, _ := ref.Get()
		zone := value.Unknown[value.Text](value.NewNote("availability zone", "the zone of "+ref.String()+" is not known"), ref.Origin())
		id := text.Inline()
		if s, reach := estate.Find[*estate.Subnet](in.Estate, f, ref); reach == estate.Here {
			id = s.Address
			switch {
			case s.Zone.IsKnown():
				zone = s.Zone
			case s.ZoneID.IsKnown():
				zone = s.ZoneID
			}
		}
		place, ok := zone.Get()
		if ok {
			id = place.Inline()
		}
		if ref.IsKnown() && seen[id] {
			continue
		}
		seen[id] = true
		z.most++
		z.facts = append(z.facts, zone)
		apart := ok
		for _, d := range distinct {
			if ok && d.Equal(place) != value.No {
				apart = false
				z.alike = append(z.alike, access.Unread(zone.Attribute(), "it cannot be told whether "+d.String()+" and "+place.String()+" are two zones", zone.Origin()))
			}
		}
		if apart {
			distinct = append(distinct, place)
		}
	}
	z.least = max(len(distinct), min(1, z.most))
	return z
}

// FunctionConcurrencyBounded is decided for functions.
var FunctionConcurrencyBounded = &rule.Rule{
	ID:         "function-concurrency-bounded",
	Title:      "A function cannot use up the account's concurrency",
	Why:        "A flood of calls to one function takes the concurrency of all others in the account, and its cost has no end.",
	Fix:        "Set reserved_concurrent_executions, or maximum_concurrency of its queue's mapping.",
	Severity:   rule.Low,
	Objectives: []objective.ID{objective.BackupResilience},
	Settings:   []string{"concurrency.required"},
	Equivalents: []rule.Equivalent{
		{Tool: "checkov", ID: "CKV_AWS_115"},
		{Tool: "config", ID: "lambda-concurrency-check"},
		{Tool: "guard", ID: "lambda_concurrency_check"},
		{Tool: "cfn_nag", ID: "W92"},
		{Tool: "cdk-nag", ID: "LambdaConcurrency"},
		{Tool: "powerpipe", ID: "lambda_function_concurrent_execution_limit_configured"},
	},
	Sources: []string{"Lambda Developer Guide, Configuring reserved concurrency for a function", "OWASP Serverless Top 10, Denial of service"},
	Example: `resource "aws_lambda_function" "orders" {
  function_name                  = "orders"
  role                           = aws_iam_role.orders.arn
  reserved_concurrent_executions = 50
}`,
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		n, known := f.Concurrency.Get()
		required := in.Settings.Concurrency.Required
		switch {
		case value.Present(f.CapacityProvider) == value.Yes:
			return rule.NotApplicable("it runs on a capacity provider, which has limits of its own", f.CapacityProvider)
		case known && n == 0:
			return rule.PassBecause("it is stopped: no call is let in", f.Concurrency)
		case known && n > 0:
			return rule.Pass(f.Concurrency)
		case f.Concurrency.IsUnknown():
			return rule.Unknown(f.Concurrency)
		}
		switch bound, limits := boundByMappings(in, f); bound {
		case value.Yes:
			return rule.Pass(limits...)
		case value.CannotTell:
			return rule.Unknown(append(limits, f.Concurrency)...)
		}
		if mappings := f.EventSourceMappings(in.Estate); mappings.Partial() {
			return rule.Unknown(access.Unread("maximum_concurrency", mappings.Reason(), f.Block), f.Concurrency)
		}
		failure := rule.Fail("{name} may use up the account's concurrency", f.Concurrency, rule.Setting(required)).Label("no limit")
		if required.Any() {
			return failure.As(rule.Info)
		}
		selected, why := selects(in, required.Get(), f)
		failure.Facts = append(failure.Facts, why)
		switch selected {
		case value.CannotTell:
			return rule.Unknown(why, f.Concurrency, rule.Setting(required))
		case value.No:
			return failure.As(rule.Info)
		}
		return failure
	})},
}

// boundByMappings tells whether nothing but mappings calls the function, and
// each has a limit.
func boundByMappings(in *rule.Input, f *estate.Function) (bound value.Answer, limits []rule.Fact) {
	t := triggersOf(in, f)
	if len(t.mappings) == 0 || len(t.async) > 0 || t.sync != nil || t.more != nil || f.EventSourceMappings(in.Estate).Partial() {
		return value.No, nil
	}
	bound = value.Yes
	for _, m := range t.mappings {
		switch {
		case m.MaxConcurrency.IsAbsent():
			return value.No, nil
		case m.MaxConcurrency.IsUnknown():
			bound = value.CannotTell
		}
		limits = append(limits, m.MaxConcurrency)
	}
	return bound, limits
}

// selects is Engine.Selected, where public means open to anyone.
func selects(in *rule.Input, by []settings.Selector, f *estate.Function) (value.Answer, rule.Fact) {
	var others []settings.Selector
	public := false
	for _, s := range by {
		if s.By == settings.ByPublic {
			public = true
			continue
		}
		others = append(others, s)
	}
	answer, why := in.Access.Selected(others, f)
	if answer != value.Yes && public {
		if open, entry := in.Access.OpenToAnyone(f); open != value.No {
			return open, entry
		}
	}
	return answer, why
}

// FunctionRecursionStopped is decided for functions.
var FunctionRecursionStopped = &rule.Rule{
	ID:         "function-recursion-stopped",
	Title:      "Endless loops are stopped",
	Why:        "A function that feeds its own queue, topic or bucket runs until somebody reads the bill.",
	Fix:        "Remove the recursion configuration, or set recursive_loop to Terminate.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.BackupResilience},
	Sources:    []string{"Lambda Developer Guide, Use Lambda recursive loop detection to prevent infinite loops"},
	Example: `resource "aws_lambda_function_recursion_config" "orders" {
  function_name  = aws_lambda_function.orders.function_name
  recursive_loop = "Terminate"
}`,
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		loop := f.RecursiveLoopMode(in.Estate)
		switch value.Is(loop, "Allow") {
		case value.No:
			return rule.Pass(loop)
		case value.CannotTell:
			if loop.IsUnknown() {
				return rule.Unknown(loop)
			}
			return rule.UnknownBecause("recursive_loop: "+loop.String()+" is not known", loop)
		}
		if fed := feedsItself(in, f); fed != "" {
			return rule.Fail("{name} may call itself without end, through "+fed, loop).As(rule.High).Label("loops are allowed")
		}
		return rule.Fail("{name} may call itself without end", loop).Label("loops are allowed")
	})},
}

// feedsItself names a queue that both calls the function and is named by its
// environment; "" if none is.
func feedsItself(in *rule.Input, f *estate.Function) string {
	variables, _ := f.Environment.Get()
	for _, l := range in.Estate.Incoming(f) {
		m, ok := l.From.(*estate.EventSourceMapping)
		if !ok {
			continue
		}
		source, reach := estate.Find[*estate.Queue](in.Estate, m, m.Source)
		if reach != estate.Here {
			continue
		}
		for _, v := range variables {
			if q, reach := estate.Find[*estate.Queue](in.Estate, f, v.Value); reach == estate.Here && q.Address == source.Address {
				return q.Address
			}
		}
	}
	return ""
}
