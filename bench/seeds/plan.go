package seeds

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

// A planPair is a flaw and its clean twin as terraform show -json has them.
type planPair struct {
	judgement
	bad, good edit
}

// An edit adds what one side is about to a function and its role.
type edit func(*planSide)

type object = map[string]any

// A planSide is one function and what surrounds it in a plan.
type planSide struct {
	label    string
	function object // after-values of the function
	role     object // after-values of its role

	resources []*planned
}

// A planned is one resource of a plan.
type planned struct {
	kind       string
	after      object
	unknown    object
	expression object // what the configuration says of the arguments
}

func newPlanSide(label string) *planSide {
	s := &planSide{label: label}
	s.role = object{"name": label, "assume_role_policy": jsonText(documentOf([]statement{trust(object{"Service": "lambda.amazonaws.com"})}), "")}
	s.function = object{
		"function_name": label, "runtime": "python3.13", "handler": "app.handler", "filename": "app.zip", "package_type": "Zip",
		"kms_key_arn": nil, "environment": list{}, "tracing_config": list{}, "dead_letter_config": list{}, "vpc_config": list{},
	}
	s.resources = []*planned{
		{"aws_iam_role", s.role, object{"arn": true, "id": true}, object{}},
		{"aws_lambda_function", s.function, object{"arn": true, "id": true, "invoke_arn": true, "version": true}, object{}},
	}
	s.refer("aws_lambda_function", "role", "aws_iam_role.<label>.arn")
	return s
}

// add adds a resource; argument, unless "", is unknown and refers to target.
func (s *planSide) add(kind string, after object, argument, target string) {
	s.resources = append(s.resources, &planned{kind, after, object{"arn": true, "id": true}, object{}})
	if argument != "" {
		s.refer(kind, argument, target)
	}
}

// refer makes an argument of the side's resource of a kind known after apply.
func (s *planSide) refer(kind, argument, target string) {
	r := s.resource(kind)
	r.unknown[argument] = true
	r.expression[argument] = s.reference(target)
}

// hide and nest do the same within a block of the function.
func (s *planSide) hide(block string, unknown any) {
	s.resource("aws_lambda_function").unknown[block] = unknown
}

func (s *planSide) nest(block, argument, target string) {
	s.resource("aws_lambda_function").expression[block] = list{object{argument: s.reference(target)}}
}

func (s *planSide) resource(kind string) *planned {
	i := slices.IndexFunc(s.resources, func(r *planned) bool { return r.kind == kind })
	return s.resources[i]
}

func (s *planSide) reference(target string) object {
	target = strings.ReplaceAll(target, "<label>", s.label)
	return object{"references": list{target, target[:strings.LastIndexByte(target, '.')]}}
}

// identityPlans are grants in plans: the documents are known, since what they
// name was made before. A policy of AWS's, unless "", is attached to the bad
// side of one more pair.
func identityPlans(grants []grant, managed string) (pairs []planPair) {
	for i, g := range grants {
		set := func(statements []statement) edit {
			return func(s *planSide) {
				document := jsonText(documentOf(resolved(statements, s.label)), "")
				if i%2 == 0 {
					s.add("aws_iam_role_policy", object{"name": s.label, "policy": document}, "role", "aws_iam_role.<label>.id")
					return
				}
				s.add("aws_iam_policy", object{"name": s.label, "policy": document}, "", "")
				s.add("aws_iam_role_policy_attachment", object{"role": s.label}, "policy_arn", "aws_iam_policy.<label>.arn")
			}
		}
		pairs = append(pairs, planPair{g.judgement, set(g.bad), set(g.good)})
	}
	if managed == "" {
		return pairs
	}
	set := func(name string) edit {
		return func(s *planSide) {
			s.add("aws_iam_role_policy_attachment", object{"role": s.label, "policy_arn": "arn:aws:iam::aws:policy/" + name}, "", "")
		}
	}
	return append(pairs, planPair{judgement{spelling: "managed-policy"}, set(managed), set("service-role/AWSLambdaBasicExecutionRole")})
}

// plan writes a pair as plan.json, in the root or in a module, with or
// without a key.
func (w *writer) plan(rng *rand.Rand, f flaw, i int, p planPair) {
	name := caseName(f, "plan", i, p.spelling) + "/plan.json"
	names := labels(rng, 2)
	var values, changes, configuration list
	module := pick(rng, "", "module.service.", `module.service["live"].`)
	key := pick(rng, "", "eu")
	for j, e := range []edit{p.bad, p.good} {
		s := newPlanSide(names[j])
		e(s)
		at := place{module: module, label: s.label}
		if key != "" {
			at.key = fmt.Sprintf("[%q]", key)
		}
		for _, r := range s.resources {
			values = append(values, r.view(at, key, object{"values": r.after, "sensitive_values": object{}, "schema_version": 0}))
			changes = append(changes, r.view(at, key, object{"change": object{
				"actions": list{"create"}, "before": nil, "after": r.after, "after_unknown": r.unknown,
				"before_sensitive": false, "after_sensitive": object{},
			}}))
			configuration = append(configuration, r.configured(s.label, key))
		}
		w.expect(name, "plan", f, p.judgement, j == 0, at)
	}
	rng.Shuffle(len(changes), func(i, j int) { changes[i], changes[j] = changes[j], changes[i] })
	w.file(name, jsonText(planDocument(module, values, changes, configuration), "")+"\n")
}

func planDocument(module string, values, changes, configuration list) object {
	plannedRoot, configRoot := object{"resources": values}, object{"resources": configuration}
	if module != "" {
		plannedRoot = object{"child_modules": list{object{"address": strings.TrimSuffix(module, "."), "resources": values}}}
		configRoot = object{"module_calls": object{"service": object{"source": "./modules/service", "module": configRoot}}}
	}
	return object{
		"format_version": "1.2", "terraform_version": "1.11.4",
		"planned_values":   object{"root_module": plannedRoot},
		"resource_changes": changes,
		"configuration":    object{"root_module": configRoot},
	}
}

// view is the resource with its identity and more.
func (r *planned) view(at place, key string, more object) object {
	o := maps.Clone(more)
	o["address"] = at.address(r.kind + ".<label>")
	o["mode"], o["type"], o["name"] = "managed", r.kind, at.label
	o["provider_name"] = "registry.terraform.io/hashicorp/aws"
	if key != "" {
		o["index"] = key
	}
	if _, change := more["change"]; change && at.module != "" {
		o["module_address"] = strings.TrimSuffix(at.module, ".")
	}
	return o
}

func (r *planned) configured(label, key string) object {
	expressions := maps.Clone(r.expression)
	for name, value := range r.after {
		switch value.(type) {
		case string, int, bool:
			expressions[name] = object{"constant_value": value}
		}
	}
	o := object{
		"address": r.kind + "." + label, "mode": "managed", "type": r.kind, "name": label,
		"provider_config_key": "aws", "expressions": expressions, "schema_version": 0,
	}
	if key != "" {
		o["for_each_expression"] = object{}
	}
	return o
}
