package vpc

import (
	"slices"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// EnvironmentsKeptApart is decided for accounts, for what functions of several
// environments may share, and for what production holds.
var EnvironmentsKeptApart = &rule.Rule{
	ID:       "environments-kept-apart",
	Title:    "Production and other environments do not mix",
	Why:      "Whoever breaks, or breaks into, a test system then reads and changes the data of production.",
	Fix:      "Give the other environment an account, a role and stores of its own.",
	Severity: rule.High,
	Example: `resource "aws_iam_role_policy" "staging" {
  role = aws_iam_role.staging.id # tagged environment = "staging"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "dynamodb:GetItem", Resource = aws_dynamodb_table.staging.arn }]
  })
}`,
	Objectives: []objective.ID{objective.VPC, objective.LeastPrivilege, objective.Inventory},
	Settings:   []string{"inventory.environment_tag", "environments.production", "inventory.shared_accounts_ok", "iac.baseline"},
	Sources:    []string{"PCI DSS 4.0.1 requirement 6.5.3", "ISO/IEC 27001:2022 A.8.31"},
	Decide: []rule.Decision{
		rule.On[*estate.Account](accountOfOne),
		rule.On[*estate.Role](func(in *rule.Input, r *estate.Role) rule.Outcome {
			users := in.Access.FunctionsOf(r)
			return usedByOne(in, r, users, "run with")
		}),
		rule.On[*estate.Subnet](func(in *rule.Input, s *estate.Subnet) rule.Outcome {
			return usedByOne(in, s, estate.Companions[*estate.Function](in.Estate, s, ""), "lie in")
		}),
		rule.On[*estate.CapacityProvider](func(in *rule.Input, c *estate.CapacityProvider) rule.Outcome {
			return usedByOne(in, c, estate.Companions[*estate.Function](in.Estate, c, ""), "run on")
		}),
		keptFromOthers[*estate.Function]("invoke {name}", "lambda:InvokeFunction"),
		keptFromOthers[*estate.Table]("read or change the data of {name}", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"),
		keptFromOthers[*estate.Queue]("read or send messages of {name}", "sqs:ReceiveMessage", "sqs:SendMessage"),
		rule.On[*estate.Bucket](func(in *rule.Input, b *estate.Bucket) rule.Outcome {
			arn, ok := b.ARN()
			return keptFrom(in, b, "read or change what is in {name}", ok, value.Join(arn, value.Literal("/*")), "s3:GetObject", "s3:PutObject", "s3:DeleteObject")
		}),
	},
}

// A side is what a resource belongs to: production, another environment, or
// nobody said.
type side struct {
	production value.Answer // it cannot be told where nobody said
	fact       access.Fact
}

func sideOf(in *rule.Input, r estate.Resource) side {
	production, fact, said := in.Access.Environment(r)
	if !said {
		fact = access.Unread("environment", "it has no tag "+in.Settings.Inventory.EnvironmentTag.Get(), r.Head().Block)
	}
	return side{production, fact}
}

// environments are the environments that the functions, roles and stores which
// were read belong to.
type environments struct{ names []string }

// several reports whether more than one environment was read.
func several(in *rule.Input) bool {
	return len(access.Kept(in.Access, func(*access.Engine) *environments {
		e := &environments{}
		collect[*estate.Function](in, e)
		collect[*estate.Role](in, e)
		collect[*estate.Table](in, e)
		collect[*estate.Bucket](in, e)
		collect[*estate.Queue](in, e)
		return e
	}).names) > 1
}

func collect[K estate.Resource](in *rule.Input, e *environments) {
	for r := range estate.All[K](in.Estate) {
		if s := sideOf(in, r); s.production != value.CannotTell && !slices.Contains(e.names, s.fact.String()) {
			e.names = append(e.names, s.fact.String())
		}
	}
}

// unsettled is the outcome where the settings leave nothing to judge.
func unsettled(in *rule.Input, r estate.Resource) (rule.Outcome, bool) {
	tag := in.Settings.Inventory.EnvironmentTag
	switch {
	case tag.Any():
		return rule.NotApplicable("no tag names environments", rule.Setting(tag)), true
	case tag.Missing():
		return rule.MissingSetting(tag), true
	case !several(in):
		if gap := hidden(in, r, "function", "role"); gap != nil {
			return rule.Unknown(gap), true
		}
		if s := sideOf(in, r); s.production != value.CannotTell {
			return rule.NotApplicable("only one environment exists in what was read", s.fact), true
		}
	}
	return rule.Outcome{}, false
}

// hidden returns why a resource of one of the kinds may hide in the scope of r, nil
// if none does.
func hidden(in *rule.Input, r estate.Resource, kinds ...estate.Kind) rule.Fact {
	for _, kind := range kinds {
		if why, hides := in.Estate.Hides(kind, r.Head().Scope); hides {
			return access.Unread(string(kind), "one may hide: "+why.Reason(), r.Head().Block)
		}
	}
	return nil
}

// accountOfOne judges the environments of the functions in an account.
func accountOfOne(in *rule.Input, a *estate.Account) rule.Outcome {
	if o, settled := unsettled(in, a); settled {
		return o
	}
	var functions []*estate.Function
	for f := range estate.All[*estate.Function](in.Estate) {
		if estate.Shares(f, a) == value.Yes {
			functions = append(functions, f)
		}
	}
	o := oneSide(in, functions, "lie in the same account")
	if gap := hidden(in, a, "function"); gap != nil && o.Verdict != rule.FailVerdict {
		return rule.Unknown(gap)
	}
	shared := in.Settings.Inventory.SharedAccountsOK
	if o.Verdict != rule.FailVerdict || len(shared.Get()) == 0 {
		return o
	}
	id, _ := a.Account.Get()
	literal, known := id.Literal()
	if !known {
		return rule.UnknownBecause("it is not known whether inventory.shared_accounts_ok names the account", append(o.Facts, rule.Setting(shared))...)
	}
	for _, ok := range shared.Get() {
		if string(ok) == literal {
			return rule.PassBecause("production and other environments share the account on purpose", rule.Setting(shared))
		}
	}
	o.Facts = append(o.Facts, rule.Setting(shared))
	return o
}

// usedByOne judges the environments of the functions that use a resource.
func usedByOne(in *rule.Input, r estate.Resource, users value.Value[[]*estate.Function], use string) rule.Outcome {
	if o, settled := unsettled(in, r); settled {
		return o
	}
	list, _ := users.Get()
	o := oneSide(in, list, use+" {name}")
	if o.Verdict != rule.FailVerdict && (users.IsUnknown() || users.Partial()) {
		return rule.Unknown(access.Unread("functions", users.Reason(), r.Head().Block))
	}
	return o
}

// oneSide fails if functions of production and of another environment are among
// the list.
func oneSide(in *rule.Input, functions []*estate.Function, use string) rule.Outcome {
	var live, other, unsaid *side
	var inside, outside estate.Resource
	for _, f := range functions {
		s := sideOf(in, f)
		switch {
		case s.production == value.CannotTell:
			unsaid = &s
		case s.production == value.Yes && live == nil:
			live, inside = &s, f
		case s.production == value.No && other == nil:
			other, outside = &s, f
		}
	}
	switch {
	case live != nil && other != nil:
		return rule.Fail("Functions of production and of "+other.fact.String()+" "+use, other.fact, live.fact,
			access.Known("functions", inside.Head().Name()+", "+outside.Head().Name(), inside.Head().Block)).Label("not of production")
	case unsaid != nil:
		return rule.Unknown(unsaid.fact)
	case live == nil && other == nil:
		return rule.NotApplicable("no function uses it")
	}
	return rule.Pass(access.Known("functions", "of one side only", functions[0].Block))
}

func keptFromOthers[K estate.Resource](does string, actions ...string) rule.Decision {
	return rule.On[K](func(in *rule.Input, r K) rule.Outcome {
		arn, ok := r.Head().ARN()
		return keptFrom(in, r, does, ok, arn, actions...)
	})
}

// keptFrom judges whether a role or user of another environment may do something
// to a resource of production.
func keptFrom(in *rule.Input, r estate.Resource, does string, known bool, on value.Text, actions ...string) rule.Outcome {
	if o, settled := unsettled(in, r); settled {
		return o
	}
	own := sideOf(in, r)
	switch {
	case own.production == value.CannotTell:
		return rule.Unknown(own.fact)
	case own.production == value.No:
		return rule.NotApplicable("it is not part of production", own.fact)
	case !known:
		return rule.Unknown(access.Unread("arn", "its ARN is not known", r.Head().Block))
	}
	need := access.Need{Actions: actions, On: []value.Text{on}, Of: r}
	deed := access.Deed{Does: does, Needs: []access.Need{need}}
	ofProduction := func(p estate.Resource) bool { return sideOf(in, p).production == value.Yes }
	notOfAnother := func(p estate.Resource) bool { return sideOf(in, p).production != value.No }
	for _, able := range in.Access.Able(&deed, 1, notOfAnother) {
		s := sideOf(in, able.Of)
		who := able.Of.Head().Kind().Noun(1) + " " + able.Of.Head().Name()
		return rule.Fail("The "+who+" of "+s.fact.String()+" may "+does, append(rule.Facts(able.Facts), s.fact, own.fact)...).Label("not of production")
	}
	for _, unsaid := range in.Access.Able(&deed, 1, ofProduction) {
		return rule.UnknownBecause("it is not known to which environment "+unsaid.Of.Head().Address+" belongs, which may do so", rule.Facts(unsaid.Facts)...)
	}
	if gap := hidden(in, r, "role", "user", "role_policy", "role_policy_attachment", "user_policy", "user_policy_attachment"); gap != nil {
		return rule.Unknown(gap)
	}
	if who, why := in.Access.Undecided(&need, ofProduction); who != nil {
		return rule.UnknownBecause("it cannot be told whether "+who.Head().Address+" may: "+why, own.fact)
	}
	if !r.Head().Scope.Baseline {
		return rule.UnknownBecause("no principal of another environment is declared who may, and the account may have others all the same: iac.baseline says whether these are all", own.fact, rule.Setting(in.Settings.IaC.Baseline))
	}
	return rule.Pass(own.fact)
}
