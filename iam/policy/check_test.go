package policy

import (
	"fmt"
	"strings"
	"testing"

	"bailiwick/iam/catalog"
)

func TestCheck(t *testing.T) {
	const allow = `"Effect":"Allow","Action":"s3:*","Resource":"*"`
	const trust = `"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"lambda.amazonaws.com"}`
	for _, test := range []struct {
		kind       Kind
		statements string
		want       []Code
	}{
		{Managed, `{` + allow + `}`, nil},
		{Managed, ``, []Code{Missing}},
		{Managed, `{"Sid":"A",` + allow + `},{"Sid":"A",` + allow + `}`, []Code{DuplicateSid}},
		{Managed, `{"Sid":"A B",` + allow + `}`, []Code{BadSid}},
		{Bucket, `{"Sid":"A B","Principal":"*",` + allow + `}`, nil},
		{Managed, `{"Principal":"*",` + allow + `}`, []Code{NotHere}},
		{SCP, `{"Principal":"*",` + allow + `}`, []Code{NotHere}},
		{Bucket, `{` + allow + `}`, []Code{Missing}},
		{Managed, `{"Effect":"Allow","Action":"s3:*"}`, []Code{Missing}},
		{Managed, `{"Effect":"Allow","Action":[],"Resource":[]}`, []Code{BadAction, BadResource}},
		{Managed, `{"Effect":"Allow","Action":["GetObject","s*:GetObject"],"Resource":"*"}`, []Code{BadAction, BadAction}},
		{Managed, `{"Effect":"Allow","Action":"s3:*","Resource":["bucket","arn:aws:s3:b","arn:gcp:s3:::b"]}`, []Code{BadResource, BadResource, BadResource}},
		{Managed, `{"Effect":"Allow","Action":"s3:*","Resource":["arn:aws-cn:s3:::b","arn:aws-us-gov:s3:::b","arn:*:s3:::b"]}`, nil},
		{ResourceBased, `{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}`, nil},
		{Managed, `{` + allow + `,"Condition":{"StringEquals":{"username":"x"}}}`, []Code{BadKey}},
		{Trust, `{` + trust + `}`, nil},
		{Trust, `{` + trust + `,"Resource":"*"}`, []Code{NotHere}},
		{Trust, `{"Effect":"Allow","Action":"s3:*","Principal":"*"}`, []Code{BadAction}},
		{Trust, `{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"arn:aws:iam::111122223333:role/*"}}`, []Code{BadPrincipal}},
		{Bucket, `{"Principal":"lambda.amazonaws.com",` + allow + `}`, []Code{BadPrincipal}},
		{Bucket, `{"Principal":"arn:aws:iam::111122223333:role/r",` + allow + `}`, []Code{BadPrincipal}},
		{Key, `{"Effect":"Allow","Action":"kms:*","Resource":"*","Principal":{"CanonicalUser":"79a5"}}`, []Code{BadPrincipal}},
		{RCP, `{"Effect":"Deny","Action":"s3:*","Resource":"*","Principal":"*"}`, nil},
		{RCP, `{"Effect":"Allow","Action":"s3:*","Resource":"*","Principal":{"AWS":"111122223333"}}`, []Code{NotHere, BadPrincipal}},
		{UserInline, `{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::` + strings.Repeat("b", 2000) + `"}`, []Code{TooLong}},
		{RoleInline, `{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::` + strings.Repeat("b", 2000) + `"}`, nil},
	} {
		d, err := Parse([]byte(`{"Version":"2012-10-17","Statement":[` + test.statements + `]}`))
		if err != nil {
			t.Errorf("%s: %v", test.statements, err)
			continue
		}
		if got := codes(d.Check(test.kind)); got != fmt.Sprint(test.want) {
			t.Errorf("Check(%s) of %.200s = %s, want %s", test.kind, test.statements, got, test.want)
		}
	}
}

func codes(issues []Issue) string {
	var out []Code
	for _, i := range issues {
		out = append(out, i.Code)
	}
	return fmt.Sprint(out)
}

func TestVariablesNeedAVersion(t *testing.T) {
	const statements = `"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":["arn:aws:s3:::b/${aws:username}/*","arn:aws:s3:::${*}"]}]}`
	for _, test := range []struct {
		version string
		want    []Code
		matches string
	}{
		{`{"Version":"2012-10-17",`, nil, "cannot tell"},
		{`{"Version":"2008-10-17",`, []Code{IdleVariable}, "no"},
		{`{`, []Code{IdleVariable}, "no"},
	} {
		d, err := Parse([]byte(test.version + statements))
		if err != nil {
			t.Fatal(err)
		}
		if got := codes(d.Check(Managed)); got != fmt.Sprint(test.want) {
			t.Errorf("%s: Check = %s, want %s", test.version, got, test.want)
		}
		if got := d.Statements[0].MatchesResource(text("arn:aws:s3:::b/alice/x")); got.String() != test.matches {
			t.Errorf("%s: MatchesResource = %s, want %s", test.version, got, test.matches)
		}
	}
}

