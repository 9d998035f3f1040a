package main

import (
	"bufio"
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bailiwick/iam/catalog"
	"bailiwick/internal/civil"
)

var update = flag.Bool("update", false, "write the golden files anew")

// small has one of everything.
func small() *table {
	return &table{
		sources:    []string{"services 1", "policies 2"},
		date:       civil.MustDay("2026-09-26"),
		policyDate: civil.MustDay("2026-08-26"),
		globals:    []key{{"aws:ResourceTag/${TagKey}", catalog.String, false}, {"aws:SourceArn", catalog.ARN, false}},
		services: []service{
			{prefix: "empty"},
			{
				prefix: "things", rcp: true,
				keys:  []key{{"other:Key", catalog.Bool, false}, {"things:Colours", catalog.String, true}},
				types: []resourceType{{"box", "arn:${Partition}:things:::box/${Box}", nil}, {"thing", "arn:${Partition}:things:::${Thing}", []string{"things:Colours"}}},
				actions: []action{
					{"GetThing", catalog.Levels(0).With(catalog.Read), nil, []resource{{"box", false, []string{"other:Key"}}, {"thing", true, nil}}, nil},
					{"listThings", catalog.Levels(0).With(catalog.List), []string{"other:Key", "things:Colours"}, nil, []string{"things:GetThing"}},
				},
			},
		},
		policies: []policy{
			{"AllThings", "/", time.Unix(1e9, 0), time.Unix(1e9, 0), []version{{1, []byte(`{"Statement":[]}`)}}},
			{"SomeThings", "/service-role/", time.Unix(1e9, 0), time.Unix(2e9, 0), []version{
				{4, []byte(`{"Statement":[{"Action":["things:GetThing","things:ListThings"]}]}`)},
				{3, []byte(`{"Statement":[{"Action":["things:ListThings","things:GetThing","things:PutThing"]}]}`)},
				{1, []byte(`{"Statement":[]}`)},
			}},
		},
	}
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	file, err := small().encode()
	if err != nil {
		t.Fatal(err)
	}
	c, err := catalog.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	w := bufio.NewWriter(&text)
	printCatalog(w, c)
	w.Flush()
	golden(t, filepath.Join("testdata", "small.txt"), text.Bytes())
	// The tests of the reader begin with this file.
	golden(t, filepath.Join("..", "..", "iam", "catalog", "testdata", "small.bin"), file)

	for _, p := range small().policies {
		got, ok := c.ManagedPolicy(p.name)
		if !ok || got.Path != p.path || got.Version != p.versions[0].number || !got.Created.Equal(p.created) || !got.Updated.Equal(p.updated) {
			t.Errorf("policy %s = %+v, %v", p.name, got, ok)
			continue
		}
		for _, v := range p.versions {
			if doc := got.Versions()[v.number-1].Document(); !bytes.Equal(doc, v.document) {
				t.Errorf("%s v%d = %s, want %s", p.name, v.number, doc, v.document)
			}
		}
	}
	if got, _ := c.ManagedPolicy("SomeThings"); !got.Versions()[1].Missing {
		t.Error("the missing version of SomeThings is not told")
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s is out of date; run: go test ./tools/iamcatalog -update\n%s", name, diff)
	}
}

// FuzzDelta states that any document can be made from any other.
func FuzzDelta(f *testing.F) {
	f.Add([]byte(`{"Action":["s3:GetObject","s3:PutObject"]}`), []byte(`{"Action":["s3:PutObject","s3:GetObject","s3:ListBucket"]}`))
	f.Add([]byte(`{"Action":["s3:GetObject","s3:Put`), []byte(``))
	f.Add([]byte(``), []byte(`{"Action":["s3:PutObject","s3:GetO`))
	f.Add(bytes.Repeat([]byte("abcdefgh"), 9), bytes.Repeat([]byte("hgfedcbaabcdefgh"), 9))
	f.Fuzz(func(t *testing.T, before, after []byte) {
		one := table{
			sources: []string{"test"}, date: civil.MustDay("2026-01-01"), policyDate: civil.MustDay("2026-01-01"),
			policies: []policy{{"P", "/", time.Unix(1, 0), time.Unix(2, 0), []version{{2, before}, {1, after}}}},
		}
		file, err := one.encode()
		if err != nil {
			t.Fatal(err)
		}
		c, err := catalog.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		p, _ := c.ManagedPolicy("P")
		if got := p.Versions()[0].Document(); !bytes.Equal(got, after) {
			t.Fatalf("%q came back as %q", after, got)
		}
	})
}

func TestPackagesAreUnderstood(t *testing.T) {
	p := &npmPackage{updated: "2026-09-26", files: map[string][]byte{
		"data/services.json":             []byte(`["things"]`),
		"data/rcpSupportedServices.json": []byte(`["things"]`),
		"data/actions/things.json": []byte(`{"getthing": {"name": "GetThing", "accessLevel": "Tagging, Write", "conditionKeys": ["things:Colours"],
			"dependentActions": ["other:Do"], "resourceTypes": [{"name": "thing", "required": true, "conditionKeys": [], "dependentActions": []}]}}`),
		"data/conditionKeys/things.json":  []byte(`{"things:colours": {"key": "things:Colours", "type": "ArrayOfString"}}`),
		"data/resourceTypes/things.json":  []byte(`{"thing": {"key": "thing", "arn": "arn:${Partition}:things:::${Thing}"}}`),
		"dist/esm/globalConditionKeys.js": []byte("[{\n key: 'aws:PrincipalTag/tag-key',\n category: 'principal',\n type: 'String',\n}]"),
		"dist/managedPolicies.json":       []byte(`{"P": {"arn": "arn:aws:iam::aws:policy/job-function/P", "latestVersionId": "v2", "createdDate": "2020-01-01T00:00:00.000Z", "lastUpdatedDate": "2021-01-01T10:00:00.000Z", "versions": {"v2": {"document": {"Statement": [ ]}}}}}`),
	}}
	var got table
	if err := got.readServices(p); err != nil {
		t.Fatal(err)
	}
	if err := got.readPolicies(p); err != nil {
		t.Fatal(err)
	}
	updated := time.Date(2021, 1, 1, 10, 0, 0, 0, time.UTC)
	want := table{
		date: civil.MustDay("2026-09-26"), policyDate: civil.MustDay("2021-01-01"),
		globals: []key{{"aws:PrincipalTag/${TagKey}", catalog.String, false}},
		services: []service{{
			prefix: "things", rcp: true,
			keys:    []key{{"things:Colours", catalog.String, true}},
			types:   []resourceType{{"thing", "arn:${Partition}:things:::${Thing}", nil}},
			actions: []action{{"GetThing", catalog.Levels(0).With(catalog.Tagging).With(catalog.Write), []string{"things:Colours"}, []resource{{"thing", true, nil}}, []string{"other:Do"}}},
		}},
		policies: []policy{{"P", "/job-function/", time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), updated, []version{{2, []byte(`{"Statement":[]}`)}}}},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(table{}, service{}, key{}, resourceType{}, action{}, resource{}, policy{}, version{}, civil.Day{})); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
