package plan

import (
	"path"
	"slices"
	"strings"

	"bailiwick/settings"
)

// environment returns the environment of the settings that the plan is of: the
// one that names its file or its folder, or whose name stands in the file's; of
// several none.
func (o Options) environment(name string) (settings.Environment, bool) {
	if o.Settings == nil {
		return settings.Environment{}, false
	}
	var byName, byRoot []settings.Environment
	for _, e := range o.Settings.Environments.Named.Get() {
		words := strings.FieldsFunc(strings.TrimSuffix(path.Base(name), ".json"), func(r rune) bool { return strings.ContainsRune(".-_", r) })
		here := len(e.Roots) == 0 || slices.ContainsFunc(e.Roots, func(root string) bool {
			root = path.Join(o.Prefix, root)
			return root == name || root == path.Dir(name)
		})
		if here {
			byRoot = append(byRoot, e)
		}
		if slices.Contains(words, e.Name) || path.Base(path.Dir(name)) == e.Name {
			byName = append(byName, e)
		}
	}
	for _, found := range [][]settings.Environment{byRoot, byName} {
		if len(found) == 1 {
			return found[0], true
		}
	}
	return settings.Environment{}, false
}
