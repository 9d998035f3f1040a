package main

import (
	"strings"

	"bailiwick/framework"
)

// A bound is one line of the result: what bailiwick reads, what its CPU time
// is compared with, and how much it may take.
type bound struct {
	name      string
	form      string // of the estate, or real
	functions int
	unit      string  // what a ratio of 1 is
	ratio     float64 // CPU time, at most so many units
	plus      string  // "", or a unit of which one more is allowed
	memory    int64   // MB at the peak, 0 for no bound; 314 MB are 300 MiB
	large     bool
	settings  string // of the check; "" for none
	command   string // of bailiwick, words between blanks; "" for check
}

// The bounds are those of the issues "Check a directory of Terraform",
// "CloudFormation, SAM, CDK and serverless.yml fill the same estate",
// "Frameworks, responsibility and duties" and "IAM decided exactly": to roll up
// all frameworks takes at most a tenth of the check, and to tell exposure or the
// paths to an administrator at most half of it, with the reading of the estate.
var bounds = []bound{
	{name: "real", form: "real", unit: "yardstick", ratio: 0.6},
	{name: "flat-1000", form: "flat", functions: 1000, unit: "yardstick", ratio: 0.5, memory: 60},
	{name: "modules-1000", form: "modules", functions: 1000, unit: "flat-1000", ratio: 1},
	{name: "for_each-1000", form: "for_each", functions: 1000, unit: "flat-1000", ratio: 1},
	{name: "resources-1000", form: "resources", functions: 1000, unit: "flat-1000", ratio: 1},
	{name: "small", form: "flat", functions: 1, unit: "hello", ratio: 6, plus: "yardstick"},
	{name: "flat-10000", form: "flat", functions: 10000, unit: "flat-1000", ratio: 10.5, memory: 600, large: true},
	{name: "frameworks-10000", form: "flat", functions: 10000, unit: "flat-10000", ratio: 1.1, large: true, settings: allFrameworks()},
	{name: "plan-10000", form: "plan", functions: 10000, unit: "readtoken", ratio: 7, memory: 314, large: true},
	{name: "template-1000", form: "cloudformation", functions: 1000, unit: "readyaml", ratio: 3},
	{name: "json-1000", form: "cloudformation-json", functions: 1000, unit: "readyaml", ratio: 3},
	{name: "sam-1000", form: "sam", functions: 1000, unit: "readyaml", ratio: 3},
	{name: "exposure-1000", form: "flat", functions: 1000, unit: "flat-1000", ratio: 0.5, command: "iam exposure"},
	{name: "escalation-1000", form: "flat", functions: 1000, unit: "flat-1000", ratio: 0.5, command: "iam paths"},
	{name: "exposure-10000", form: "flat", functions: 10000, unit: "exposure-1000", ratio: 10, large: true, command: "iam exposure"},
	{name: "escalation-10000", form: "flat", functions: 10000, unit: "escalation-1000", ratio: 10, large: true, command: "iam paths"},
	{name: "template-10000", form: "cloudformation", functions: 10000, unit: "template-1000", ratio: 10.5, memory: 314, large: true},
}

func names() string {
	list := make([]string, len(bounds))
	for i, b := range bounds {
		list[i] = b.name
	}
	return strings.Join(list, ", ")
}

// allFrameworks returns settings that name every framework in force.
func allFrameworks() string {
	var b strings.Builder
	b.WriteString("frameworks:\n")
	for _, f := range framework.Default().All() {
		if !f.Proposed {
			b.WriteString("  - " + f.Name + "\n")
		}
	}
	return b.String()
}
