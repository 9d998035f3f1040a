package seeds

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A statement is one of a policy document, in the words of IAM's JSON. Texts
// may hold <label> and references of HCL in ${}.
type statement map[string]any

type list = []any

// An allow is a statement of the commonest form.
func allow(action, resource any) statement {
	return statement{"Effect": "Allow", "Action": action, "Resource": resource}
}

// with is the statement with one more element.
func (s statement) with(key string, value any) statement {
	s = maps.Clone(s)
	s[key] = value
	return s
}

func documentOf(statements []statement) map[string]any {
	all := make(list, len(statements))
	for i, s := range statements {
		all[i] = map[string]any(s)
	}
	return map[string]any{"Version": "2012-10-17", "Statement": all}
}

// jsonText writes a document, or any other value, as JSON over several lines.
func jsonText(v any, indent string) string {
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent(indent, "  ")
	if err := encoder.Encode(v); err != nil {
		panic("internal error: a seed that JSON cannot hold: " + err.Error())
	}
	return strings.TrimSuffix(text.String(), "\n")
}

// hclText writes the same as an expression of HCL.
func hclText(v any) string {
	switch v := v.(type) {
	case map[string]any:
		var text strings.Builder
		text.WriteString("{ ")
		for i, key := range slices.Sorted(maps.Keys(v)) {
			if i > 0 {
				text.WriteString(", ")
			}
			if strings.ContainsAny(key, ":/.") {
				key = `"` + key + `"`
			}
			text.WriteString(key + " = " + hclText(v[key]))
		}
		return text.String() + " }"
	case list:
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = hclText(item)
		}
		return "[" + strings.Join(items, ", ") + "]"
	case string:
		return hclString(v)
	case nil:
		return "null"
	}
	return fmt.Sprint(v)
}

func hclString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}

// A pen is one way to spell a policy document in HCL.
type pen struct {
	name  string
	write func([]statement) spelled
}

// A spelled document is an expression and what it needs beside it.
type spelled struct {
	expression string
	value      string // the expression, where it goes through <value>
	blocks     string
	file       string
}

func pens() []pen {
	return []pen{
		{"heredoc", func(s []statement) spelled {
			return spelled{expression: "<<-EOT\n    " + jsonText(documentOf(s), "    ") + "\n  EOT"}
		}},
		{"quoted", func(s []statement) spelled {
			compact, _ := json.Marshal(documentOf(s))
			plain := strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(compact))
			return spelled{expression: hclString(plain)}
		}},
		{"jsonencode", func(s []statement) spelled {
			return spelled{expression: "jsonencode(" + hclText(documentOf(s)) + ")"}
		}},
		{"jsonencode-single", func(s []statement) spelled {
			d := documentOf(s)
			if len(s) == 1 {
				d["Statement"] = map[string]any(s[0])
			}
			return spelled{expression: "jsonencode(" + hclText(d) + ")"}
		}},
		{"concat", func(s []statement) spelled {
			parts := make([]string, len(s))
			for i, one := range s {
				parts[i] = "[" + hclText(map[string]any(one)) + "]"
			}
			return spelled{expression: `jsonencode({ Version = "2012-10-17", Statement = concat([], ` + strings.Join(parts, ", ") + ") })"}
		}},
		{"for", func(s []statement) spelled {
			bodies := make(list, len(s))
			for i, one := range s {
				bodies[i] = map[string]any(one)
			}
			return spelled{expression: `jsonencode({ Version = "2012-10-17", Statement = [for s in ` + hclText(bodies) + " : merge(s, {})] })"}
		}},
		{"local", func(s []statement) spelled {
			return spelled{
				expression: "jsonencode(local.<label>_policy)",
				blocks:     "locals {\n  <label>_policy = " + hclText(documentOf(s)) + "\n}\n\n",
			}
		}},
		{"data", func(s []statement) spelled {
			return spelled{
				expression: "data.aws_iam_policy_document.<label>.json",
				blocks:     dataSource("<label>", s, ""),
			}
		}},
		{"data-source-documents", func(s []statement) spelled {
			return spelled{
				expression: "data.aws_iam_policy_document.<label>.json",
				blocks: dataSource("<label>_base", s, "") +
					dataSource("<label>", nil, "  source_policy_documents = [data.aws_iam_policy_document.<label>_base.json]\n"),
			}
		}},
		{"data-override", func(s []statement) spelled {
			return spelled{
				expression: "data.aws_iam_policy_document.<label>.json",
				blocks:     dataSource("<label>", nil, "  override_policy_documents = [jsonencode("+hclText(documentOf(s))+")]\n"),
			}
		}},
		{"data-dynamic", func(s []statement) spelled {
			return spelled{
				expression: "data.aws_iam_policy_document.<label>.json",
				blocks:     dynamicSource(s),
			}
		}},
		{"data-minified", func(s []statement) spelled {
			return spelled{
				expression: "data.aws_iam_policy_document.<label>.minified_json",
				blocks:     dataSource("<label>", s, ""),
			}
		}},
		{"recoded", func(s []statement) spelled {
			return spelled{expression: "jsonencode(jsondecode(jsonencode(" + hclText(documentOf(s)) + ")))"}
		}},
		{"condition", func(s []statement) spelled {
			text := "jsonencode(" + hclText(documentOf(s)) + ")"
			return spelled{
				expression: "(local.<label>_primary ? " + text + " : jsonencode({}))",
				blocks:     "locals {\n  <label>_primary = 1 < 2\n}\n\n",
			}
		}},
		{"file", func(s []statement) spelled {
			return spelled{expression: `file("${path.module}/<label>.json")`, file: jsonText(documentOf(s), "")}
		}},
		{"templatefile", func(s []statement) spelled {
			text := strings.Replace(jsonText(documentOf(s), ""), `"Allow"`, `"${effect}"`, 1)
			return spelled{expression: `templatefile("${path.module}/<label>.json", { effect = "Allow" })`, file: text}
		}},
		{"input", func(s []statement) spelled {
			return spelled{expression: "<value>", value: "jsonencode(" + hclText(documentOf(s)) + ")"}
		}},
		{"input-object", func(s []statement) spelled {
			return spelled{expression: "jsonencode(<value>)", value: hclText(documentOf(s))}
		}},
	}
}

