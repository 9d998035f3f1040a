package estate

import (
	"bufio"
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// registered is what CloudFormation's registry says of a resource type.
type registered struct {
	properties properties
	attributes []string // what Fn::GetAtt takes
	ref        []string // what Ref returns
	tags       string   // the property that holds the tags
}

type properties map[string]properties

// has reports whether the path leads to a property.
func (p properties) has(path string) bool {
	name, rest, more := strings.Cut(path, ".")
	inner, ok := p[name]
	if p.open() {
		return true
	}
	return ok && (!more || inner.has(rest))
}

// open reports whether any property may be there.
func (p properties) open() bool {
	_, ok := p["*"]
	return ok
}

func (p properties) at(path string) properties {
	for name := range strings.SplitSeq(path, ".") {
		if !p.open() {
			p = p[name]
		}
	}
	return p
}

// registry reads testdata/cloudformation.txt, which tools/cfnfacts writes.
func registry(t *testing.T) map[string]registered {
	f, err := os.Open("testdata/cloudformation.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all := make(map[string]registered)
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	name := ""
	for lines.Scan() {
		line := lines.Text()
		word, rest, _ := strings.Cut(strings.TrimPrefix(line, "\t"), " ")
		r := all[name]
		switch {
		case strings.HasPrefix(line, "#"):
			continue
		case !strings.HasPrefix(line, "\t"):
			at := strings.IndexByte(line, '{')
			name, r = line[:at], registered{}
			r.properties, _ = readProperties(line[at+1:])
		case word == "attributes":
			r.attributes = strings.Fields(rest)
		case word == "ref":
			r.ref = strings.Fields(rest)
		case word == "tags":
			r.tags = rest
		}
		all[name] = r
	}
	if len(all) < 200 {
		t.Fatalf("%d types in testdata/cloudformation.txt", len(all))
	}
	return all
}

// readProperties reads names, each perhaps with its own properties in braces, up
// to the closing brace.
func readProperties(s string) (properties, string) {
	p := make(properties)
	for {
		s = strings.TrimPrefix(s, " ")
		n := strings.IndexAny(s, " {}")
		name, anything := strings.CutSuffix(s[:n], "*")
		s = s[n:]
		var inner properties
		if anything {
			inner = properties{"*": nil}
		}
		if s[0] == '{' {
			inner, s = readProperties(s[1:])
		}
		if name != "" {
			p[name] = inner
		}
		if s[0] == '}' {
			return p, s[1:]
		}
	}
}

// unregistered are types that the registry of testdata does not have.
var unregistered = []string{"AWS::Lambda::WebFunction", "AWS::Lambda::WebFunctionEndpoint", "AWS::Lambda::WebFunctionRevision"}

// attributesOfResources stand beside a resource's properties.
var attributesOfResources = []string{"DeletionPolicy", "UpdateReplacePolicy"}

// A declaration's name, tags and what is computed are what CloudFormation calls
// them.
func TestCloudFormationKnowsTheDeclarations(t *testing.T) {
	types := registry(t)
	placeholder := regexp.MustCompile(`\{([^}]*)\}`)
	for _, typ := range Types() {
		for _, d := range typ.CloudFormation {
			r, ok := types[d.Type]
			if !ok {
				if !slices.Contains(unregistered, d.Type) {
					t.Errorf("%s: the registry has no %s; write testdata/cloudformation.txt anew with tools/cfnfacts", typ.Kind, d.Type)
				}
				continue
			}
			if d.Inside != "" && !r.properties.has(d.Inside) {
				t.Errorf("%s has no %s", d.Type, d.Inside)
			}
			if d.Name != "" && d.Inside == "" && !r.properties.has(d.Name) {
				t.Errorf("%s: no property is called %s, its name", d.Type, d.Name)
			}
			if want := d.Tags; d.Inside == "" && r.tags != "" && want != strings.TrimSuffix(r.tags, "Tags") && want != r.tags {
				t.Errorf("%s: the tags are in %s, not in %q", d.Type, r.tags, want)
			}
			for _, c := range d.Computed {
				if c.Attribute != "" && c.Attribute != "Ref" && !slices.Contains(r.attributes, c.Attribute) && !r.properties.has(c.Attribute) {
					t.Errorf("%s: Fn::GetAtt takes no %s", d.Type, c.Attribute)
				}
			}
			for _, c := range slices.Concat(d.Computed, d.Given) {
				for _, m := range placeholder.FindAllStringSubmatch(c.Format, -1) {
					name, _, _ := strings.Cut(m[1], "|")
					name = strings.Trim(name, "/")
					name, _, _ = strings.Cut(name, ":")
					if name == strings.ToLower(name) || name == "Ref" || r.properties.has(name) || slices.Contains(r.attributes, name) || slices.Contains(madeByAWS, name) {
						continue
					}
					t.Errorf("%s.%s: nothing is called %s", d.Type, c.Attribute, name)
				}
			}
		}
	}
}

// madeByAWS are parts of ARNs that no property or attribute gives.
var madeByAWS = strings.Fields("AggregatorId ArnSuffix ConnectorId ListenerPath PackId ProxyId RuleId RulePath ScopePath StoreId StreamLabel SubscriptionId Suffix UrlId Uuid ListenerId Version")

// Every field of a kind that CloudFormation declares is named in its dialect,
// by a property that one of the kind's types has, or by "-".
func TestCloudFormationKnowsTheFields(t *testing.T) {
	types := registry(t)
	f := fieldsOf{used: make(map[reflect.Type][]properties)}
	for _, typ := range Types() {
		for _, d := range typ.CloudFormation {
			r, ok := types[d.Type]
			if !ok {
				continue
			}
			p := r.properties
			if d.Inside != "" {
				p = p.at(d.Inside)
			}
			p = withAll(p, attributesOfResources...)
			for _, g := range d.Given {
				p = withAll(p, g.Attribute)
			}
			f.collect(reflect.TypeOf(typ.New()).Elem(), p)
		}
	}
	for _, s := range f.structs {
		for i := range s.NumField() {
			field := s.Field(i)
			if field.Type == reflect.TypeFor[Head]() {
				continue
			}
			tag := field.Tag.Get("cfn")
			if tag == "" {
				t.Errorf("%s.%s `tf:%q`: CloudFormation's name is missing", s.Name(), field.Name, field.Tag.Get("tf"))
				continue
			}
			for path := range strings.SplitSeq(tag, "|") {
				known := slices.ContainsFunc(f.used[s], func(p properties) bool { return p.has(path) })
				if path != "-" && !known {
					t.Errorf("%s.%s: no property is called %s", s.Name(), field.Name, path)
				}
			}
		}
	}
}

// fieldsOf are the structs that CloudFormation fills, each with the properties
// that it is filled from.
type fieldsOf struct {
	structs []reflect.Type
	used    map[reflect.Type][]properties
}

func (f *fieldsOf) collect(s reflect.Type, from properties) {
	if f.used[s] == nil {
		f.structs = append(f.structs, s)
	}
	f.used[s] = append(f.used[s], from)
	for i := range s.NumField() {
		blocks, ok := reflect.New(s.Field(i).Type).Interface().(untyped)
		if !ok {
			continue
		}
		_, of := blocks.untyped()
		for path := range strings.SplitSeq(s.Field(i).Tag.Get("cfn"), "|") {
			if from.has(path) {
				f.collect(of, from.at(path))
			}
		}
	}
}

func withAll(p properties, names ...string) properties {
	all := maps.Clone(p)
	if all == nil {
		all = make(properties)
	}
	for _, name := range names {
		all[name] = nil
	}
	return all
}
