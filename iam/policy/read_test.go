package policy

import (
	"slices"
	"strings"
	"testing"

	"bailiwick/value"
)

// tree builds a value out of maps, lists and scalars, whose origins count from
// 1 in the order of a walk with sorted keys.
func tree(v any) value.Any {
	next := value.Origin(0)
	var build func(any) value.Any
	build = func(v any) value.Any {
		next++
		at := next
		switch v := v.(type) {
		case nil:
			return value.AnyNull(at)
		case string:
			return value.AnyText(value.Literal(v), at)
		case value.Text:
			return value.AnyText(v, at)
		case bool:
			return value.AnyBool(v, at)
		case value.Any:
			return v
		case []any:
			var parts []value.Any
			for _, e := range v {
				parts = append(parts, build(e))
			}
			return value.AnyList(parts, at)
		case map[string]any:
			var keys []string
			for k := range v {
				keys = append(keys, k)
			}
			slices.Sort(keys)
			var parts []value.Any
			for _, k := range keys {
				parts = append(parts, build(v[k]))
			}
			return value.AnyMap(keys, parts, at)
		}
		panic("internal error: no such part of a tree")
	}
	return build(v)
}

type m = map[string]any

func statement(t *testing.T, inner string) *Statement {
	t.Helper()
	d, err := Parse([]byte(`{"Version":"2012-10-17","Statement":[{` + inner + `}]}`))
	if err != nil {
		t.Fatal(err)
	}
	return &d.Statements[0]
}

func TestTreeKeepsPlaces(t *testing.T) {
	queue := text("arn:aws:sqs:", hole(value.Region, "region"), ":", hole(value.Account, "account"), ":jobs")
	d, issues := FromAny(tree(m{
		"Statement": []any{m{
			"Action":    []any{"sqs:SendMessage", "sqs:ReceiveMessage"},
			"Condition": m{"Bool": m{"aws:SecureTransport": true}},
			"Effect":    "Allow",
			"Resource":  queue,
		}},
		"Version": "2012-10-17",
	}))
	if len(issues) > 0 || d.Partial() {
		t.Fatalf("FromAny: issues %v, partial %v", issues, d.Partial())
	}
	s := d.Statements[0]
	for _, test := range []struct {
		what string
		got  value.Origin
		want value.Origin
	}{
		{"document", d.Origin, 1},
		{"statement", s.Origin, 3},
		{"second action", s.Actions.List[1].Origin, 6},
		{"condition value", s.Conditions[0].Values.List[0].Origin, 9},
		{"resource", s.Resources.List[0].Origin, 11},
		{"version", d.Version.Origin, 12},
	} {
		if test.got != test.want {
			t.Errorf("origin of the %s = %d, want %d", test.what, test.got, test.want)
		}
	}
	if got := s.Resources.List[0].Text.Inline(); got != queue.Inline() {
		t.Errorf("resource = %q, want its holes kept", got)
	}
}

func TestTextWithHolesIsRead(t *testing.T) {
	arn := hole(value.ARN, "aws_sqs_queue.jobs.arn")
	doc := text(`{"Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"`, arn, `/\u0041"}]}`)
	d, issues := FromAny(value.AnyText(doc, 7))
	if len(issues) > 0 || d.Partial() {
		t.Fatalf("FromAny(%s): issues %v, reason %q", doc, issues, d.Reason())
	}
	e := d.Statements[0].Resources.List[0]
	if got, want := e.Text.String(), "${aws_sqs_queue.jobs.arn}/A"; got != want {
		t.Errorf("resource = %s, want %s", got, want)
	}
	if e.Origin != 7 || doc.Inline()[e.Start:e.End] != `"`+text(arn).Inline()+`/\u0041"` {
		t.Errorf("place = %+v, want the bytes of the string in the text with origin 7", e.Place)
	}
	// Escapes of the runes that mark holes do not make one.
	d, _ = FromAny(value.AnyText(value.Literal(`{"Id":"\udb80\udc00\udbc0\udc00","Statement":[]}`), 0))
	if d.ID.Text.HasHoles() {
		t.Error("an escape makes a hole")
	}
	// A hole outside of a string is no JSON.
	d, issues = FromAny(value.AnyText(text(`{"Statement":`, arn, `}`), 0))
	if len(issues) != 1 || !d.Partial() {
		t.Errorf("a hole outside of a string: issues %v, partial %v", issues, d.Partial())
	}
}

