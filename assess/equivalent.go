package assess

import (
	"slices"
	"strings"

	"bailiwick/rule"
)

// equivalents finds rules by the checks of other tools that are about the same
// weakness.
type equivalents struct {
	byID   map[rule.Equivalent][]uint16
	byTool map[string][]uint16
}

func newEquivalents(rules []*rule.Rule) *equivalents {
	e := &equivalents{byID: make(map[rule.Equivalent][]uint16), byTool: make(map[string][]uint16)}
	for i, r := range rules {
		n := uint16(i)
		for _, q := range r.Equivalents {
			key := normal(q.Tool, q.ID)
			if !slices.Contains(e.byID[key], n) {
				e.byID[key] = append(e.byID[key], n)
			}
			if list := e.byTool[key.Tool]; len(list) == 0 || list[len(list)-1] != n {
				e.byTool[key.Tool] = append(list, n)
			}
		}
	}
	return e
}

// of returns the rules that are equivalent to the check, in their order.
func (e *equivalents) of(tool, id string) []uint16 { return e.byID[normal(tool, id)] }

// all returns the rules that are equivalent to any check of the tool.
func (e *equivalents) all(tool string) []uint16 { return e.byTool[normal(tool, "").Tool] }

// anyTool returns the rules that are equivalent to a check whose id is known
// without its tool.
func (e *equivalents) anyTool(id string) []uint16 {
	for _, tool := range [...]string{"checkov", "trivy", "kics"} {
		if found := e.of(tool, id); found != nil {
			return found
		}
	}
	return nil
}

// normal returns a check as it is compared: Trivy took tfsec over, and spells
// AVD-AWS-0066 and aws-lambda-enable-tracing as AWS-0066.
func normal(tool, id string) rule.Equivalent {
	switch tool {
	case "tfsec", "trivy":
		if number, ok := trivyNumber(id); ok {
			return rule.Equivalent{Tool: "trivy", ID: "AWS-" + number}
		}
		return rule.Equivalent{Tool: "trivy", ID: strings.ToLower(id)}
	case "kics":
		return rule.Equivalent{Tool: tool, ID: strings.ToLower(id)}
	}
	return rule.Equivalent{Tool: tool, ID: id}
}

// trivyNumber returns the number of an AWS check of Trivy or tfsec.
func trivyNumber(id string) (string, bool) {
	if number, ok := strings.CutPrefix(strings.TrimPrefix(strings.ToUpper(id), "AVD-"), "AWS-"); ok && len(number) == 4 && strings.Trim(number, "0123456789") == "" {
		return number, true
	}
	name, ok := strings.CutPrefix(strings.ToLower(id), "aws-")
	if !ok {
		return "", false
	}
	for line := range strings.Lines(trivyNames) {
		if number, names, _ := strings.Cut(line, " "); slices.Contains(strings.Fields(names), name) {
			return number, true
		}
	}
	return "", false
}
