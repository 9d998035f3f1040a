package publicexposure

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// LayerPolicyNotPublic is decided for the permissions on layers.
var LayerPolicyNotPublic = &rule.Rule{
	ID:       "layer-policy-not-public",
	Title:    "Own layers are not shared with the world",
	Why:      "Anyone can then fetch the layer's code, and what was packed into it by mistake.",
	Fix:      "Set organization_id, or share with named accounts. A layer that is published on purpose is recorded in layers.public.",
	Severity: rule.High,
	Example: `resource "aws_lambda_layer_version_permission" "sdk" {
  layer_name      = aws_lambda_layer_version.sdk.layer_name
  version_number  = aws_lambda_layer_version.sdk.version
  statement_id    = "organization"
  action          = "lambda:GetLayerVersion"
  principal       = "*"
  organization_id = "o-a1b2c3d4e5"
}`,
	Objectives: []objective.ID{objective.PublicExposure},
	Settings:   []string{"layers.public"},
	Equivalents: []rule.Equivalent{
		{Tool: "guard", ID: "lambda_function_public_access_prohibited"},
	},
	Sources: []string{"AWS Lambda Developer Guide, Granting Lambda layer access to other accounts"},
	Decide: []rule.Decision{rule.On[*estate.LayerVersionPermission](func(in *rule.Input, p *estate.LayerVersionPermission) rule.Outcome {
		anyone := is(p.Principal, "*")
		switch {
		case anyone == value.No:
			return namedReader(in, p)
		case has(p.Organization) == value.Yes:
			return rule.Pass(p.Principal, p.Organization)
		case anyone == value.CannotTell:
			return rule.Undecided(p.Principal, p.Organization)
		case has(p.Organization) == value.CannotTell:
			return rule.Undecided(p.Organization, p.Principal)
		}
		return rule.Fail("Anyone may fetch the layer of {name}", p.Principal, p.Organization).Label("every account of AWS")
	})},
}

// namedReader passes for a named account, and says so if it is not ours.
func namedReader(in *rule.Input, p *estate.LayerVersionPermission) rule.Outcome {
	for _, s := range in.Access.ResourcePolicy(p).Statements {
		if names(in, p, s, access.Foreign) {
			return rule.PassBecause("it is shared with one other account, which accounts.trusted does not name", p.Principal)
		}
	}
	return rule.Pass(p.Principal)
}

// has tells whether the attribute is set to more than the empty text.
func has(v value.Value[value.Text]) value.Answer {
	text, ok := v.Get()
	switch {
	case ok:
		return text.IsEmpty().Not()
	case v.IsAbsent():
		return value.No
	}
	return value.CannotTell
}
