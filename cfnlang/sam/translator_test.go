package sam

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

// A translation is what aws-sam-translator made of a template.
type translation struct {
	File   string
	Input  json.RawMessage
	Output map[string]any
	Errors []string
}

// TestTranslator compares with aws-sam-translator, where it is installed (pip
// install aws-sam-translator): over the templates of this package and of real
// estates, and over those of the translator's own tests if SAM_TRANSLATOR_TESTS
// names their folder, tests/translator/input of its repository.
func TestTranslator(t *testing.T) {
	if err := exec.Command("python3", "-c", "import samtranslator").Run(); err != nil {
		t.Skip("aws-sam-translator is not installed: nothing was compared; pip install aws-sam-translator")
	}
	equal, refused, taken, all := 0, 0, 0, 0
	for _, tr := range translations(t, samTemplates(t)) {
		all++
		result, problems := transformJSON(tr.Input)
		name := filepath.Base(tr.File)
		if tr.Errors != nil {
			if len(problems) > 0 {
				refused++
			} else if !known(name) {
				t.Errorf("%s: the translator refuses it, and nothing is told: %q", tr.File, tr.Errors)
			}
			continue
		}
		taken++
		for _, p := range problems {
			if !known(name) {
				t.Errorf("%s: the translator takes it, told is %q", tr.File, p.Summary)
			}
		}
		diff := ""
		if result != nil {
			diff = cmp.Diff(normalized(tr.Output), normalized(plain(result).(map[string]any)))
		}
		switch {
		case result != nil && diff == "" && len(problems) == 0:
			equal++
		case !known(name):
			t.Errorf("%s: (-translator +ours)\n%s", tr.File, diff)
		}
	}
	t.Logf("of %d templates that the translator takes, %d are equal; of %d that it refuses, %d are refused here", taken, equal, all-taken, refused)
}

// differences are the templates in which we and the translator differ, with
// the reason.
var differences = map[string]string{
	// taken by both, with another result
	"api_merge_definitions_with_any_method.yaml":             "the translator loses paths that it merges into a document without any",
	"api_with_merge_definitions_null_paths.yaml":             "the translator loses paths that it merges into a document without any",
	"api_with_any_method_in_swagger.yaml":                    "an authorizer without a function is a null in Fn::Sub, which CloudFormation refuses",
	"api_with_basic_custom_domain_intrinsics.yaml":           "a logical id ends in the hash of a text with the region, which we do not know",
	"api_with_basic_custom_domain_intrinsics_http.yaml":      "a logical id ends in the hash of a text with the region, which we do not know",
	"layers_with_intrinsics.yaml":                            "a logical id ends in the hash of a text with the region, which we do not know",
	"managed_policies_everything.yaml":                       "names that are no managed policy's are ARNs to us, and names to the translator",
	"managed_policies_minimal.yaml":                          "names that are no managed policy's are ARNs to us, and names to the translator",
	"state_machine_with_api_resource_policy.yaml":            "the translator writes null for the stage, which CloudFormation refuses",
	"websocket_api_domain_globals.yaml":                      "the translator loses records of domains that share a zone",
	"websocket_api_with_custom_domain_route53_multiple.yaml": "the translator loses records of domains that share a zone",
	// refused by the translator, taken by us
	"application_with_intrinsics.yaml":                           "where an application lies does not matter: it is not known offline",
	"error_invalid_mapping_by_findinmap.yaml":                    "where an application lies does not matter: it is not known offline",
	"error_invalid_findinmap.yaml":                               "where an application lies does not matter: it is not known offline",
	"error_sar_with_dynamic_reference.yaml":                      "where an application lies does not matter: it is not known offline",
	"error_function_no_codeuri.yaml":                             "sam package fills in the folder of the template",
	"error_function_codeuri_unresolved_token.yaml":               "code that is not uploaded is a path, and a call is left to CloudFormation",
	"error_function_with_dynamic_ref_codeuri.yaml":               "code that is not uploaded is a path, and a call is left to CloudFormation",
	"error_api_domain_access_association_not_dict.yaml":          "the translator crashes",
	"error_api_invalid_openapi_path_with_invalid_responses.yaml": "the answer of a method OPTIONS in the author's document",
	"error_api_invalid_openapi_path_with_string_responses.yaml":  "the answer of a method OPTIONS in the author's document",
	"error_implicit_http_api_auth_any_method.yaml":               "a key of the author's document in capitals",
	"error_invalid_method_definition.yaml":                       "a key of the author's document that is no method",
	"error_swagger_security_not_dict.yaml":                       "a security requirement in the author's document that is no map",
	"error_intrinsic_sub_with_list.yaml":                         "Fn::Sub of a parameter that is a list: for the evaluator",
	"error_mappings_is_null.yaml":                                "Mappings without a value: for the evaluator",
}

