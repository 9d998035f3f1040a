package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// An equivalent is a check of another tool that is about the same weakness.
type equivalent struct{ Tool, ID string }

// writeMapping writes each rule's id with the pairs of suite and check, as the
// cases name them, that its equivalents stand for, and returns the ids.
func writeMapping(binary, path string) (rules []string, err error) {
	out, err := exec.Command(binary, "rules", "--output", "json").Output()
	if err != nil {
		return nil, fmt.Errorf("list the rules: %w", err)
	}
	mapping, err := mapRules(out)
	if err != nil {
		return nil, err
	}
	text, err := json.MarshalIndent(mapping, "", "  ")
	if err != nil {
		return nil, err
	}
	return slices.Sorted(maps.Keys(mapping)), os.WriteFile(path, append(text, '\n'), 0o644)
}

func mapRules(list []byte) (map[string][][2]string, error) {
	var rules []struct {
		ID          string
		Equivalents []equivalent
	}
	if err := json.Unmarshal(list, &rules); err != nil {
		return nil, fmt.Errorf("read the list of rules: %w", err)
	}
	mapping := make(map[string][][2]string, len(rules))
	for _, rule := range rules {
		mapping[rule.ID] = [][2]string{} // score.py reads no null
		for _, e := range rule.Equivalents {
			mapping[rule.ID] = append(mapping[rule.ID], e.checks()...)
		}
	}
	return mapping, nil
}

// checks are the suite and the ids under which the cases hold the equivalent;
// none for a tool that has no cases.
func (e equivalent) checks() [][2]string {
	switch suite := strings.ReplaceAll(strings.ToLower(e.Tool), "-", "_"); suite {
	case "kics":
		return [][2]string{{suite, strings.ToLower(e.ID)}}
	case "trivy":
		return [][2]string{{suite, strings.TrimPrefix(e.ID, "AVD-")}}
	case "guard":
		return [][2]string{{suite, strings.ToUpper(e.ID)}}
	case "checkov", "cfn_nag", "cfripper":
		checks := [][2]string{{suite, e.ID}}
		if other := byClass(suite, e.ID); other != "" {
			checks = append(checks, [2]string{suite, other})
		}
		return checks
	}
	return nil
}

// byClass is the name of the class that some suites' tests give in place of
// the check's id.
func byClass(suite, id string) string {
	switch suite + ":" + id {
	case "checkov:CKV_AWS_231":
		return "NetworkACLUnrestrictedIngress3389"
	case "checkov:CKV_AWS_232":
		return "NetworkACLUnrestrictedIngress22"
	case "cfn_nag:F39":
		return "IamPolicyPassRoleResourceWildcard"
	case "cfn_nag:F40":
		return "IamManagedPolicyPassRoleResourceWildcard"
	}
	return ""
}
