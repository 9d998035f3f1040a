package estate

import (
	"slices"
	"testing"

	"bailiwick/value"
)

const allowAll = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}`

func TestPoliciesOfAPrincipal(t *testing.T) {
	s := newSource(t)
	own := s.add("aws_iam_policy", "own", m{"name": "own", "policy": allowAll})
	role := s.add("aws_iam_role", "r", m{
		"name":                "r",
		"assume_role_policy":  allowAll,
		"inline_policy":       []any{m{}, m{"name": "block", "policy": allowAll}},
		"managed_policy_arns": []any{"arn:aws:iam::aws:policy/ReadOnlyAccess"},
	})
	s.add("aws_iam_role_policy", "inline", m{"name": "inline", "role": role.attribute(t, "id"), "policy": allowAll})
	s.add("aws_iam_role_policy_attachment", "a", m{"role": role.attribute(t, "name"), "policy_arn": own.attribute(t, "arn")})
	s.add("aws_iam_policy_attachment", "b", m{"name": "b", "roles": []any{role.attribute(t, "name")}, "policy_arn": own.attribute(t, "arn")})
	s.add("aws_iam_role_policy", "foreign", m{"name": "foreign", "role": "other", "policy": allowAll})
	user := s.add("aws_iam_user", "u", m{"name": "u"})
	group := s.add("aws_iam_group", "g", m{"name": "g"})
	s.add("aws_iam_user_policy", "up", m{"name": "up", "user": user.attribute(t, "name"), "policy": allowAll})
	s.add("aws_iam_group_policy_attachment", "ga", m{"group": group.attribute(t, "name"), "policy_arn": own.attribute(t, "arn")})
	s.add("aws_iam_user_group_membership", "member", m{"user": user.attribute(t, "name"), "groups": []any{group.attribute(t, "name")}})
	v := s.Build().In(nil)

	tests := []struct {
		principal *Head
		want      []string
	}{
		{role, []string{
			"aws_iam_policy_attachment.b: managed, known",
			"aws_iam_role.r: inline, known",
			"aws_iam_role.r: managed, unknown",
			"aws_iam_role_policy.inline: inline, known",
			"aws_iam_role_policy_attachment.a: managed, known",
		}},
		{user, []string{"aws_iam_user_policy.up: inline, known"}},
		{group, []string{"aws_iam_group_policy_attachment.ga: managed, known"}},
	}
	for _, test := range tests {
		list := v.PoliciesOf(v.Resources()[test.principal.number])
		if list.Partial() {
			t.Errorf("the policies of %s are partial: %s", test.principal.Address, list.Reason())
		}
		policies, _ := list.Get()
		var got []string
		for _, p := range policies {
			line := p.By.Head().Address + ": managed"
			if p.IsInline() {
				line = p.By.Head().Address + ": inline"
			}
			if p.Document.IsKnown() {
				got = append(got, line+", known")
			} else {
				got = append(got, line+", "+state(p.Document))
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, test.want) {
			t.Errorf("policies of %s = %q, want %q", test.principal.Address, got, test.want)
		}
	}
	groups := seen[*User](t, v, "aws_iam_user.u").GroupsOf(v)
	if list, _ := groups.Get(); len(list) != 1 || groups.Partial() {
		t.Errorf("groups = %v, partial %v; want g alone", list, groups.Partial())
	}
}

func TestPoliciesThatMayBeMore(t *testing.T) {
	why := value.Because("known only after apply")
	tests := []struct {
		name string
		role m
		more func(s *source)
	}{
		{"unknown list of ARNs", m{"managed_policy_arns": value.AnyUnknown(why, origin)}, nil},
		{"unknown blocks", m{"inline_policy": value.AnyUnknown(why, origin)}, nil},
		{"role of an attachment is not known", m{}, func(s *source) {
			s.add("aws_iam_role_policy_attachment", "a", m{"role": hole("var.role"), "policy_arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"})
		}},
		{"roles of an attachment are not known", m{}, func(s *source) {
			s.add("aws_iam_policy_attachment", "a", m{"name": "a", "roles": value.AnyUnknown(why, origin), "policy_arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"})
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newSource(t)
			test.role["name"] = "r"
			s.add("aws_iam_role", "r", test.role)
			if test.more != nil {
				test.more(s)
			}
			v := s.Build().In(nil)
			if list := v.PoliciesOf(seen[*Role](t, v, "aws_iam_role.r")); !list.Partial() || list.Reason() == "" {
				t.Errorf("the list passes for whole (%q)", list.Reason())
			}
		})
	}
}

func TestAnAttachmentThatMayNotExist(t *testing.T) {
	s := newSource(t)
	own := s.add("aws_iam_policy", "own", m{"name": "own", "policy": allowAll})
	role := s.add("aws_iam_role", "r", m{"name": "r"})
	s.add("aws_iam_role_policy_attachment", "a", m{"role": role.attribute(t, "name"), "policy_arn": own.attribute(t, "arn")}).Unsure = value.Because("count is not known")
	v := s.Build().In(nil)
	policies, _ := v.PoliciesOf(seen[*Role](t, v, "aws_iam_role.r")).Get()
	if len(policies) != 1 || !policies[0].Document.IsUnknown() {
		t.Errorf("policies = %v, want one whose document is unknown", policies)
	}
}
