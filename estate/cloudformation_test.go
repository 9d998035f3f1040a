package estate

import (
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bailiwick/internal/cfnregistry"
)

// unregistered are types that the registry does not have.
var unregistered = []string{"AWS::Lambda::WebFunction", "AWS::Lambda::WebFunctionEndpoint", "AWS::Lambda::WebFunctionRevision"}

// attributesOfResources stand beside a resource's properties.
var attributesOfResources = []string{"DeletionPolicy", "UpdateReplacePolicy"}

// A declaration's name, tags and what is computed are what CloudFormation calls
// them.
func TestCloudFormationKnowsTheDeclarations(t *testing.T) {
	types := cfnregistry.Types()
	placeholder := regexp.MustCompile(`\{([^}]*)\}`)
	for _, typ := range Types() {
		for _, d := range typ.CloudFormation {
			r, ok := types[d.Type]
			if !ok {
				if !slices.Contains(unregistered, d.Type) {
					t.Errorf("%s: the registry has no %s; write internal/cfnregistry/registry.txt anew with tools/cfnfacts", typ.Kind, d.Type)
				}
				continue
			}
			if d.Inside != "" && !r.Properties.Has(d.Inside) {
				t.Errorf("%s has no %s", d.Type, d.Inside)
			}
			if d.Name != "" && d.Inside == "" && !r.Properties.Has(d.Name) {
				t.Errorf("%s: no property is called %s, its name", d.Type, d.Name)
			}
			if want := d.Tags; d.Inside == "" && r.Tags != "" && want != strings.TrimSuffix(r.Tags, "Tags") && want != r.Tags {
				t.Errorf("%s: the tags are in %s, not in %q", d.Type, r.Tags, want)
			}
			for _, c := range d.Computed {
				if c.Attribute != "" && c.Attribute != "Ref" && !slices.Contains(r.Attributes, c.Attribute) && !r.Properties.Has(c.Attribute) {
					t.Errorf("%s: Fn::GetAtt takes no %s", d.Type, c.Attribute)
				}
			}
			for _, c := range slices.Concat(d.Computed, d.Given) {
				for _, m := range placeholder.FindAllStringSubmatch(c.Format, -1) {
					name, _, _ := strings.Cut(m[1], "|")
					name = strings.Trim(name, "/")
					name, _, _ = strings.Cut(name, ":")
					if name == strings.ToLower(name) || name == "Ref" || r.Properties.Has(name) || slices.Contains(r.Attributes, name) || slices.Contains(madeByAWS, name) {
						continue
					}
					t.Errorf("%s.%s: nothing is called %s", d.Type, c.Attribute, name)
				}
			}
		}
	}
}

// madeByAWS are parts of ARNs that no property or attribute gives.
var madeByAWS = strings.Fields("AccessKeyId AggregatorId ArnSuffix ConnectorId ListenerPath PackId ProxyId RuleId RulePath ScopePath StoreId StreamLabel SubscriptionId Suffix UrlId Uuid Version StackName")

// Every field of a kind that CloudFormation declares is named in its dialect,
// by a property that one of the kind's types has, or by "-".
func TestCloudFormationKnowsTheFields(t *testing.T) {
	types := cfnregistry.Types()
	f := fieldsOf{used: make(map[reflect.Type][]cfnregistry.Properties)}
	for _, typ := range Types() {
		for _, d := range typ.CloudFormation {
			r, ok := types[d.Type]
			if !ok {
				continue
			}
			p := r.Properties
			if d.Inside != "" {
				p = p.At(d.Inside)
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
				known := slices.ContainsFunc(f.used[s], func(p cfnregistry.Properties) bool { return p.Has(path) })
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
	used    map[reflect.Type][]cfnregistry.Properties
}

func (f *fieldsOf) collect(s reflect.Type, from cfnregistry.Properties) {
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
			if from.Has(path) {
				f.collect(of, from.At(path))
			}
		}
	}
}

func withAll(p cfnregistry.Properties, names ...string) cfnregistry.Properties {
	all := maps.Clone(p)
	if all == nil {
		all = make(cfnregistry.Properties)
	}
	for _, name := range names {
		all[name] = nil
	}
	return all
}