func known(name string) bool { return differences[name] != "" }

// samTemplates lists the templates that are compared.
func samTemplates(t *testing.T) []string {
	var files []string
	for _, dir := range []string{"testdata", "../../../shared/data/iac", os.Getenv("SAM_TRANSLATOR_TESTS")} {
		if dir == "" {
			continue
		}
		_ = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && slices.Contains([]string{".yaml", ".yml", ".json", ".template"}, filepath.Ext(name)) {
				if src, err := os.ReadFile(name); err == nil && bytes.Contains(src, []byte("AWS::Serverless")) {
					files = append(files, name)
				}
			}
			return nil
		})
	}
	return files
}

func translations(t *testing.T, files []string) []translation {
	cmd := exec.Command("python3", "testdata/translate.py")
	cmd.Stdin = strings.NewReader(strings.Join(files, "\n"))
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var list []translation
	scanner := bufio.NewScanner(bytes.NewReader(out))
	scanner.Buffer(nil, 64<<20)
	for scanner.Scan() {
		var tr translation
		if err := json.Unmarshal(scanner.Bytes(), &tr); err != nil {
			t.Fatal(err)
		}
		list = append(list, tr)
	}
	return list
}

func transformJSON(src []byte) (*Node, []value.Problem) {
	n, problems := cfnlang.Parse(new(value.Places), "t.json", src)
	if n == nil {
		return nil, problems
	}
	return Transform(n, Options{})
}

// plain returns a node as encoding/json decodes it.
func plain(n *Node) any {
	switch n.Kind {
	case cfnlang.Null:
		return nil
	case cfnlang.Bool:
		return affirmative(n.Text)
	case cfnlang.Number:
		var f float64
		if _, err := fmt.Sscan(number(n.Text), &f); err == nil {
			return f
		}
		return n.Text
	case cfnlang.String:
		return n.Text
	case cfnlang.List:
		list := make([]any, len(n.List))
		for i, e := range n.List {
			list[i] = plain(e)
		}
		return list
	}
	m := map[string]any{}
	for i, k := range n.Keys {
		m[k.Name] = plain(n.List[i])
	}
	return m
}

var (
	deployments = regexp.MustCompile(`(Deployment)[0-9a-f]{10}\b`)
	digest      = regexp.MustCompile(`RestApi deployment id: [0-9a-f]+`)
)

// normalized returns a template in which what has two forms has one: the
// partition is aws, Ref of parameters are their defaults, Fn::Sub variables
// are numbered, the hash of a deployment (of how Python prints its document)
// is left out, and lists in which the order means nothing are sorted.
func normalized(template map[string]any) map[string]any {
	defaults := map[string]any{"AWS::Region": "us-east-1"}
	if parameters, ok := template["Parameters"].(map[string]any); ok {
		for name, p := range parameters {
			if p, ok := p.(map[string]any); ok && p["Default"] != nil {
				defaults[name] = p["Default"]
			}
		}
	}
	resources := map[string]any{}
	for id, r := range template["Resources"].(map[string]any) {
		n := normalPart(r, defaults, "").(map[string]any)
		if n["DependsOn"] != nil {
			list, ok := n["DependsOn"].([]any)
			if !ok {
				list = []any{n["DependsOn"]}
			}
			n["DependsOn"] = sortedList(list)
		}
		resources[deployments.ReplaceAllString(id, "$1")] = n
	}
	conditions := map[string]any{}
	if c, ok := template["Conditions"].(map[string]any); ok {
		for name, v := range c {
			if s, ok := v.(string); ok {
				v = map[string]any{"Condition": s}
			}
			conditions[name] = normalPart(v, defaults, "")
		}
	}
	return map[string]any{"Resources": resources, "Outputs": normalPart(template["Outputs"], defaults, ""), "Conditions": conditions}
}

