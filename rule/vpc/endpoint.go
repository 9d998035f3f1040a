package vpc

import (
	"slices"
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/settings"
	"bailiwick/value"
)

// EndpointPolicyNarrow is decided for VPC endpoints.
var EndpointPolicyNarrow = &rule.Rule{
	ID:       "vpc-endpoint-policy-narrow",
	Title:    "Endpoints serve only own principals and resources",
	Why:      "Through an endpoint that lets everything pass, code in the network hands data to a stranger's account with the stranger's credentials, past every firewall.",
	Fix:      "Add a policy that is bound to your organisation: aws:PrincipalOrgID or aws:ResourceOrgID, or named resources.",
	Severity: rule.Medium,
	Example: `resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.main.id
  service_name = "com.amazonaws.eu-central-1.s3"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "*"
      Principal = "*"
      Resource  = "*"
      Condition = { StringEquals = { "aws:ResourceOrgID" = "o-a1b2c3d4e5" } }
    }]
  })
}`,
	Objectives: []objective.ID{objective.VPC, objective.LeastPrivilege},
	Settings:   []string{"network.endpoint_policy_required"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "vpc_endpoint_connections_trust_boundaries"},
		{Tool: "powerpipe", ID: "vpc_gateway_endpoint_restrict_public_access"},
	},
	Sources: []string{
		"AWS PrivateLink Guide, Control access to VPC endpoints using endpoint policies",
		"AWS whitepaper Building a Data Perimeter on AWS",
	},
	Decide: []rule.Decision{rule.On[*estate.VPCEndpoint](endpointNarrow)},
}

func endpointNarrow(in *rule.Input, e *estate.VPCEndpoint) rule.Outcome {
	required := in.Settings.Network.EndpointPolicyRequired
	if e.Service.IsAbsent() {
		return rule.NotApplicable("it leads to no service of AWS", e.Service)
	}
	name, ok := e.Service.Get()
	if !ok {
		return rule.Undecided(e.Service)
	}
	service, known := serviceOf(name)
	switch {
	case !known:
		return rule.Undecided(e.Service)
	case service == "":
		return rule.NotApplicable("it leads to a service of somebody else, whose endpoints take no policy that is known", e.Service)
	case !slices.Contains(required.Get(), settings.Service(service)):
		return rule.NotApplicable("the setting asks no narrow policy of the endpoints of "+service, e.Service, rule.Setting(required))
	}
	said := e.EndpointPolicy(in.Estate)
	document, ok := said.Get()
	switch {
	case said.IsAbsent():
		return rule.Fail("Everything passes the endpoint {name} to "+service+", strangers' accounts included: it has no policy", e.Service, said).Label("no policy: everything passes")
	case !ok:
		return rule.Unknown(said)
	}
	compiled := authz.Compile("the policy of the endpoint "+e.Address, document)
	answer := reason.Any(stranger(service, compiled))
	switch answer.Verdict {
	case reason.No:
		return rule.Pass(said, e.Service)
	case reason.Outside:
		return rule.UnknownBecause(answer.Why, said)
	}
	by := answer.Witness.Decision.By
	fact := access.Known("statement", by.String(), said.Origin())
	if by.Statement != nil && by.Statement.Place.Origin != 0 {
		fact = access.Known("statement", by.String(), by.Statement.Place.Origin)
	}
	return rule.Fail("Strangers' principals and resources pass the endpoint {name} to "+service, fact).
		Who(answer.Witness.String()).Label("lets strangers pass to strangers")
}

// serviceOf returns the service that an endpoint leads to, by the name of
// com.amazonaws.eu-central-1.s3; "" for a service that is not AWS's.
func serviceOf(name value.Text) (service string, known bool) {
	text := name.Inline()
	at := strings.LastIndexByte(text, '.')
	if !strings.HasPrefix(text, "com.amazonaws.") && !strings.HasPrefix(text, "cn.com.amazonaws.") && !strings.HasPrefix(text, "aws.api.") {
		_, literal := name.Literal()
		return "", literal
	}
	if strings.HasPrefix(text, "com.amazonaws.vpce.") {
		return "", true
	}
	last, ok := value.Inline(text[at+1:]).Literal()
	return last, ok
}

// Who is not ours, and what is not: no policy names either.
const (
	strangerAccount      = "444455556666"
	strangerOrganization = "o-stranger00"
)

// stranger asks whether the policy lets a caller whom nobody named do something
// with a resource that nobody named. Whatever else decides such a request is in
// strangers' hands: it is taken to allow it.
func stranger(service string, p *authz.Policy) *reason.Question {
	resource := value.Literal("arn:aws:" + service + ":us-east-1:" + strangerAccount + ":unnamed/unnamed")
	switch service {
	case "s3":
		resource = value.Literal("arn:aws:s3:::unnamed-bucket-of-a-stranger/unnamed")
	case "dynamodb":
		resource = value.Literal("arn:aws:dynamodb:us-east-1:" + strangerAccount + ":table/unnamed")
	case "kms":
		resource = value.Literal("arn:aws:kms:us-east-1:" + strangerAccount + ":key/00000000-0000-0000-0000-000000000000")
	case "secretsmanager":
		resource = value.Literal("arn:aws:secretsmanager:us-east-1:" + strangerAccount + ":secret:unnamed")
	case "ssm":
		resource = value.Literal("arn:aws:ssm:us-east-1:" + strangerAccount + ":parameter/unnamed")
	case "sts":
		resource = value.Literal("arn:aws:iam::" + strangerAccount + ":role/unnamed")
	}
	return &reason.Question{
		Callers: reason.AnyAccount, Actions: []string{service + ":*"}, Resources: []value.Text{resource},
		Account: value.Literal(strangerAccount), Organization: value.Literal(strangerOrganization),
		Policies: authz.Policies{
			Identity: authz.None(), Boundary: authz.None(), Session: authz.None(), Resource: authz.All(open()),
			SCP: authz.NoGuardrails(), RCP: authz.NoGuardrails(), Endpoint: authz.All(p), Grants: authz.AllGrants(),
			RestrictPublicBuckets: value.No,
		},
	}
}

// open is the policy of a resource whose owner lets everybody in.
func open() *authz.Policy {
	d, err := policy.Parse([]byte(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}`))
	if err != nil {
		panic(err)
	}
	return authz.Compile("the policy of a stranger's resource", d)
}
