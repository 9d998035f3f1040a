// Package codesigning holds the rules on where code comes from.
package codesigning

import (
	"strings"

	"bailiwick/access"
	"bailiwick/dated"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/settings"
	"bailiwick/value"
)

// LayerFromTrustedPublisher is decided for functions that have layers.
var LayerFromTrustedPublisher = &rule.Rule{
	ID:       "layer-from-trusted-publisher",
	Title:    "Layers come from own or approved accounts",
	Why:      "A layer's code runs inside the function, with its role, its data and its secrets. Its publisher can have put anything into it.",
	Fix:      "Publish the layer in an account of your own, or approve the publisher in layers.trusted.",
	Severity: rule.High,
	Example: `resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  layers        = [aws_lambda_layer_version.shared.arn]
}`,
	Objectives: []objective.ID{objective.CodeSigning, objective.VendorAttestation},
	Settings:   []string{"layers.trusted", "accounts.own"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "awslambda_function_using_cross_account_layers"},
	},
	Sources: []string{"AWS Lambda Developer Guide, Managing Lambda dependencies with layers"},
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		layers, known := f.Layers.Get()
		if f.Layers.IsAbsent() || known && len(layers) == 0 && !f.Layers.Partial() {
			return rule.NotApplicable("the function has no layers", f.Layers)
		}
		trusted := rule.Setting(in.Settings.Layers.Trusted)
		var open rule.Fact
		why := ""
		facts := []rule.Fact{trusted}
		for _, layer := range layers {
			switch answer, reason := fromTrusted(in, f, layer); answer {
			case value.No:
				return rule.Fail("{name} runs code that the account "+reason+" publishes", layer, trusted, rule.Setting(in.Settings.Accounts.Own)).
					Label("a layer of an account that is not approved").
					Who("The account " + reason + " decides what runs with the function's role")
			case value.CannotTell:
				open, why = layer, reason
			default:
				facts = append(facts, layer)
			}
		}
		switch {
		case !known, f.Layers.Partial():
			return rule.Unknown(f.Layers)
		case open != nil:
			return rule.UnknownBecause(why, open, trusted)
		}
		return rule.Pass(facts...)
	})},
}

// fromTrusted tells whether a layer is from an own or approved account. The
// reason is the account that is neither, or why that cannot be told.
func fromTrusted(in *rule.Input, f *estate.Function, layer value.Value[value.Text]) (value.Answer, string) {
	if _, reach := estate.Find[*estate.LayerVersion](in.Estate, f, layer); reach == estate.Here {
		return value.Yes, ""
	}
	arn, ok := layer.Get()
	if !ok {
		return value.CannotTell, "a layer: " + layer.Reason()
	}
	account, name, ok := publisher(arn)
	if !ok {
		return value.CannotTell, "a layer: " + arn.String() + " is not known"
	}
	for _, p := range in.Settings.Layers.Trusted.Get() {
		if trusts(p, arn, account) == value.Yes {
			return value.Yes, ""
		}
	}
	id, literal := account.Literal()
	if literal && trustsAWS(in.Settings.Layers.Trusted) {
		if _, ok := dated.DefaultPublishers().At(in.Today.Time()).PublisherOf(id, name); ok {
			return value.Yes, ""
		}
	}
	relation, why := in.Access.Account(f, account)
	switch relation {
	case access.Own:
		return value.Yes, ""
	case access.Unclear:
		return value.CannotTell, "layer of " + account.String() + ": " + why
	}
	return value.No, id
}

// publisher returns the account and the layer's name of a layer version's ARN,
// arn:aws:lambda:REGION:ACCOUNT:layer:NAME:VERSION.
func publisher(arn value.Text) (account value.Text, name string, ok bool) {
	rest := arn
	for range 4 {
		if _, rest, ok = rest.Cut(':'); !ok {
			return value.Text{}, "", false
		}
	}
	account, rest, ok = rest.Cut(':')
	if !ok || account.IsEmpty() != value.No {
		return value.Text{}, "", false
	}
	_, rest, ok = rest.Cut(':')
	layer, _, _ := rest.Cut(':')
	return account, layer.LiteralPrefix(), ok
}

// trusts tells whether an approval of the settings takes in the layer.
func trusts(p settings.Publisher, arn, account value.Text) value.Answer {
	switch {
	case p == "aws":
		return value.No
	case strings.HasPrefix(string(p), "arn:"):
		return arn.Match(value.Literal(string(p)))
	}
	return account.Is(string(p))
}

// trustsAWS reports whether the publishers of AWS are approved: by default, or
// by the word aws.
func trustsAWS(s settings.Setting[[]settings.Publisher]) bool {
	if !s.Set() {
		return true
	}
	for _, p := range s.Get() {
		if p == "aws" {
			return true
		}
	}
	return false
}