func sortedList(list []any) []any {
	slices.SortFunc(list, func(a, b any) int {
		x, _ := json.Marshal(a)
		y, _ := json.Marshal(b)
		return bytes.Compare(x, y)
	})
	return list
}

func normalPart(v any, defaults map[string]any, under string) any {
	switch v := v.(type) {
	case string:
		v = strings.NewReplacer("${AWS::Partition}", "aws", "${AWS::Region}", "us-east-1").Replace(v)
		v = deployments.ReplaceAllString(v, "$1")
		v = digest.ReplaceAllString(v, "RestApi deployment id")
		return v
	case []any:
		list := make([]any, len(v))
		for i, e := range v {
			list[i] = normalPart(e, defaults, "")
		}
		switch under {
		case "ManagedPolicyArns", "Tags", "tags", "Policies", "Fn::Or":
			return sortedList(list)
		case "Action", "Resource", "Statement":
			if len(list) == 1 {
				return list[0]
			}
			return sortedList(list)
		}
		return list
	case map[string]any:
		m := map[string]any{}
		for k, e := range v {
			m[k] = normalPart(e, defaults, k)
		}
		// the translator wraps some twice
		for _, k := range []string{"schema", "Condition"} {
			if inner, ok := m[k].(map[string]any); ok && len(m) == 1 && len(inner) == 1 && inner[k] != nil {
				return inner
			}
		}
		return normalCall(m, defaults)
	}
	return v
}

var variable = regexp.MustCompile(`\$\{([A-Za-z0-9_]+)\}`)

func normalCall(m map[string]any, defaults map[string]any) any {
	if len(m) != 1 {
		return m
	}
	if name, ok := m["Ref"].(string); ok && defaults[name] != nil {
		return defaults[name]
	}
	if text, ok := m["Fn::GetAtt"].(string); ok {
		id, attribute, _ := strings.Cut(text, ".")
		return map[string]any{"Fn::GetAtt": []any{id, attribute}}
	}
	if list, ok := m["Fn::GetAtt"].([]any); ok && len(list) > 2 {
		rest := make([]string, len(list)-1)
		for i, e := range list[1:] {
			rest[i] = fmt.Sprint(e)
		}
		return map[string]any{"Fn::GetAtt": []any{list[0], strings.Join(rest, ".")}}
	}
	text, ok := m["Fn::Sub"].(string)
	values := map[string]any{}
	if list, isList := m["Fn::Sub"].([]any); isList && len(list) == 2 {
		text, ok = list[0].(string)
		values, _ = list[1].(map[string]any)
	}
	if !ok {
		return m
	}
	var used []any
	text = variable.ReplaceAllStringFunc(text, func(s string) string {
		name := s[2 : len(s)-1]
		v, here := values[name]
		if !here {
			if d, ok := defaults[name].(string); ok {
				return d
			}
			return s
		}
		if d, ok := v.(string); ok {
			return d
		}
		used = append(used, v)
		return fmt.Sprintf("${%d}", len(used))
	})
	if text == "${1}" && len(used) == 1 {
		return used[0]
	}
	if !strings.Contains(text, "${") {
		return text
	}
	if used == nil {
		return map[string]any{"Fn::Sub": text}
	}
	return map[string]any{"Fn::Sub": []any{text, used}}
}
