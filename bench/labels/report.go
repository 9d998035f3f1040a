package main

import "strings"

// A report is what the labels need of bailiwick's JSON.
type report struct {
	Problems []struct {
		Summary string
		spot
	}
	Resources    []resource
	Observations []struct {
		Rule, Resource, Outcome string
		spot
		Facts []spot
	}
}

type resource struct {
	ID, Kind, Address, Source string
	spot
	Links []struct{ As, To string }
}

// A spot is a line of a file.
type spot struct {
	File string
	Line int
}

// lines are the observations of a report under the addresses that the other
// tools give. They judge the part where we judge the whole, and the other way
// round, so that an observation stands under each of:
//
//   - its resource;
//   - what declares the facts that it rests on: a role's failure is of the
//     policy in whose text it was found, its pass of every policy that was read;
//   - the functions that run with the role that it is about;
//   - the module call that the resource comes from.
//
// A rule that says nothing of a file may have something to say of what a module
// call there makes that bailiwick could not read: it is unknown.
func (r report) lines(dir string, rules []string) []line {
	declared := r.declarations(dir)
	modules := r.modules()
	runs := r.functionsOfRoles()
	byID := make(map[string]resource, len(r.Resources))
	for _, one := range r.Resources {
		byID[one.ID] = one
	}
	var out []line
	seen := make(map[line]bool)
	add := func(file, address, rule, outcome string) {
		if l := (line{file, address, rule, outcome}); address != "" && !seen[l] {
			seen[l] = true
			out = append(out, l)
		}
	}
	for _, o := range r.Observations {
		file, address := o.File, holder(o.Resource[strings.LastIndexByte(o.Resource, ':')+1:])
		if one, ok := byID[o.Resource]; ok {
			if one.Address != "" {
				address = one.declared()
			}
			if one.File != "" {
				file = one.File
			}
		}
		add(file, address, o.Rule, o.Outcome)
		spots := []spot{o.spot}
		if o.Outcome == "pass" {
			spots = o.Facts
		}
		for _, s := range spots {
			add(s.File, declared.at(s), o.Rule, o.Outcome)
		}
		for _, f := range runs[o.Resource] {
			add(f.File, f.declared(), o.Rule, o.Outcome)
		}
		for _, m := range modules {
			if strings.HasPrefix(address, m.Address+".") {
				add(m.File, m.Address, o.Rule, o.Outcome)
			}
		}
	}
	told := make(map[line]bool)
	for _, l := range out {
		told[line{File: l.File, Rule: l.Rule}] = true
	}
	for _, m := range modules {
		for _, rule := range rules {
			if r.unread(m) && !told[line{File: m.File, Rule: rule}] {
				add(m.File, m.Address, rule, "unknown")
			}
		}
	}
	return out
}

// modules are the module calls of the report.
func (r report) modules() []resource {
	var out []resource
	for _, one := range r.Resources {
		if one.Kind == "module" {
			out = append(out, one)
		}
	}
	return out
}

// unread reports whether a problem says that the module is not on disk, and
// not that its inputs are read in its place.
func (r report) unread(module resource) bool {
	for _, p := range r.Problems {
		if why, ok := strings.CutPrefix(p.Summary, module.Address+" is not on disk"); ok {
			return !strings.HasPrefix(why, ": read from its inputs")
		}
	}
	return false
}

// functionsOfRoles lists the functions that run with each role, by its id.
func (r report) functionsOfRoles() map[string][]resource {
	out := make(map[string][]resource)
	for _, one := range r.Resources {
		if one.Kind != "function" {
			continue
		}
		for _, l := range one.Links {
			if strings.EqualFold(l.As, "role") {
				out[l.To] = append(out[l.To], one)
			}
		}
	}
	return out
}

func (r resource) isOfTemplate() bool { return r.Source == "cloudformation" }

// declared is the address of the declaration that the resource comes from: a
// template's parts are named after their logical id.
func (r resource) declared() string {
	address := holder(r.Address)
	if r.isOfTemplate() {
		address, _, _ = strings.Cut(address, ".")
	}
	return address
}

// holder is the address of what declares a thing without one of its own: of
// the function for function/policy. A key in brackets may hold slashes.
func holder(address string) string {
	end := strings.LastIndexAny(address, `]"`) + 1
	before, _, _ := strings.Cut(address[end:], "/")
	return address[:end] + before
}
