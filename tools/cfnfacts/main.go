// Cfnfacts writes what CloudFormation's registry says of the resource types
// that the kinds of the estate declare: internal/cfnregistry/registry.txt,
// against which their tags and attributes are tested.
//
// It reads db.json.gz of the npm package @aws-cdk/aws-service-spec
// (Apache-2.0), which its authors build from the registry's schemas:
//
//	npm pack @aws-cdk/aws-service-spec
//	tar xzf aws-cdk-aws-service-spec-*.tgz
//	go run ./tools/cfnfacts VERSION package/db.json.gz > internal/cfnregistry/registry.txt
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"bailiwick/estate"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: cfnfacts VERSION db.json.gz > internal/cfnregistry/registry.txt")
		os.Exit(2)
	}
	if err := run(os.Stdout, os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "cfnfacts:", err)
		os.Exit(1)
	}
}

// A spec is the part of the database that is read.
type spec struct {
	Schema struct {
		Resource   struct{ Entities []resource }
		Definition struct{ Entities []definition } `json:"typeDefinition"`
	}
}

type definition struct {
	ID         string `json:"$id"`
	Properties map[string]property
}

type resource struct {
	Name       string `json:"cloudFormationType"`
	Properties map[string]property
	Attributes map[string]property
	Primary    []string `json:"primaryIdentifier"`
	Ref        []string `json:"cfnRefIdentifier"`
	Tags       struct {
		Property string `json:"tagPropertyName"`
	} `json:"tagInformation"`
}

type property struct{ Type shape }

// A shape is the type of a property.
type shape struct {
	Type      string
	Element   *shape
	Reference struct {
		To string `json:"$ref"`
	}
	Types []shape // of a union
}

func run(to io.Writer, version, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	var db spec
	if err := json.NewDecoder(z).Decode(&db); err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	w := writer{Writer: bufio.NewWriter(to), of: make(map[string]definition)}
	for _, d := range db.Schema.Definition.Entities {
		w.of[d.ID] = d
	}
	wanted := make(map[string]bool)
	for _, t := range estate.Types() {
		for _, d := range t.CloudFormation {
			wanted[d.Type] = true
		}
	}
	slices.SortFunc(db.Schema.Resource.Entities, func(a, b resource) int { return strings.Compare(a.Name, b.Name) })
	fmt.Fprintf(w, "# From db.json.gz of the npm package @aws-cdk/aws-service-spec %s (Apache-2.0), by tools/cfnfacts.\n", version)
	for _, r := range db.Schema.Resource.Entities {
		if wanted[r.Name] {
			w.resource(r)
		}
	}
	return w.Flush()
}

type writer struct {
	*bufio.Writer
	of map[string]definition
}

// resource writes four lines: the type with its properties, what Fn::GetAtt
// takes, what Ref returns, and which property holds the tags.
func (w writer) resource(r resource) {
	w.WriteString(r.Name)
	w.properties(r.Properties, nil)
	fmt.Fprintf(w, "\n\tattributes %s\n", strings.Join(slices.Sorted(maps.Keys(r.Attributes)), " "))
	ref := r.Ref
	if len(ref) == 0 {
		ref = r.Primary
	}
	fmt.Fprintf(w, "\tref %s\n\ttags %s\n", strings.Join(ref, " "), r.Tags.Property)
}

func (w writer) properties(of map[string]property, within []string) {
	w.WriteString("{")
	for i, name := range slices.Sorted(maps.Keys(of)) {
		if i > 0 {
			w.WriteString(" ")
		}
		w.WriteString(name)
		w.shape(of[name].Type, within)
	}
	w.WriteString("}")
}

// shape writes the properties of a type that has some, of a union those of the
// first that has, and a star for what may have any.
func (w writer) shape(s shape, within []string) bool {
	if s.Type == "json" || s.Type == "map" {
		w.WriteString("*")
		return true
	}
	if s.Element != nil {
		return w.shape(*s.Element, within)
	}
	for _, t := range s.Types {
		if w.shape(t, within) {
			return true
		}
	}
	d, ok := w.of[s.Reference.To]
	if !ok || slices.Contains(within, d.ID) {
		return false // a recursive type is written once
	}
	w.properties(d.Properties, append(slices.Clone(within), d.ID))
	return true
}