func TestLint(t *testing.T) {
	for _, test := range []struct {
		statements string
		want       []Code
	}{
		{`{"Effect":"Allow","Action":["s3:Get*","dynamodb:GetItem"],"Resource":"*"}`, nil},
		{`{"Effect":"Allow","Action":["lambda:Invok?x*","lambda:InvokeFunctions","lamda:*","s3: Get*"],"Resource":"*"}`, []Code{IdleAction, IdleAction, IdleAction, IdleAction}},
		{`{"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::b/*"}`, []Code{IdleAction}},
		{`{"Effect":"Allow","Action":["s3:ListBucket","s3:GetObject"],"Resource":["arn:aws-cn:s3:::b","arn:aws-cn:s3:::b/*"]}`, nil},
		{`{"Effect":"Allow","Action":"s3:GetObject","Resource":["arn:aws:s3:::b/*","arn:aws:sqs:*:*:q"]}`, []Code{IdleResource}},
		{`{"Effect":"Allow","Action":"dynamodb:ListTables","Resource":"arn:aws:dynamodb:*:*:table/t"}`, []Code{IdleAction}},
		{`{"Effect":"Allow","Action":"lambda:InvokeFunction","Resource":["arn:aws-us-gov:lambda:*:111122223333:function:f","arn:aws-us-gov:lambda:*:111122223333:function:f:*"]}`, nil},
		{`{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*","Condition":{"StringEquals":{"lambda:FunctionUrlAuthType":"NONE"}}}`, []Code{IdleKey}},
		{`{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*","Condition":{"ForAllValues:StringEquals":{"dynamodb:Attributes":"id"}}}`, []Code{LooseForAllValues}},
		{`{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*","Condition":{"ForAllValues:StringEquals":{"dynamodb:Attributes":"id"},"Null":{"dynamodb:Attributes":"false"}}}`, nil},
		{`{"Effect":"Deny","Action":"dynamodb:GetItem","Resource":"*","Condition":{"ForAllValues:StringEquals":{"dynamodb:Attributes":"id"}}}`, nil},
		{`{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}`, []Code{AllowNotAction}},
		{`{"Effect":"Deny","NotAction":"iam:*","Resource":"*"}`, nil},
		{`{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"*","NotPrincipal":{"AWS":"AIDAEXAMPLEEXAMPLE12"}}`, []Code{AllowNotPrincipal, DeletedPrincipal}},
		{`{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"StringEquals":{"aws:SourceAccount":"*"},"Bool":{"aws:SecureTransport":"yes"},"IpAddress":{"aws:SourceIp":"10.0.0/8"},"DateGreaterThan":{"aws:CurrentTime":"soon"}}}`, []Code{IdleValue, IdleValue, IdleValue, IdleValue}},
		{`{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"},{"Effect":"Deny","Action":"s3:*","Resource":"*"}`, []Code{Unreachable}},
		{`{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"},{"Effect":"Allow","Action":"S3:get*","Resource":"arn:aws:s3:::b*"}`, []Code{Redundant}},
		{`{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"},{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}`, []Code{Redundant}},
		{`{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"},{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}`, nil},
	} {
		d, err := Parse([]byte(`{"Version":"2012-10-17","Statement":[` + test.statements + `]}`))
		if err != nil {
			t.Errorf("%s: %v", test.statements, err)
			continue
		}
		if got := codes(d.Lint(catalog.Default(), AnyKind)); got != fmt.Sprint(test.want) {
			t.Errorf("Lint of %s = %s, want %s", test.statements, got, test.want)
		}
	}
}

func TestLintIsBounded(t *testing.T) {
	var statements []string
	for i := range 5_000 {
		statements = append(statements, fmt.Sprintf(`{"Effect":"Allow","Action":"s3:*a*b*c*","Resource":"arn:aws:s3:::*a*%d*c*"}`, i))
	}
	d, err := Parse([]byte(`{"Statement":[` + strings.Join(statements, ",") + `]}`))
	if err != nil {
		t.Fatal(err)
	}
	issues := d.Lint(catalog.Default(), AnyKind)
	if len(issues) == 0 || issues[0].Code != TooLarge {
		t.Errorf("Lint of %d statements does not say that it stopped: %d issues", len(d.Statements), len(issues))
	}
}

// The catalogue names the services whose ARNs begin their last part with a
// name.
func TestNameFirst(t *testing.T) {
	c := catalog.Default()
	for _, prefix := range c.Services() {
		service, _ := c.Service(prefix)
		for _, r := range service.ResourceTypes() {
			form := strings.SplitN(r.ARN, ":", 6)
			if len(form) < 6 || !strings.HasPrefix(form[5], "${") || form[2] != prefix {
				continue
			}
			_, rest, _ := strings.Cut(form[5], "}")
			if (strings.HasPrefix(rest, "/") || strings.HasPrefix(rest, ":")) && !nameFirst(prefix) {
				t.Errorf("nameFirst(%q) = false, but there is %s", prefix, r.ARN)
			}
		}
	}
}

// AWS's own policies have the form of AWS's grammar, and every format is a
// fixed point.
func TestManagedPoliciesParse(t *testing.T) {
	c := catalog.Default()
	for i, name := range c.ManagedPolicies() {
		if testing.Short() && i%10 > 0 {
			continue
		}
		p, _ := c.ManagedPolicy(name)
		d, err := Parse(p.Document())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		again, err := Parse(d.Format())
		if err != nil || string(again.Format()) != string(d.Format()) {
			t.Errorf("%s: format is no fixed point: %v", name, err)
		}
	}
}
