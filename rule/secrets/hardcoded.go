package secrets

import (
	"strings"

	"bailiwick/estate"
	detect "bailiwick/internal/secret"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// NoHardcodedSecret is decided for what takes a secret as an argument.
var NoHardcodedSecret = &rule.Rule{
	ID:       "iac-no-hardcoded-secret",
	Title:    "Templates hold no secrets",
	Why:      "Whoever reads the repository, a copy of it or its history has the secret, and nobody notices.",
	Fix:      "Generate or fetch the value outside the template: an ephemeral random_password in a write-only argument, manage_master_user_password, or a value that is set after deployment. Then replace the secret.",
	Severity: rule.Critical,
	Example: `ephemeral "random_password" "db" {
  length = 32
}

resource "aws_secretsmanager_secret_version" "db" {
  secret_id                = aws_secretsmanager_secret.db.id
  secret_string_wo         = ephemeral.random_password.db.result
  secret_string_wo_version = 1
}`,
	Objectives: []objective.ID{objective.Secrets},
	Equivalents: []rule.Equivalent{
		{Tool: "checkov", ID: "CKV_AWS_41"},
		{Tool: "kics", ID: "d7b9d850-3e06-4a75-852f-c46c2e92240b"},
		{Tool: "guard", ID: "rds_master_user_password_no_plaintext_password"},
		{Tool: "cfn-nag", ID: "F45"},
		{Tool: "cfn-nag", ID: "F23"},
		{Tool: "cfripper", ID: "HardcodedRDSPasswordRule"},
	},
	Sources: []string{"Terraform AWS provider, Authentication and configuration", "Terraform documentation, Use write-only arguments"},
	Decide: []rule.Decision{
		rule.On[*estate.Provider](func(_ *rule.Input, p *estate.Provider) rule.Outcome {
			return hardcoded("The provider block holds a secret", p.SecretKey, p.AccessKey, p.Token, p.Password)
		}),
		rule.On[*estate.Backend](func(_ *rule.Input, b *estate.Backend) rule.Outcome {
			return hardcoded("The backend block holds a secret", b.SecretKey, b.AccessKey, b.Token, b.Password, b.Connection)
		}),
		rule.On[*estate.Secret](func(_ *rule.Input, s *estate.Secret) rule.Outcome {
			return hardcoded("The value of {name} stands in the template", s.Value)
		}),
		rule.On[*estate.SecretVersion](func(_ *rule.Input, v *estate.SecretVersion) rule.Outcome {
			return hardcoded("The value of a secret stands in the template", v.Value, v.Binary, v.WriteOnly)
		}),
		rule.On[*estate.Parameter](func(_ *rule.Input, p *estate.Parameter) rule.Outcome {
			sort, known := p.Type.Get()
			switch {
			case p.Type.IsUnknown():
				return rule.Unknown(p.Type)
			case !known || sort.Is("SecureString") == value.No:
				return rule.NotApplicable("only a SecureString holds a secret as such; see parameter-secure-string", p.Type)
			case sort.Is("SecureString") == value.CannotTell:
				return rule.UnknownBecause("type: "+sort.String()+" is not known", p.Type)
			}
			return hardcoded("The value of {name} stands in the template", p.Value, p.WriteOnly)
		}),
		rule.On[*estate.Database](func(_ *rule.Input, d *estate.Database) rule.Outcome {
			return hardcoded("The master password of {name} stands in the template", d.Password, d.WriteOnlyPassword)
		}),
		rule.On[*estate.EventConnection](func(_ *rule.Input, c *estate.EventConnection) rule.Outcome {
			return hardcoded("The credential of {name} stands in the template", c.APIKey, c.Password, c.ClientSecret)
		}),
		rule.On[*estate.Stack](func(_ *rule.Input, s *estate.Stack) rule.Outcome {
			return stackParameters(s)
		}),
	},
}

// hardcoded judges arguments that take nothing but secrets: a literal is one.
func hardcoded(message string, arguments ...value.Value[value.Text]) rule.Outcome {
	set := false
	var open, fine, placeholder rule.Fact
	for _, a := range arguments {
		if a.IsAbsent() {
			continue
		}
		set = true
		text, known := a.Get()
		if !known {
			// Only literals are judged: what is computed is not one.
			if fine == nil && a.Reason() != "not read" {
				fine = rule.Given{Name: a.Attribute(), Value: "computed", At: a.Origin()}
			} else if open == nil {
				open = a
			}
			continue
		}
		text = text.Revealed() // the default of a parameter stands in the template, NoEcho or not
		literal := pieces(text)
		class := literalClass(a.Attribute(), literal, text.HasHoles())
		switch {
		case class == detect.None:
			fine = rule.Given{Name: a.Attribute(), Value: "no literal", At: a.Origin()}
		case class == detect.Placeholder:
			placeholder = rule.Secret(a, string(class), len(literal))
		default:
			return rule.Fail(message, rule.Secret(a, string(class), len(literal))).Label(string(class)).
				Who("Everyone who may read the repository, or a copy of it, has it")
		}
	}
	switch {
	case !set:
		return rule.NotApplicable("no argument takes a secret here")
	case placeholder != nil:
		return rule.Fail(message+", as a placeholder", placeholder).As(rule.Low).Label("a placeholder: what replaces it must not stand here")
	case open != nil:
		return rule.Unknown(open)
	}
	return rule.Pass(fine)
}

// pieces returns the text with its holes marked as not read.
func pieces(text value.Text) string {
	var b strings.Builder
	for lit, hole := range text.Pieces() {
		if lit == "" && hole != 0 {
			lit = detect.Unread
		}
		b.WriteString(lit)
	}
	return b.String()
}

// literalClass returns the class of what stands in an argument that takes
// nothing but a secret.
func literalClass(attribute, text string, holes bool) detect.Class {
	trimmed := strings.TrimSpace(text)
	held := rule.ClassOf(attribute, trimmed)
	switch {
	case strings.HasSuffix(trimmed, "EXAMPLE"), strings.HasSuffix(trimmed, "EXAMPLEKEY"):
		return detect.None // AWS's documented examples
	case held != detect.None:
		return held
	case holes, strings.Trim(trimmed, "{}[]\" \n\t") == "", strings.HasPrefix(trimmed, "{{resolve:"), strings.HasPrefix(trimmed, "AQIC"):
		return detect.None
	case strings.HasPrefix(trimmed, "{"), strings.HasPrefix(trimmed, "["):
		// A document without a secret under any of its keys.
		return detect.None
	}
	if detect.Classify("password", trimmed) == detect.Placeholder {
		return detect.Placeholder
	}
	return Literal
}

// Literal is the class of a text that is a secret only by where it stands.
const Literal detect.Class = "literal where a secret belongs"

// stackParameters judges the parameters that a stack is given by their names.
func stackParameters(s *estate.Stack) rule.Outcome {
	parameters, known := s.Parameters.Get()
	if s.Parameters.IsAbsent() || known && len(parameters) == 0 && !s.Parameters.Partial() {
		return rule.NotApplicable("the stack has no parameters", s.Parameters)
	}
	for _, p := range parameters {
		held := rule.SecrecyOf(p.Key.String(), p.Value)
		switch held.Class {
		case detect.None:
		case detect.Placeholder:
			return rule.Fail("The parameter "+p.Key.String()+" of {name} waits for a secret", held.Fact(p.Value)).As(rule.Low)
		default:
			return rule.Fail("The parameter "+p.Key.String()+" of {name} holds a secret", held.Fact(p.Value)).Label(string(held.Class))
		}
	}
	if !known || s.Parameters.Partial() {
		return rule.Unknown(s.Parameters)
	}
	return rule.Pass(rule.Given{Name: "parameters", Value: "no secret", At: s.Parameters.Origin()})
}
