package encryptionatrest

import (
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	detect "bailiwick/internal/secret"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// SecretCustomerKey is decided for secrets that are shared with another
// account, or that the settings ask an own key of.
var SecretCustomerKey = &rule.Rule{
	ID:       "secret-customer-key",
	Title:    "Secrets that are shared or sensitive are encrypted with a customer managed key",
	Why:      "Nobody outside the account can use the key aws/secretsmanager: a secret shared under it cannot be read. For sensitive data an own key adds a policy, a record and a switch.",
	Fix:      "Set kms_key_id to a customer managed key whose policy names the readers.",
	Severity: rule.Low,
	Example: `resource "aws_secretsmanager_secret" "partner" {
  name       = "partner"
  kms_key_id = aws_kms_key.partner.arn
}`,
	Objectives: []objective.ID{objective.EncryptionAtRest, objective.Secrets},
	Settings:   []string{"encryption.customer_key_for", "accounts.own"},
	Equivalents: []rule.Equivalent{
		{Tool: "checkov", ID: "CKV_AWS_149"},
		{Tool: "trivy", ID: "AWS-0098"},
		{Tool: "trivy", ID: "AVD-AWS-0098"},
		{Tool: "kics", ID: "a2f548f2-188c-4fff-b172-e9a6acb216bd"},
		{Tool: "kics", ID: "b0d3ef3f-845d-4b1b-83d6-63a5a380375f"},
		{Tool: "config", ID: "secretsmanager-using-cmk"},
		{Tool: "guard", ID: "secretsmanager_using_cmk"},
		{Tool: "cfn-nag", ID: "W77"},
		{Tool: "powerpipe", ID: "secretsmanager_secret_encrypted_with_kms_cmk"},
		{Tool: "cdk-nag", ID: "SecretsManagerUsingKMSKey"},
	},
	Sources: []string{"AWS Secrets Manager User Guide, Secret encryption and decryption in AWS Secrets Manager", "AWS Secrets Manager User Guide, Access AWS Secrets Manager secrets from a different account"},
	Decide: []rule.Decision{rule.On[*estate.Secret](func(in *rule.Input, s *estate.Secret) rule.Outcome {
		key := in.Estate.CustomerKey(s, s.Key)
		if key.IsKnown() {
			return rule.Pass(s.Key)
		}
		shared, with := sharedWith(in, s)
		switch {
		case shared == value.Yes && key.IsUnknown():
			return rule.Unknown(key, with)
		case shared == value.Yes:
			return rule.Fail("{name} is shared with another account under a key that cannot be shared", s.Key, with).As(rule.Medium).
				Label("aws/secretsmanager stays in its account")
		}
		outcome := whereDemanded(in, s, key, s.Key, "{name} is encrypted with a key of AWS's")
		if outcome.Verdict == rule.NotApplicableVerdict && shared == value.CannotTell {
			return rule.Unknown(with, s.Key)
		}
		return outcome
	})},
}

// sharedWith tells whether the secret's policy lets another account in, and
// the fact that says so.
func sharedWith(in *rule.Input, s *estate.Secret) (value.Answer, access.Fact) {
	p := in.Access.ResourcePolicy(s)
	answer, fact := value.No, access.Known("policy", "names no other account", s.Block)
	for _, gap := range p.Gaps() {
		answer, fact = value.CannotTell, gap
	}
	for _, st := range p.Statements {
		if st.Effect == policy.Deny {
			continue
		}
		for _, who := range st.Principals.List {
			account, ok := who.Account()
			if !ok {
				continue
			}
			switch relation, why := in.Access.Account(s, account); {
			case relation == access.Foreign || relation == access.Trusted || relation == access.Own && elsewhere(s, account):
				return value.Yes, st.Element("Principal", who.Element)
			case relation == access.Unclear:
				answer, fact = value.CannotTell, access.Unread("Principal", why, st.At())
			}
		}
	}
	return answer, fact
}

// elsewhere reports whether the account is one of ours that the resource does
// not lie in.
func elsewhere(r estate.Resource, account value.Text) bool {
	own, known := r.Head().Account.Get()
	return known && own.Equal(account) == value.No
}

// ParameterSecureString is decided for parameters.
var ParameterSecureString = &rule.Rule{
	ID:       "parameter-secure-string",
	Title:    "Parameters that hold secrets are secure strings",
	Why:      "A String is stored in clear: everyone who may read or list parameters reads the secret, and no key policy stands in between.",
	Fix:      "Make it a SecureString, or move it to Secrets Manager; then replace the secret, since it was stored in clear.",
	Severity: rule.High,
	Example: `resource "aws_ssm_parameter" "token" {
  name             = "/orders/api-token"
  type             = "SecureString"
  value_wo         = ephemeral.random_password.token.result
  value_wo_version = 1
}`,
	Objectives: []objective.ID{objective.EncryptionAtRest, objective.Secrets},
	Settings:   []string{"secrets.allow_names"},
	Equivalents: []rule.Equivalent{
		{Tool: "checkov", ID: "CKV2_AWS_34"},
		{Tool: "checkov", ID: "CKV_AWS_384"},
	},
	Sources: []string{"AWS Systems Manager User Guide, AWS Systems Manager Parameter Store"},
	Decide: []rule.Decision{rule.On[*estate.Parameter](func(in *rule.Input, p *estate.Parameter) rule.Outcome {
		name := p.Name()
		sort, known := p.Type.Get()
		secure := value.No
		if known {
			secure = sort.Is("SecureString")
		} else if p.Type.IsUnknown() {
			secure = value.CannotTell
		}
		if secure == value.Yes {
			return rule.Pass(p.Type)
		}
		for _, owner := range [...]string{"/aws/", "/inspector-aws/", "/cdk-bootstrap/"} {
			if strings.HasPrefix(name, owner) {
				return rule.NotApplicable("parameters below "+owner+" belong to AWS and its tools", p.ParameterName)
			}
		}
		if in.HoldsNoSecret(name) {
			return rule.PassBecause("secrets.allow_names says that it holds no secret", p.ParameterName, rule.Setting(in.Settings.Secrets.AllowNames))
		}
		held := rule.SecrecyOf(name, p.Value)
		if p.Value.IsAbsent() && !p.WriteOnly.IsAbsent() {
			held = rule.SecrecyOf(name, p.WriteOnly)
			if held.Clean() && detect.IsSecretLike(name) {
				held.Unread = "the value is written and never shown"
			}
		}
		fact := rule.Given{Name: p.Value.Attribute(), Value: "no secret", At: p.Value.Origin()}
		switch {
		case held.Clean():
			return rule.Pass(p.Type, fact)
		case held.Class == detect.None && held.From == "" && !detect.IsSecretLike(name):
			return rule.UnknownBecause(p.Value.Attribute()+": "+held.Unread, p.ParameterName, p.Type)
		case held.Class == detect.None && held.From == "":
			return rule.UnknownBecause(p.Value.Attribute()+" of a parameter with the name of a secret: "+held.Unread, p.ParameterName, p.Type)
		case secure == value.CannotTell:
			if known {
				return rule.UnknownBecause("type: "+sort.String()+" is not known", p.Type, held.Fact(p.Value))
			}
			return rule.Unknown(p.Type, held.Fact(p.Value))
		case held.Class == detect.Placeholder:
			switch namesParameter(in.Estate, p) {
			case value.Yes:
				return rule.PassBecause("its value is the name of another parameter", p.Type, fact)
			case value.CannotTell:
				return rule.UnknownBecause("its value may be the name of another parameter", p.Type, held.Fact(p.Value))
			}
			return rule.Fail("{name} will hold a secret, in clear", p.Type, held.Fact(p.Value)).As(rule.Low).Label("no SecureString")
		}
		return rule.Fail("{name} holds a secret in clear", p.Type, held.Fact(p.Value)).Label("no SecureString").
			Who("Every principal with ssm:GetParameter on it reads the secret")
	})},
}

// namesParameter tells whether the parameter's value is the name of another.
func namesParameter(v *estate.View, p *estate.Parameter) value.Answer {
	if other, reach := estate.Find[*estate.Parameter](v, p, p.Value); reach == estate.Here && other != p {
		return value.Yes
	}
	if _, hides := v.Gap(estate.KindOf[*estate.Parameter](), p); hides {
		return value.CannotTell
	}
	return value.No
}
