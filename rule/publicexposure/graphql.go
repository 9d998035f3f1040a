package publicexposure

import (
	"strings"

	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// GraphQLAPIAuthorized is decided for AppSync APIs.
var GraphQLAPIAuthorized = &rule.Rule{
	ID:       "graphql-api-authorized",
	Title:    "GraphQL APIs do not rest on API keys",
	Why:      "An API key is one password for everyone, is sent by every client, and says nothing about who calls.",
	Fix:      "Use AWS_IAM, AMAZON_COGNITO_USER_POOLS or OPENID_CONNECT.",
	Severity: rule.High,
	Example: `resource "aws_appsync_graphql_api" "shop" {
  name                = "shop"
  authentication_type = "AWS_IAM"
}`,
	Objectives: []objective.ID{objective.PublicExposure},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "appsync_graphql_api_no_api_key_authentication"}, {Tool: "securityhub", ID: "AppSync.5"},
	},
	Sources: []string{"AWS AppSync Developer Guide, Configuring authorization and authentication"},
	Decide:  []rule.Decision{rule.On[*estate.GraphQLAPI](graphQLAuthorized)},
}

func graphQLAuthorized(in *rule.Input, api *estate.GraphQLAPI) rule.Outcome {
	private := is(api.Visibility, "PRIVATE")
	others, ok := api.Additional.Get()
	also, unclear := value.No, !ok && !api.Additional.IsAbsent() || api.Additional.Partial()
	var second value.Value[value.Text]
	for _, o := range others {
		switch got := is(o.Type, "API_KEY"); {
		case got == value.Yes:
			also, second = got, o.Type
		case got == value.CannotTell:
			unclear = true
		}
	}
	switch {
	case private == value.Yes:
		return rule.PassBecause("the API is private: it is reached from VPCs only", api.Visibility)
	case !api.Visibility.IsAbsent() && private == value.CannotTell:
		return rule.Undecided(api.Visibility)
	case is(api.Authentication, "API_KEY") == value.Yes:
		return rule.Fail("Anyone with the API key may call {name}", api.Authentication).Label("one key for every caller")
	case is(api.Authentication, "API_KEY") == value.CannotTell:
		return rule.Undecided(api.Authentication)
	case also == value.Yes:
		return alsoByKey(in, api, second)
	case unclear:
		return rule.UnknownBecause("not all ways to authenticate are known", api.Additional)
	}
	if ttl, known := api.AuthorizerTTL.Get(); known && ttl == 0 && is(api.Authentication, "AWS_LAMBDA") == value.Yes {
		return rule.Fail("{name} asks its authorizer at every request", api.AuthorizerTTL).As(rule.Info)
	}
	return rule.Pass(api.Authentication, api.Additional)
}

// alsoByKey decides for an API that takes keys beside another way: what the
// schema marks with @aws_api_key is open to them.
func alsoByKey(in *rule.Input, api *estate.GraphQLAPI, second value.Value[value.Text]) rule.Outcome {
	sources := estate.Companions[*estate.GraphQLDataSource](in.Estate, api, "")
	found, _ := sources.Get()
	behind := value.No
	if sources.Partial() {
		behind = value.CannotTell
	}
	for _, s := range found {
		behind = or(behind, is(s.Type, "AWS_LAMBDA", "AMAZON_DYNAMODB"))
	}
	schema, ok := api.Schema.Get()
	marked := schema.Contains("@aws_api_key")
	switch {
	case behind == value.No:
		return rule.PassBecause("no function or table lies behind what a key opens", second, api.Authentication)
	case !ok:
		return rule.UnknownBecause("the schema is not read, whose directives say what a key opens", second, api.Schema)
	case marked == value.No:
		return rule.PassBecause("the schema opens nothing to keys", second, rule.Given{Name: "schema", Value: "no @aws_api_key", At: api.Schema.Origin()})
	case marked == value.CannotTell || behind == value.CannotTell:
		return rule.UnknownBecause("it cannot be told what a key opens", second, api.Schema)
	}
	return rule.Fail("Anyone with the API key may call parts of {name}", second,
		rule.Given{Name: "schema", Value: strings.TrimSpace("@aws_api_key stands in it"), At: api.Schema.Origin()}).Label("one key for every caller")
}

// IdentityPoolNoGuests is decided for identity pools.
var IdentityPoolNoGuests = &rule.Rule{
	ID:       "identity-pool-no-guests",
	Title:    "Identity pools give no credentials to strangers",
	Why:      "Anyone on the internet gets credentials of AWS, with all that the guests' role may do.",
	Fix:      "Set allow_unauthenticated_identities to false.",
	Severity: rule.High,
	Example: `resource "aws_cognito_identity_pool" "shop" {
  identity_pool_name               = "shop"
  allow_unauthenticated_identities = false
}`,
	Objectives: []objective.ID{objective.PublicExposure},
	Settings:   []string{"functions.public"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "cognito_identity_pool_guest_access_disabled"},
		{Tool: "checkov", ID: "CKV_AWS_366"},
		{Tool: "securityhub", ID: "Cognito.2"},
		{Tool: "config", ID: "cognito-identity-pool-unauth-access-check"},
		{Tool: "guard", ID: "cognito_allow_unauthenticated_identities_rule"},
		{Tool: "cfn-nag", ID: "W57"},
		{Tool: "cdk-nag", ID: "AwsSolutions-COG7"},
	},
	Sources: []string{"Amazon Cognito Developer Guide, Amazon Cognito identity pools"},
	Decide: []rule.Decision{rule.On[*estate.IdentityPool](func(_ *rule.Input, p *estate.IdentityPool) rule.Outcome {
		guests, known := p.Guests.Get()
		classic, _ := p.ClassicFlow.Get()
		switch {
		case known && guests:
			return rule.Fail("Anyone on the internet gets credentials of AWS from {name}", p.Guests).Label("guests need no sign-in")
		case classic:
			return rule.Fail("Users of {name} choose their session's role without scope-down", p.ClassicFlow).As(rule.Medium).
				Fix("Set allow_classic_flow to false.")
		case p.Guests.IsUnknown() || p.ClassicFlow.IsUnknown():
			return rule.Unknown(p.Guests, p.ClassicFlow)
		}
		return rule.Pass(p.Guests, p.ClassicFlow)
	})},
}
