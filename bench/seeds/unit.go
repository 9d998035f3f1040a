package seeds

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
)

// A pair is a flaw and its clean twin in one spelling of HCL.
type pair struct {
	judgement
	settings  string // of bailiwick.yaml, "" for none
	oneForm   bool   // one of many like it: written in one form, another with another seed
	bad, good part
}

// A part is what one side of a pair adds to a function and its role. In its
// texts <label> stands for the label of all its resources, <name> for the
// function's name inside a quoted text, and <value> for an expression that
// each form passes in its own way.
type part struct {
	runtime  string // expression
	function string // further lines of the function
	role     string // further lines of the role
	trust    string // expression; "": Lambda alone
	blocks   string // further blocks, an empty line between
	value    string // expression that <value> stands for
	file     string // content of <label>.json beside the files
}

// sameBody says that two parts differ in their values only, so that one
// module serves both.
func sameBody(a, b part) bool {
	a.value, b.value = "", ""
	return a == b
}

// text is the part with its function and role, ready for a label, a name and
// an expression for the value.
func (p part) text(label, name, value string) string {
	if p.runtime == "" {
		p.runtime = `"python3.13"`
	}
	if p.trust == "" {
		p.trust = "jsonencode({\n    Version   = \"2012-10-17\"\n    Statement = [{ Effect = \"Allow\", Action = \"sts:AssumeRole\", Principal = { Service = \"lambda.amazonaws.com\" } }]\n  })"
	}
	text := fmt.Sprintf(`resource "aws_lambda_function" "<label>" {
  function_name = "<name>"
  role          = aws_iam_role.<label>.arn
  runtime       = %s
  handler       = "app.handler"
  filename      = "app.zip"
%s}

resource "aws_iam_role" "<label>" {
  name               = "<name>"
  assume_role_policy = %s
%s}

%s`, p.runtime, p.function, p.trust, p.role, p.blocks)
	return strings.NewReplacer("<label>", label, "<name>", name, "<value>", value).Replace(text)
}

var (
	head      = regexp.MustCompile(`(?m)^(resource|data) "[a-z0-9_]+" "[a-z0-9_]+" \{$`)
	reference = regexp.MustCompile(`\b(aws_[a-z0-9_]+|data\.aws_[a-z0-9_]+)\.(this\w*)`)
)

// repeated puts every resource and data source of a text under a
// meta-argument, with key behind each reference between them.
func repeated(text, argument, key string) string {
	text = reference.ReplaceAllString(text, "${1}.${2}"+key)
	return head.ReplaceAllString(text, "$0\n  "+argument)
}

// repeatable says whether the part may stand under for_each as it is.
func (p part) repeatable() bool {
	return p.file == "" && !strings.Contains(p.blocks, "locals {") && !strings.Contains(p.blocks, "\n  count") && !strings.Contains(p.blocks, "\n  for_each")
}

// own says that the value refers to resources of the part itself, so that no
// caller can pass it.
func (p part) own() bool { return strings.Contains(p.value, "<label>") }

var literal = regexp.MustCompile(`^("[^"$%\\]*"|[0-9]+|true|false|null)$`)

// labels draws different names for the services of a case.
func labels(rng *rand.Rand, n int) []string {
	names := []string{"orders", "billing", "intake", "search", "profile", "shipping", "refunds", "catalog", "mailer", "audit"}
	rng.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	return names[:n]
}

func pick[T any](rng *rand.Rand, from ...T) T { return from[rng.IntN(len(from))] }
