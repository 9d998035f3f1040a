package encryptionatrest

import (
	"slices"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// KeyPolicySeparatesDuties is decided for keys.
var KeyPolicySeparatesDuties = &rule.Rule{
	ID:       "key-policy-separates-duties",
	Title:    "Nobody both administers and uses a key",
	Why:      "Who may do both can read what the key protects and then change who else may, or have the key deleted.",
	Fix:      "Give administration (kms:PutKeyPolicy, kms:ScheduleKeyDeletion, kms:DisableKey) and use (kms:Decrypt, kms:GenerateDataKey) to different principals.",
	Severity: rule.Low,
	Example: `resource "aws_kms_key" "orders" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "kms:*", Resource = "*" },
      { Effect = "Allow", Principal = { AWS = aws_iam_role.orders.arn }, Action = "kms:Decrypt", Resource = "*" },
    ]
  })
}`,
	Objectives: []objective.ID{objective.EncryptionAtRest, objective.LeastPrivilege},
	Settings:   []string{"identity.admin_principals"},
	Sources:    []string{"AWS KMS Developer Guide, Key policies in AWS KMS"},
	Decide: []rule.Decision{
		rule.OnPolicy[*estate.Key](separatesDuties),
		rule.OnPolicyApart[*estate.KeyPolicy](separatesDuties),
	},
}

// duties are the two that one principal should not have both of, as the actions
// that make them out: administration and use.
var duties = [...][]string{
	{"kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:DisableKey"},
	{"kms:Decrypt", "kms:GenerateDataKey"},
}

// A dutiful is a principal of a key policy with the statements that give it
// each duty.
type dutiful struct {
	policy.Principal
	by   [len(duties)]*access.ResourceStatement
	sure [len(duties)]value.Answer
}

func separatesDuties(in *rule.Input, r estate.Resource, p *access.ResourcePolicy) rule.Outcome {
	if p.IsEmpty() {
		return rule.Pass(access.Known("policy", "the default, which leaves it to the account's own policies", r.Head().Block))
	}
	worst := rule.Pass(access.Known("policy", "nobody but the account has both duties", r.Head().Block))
	for _, d := range dutifuls(p) {
		if d.by[0] == nil || d.by[1] == nil {
			continue
		}
		switch o := bothDuties(in, r, p, d); {
		case o.Verdict == rule.FailVerdict:
			return o
		case o.Verdict == rule.UnknownVerdict:
			worst = o
		}
	}
	if gaps := p.Gaps(); len(gaps) > 0 {
		return rule.Unknown(rule.Facts(gaps)...)
	}
	for _, s := range p.Statements {
		if s.Effect != policy.Deny && s.Principals.Partial() && worst.Verdict == rule.PassVerdict {
			return rule.Unknown(access.Unread("Principal", s.Principals.Reason(), s.At()))
		}
	}
	return worst
}

// dutifuls returns the principals of a key policy with what each may do, in the
// policy's order.
func dutifuls(p *access.ResourcePolicy) []*dutiful {
	var out []*dutiful
	for i := range p.Statements {
		s := &p.Statements[i]
		if s.Effect == policy.Deny {
			continue
		}
		for _, principal := range s.Principals.List {
			at := slices.IndexFunc(out, func(d *dutiful) bool { return d.Text.Inline() == principal.Text.Inline() && d.Type == principal.Type })
			if at < 0 {
				at = len(out)
				out = append(out, &dutiful{Principal: principal})
			}
			for duty := range duties {
				if has := hasDuty(s, duty); has != value.No && (out[at].by[duty] == nil || out[at].sure[duty] != value.Yes) {
					out[at].by[duty], out[at].sure[duty] = s, has
				}
			}
		}
	}
	return out
}

// hasDuty tells whether a statement gives one of the duty's actions. Services do
// not administer keys for others, so that what must come through one is use only.
func hasDuty(s *access.ResourceStatement, duty int) value.Answer {
	if via, _ := s.BoundBy("kms:ViaService"); duty == 0 && via == value.Yes {
		return value.No
	}
	has := value.No
	for _, action := range duties[duty] {
		has = value.Either(has, s.MatchesAction(action))
	}
	if s.Effect != policy.Allow {
		return value.Both(has, value.CannotTell)
	}
	return has
}

// bothDuties judges a principal that has both duties.
func bothDuties(in *rule.Input, r estate.Resource, p *access.ResourcePolicy, d *dutiful) rule.Outcome {
	who := d.by[1].Element("Principal", d.Element)
	breakGlass := in.Settings.Identity.AdminPrincipals
	switch d.Kind {
	case policy.UniqueID, policy.InvalidPrincipal:
		return rule.NotApplicable("nobody is let in by it", who)
	case policy.UnreadPrincipal:
		return rule.Unknown(access.Unread("Principal", d.String()+" is not known", who.Origin()))
	case policy.Account:
		account, _ := d.Account()
		switch relation, why := in.Access.Account(r, account); relation {
		case access.Own:
			return rule.NotApplicable("it leaves to the account's own policies who may", who)
		case access.Unclear:
			return rule.Unknown(access.Unread("Principal", why, who.Origin()))
		}
	}
	approved := value.No
	for _, arn := range breakGlass.Get() {
		approved = value.Either(approved, d.Text.Match(value.Literal(string(arn))))
	}
	denied := slices.ContainsFunc(p.Statements, func(s access.ResourceStatement) bool {
		return s.Effect != policy.Allow && slices.ContainsFunc(duties[0], func(a string) bool { return s.MatchesAction(a) != value.No })
	})
	switch {
	case approved == value.Yes:
		return rule.NotApplicable("it is an approved administrator", who, rule.Setting(breakGlass))
	case approved == value.CannotTell:
		return rule.UnknownBecause("it cannot be told whether identity.admin_principals names "+d.String(), who, rule.Setting(breakGlass))
	case d.sure[0] != value.Yes || d.sure[1] != value.Yes:
		return rule.UnknownBecause("it cannot be told whether "+d.String()+" has both duties", who)
	case denied:
		return rule.UnknownBecause("a Deny may take the administration away, and from whom is not worked out", who)
	}
	return rule.Fail(d.String()+" both administers {name} and uses it", who,
		access.Known("administers by", "a statement", d.by[0].At()), rule.Setting(breakGlass)).Label("has both duties")
}
