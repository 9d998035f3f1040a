package catalog_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"bailiwick/iam/catalog"
)

func TestManagedPolicyIsFoundByNameAndARN(t *testing.T) {
	c := catalog.Default()
	for _, test := range []struct{ asked, arn string }{
		{"AdministratorAccess", "arn:aws:iam::aws:policy/AdministratorAccess"},
		{"arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/AdministratorAccess"},
		{"AWSLambdaBasicExecutionRole", "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"},
		{"arn:aws-us-gov:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", "arn:aws-us-gov:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"},
		{"arn:aws-cn:iam::aws:policy/job-function/ViewOnlyAccess", "arn:aws-cn:iam::aws:policy/job-function/ViewOnlyAccess"},
	} {
		p, ok := c.ManagedPolicy(test.asked)
		if !ok || p.ARN() != test.arn {
			t.Errorf("ManagedPolicy(%q) = %v, %v; want %s", test.asked, p, ok, test.arn)
			continue
		}
		if want := !strings.Contains(test.asked, "arn:aws-"); p.Recorded != want {
			t.Errorf("ManagedPolicy(%q).Recorded = %v", test.asked, p.Recorded)
		}
		if !json.Valid(p.Document()) {
			t.Errorf("ManagedPolicy(%q).Document() is no JSON", test.asked)
		}
	}
	for _, asked := range []string{
		"", "administratoraccess", "NoSuchPolicy", "service-role/AWSLambdaBasicExecutionRole",
		"arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole", // its path is service-role
		"arn:aws:iam::aws:policy/NoSuchPolicy",
		"arn:aws:iam::aws:policy/",
		"arn:aws:iam::123456789012:policy/AdministratorAccess",
		"arn:aws:iam::aws:role/AdministratorAccess",
		`arn:aws","x":iam::aws:policy/AdministratorAccess`,
		"arn::iam::aws:policy/AdministratorAccess",
	} {
		if p, ok := c.ManagedPolicy(asked); ok {
			t.Errorf("ManagedPolicy(%q) = %s; want it not known", asked, p.ARN())
		}
	}
}

func TestDocumentsNameThePartitionThatWasAskedFor(t *testing.T) {
	c := catalog.Default()
	p, ok := c.ManagedPolicy("arn:aws-us-gov:iam::aws:policy/AWSLambda_FullAccess")
	if !ok {
		t.Fatal("AWSLambda_FullAccess is not known")
	}
	doc := p.Document()
	if bytes.Contains(doc, []byte(`"arn:aws:`)) || !bytes.Contains(doc, []byte(`"arn:aws-us-gov:`)) {
		t.Errorf("in aws-us-gov the document is %s", doc)
	}
	p, _ = c.ManagedPolicy("AWSLambda_FullAccess")
	if !bytes.Contains(p.Document(), []byte(`"arn:aws:`)) {
		t.Error("asked for by name the document is not as recorded")
	}
}

func TestInForce(t *testing.T) {
	c := catalog.Default()
	for _, name := range c.ManagedPolicies() {
		p, ok := c.ManagedPolicy(name)
		if !ok {
			t.Fatalf("no policy %q", name)
		}
		if got := p.InForce(p.Created.Add(-time.Second)); len(got) != 0 {
			t.Errorf("%s before it was made: %v", name, got)
		}
		for _, at := range []time.Time{p.Updated, p.Updated.AddDate(5, 0, 0)} {
			if got := p.InForce(at); len(got) != 1 || got[0].Number != p.Version || got[0].Missing {
				t.Errorf("%s at %v: %v; want the newest version", name, at, got)
			}
		}
		for _, at := range []time.Time{p.Created, p.Updated.Add(-time.Second)} {
			if got := p.InForce(at); p.Version > 1 && len(got) != p.Version-1 {
				t.Errorf("%s at %v: %d versions; want each of the %d older ones", name, at, len(got), p.Version-1)
			}
		}
	}
}

func TestHistory(t *testing.T) {
	c := catalog.Default()
	policies, documents, missing := 0, 0, 0
	for _, name := range c.ManagedPolicies() {
		p, _ := c.ManagedPolicy(name)
		policies++
		for i, v := range p.Versions() {
			if v.Number != i+1 || v.From.Before(p.Created) || v.Until.IsZero() != (v.Number == p.Version) {
				t.Errorf("%s: version %d is %+v", name, i+1, v)
			}
			if v.Missing {
				missing++
				if v.Document() != nil {
					t.Errorf("%s v%d is missing and has a document", name, v.Number)
				}
				continue
			}
			documents++
			if testing.Short() && v.Number < p.Version {
				continue
			}
			if doc := v.Document(); !json.Valid(doc) || doc[0] != '{' {
				t.Errorf("%s v%d = %.60q", name, v.Number, doc)
			}
		}
	}
	if policies != 1594 || documents != 6194 || missing != 850 {
		t.Errorf("%d policies, %d documents, %d missing; want 1594, 6194, 850 (change this with the data)", policies, documents, missing)
	}
}