// literalOnly says that the pen cannot write references to resources.
func (p pen) literalOnly() bool {
	return p.name == "file" || p.name == "templatefile" || strings.HasPrefix(p.name, "input")
}

// dataSource writes statements as a data "aws_iam_policy_document".
func dataSource(label string, statements []statement, lines string) string {
	text := fmt.Sprintf("data \"aws_iam_policy_document\" %q {\n%s", label, lines)
	for _, s := range statements {
		text += "  statement {\n"
		for _, key := range slices.Sorted(maps.Keys(s)) {
			text += argument(key, s[key])
		}
		text += "  }\n"
	}
	return text + "}\n\n"
}

// dynamicSource writes statements of an Effect, Actions and Resources as a
// dynamic block over a list, others as they are.
func dynamicSource(statements []statement) string {
	var generated list
	var plain []statement
	for _, s := range statements {
		if _, allows := s["Action"]; !allows || len(s) != 3 || s["Resource"] == nil {
			plain = append(plain, s)
			continue
		}
		generated = append(generated, map[string]any{"effect": s["Effect"], "actions": many(s["Action"]), "resources": many(s["Resource"])})
	}
	if len(generated) == 0 {
		return dataSource("<label>", plain, "")
	}
	return dataSource("<label>", plain, "  dynamic \"statement\" {\n    for_each = "+hclText(generated)+
		"\n    iterator = each_statement\n    content {\n      effect    = each_statement.value.effect\n      actions   = each_statement.value.actions\n      resources = each_statement.value.resources\n    }\n  }\n")
}

// argument writes one element of a statement as the data source has it.
func argument(key string, value any) string {
	switch key {
	case "Sid":
		return "    sid = " + hclText(value) + "\n"
	case "Effect":
		return "    effect = " + hclText(value) + "\n"
	case "Action", "NotAction", "Resource", "NotResource":
		name := map[string]string{"Action": "actions", "NotAction": "not_actions", "Resource": "resources", "NotResource": "not_resources"}[key]
		return "    " + name + " = " + hclText(many(value)) + "\n"
	case "Principal", "NotPrincipal":
		name := map[string]string{"Principal": "principals", "NotPrincipal": "not_principals"}[key]
		types, ok := value.(map[string]any)
		if !ok {
			types = map[string]any{"*": "*"}
		}
		text := ""
		for _, t := range slices.Sorted(maps.Keys(types)) {
			text += fmt.Sprintf("    %s {\n      type        = %q\n      identifiers = %s\n    }\n", name, t, hclText(many(types[t])))
		}
		return text
	case "Condition":
		text := ""
		tests := value.(map[string]any)
		for _, test := range slices.Sorted(maps.Keys(tests)) {
			variables := tests[test].(map[string]any)
			for _, variable := range slices.Sorted(maps.Keys(variables)) {
				text += fmt.Sprintf("    condition {\n      test     = %q\n      variable = %q\n      values   = %s\n    }\n", test, variable, hclText(many(variables[variable])))
			}
		}
		return text
	}
	panic("internal error: no argument for the element " + key)
}

func many(v any) list {
	if l, ok := v.(list); ok {
		return l
	}
	return list{v}
}

// condition is a Condition with one test of one key.
func condition(test, key string, value any) map[string]any {
	return map[string]any{test: map[string]any{key: value}}
}
