package source

import (
	"bytes"
	"path"
	"slices"
	"strings"
)

// isAssembly reports whether the head of a manifest.json is that of a cloud
// assembly of CDK.
func isAssembly(head []byte) bool {
	keys := topKeys(head)
	return slices.Contains(keys, "artifacts") && slices.Contains(keys, "version") || // of a large one the head may end early
		len(head) == sniffed && slices.Contains(keys, "version") && bytes.Contains(head, []byte(`"aws:cloudformation:stack"`))
}

// settle leaves out what belongs to an assembly: its templates, which its
// manifest names, the assemblies of its stages, and the application's cdk.json.
func (f *Found) settle() {
	slices.Sort(f.Assemblies)
	all := f.Assemblies
	within := func(name string) bool {
		return slices.ContainsFunc(all, func(dir string) bool { return strings.HasPrefix(name, dir+"/") || dir == "." })
	}
	f.Assemblies = slices.DeleteFunc(slices.Clone(all), func(dir string) bool {
		return slices.ContainsFunc(all, func(outer string) bool { return strings.HasPrefix(dir, outer+"/") || outer == "." && dir != "." })
	})
	f.Templates = slices.DeleteFunc(f.Templates, within)
	f.Others = slices.DeleteFunc(f.Others, func(o Other) bool {
		return path.Base(o.Path) == "cdk.json" && slices.ContainsFunc(all, func(dir string) bool { return path.Dir(dir) == path.Dir(o.Path) })
	})
}
