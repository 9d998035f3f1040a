package configrecorder

import (
	"slices"
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// RecorderCoversLambda is decided for recorders.
var RecorderCoversLambda = &rule.Rule{
	ID:         "config-recorder-covers-lambda",
	Title:      "Config records functions and their roles",
	Why:        "A recorder that leaves out functions or roles misses the changes that matter: new code settings, wider rights.",
	Fix:        "Record all types with the global ones, or add the types that are missing.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.ConfigRecorder, objective.Inventory},
	Sources:    []string{"CIS AWS Compute Services 1.0.0 4.1", "Config Developer Guide, Recording AWS resources"},
	Example: `resource "aws_config_configuration_recorder" "this" {
  role_arn = aws_iam_role.config.arn
  recording_group {
    all_supported                 = true
    include_global_resource_types = true
  }
}`,
	Decide: []rule.Decision{rule.On[*estate.ConfigRecorder](func(in *rule.Input, r *estate.ConfigRecorder) rule.Outcome {
		needed, perhaps := neededTypes(in, r)
		var missing []string
		unsure := false
		for _, typ := range perhaps {
			unsure = unsure || records(r, typ) != value.Yes
		}
		for _, typ := range needed {
			answer := records(r, typ)
			if answer != value.Yes && isGlobal(typ) {
				answer = value.Either(answer, recordedBeside(in, r, typ))
			}
			switch answer {
			case value.No:
				missing = append(missing, typ)
			case value.CannotTell:
				unsure = true
			}
		}
		facts := groupFacts(r)
		switch {
		case len(missing) > 0:
			return rule.Fail("{name} does not record "+strings.Join(missing, ", "), append(facts, rule.Given{Name: "types needed", Value: strings.Join(needed, ", ")})...).
				Label("these are left out")
		case unsure:
			for _, f := range facts {
				if f.IsUnknown() {
					return rule.Unknown(facts...)
				}
			}
			return rule.UnknownBecause("the types that it records are not all known", facts...)
		}
		daily, unread := dailyFor(r, needed)
		if unread != nil {
			return rule.Unknown(unread)
		}
		if len(daily) > 0 {
			return rule.Fail("{name} records "+daily[0]+" once a day only: a change that is undone within a day is lost", r.Frequency, r.Overrides).As(rule.Info)
		}
		return rule.Pass(facts...)
	})},
}

// neededTypes returns the types that must be recorded: functions and roles,
// and what the estate has of what functions use; perhaps are those of which it
// may have some.
func neededTypes(in *rule.Input, r *estate.ConfigRecorder) (types, perhaps []string) {
	types = []string{"AWS::Lambda::Function", "AWS::IAM::Role", "AWS::IAM::Policy"}
	for _, used := range [...]struct {
		kind estate.Kind
		typ  string
	}{
		{"rest_api", "AWS::ApiGateway::RestApi"},
		{"http_api", "AWS::ApiGatewayV2::Api"},
		{"table", "AWS::DynamoDB::Table"},
		{"queue", "AWS::SQS::Queue"},
		{"key", "AWS::KMS::Key"},
		{"bucket", "AWS::S3::Bucket"},
	} {
		exists := func(k estate.Resource) bool { return in.Estate.See(k) != nil }
		if slices.ContainsFunc(in.Estate.OfKind(used.kind), exists) {
			types = append(types, used.typ)
		} else if _, hides := in.Estate.Hides(used.kind, r.Scope); hides {
			perhaps = append(perhaps, used.typ)
		}
	}
	return types, perhaps
}

// isGlobal reports whether the type is one of those of IAM, which a recorder
// of one region records for all.
func isGlobal(typ string) bool { return strings.HasPrefix(typ, "AWS::IAM::") }

// records tells whether the recorder records the type. Without a group it
// records all types but the global ones of IAM.
func records(r *estate.ConfigRecorder, typ string) value.Answer {
	exclusion := value.Either(value.Is(r.Strategy, "EXCLUSION_BY_RESOURCE_TYPES"), value.Both(value.Is(r.Strategy, "INCLUSION_BY_RESOURCE_TYPES").Not(), listed(r.Excluded)))
	switch exclusion {
	case value.Yes:
		return value.Lists(r.Excluded, typ).Not()
	case value.CannotTell:
		return value.CannotTell
	}
	all := value.Yes
	if isGlobal(typ) {
		all = value.IsTrue(r.Global, false)
	}
	byAll := value.Either(value.IsTrue(r.All, true), value.Is(r.Strategy, "ALL_SUPPORTED_RESOURCE_TYPES"))
	return value.Either(value.Both(byAll, all), value.Lists(r.Included, typ))
}

// recordedBeside tells whether another recorder of the account records the
// type.
func recordedBeside(in *rule.Input, r *estate.ConfigRecorder, typ string) value.Answer {
	answer := value.No
	for other := range estate.All[*estate.ConfigRecorder](in.Estate) {
		if other.Head() != r.Head() && other.Address != r.Address {
			answer = value.Either(answer, value.Both(estate.Shares(other, r), records(other, typ), other.Exists()))
		}
	}
	return answer
}

// dailyFor returns those of the types that are recorded once a day only, or
// why that cannot be told.
func dailyFor(r *estate.ConfigRecorder, types []string) (out []string, unread rule.Fact) {
	overrides, _ := r.Overrides.Get()
	if r.Overrides.IsUnknown() || r.Overrides.Partial() {
		return nil, access.Unread("recording_mode_override", r.Overrides.Reason(), r.Block)
	}
	for _, typ := range types {
		daily := value.Is(r.Frequency, "DAILY")
		for _, o := range overrides {
			switch value.Lists(o.Types, typ) {
			case value.Yes:
				daily = value.Is(o.Frequency, "DAILY")
			case value.CannotTell:
				daily = value.CannotTell
			}
		}
		switch daily {
		case value.Yes:
			out = append(out, typ)
		case value.CannotTell:
			return nil, access.Unread("recording_frequency", "how often "+typ+" is recorded is not known", r.Frequency.Origin())
		}
	}
	return out, nil
}

func groupFacts(r *estate.ConfigRecorder) []rule.Fact {
	facts := []rule.Fact{r.All}
	if !r.Global.IsAbsent() {
		facts = append(facts, r.Global)
	}
	if !r.Strategy.IsAbsent() {
		facts = append(facts, r.Strategy)
	}
	if !r.Included.IsAbsent() {
		facts = append(facts, r.Included)
	}
	if !r.Excluded.IsAbsent() {
		facts = append(facts, r.Excluded)
	}
	return facts
}

// listed tells whether the list has an element.
func listed(list value.Texts) value.Answer {
	elements, known := list.Get()
	switch {
	case list.IsAbsent():
		return value.No
	case len(elements) > 0:
		return value.Yes
	case !known || list.Partial():
		return value.CannotTell
	}
	return value.No
}
