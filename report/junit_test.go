package report_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"bailiwick/assess"
	"bailiwick/report"
)

type junitSuites struct {
	Tests    int `xml:"tests,attr"`
	Failures int `xml:"failures,attr"`
	Errors   int `xml:"errors,attr"`
	Suites   []struct {
		Name     string `xml:"name,attr"`
		Tests    int    `xml:"tests,attr"`
		Failures int    `xml:"failures,attr"`
		Errors   int    `xml:"errors,attr"`
		Skipped  int    `xml:"skipped,attr"`
		Cases    []struct {
			Class   string     `xml:"classname,attr"`
			Name    string     `xml:"name,attr"`
			Failure *junitEnd  `xml:"failure"`
			Error   *junitEnd  `xml:"error"`
			Skipped *junitEnd  `xml:"skipped"`
			Others  []struct{} `xml:",any"`
		} `xml:"testcase"`
	} `xml:"testsuite"`
}

type junitEnd struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
}

func junitOf(t *testing.T, doc []byte) junitSuites {
	t.Helper()
	var out junitSuites
	if err := xml.Unmarshal(doc, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func junitIDs(t *testing.T, doc []byte) []string {
	t.Helper()
	var out []string
	for _, s := range junitOf(t, doc).Suites {
		if s.Name == "input" {
			continue
		}
		for _, c := range s.Cases {
			end := "pass"
			switch {
			case c.Failure != nil:
				end = "fail"
			case c.Error != nil:
				end = "error"
			case c.Skipped != nil && c.Skipped.Type == "exception":
				end = "fail excepted"
			case c.Skipped != nil:
				end = c.Skipped.Type
			}
			out = append(out, c.Class+" "+c.Name+" "+end)
		}
	}
	return out
}

// The counts are those of the cases; what is skipped says why.
func TestJUnitCounts(t *testing.T) {
	eachEstate(t, func(t *testing.T, _, _ string, a *assess.Assessment) {
		doc := junitOf(t, in(t, "junit", a, report.Options{}))
		var all [3]int
		for _, s := range doc.Suites {
			var failures, errors, skipped int
			for _, c := range s.Cases {
				switch {
				case c.Failure != nil:
					failures++
				case c.Error != nil:
					errors++
				case c.Skipped != nil:
					skipped++
					if c.Skipped.Message == "" || c.Skipped.Type == "" {
						t.Errorf("%s of %s is skipped without a reason", c.Name, s.Name)
					}
				}
			}
			if s.Tests != len(s.Cases) || s.Failures != failures || s.Errors != errors || s.Skipped != skipped {
				t.Errorf("suite %s says %d, %d, %d, %d; its cases are %d, %d, %d, %d",
					s.Name, s.Tests, s.Failures, s.Errors, s.Skipped, len(s.Cases), failures, errors, skipped)
			}
			all[0], all[1], all[2] = all[0]+s.Tests, all[1]+failures, all[2]+errors
		}
		if all != [3]int{doc.Tests, doc.Failures, doc.Errors} {
			t.Errorf("the suites add up to %v, not to %+v", all, [3]int{doc.Tests, doc.Failures, doc.Errors})
		}
	})
}

const junitSchema = "../../shared/data/schemas/junit-10.xsd"

// The elements and attributes are those of the public schema, in its order.
func TestJUnitKeepsItsSchema(t *testing.T) {
	schema, err := filepath.Abs(junitSchema)
	if err != nil {
		t.Fatal(err)
	}
	src, err := os.ReadFile(schema)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("../shared/data/schemas/junit-10.xsd is not there")
	} else if err != nil {
		t.Fatal(err)
	}
	declared := junitElements(t, src)
	eachEstate(t, func(t *testing.T, _, _ string, a *assess.Assessment) {
		doc := in(t, "junit", a, report.Options{})
		junitFits(t, declared, doc)
		xmllint, err := exec.LookPath("xmllint")
		if err != nil {
			return
		}
		cmd := exec.Command(xmllint, "--noout", "--schema", schema, "-")
		cmd.Stdin = bytes.NewReader(doc)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("xmllint: %v\n%s", err, out)
		}
	})
}

// An xsdElement is what the schema says of an element.
type xsdElement struct {
	Name  string       `xml:"name,attr"`
	Ref   string       `xml:"ref,attr"`
	Under []xsdElement `xml:"complexType>sequence>element"`
	Any   []xsdElement `xml:"complexType>choice>element"`
	Deep  []xsdElement `xml:"complexType>sequence>choice>element"`
	Attrs []struct {
		Name string `xml:"name,attr"`
		Use  string `xml:"use,attr"`
		Type string `xml:"type,attr"`
	} `xml:"complexType>attribute"`
}

func junitElements(t *testing.T, src []byte) map[string]xsdElement {
	t.Helper()
	var schema struct {
		Elements []xsdElement `xml:"element"`
	}
	if err := xml.Unmarshal(src, &schema); err != nil {
		t.Fatal(err)
	}
	out := map[string]xsdElement{}
	for _, e := range schema.Elements {
		e.Any = append(append(e.Any, e.Under...), e.Deep...)
		out[e.Name] = e
	}
	return out
}

var surefireTime = regexp.MustCompile(`^(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]{0,3})?$`)

func junitFits(t *testing.T, declared map[string]xsdElement, doc []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(doc))
	var open []string
	for {
		token, err := d.Token()
		if err == io.EOF {
			return
		} else if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.StartElement:
			name := token.Name.Local
			e, ok := declared[name]
			if !ok {
				t.Fatalf("the schema has no element %s", name)
			}
			if len(open) > 0 {
				may := false
				for _, child := range declared[open[len(open)-1]].Any {
					may = may || child.Ref == name
				}
				if !may {
					t.Errorf("%s may not lie in %s", name, open[len(open)-1])
				}
			}
			open = append(open, name)
			given := map[string]string{}
			for _, a := range token.Attr {
				given[a.Name.Local] = a.Value
			}
			for _, a := range e.Attrs {
				if _, has := given[a.Name]; a.Use == "required" && !has {
					t.Errorf("%s lacks %s", name, a.Name)
				}
				if a.Type == "SUREFIRE_TIME" && !surefireTime.MatchString(given[a.Name]) {
					t.Errorf("%s of %s is no time: %q", a.Name, name, given[a.Name])
				}
				if n, has := given[a.Name]; has && strings.Contains("tests failures errors skipped", a.Name) {
					if _, err := strconv.Atoi(n); err != nil {
						t.Errorf("%s of %s is no number: %q", a.Name, name, n)
					}
				}
				delete(given, a.Name)
			}
			for a := range given {
				t.Errorf("the schema has no attribute %s of %s", a, name)
			}
		}
	}
}
