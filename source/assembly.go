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
	if !isObject(head) || !bytes.Contains(head, []byte(`"artifacts"`)) {
		return false
	}
	for _, sort := range [...]string{`"aws:cloudformation:stack"`, `"cdk:cloud-assembly"`, `"cdk:asset-manifest"`, `"cdk:tree"`} {
		if bytes.Contains(head, []byte(sort)) {
			return true
		}
	}
	return false
}

// settle leaves out what belongs to an assembly: its templates, which its
// manifest names, the assemblies of its stages, and the application's cdk.json.
func (f *Found) settle() {
	slices.Sort(f.Assemblies)
	all := f.Assemblies
	within := func(name string) bool {
		return slices.ContainsFunc(all, func(dir string) bool { return belongs(name, dir) })
	}
	f.Assemblies = slices.DeleteFunc(slices.Clone(all), func(dir string) bool {
		return slices.ContainsFunc(all, func(outer string) bool { return strings.HasPrefix(dir, outer+"/") || outer == "." && dir != "." })
	})
	f.Templates = slices.DeleteFunc(f.Templates, within)
	f.Others = slices.DeleteFunc(f.Others, func(o Other) bool {
		return path.Base(o.Path) == "cdk.json" && slices.ContainsFunc(all, func(dir string) bool { return path.Dir(dir) == path.Dir(o.Path) })
	})
}

// belongs reports whether CDK has put the file into the assembly: beside its
// manifest, or into a folder of assets or of a stage.
func belongs(name, assembly string) bool {
	rest, inside := name, assembly == "."
	if !inside {
		rest, inside = strings.CutPrefix(name, assembly+"/")
	}
	folder, _, deeper := strings.Cut(rest, "/")
	return inside && (!deeper || strings.HasPrefix(folder, "asset.") || strings.HasPrefix(folder, "assembly-"))
}
