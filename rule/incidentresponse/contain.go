package incidentresponse

import (
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// PrivilegedAccountAutoContained is decided for accounts.
var PrivilegedAccountAutoContained = &rule.Rule{
	ID:       "privileged-account-auto-contained",
	Title:    "Suspicion disables a privileged account by itself",
	Why:      "Whoever holds stolen credentials of an administrator needs minutes; a person who reads an alert needs longer.",
	Fix:      "Let an event rule for GuardDuty's findings about credentials start a function or state machine whose role may disable keys and attach a denying policy to users and roles.",
	Severity: rule.Low,
	Example: `resource "aws_cloudwatch_event_rule" "suspicion" {
  name = "suspicion"
  event_pattern = jsonencode({
    source      = ["aws.guardduty"]
    detail-type = ["GuardDuty Finding"]
    detail      = { type = [{ prefix = "CredentialAccess:" }, { prefix = "PrivilegeEscalation:" }, { prefix = "UnauthorizedAccess:IAMUser" }] }
  })
}

resource "aws_cloudwatch_event_target" "suspicion" {
  rule = aws_cloudwatch_event_rule.suspicion.name
  arn  = aws_lambda_function.contain.arn
}`,
	Objectives: []objective.ID{objective.IncidentResponse, objective.LeastPrivilege},
	Settings:   []string{"detection.source", "iac.baseline"},
	Sources:    []string{"FedRAMP 20x KSI-IAM-SUS", "Amazon GuardDuty User Guide, Processing GuardDuty findings with Amazon EventBridge"},
	Decide:     []rule.Decision{rule.On[*estate.Account](autoContained)},
}

// A chain is how far the way leads from suspicion to an account that is disabled.
type chain struct {
	missing string // the link that lacks, "" for a whole chain
	length  int
	open    string // why a link cannot be told, "" if it can
	facts   []rule.Fact
}

func autoContained(in *rule.Input, a *estate.Account) rule.Outcome {
	source := in.Settings.Detection.Source
	if source.Get() != "aws" {
		return rule.UnknownBecause("somebody else detects threats, and what that sets off needs an attestation", rule.Setting(source))
	}
	best := chain{missing: "no event rule hears GuardDuty's findings about credentials and privileges"}
	open := ""
	for r := range estate.All[*estate.EventRule](in.Estate) {
		if estate.Shares(r, a) != value.Yes {
			continue
		}
		c := chainOf(in, r)
		switch {
		case c.missing == "" && c.open == "":
			return rule.PassBecause("whether the chain works is for an exercise", c.facts...)
		case c.open != "":
			open = c.open
		case c.length > best.length:
			best = c
		}
	}
	for _, kind := range []estate.Kind{"event_rule", "event_target"} {
		if why, hides := in.Estate.Hides(kind, a.Scope); hides {
			open = "one may hide: " + why.Reason()
		}
	}
	facts := append(best.facts, rule.Given{Name: "chain", Value: best.missing, At: a.Block}, rule.Setting(in.Settings.IaC.Baseline))
	switch {
	case open != "":
		return rule.UnknownBecause(open, facts...)
	case !a.Scope.Baseline && !detectorHere(in, a):
		return rule.UnknownBecause("no detector is declared here, and the account may have one all the same, with what hears it: iac.baseline says whether this is all that it has", facts...)
	}
	return rule.Fail("Nothing disables a privileged account on suspicion: "+best.missing, facts...)
}

func detectorHere(in *rule.Input, a *estate.Account) bool {
	for d := range estate.All[*estate.Detector](in.Estate) {
		if estate.Shares(d, a) == value.Yes {
			return true
		}
	}
	return false
}

// chainOf follows the chain from one event rule.
func chainOf(in *rule.Input, r *estate.EventRule) chain {
	named := rule.Given{Name: "event rule", Value: r.Address, At: r.Block}
	on := value.Both(r.Exists(), value.Both(value.Is(r.State, "DISABLED").Not(), value.IsTrue(r.Enabled, true)))
	switch hears := value.Both(on, hearsSuspicion(r)); hears {
	case value.No:
		return chain{missing: "it hears something else"}
	case value.CannotTell:
		return chain{open: "it cannot be told whether the event rule " + r.Head().Name() + " hears findings about credentials and privileges"}
	}
	best := chain{missing: "the event rule " + r.Head().Name() + " starts nothing that runs", length: 1, facts: []rule.Fact{named}}
	targets := r.EventTargets(in.Estate)
	list, known := targets.Get()
	open := ""
	if !known && !targets.IsAbsent() || targets.Partial() {
		open = "the event rule " + r.Head().Name() + " may have more targets: " + targets.Reason()
	}
	for _, t := range list {
		c := contains(in, r, t)
		c.facts = append([]rule.Fact{named}, c.facts...)
		switch {
		case c.missing == "" && c.open == "":
			return c
		case c.open != "":
			open = c.open
		case c.length >= best.length:
			best = c
		}
	}
	best.open = open
	return best
}

// contains follows the chain from a target of the rule to the rights of its role.
func contains(in *rule.Input, near estate.Resource, t estate.EventRuleTarget) chain {
	var role value.Value[value.Text]
	var runs estate.Resource
	if f, reach := estate.Find[*estate.Function](in.Estate, near, t.ARN); reach == estate.Here {
		role, runs = f.Role, f
	} else if m, reach := estate.Find[*estate.StateMachine](in.Estate, near, t.ARN); reach == estate.Here {
		role, runs = m.Role, m
	} else if to, ok := t.ARN.Get(); !ok || to.Contains(":function:") != value.No || to.Contains(":stateMachine:") != value.No {
		return chain{open: "what the event rule starts is not declared here"}
	} else {
		return chain{missing: "the event rule " + near.Head().Name() + " tells somebody and starts nothing that runs", length: 1, facts: []rule.Fact{t.ARN}}
	}
	facts := []rule.Fact{rule.Given{Name: "starts", Value: runs.Head().Address, At: runs.Head().Block}}
	r, reach := estate.Find[*estate.Role](in.Estate, runs, role)
	if reach != estate.Here {
		return chain{open: "the role of " + runs.Head().Name() + " is not declared here"}
	}
	own, known := r.ARN()
	arn, parsed := policy.ParseARN(own)
	if !known || !parsed {
		return chain{open: "the ARN of the role of " + runs.Head().Name() + " is not known"}
	}
	anybody := func(kind string) []value.Text {
		arn.Resource = value.Literal(kind + "/nobody-in-particular")
		return []value.Text{arn.Text()}
	}
	may, why, rights := mayAll(in, r, []access.Need{
		{Actions: []string{"iam:UpdateAccessKey", "iam:DeleteAccessKey", "iam:PutUserPolicy", "iam:AttachUserPolicy"}, On: anybody("user"), Of: r},
		{Actions: []string{"iam:PutRolePolicy", "iam:AttachRolePolicy"}, On: anybody("role"), Of: r},
	})
	switch may {
	case value.Yes:
		return chain{facts: append(facts, rights...)}
	case value.CannotTell:
		return chain{open: "it cannot be told whether " + runs.Head().Name() + " may disable users and roles: " + why}
	}
	return chain{missing: runs.Head().Name() + " is started, and may not call " + why + " on whoever it is", length: 2, facts: facts}
}

// suspicions begin the types of GuardDuty's findings about credentials and
// privileges (Amazon GuardDuty User Guide, GuardDuty IAM finding types).
var suspicions = []string{"CredentialAccess:", "PrivilegeEscalation:", "UnauthorizedAccess:IAMUser", "Persistence:IAMUser"}

// hearsSuspicion tells whether the pattern of a rule takes such findings.
func hearsSuspicion(r *estate.EventRule) value.Answer {
	v, ok := r.Pattern.Get()
	if !ok {
		if r.Pattern.IsAbsent() {
			return value.No
		}
		return value.CannotTell
	}
	if v.Kind() == value.KindText {
		tree, ok := v.Tree()
		if !ok {
			return value.CannotTell
		}
		v = tree
	}
	if v.Kind() != value.KindMap || v.Partial() {
		return value.CannotTell
	}
	answer := value.Both(takes(v, "source", "aws.guardduty"), takes(v, "detail-type", "GuardDuty Finding"))
	for _, key := range v.Keys() {
		if key != "source" && key != "detail-type" && key != "detail" {
			answer = value.Both(answer, value.CannotTell)
		}
	}
	detail, ok := v.Get("detail")
	if !ok || answer == value.No {
		return answer
	}
	answer = value.Both(answer, takes(detail, "type", suspicions...))
	for _, key := range detail.Keys() {
		if key != "type" {
			answer = value.Both(answer, value.CannotTell) // severities and the like
		}
	}
	return answer
}

// takes tells whether a part of a pattern takes a text that begins with one of
// the beginnings; a part that is not there takes all.
func takes(pattern value.Any, key string, beginnings ...string) value.Answer {
	part, ok := pattern.Get(key)
	if !ok {
		return value.Yes
	}
	answer := value.No
	if part.Kind() != value.KindList || part.Partial() {
		answer = value.CannotTell
	}
	for _, e := range part.Elements() {
		text, literal := e.Literal()
		prefix, isPrefix := e.Get("prefix")
		if isPrefix {
			text, literal = prefix.Literal()
		}
		if !literal {
			answer = value.CannotTell
			continue
		}
		for _, b := range beginnings {
			if strings.HasPrefix(text, b) || isPrefix && strings.HasPrefix(b, text) {
				return value.Yes
			}
		}
	}
	return answer
}