func TestWhatIsNotReadIsUnknown(t *testing.T) {
	unknown := value.AnyUnknown(value.Because("known only after apply"), 0)
	either := value.AnySeveral([]value.AnyAlternative{
		{When: value.When("", "var.create", true), Value: value.AnyText(value.Literal("s3:GetObject"), 0)},
		{When: value.When("", "var.create", false), Value: value.AnyNull(0)},
	}, 0)
	allow := func(more m) value.Any {
		s := m{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
		for k, v := range more {
			s[k] = v
		}
		return tree(m{"Statement": []any{s}})
	}
	for _, test := range []struct {
		name   string
		doc    value.Any
		reason string
		ask    func(*Statement) value.Answer
	}{
		{"statement", tree(m{"Statement": []any{unknown}}), "known only after apply", func(s *Statement) value.Answer { return s.MatchesAction("s3:GetObject") }},
		{"typo", allow(m{"Conditon": m{}}), "it has the element Conditon", (*Statement).HasConditions},
		{"action", allow(m{"Action": unknown}), "known only after apply", func(s *Statement) value.Answer { return s.MatchesAction("s3:GetObject") }},
		{"one of the actions", allow(m{"Action": []any{"sqs:*", either}}), "it depends on var.create, which is not decided", func(s *Statement) value.Answer { return s.MatchesAction("s3:GetObject") }},
		{"not action", allow(m{"Action": "s3:*", "NotAction": "s3:*"}), "it has both Action and NotAction", func(s *Statement) value.Answer { return s.MatchesAction("s3:GetObject") }},
		{"resources", allow(m{"Resource": value.AnyList(nil, 0).AndMore(value.Because("for_each is not known"))}), "for_each is not known", func(s *Statement) value.Answer { return s.MatchesResource(text("arn:aws:s3:::b")) }},
		{"condition", allow(m{"Condition": unknown}), "known only after apply", (*Statement).HasConditions},
		{"principal", allow(m{"Principal": unknown}), "known only after apply", func(s *Statement) value.Answer { return s.Principals.IsAnyone() }},
		{"principal's type", allow(m{"Principal": m{"AWS": unknown}}), "known only after apply", func(s *Statement) value.Answer { return s.Principals.IsAnyone() }},
	} {
		d, _ := FromAny(test.doc)
		s := &d.Statements[0]
		if got := test.ask(s); got != value.CannotTell {
			t.Errorf("%s: %s, want cannot tell", test.name, got)
		}
		if !strings.HasPrefix(s.Reason(), test.reason) {
			t.Errorf("%s: reason %q, want %q", test.name, s.Reason(), test.reason)
		}
	}
	for _, a := range []value.Any{unknown, value.AnyNull(0), tree(m{"Statement": unknown}), tree("{"), tree([]any{})} {
		if d, _ := FromAny(a); !d.Partial() || d.Reason() == "" {
			t.Errorf("FromAny(%s) is whole", a)
		}
	}
}

func TestDecodeSpreadsAlternatives(t *testing.T) {
	choice := func(name, yes string, no any) value.Any {
		return value.AnySeveral([]value.AnyAlternative{
			{When: value.When("", name, true), Value: value.AnyText(value.Literal(yes), 0)},
			{When: value.When("", name, false), Value: tree(no)},
		}, 0)
	}
	doc := func(resources ...any) value.Any {
		return tree(m{"Statement": []any{m{"Effect": "Allow", "Action": "s3:*", "Resource": resources}}})
	}
	v := Decode(doc(choice("var.all", "*", "arn:aws:s3:::b"), choice("var.all", "*", "arn:aws:s3:::c")), "policy")
	if n := len(v.Alternatives()); n != 2 {
		t.Fatalf("%d alternatives, want 2: the same condition twice", n)
	}
	d, ok := v.In(value.When("", "var.all", false)).Get()
	if !ok || d.Statements[0].Resources.List[0].String() != "arn:aws:s3:::b" {
		t.Errorf("without var.all: %v, %v", d, ok)
	}
	v = Decode(doc(choice("a", "1", "2"), choice("b", "1", "2"), choice("c", "1", "2"), choice("d", "1", "2")), "policy")
	d, ok = v.Get()
	if !ok || d.Statements[0].Resources.Reason() != "it depends on a, which is not decided" {
		t.Errorf("sixteen worlds: %v, %v, want one document with unknown elements", d, ok)
	}
	if v := Decode(tree(nil), "policy"); !v.IsAbsent() {
		t.Error("null is not absent")
	}
	if v := Decode(value.AnyUnknown(0, 0), "policy"); !v.IsUnknown() || v.Attribute() != "policy" {
		t.Error("unknown is not unknown")
	}
}

func TestPrincipals(t *testing.T) {
	for _, test := range []struct {
		principal string
		kind      PrincipalKind
		anyone    value.Answer
		account   string
		service   string
	}{
		{`"*"`, Everyone, value.Yes, "", ""},
		{`{"AWS":"*"}`, Everyone, value.Yes, "", ""},
		{`{"AWS":"111122223333"}`, Account, value.No, "111122223333", ""},
		{`{"AWS":111122223333}`, Account, value.No, "111122223333", ""},
		{`{"AWS":"arn:aws-cn:iam::111122223333:root"}`, Account, value.No, "111122223333", ""},
		{`{"AWS":"arn:aws:iam::111122223333:role/team/r"}`, Role, value.No, "111122223333", ""},
		{`{"AWS":"arn:aws-us-gov:iam::111122223333:user/u"}`, User, value.No, "111122223333", ""},
		{`{"AWS":"arn:aws:sts::111122223333:assumed-role/r/s"}`, RoleSession, value.No, "111122223333", ""},
		{`{"AWS":"arn:aws:sts::111122223333:federated-user/u"}`, FederatedUser, value.No, "111122223333", ""},
		{`{"AWS":"arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1"}`, OriginAccessIdentity, value.No, "", ""},
		{`{"AWS":"AROAEXAMPLEEXAMPLE12"}`, UniqueID, value.No, "", ""},
		{`{"AWS":"arn:aws:iam::111122223333:role/*"}`, InvalidPrincipal, value.No, "", ""},
		{`{"Service":"lambda.amazonaws.com"}`, Service, value.No, "", "lambda"},
		{`{"Service":"logs.cn-north-1.amazonaws.com.cn"}`, Service, value.No, "", "logs"},
		{`{"Service":"delivery.logs.amazonaws.com"}`, Service, value.No, "", "delivery.logs"},
		{`{"Service":"lambda.amazonaws.eu"}`, Service, value.No, "", "lambda"},
		{`{"Service":"lambda"}`, InvalidPrincipal, value.No, "", "lambda"},
		{`{"Federated":"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"}`, WebIdentity, value.No, "111122223333", ""},
		{`{"Federated":"arn:aws:iam::111122223333:saml-provider/corp"}`, SAML, value.No, "111122223333", ""},
		{`{"Federated":"cognito-identity.amazonaws.com"}`, WebIdentity, value.No, "", ""},
		{`{"CanonicalUser":"79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"}`, CanonicalUser, value.No, "", ""},
	} {
		s := statement(t, `"Effect":"Allow","Action":"a:b","Principal":`+test.principal)
		p := s.Principals.List[0]
		account, _ := p.Account()
		service, _ := p.ServiceName()
		if p.Kind != test.kind || s.Principals.IsAnyone() != test.anyone || account.String() != test.account || service != test.service {
			t.Errorf("%s: kind %d, anyone %s, account %q, service %q", test.principal, p.Kind, s.Principals.IsAnyone(), account, service)
		}
	}
}

func TestPrincipalsWithHoles(t *testing.T) {
	account := hole(value.Account, "account")
	for _, test := range []struct {
		typ    string
		text   value.Text
		kind   PrincipalKind
		anyone value.Answer
	}{
		{"AWS", text(account), Account, value.No},
		{"AWS", text("arn:aws:iam::", account, ":root"), Account, value.No},
		{"AWS", text("arn:", hole(value.Partition, "p"), ":iam::", account, ":role/", hole(value.Name, "n")), Role, value.No},
		{"AWS", text(hole(value.ARN, "role.arn")), UnreadPrincipal, value.No},
		{"AWS", text(hole(value.Free, "var.who")), UnreadPrincipal, value.CannotTell},
		{"Service", text("lambda.", hole(value.Opaque, "suffix")), Service, value.No},
		{"Federated", text(hole(value.ARN, "oidc.arn")), UnreadPrincipal, value.No},
	} {
		d, _ := FromAny(tree(m{"Statement": m{"Effect": "Allow", "Action": "a:b", "Principal": m{test.typ: test.text}}}))
		p := d.Statements[0].Principals
		if p.List[0].Kind != test.kind || p.IsAnyone() != test.anyone {
			t.Errorf("%s %s: kind %d, anyone %s", test.typ, test.text, p.List[0].Kind, p.IsAnyone())
		}
	}
	d, _ := FromAny(tree(m{"Statement": m{"Effect": "Allow", "Action": "a:b", "Principal": m{"Service": text("lambda.", hole(value.Opaque, "suffix"))}}}))
	if got, ok := d.Statements[0].Principals.List[0].ServiceName(); got != "lambda" || !ok {
		t.Errorf("ServiceName = %q, %v", got, ok)
	}
	s := statement(t, `"Effect":"Allow","Action":"a:b","NotPrincipal":{"AWS":"111122223333"}`)
	if got := s.Principals.IsAnyone(); got != value.Yes {
		t.Errorf("NotPrincipal: anyone %s, want yes", got)
	}
	accounts, all := s.Principals.Accounts()
	if len(accounts) != 1 || all {
		t.Errorf("Accounts = %v, %v", accounts, all)
	}
}

func TestSensitiveIsNotShown(t *testing.T) {
	secret := tree("arn:aws:s3:::secret").Hidden()
	d, _ := FromAny(tree(m{"Statement": m{"Effect": "Allow", "Action": "s3:*", "Resource": secret}}))
	if s := string(d.Format()); strings.Contains(s, "secret\"") || !strings.Contains(s, "[hidden: sensitive]") {
		t.Errorf("Format shows what is sensitive: %s", s)
	}
}
