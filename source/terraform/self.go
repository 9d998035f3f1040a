package terraform

import (
	"bytes"
	"io/fs"
	"path"
	"strings"

	"bailiwick/estate"
	"bailiwick/internal/hcl"
	"bailiwick/source"
	"bailiwick/value"
)

// emitSelf reads what Terraform says of itself: backends, providers and
// module calls, each a resource of its own kind.
func (in *instance) emitSelf() {
	if in.up == nil { // a module's own backend is never used
		in.emitBackend()
		in.emitAccount()
	}
	in.emitProviders()
	for _, b := range in.m.called {
		in.emitAs("module", b.display(), b, map[string]value.Any{"label": in.text(b.labels[0], b)})
	}
}

// emitAs adds a block as the kind that the word declares, with attributes that
// are not in the block. It lies in no account unless the caller says so.
func (in *instance) emitAs(written, address string, b *block, given map[string]value.Any) *estate.Head {
	body := selfBody{&object{in: in, b: b}, given}
	t := estate.TypeFor(written, body)
	r := t.New()
	h := r.Head()
	h.Type, h.Written, h.Scope, h.Block, h.Calls, h.When = t, written, in.ev.scope, b.at(), in.calls, in.when
	h.Address = address
	if in.path != "" {
		h.Address = in.path + "." + address
	}
	h.Account = value.Absent[value.Text](b.at())
	h.Region = value.Absent[value.Text](b.at())
	h.Tags = value.From[[]value.Entry](value.AnyNull(b.at()), "tags")
	estate.Decode(r, body, estate.Terraform)
	in.ev.builder.Add(r)
	return h
}

// A selfBody is a block with attributes that its reader gives it.
type selfBody struct {
	*object
	given map[string]value.Any
}

// Attribute returns what the reader gives, else what the block says.
func (b selfBody) Attribute(name string) value.Any {
	if v, ok := b.given[name]; ok {
		return v
	}
	return b.object.Attribute(name)
}

func (in *instance) text(s string, b *block) value.Any {
	return value.AnyText(value.Literal(s), b.at())
}

// first returns a block that stands for the whole root, where no block says
// what is asked: the first of its files.
func (in *instance) first() *block {
	for _, list := range [][]*block{in.m.terraform, in.m.providers, in.m.declared, in.m.called} {
		if len(list) > 0 {
			return &block{kind: list[0].kind, labels: list[0].labels, file: list[0].file, node: list[0].node}
		}
	}
	return nil
}

// emitBackend adds the root's backend, the local one if no block names
// another.
func (in *instance) emitBackend() {
	var found *block
	encrypted := false
	for _, t := range in.m.terraform {
		for _, b := range append(t.blocksOf("cloud", 0), t.blocksOf("backend", 1)...) {
			found = b
		}
		encrypted = encrypted || len(t.body.blocks("encryption")) > 0
	}
	label := "local"
	given := map[string]value.Any{}
	b := found
	if found == nil {
		if b = in.first(); b == nil {
			return
		}
		b = &block{kind: "terraform", file: b.file, node: b.node}
		given["label"] = value.AnyNull(b.at())
	} else {
		label = found.kind
		if len(found.labels) > 0 {
			label = found.labels[0]
		}
		given["label"] = in.text(label, b)
		given["partial"] = value.AnyBool(label == "s3" && !(b.body.attr("bucket").ok() && b.body.attr("key").ok()) || label != "s3" && label != "cloud" && isEmptyBody(b.body), b.at())
	}
	given["ci"] = value.AnyBool(in.ev.hasPipeline(), b.at())
	given["encrypted_state"] = value.AnyBool(encrypted, b.at())
	in.emitAs("terraform.backend", "terraform.backend."+label, b, given)
}

func isEmptyBody(b body) bool {
	for _, p := range b {
		if len(p.Kids(p.node)) > 0 {
			return false
		}
	}
	return true
}

// hasPipeline reports whether files beside the root, or at the project's top,
// run Terraform in a pipeline.
func (ev *evaluation) hasPipeline() bool {
	for _, dir := range []string{ev.dir, "."} {
		names := []string{".gitlab-ci.yml", "Jenkinsfile", "azure-pipelines.yml", ".circleci/config.yml", "bitbucket-pipelines.yml", "atlantis.yaml", "buildspec.yml", "buildspec.yaml"}
		if entries, err := fs.ReadDir(ev.fsys, path.Join(dir, ".github/workflows")); err == nil {
			for _, e := range entries {
				names = append(names, ".github/workflows/"+e.Name())
			}
		}
		for _, name := range names {
			src, err := source.Read(ev.fsys, path.Join(dir, name))
			if err == nil && (bytes.Contains(src, []byte("terraform")) || bytes.Contains(src, []byte("tofu")) || name == "atlantis.yaml") {
				return true
			}
		}
	}
	return false
}

// required is one entry of required_providers.
type required struct {
	name    string
	block   *block // where it stands
	source  value.Any
	version value.Any
}

func (in *instance) required() []required {
	var out []required
	for _, t := range in.m.terraform {
		for _, rp := range t.blocksOf("required_providers", 0) {
			for _, p := range rp.body {
				p.eachAttr(func(name string, e expr) {
					v, f := in.env(e.file).Eval(e.node)
					r := required{name: name, block: &block{kind: "provider", labels: []string{name}, file: e.file, node: e.attr}}
					r.source, r.version = value.AnyNull(e.at(e.attr)), value.AnyNull(e.at(e.attr))
					switch {
					case f != nil: // configuration_aliases = [aws.x] refers to what is no value
						if s, ok := member(e, "source"); ok {
							r.source = value.AnyText(value.Literal(s), e.at(e.attr))
						}
						if s, ok := member(e, "version"); ok {
							r.version = value.AnyText(value.Literal(s), e.at(e.attr))
						}
					case v.Kind() == value.KindMap:
						r.source, r.version = v.Lookup("source"), v.Lookup("version")
					default:
						r.version = v
					}
					out = append(out, r)
				})
			}
		}
	}
	return out
}

// member returns the literal text of an object's member.
func member(e expr, name string) (string, bool) {
	if e.Kind(e.node) != hcl.Object {
		return "", false
	}
	kids := e.Kids(e.node)
	for k := 0; k+1 < len(kids); k += 2 {
		if e.key(kids[k]) == name {
			return literal(expr{e.file, kids[k+1], kids[k]})
		}
	}
	return "", false
}

// blocksOf returns the nested blocks of a `terraform` block, in JSON syntax
// too.
func (b *block) blocksOf(kind string, labels int) []*block {
	out := b.body.blocks(kind)
	for _, p := range b.body {
		if e := (body{p}).attr(kind); p.JSON && e.ok() {
			out = e.unfold(out, kind, nil, labels, e.node)
		}
	}
	return out
}

func (in *instance) emitProviders() {
	locked := in.ev.lockedProviders()
	requirements := in.required()
	describe := func(name string, at *block) map[string]value.Any {
		given := map[string]value.Any{"label": in.text(name, at), "locked": value.AnyNull(at.at())}
		if locked != nil {
			given["locked"] = value.AnyBool(false, at.at())
		}
		for _, r := range requirements {
			if r.name == name {
				given["source"], given["version"] = r.source, r.version
			}
		}
		from := "hashicorp/" + name
		if s, ok := given["source"].Literal(); ok && s != "" {
			from = s
		}
		for _, l := range locked {
			if strings.HasSuffix(l, "/"+strings.ToLower(from)) {
				given["locked"] = value.AnyBool(true, at.at())
			}
		}
		return given
	}
	configured := map[string]bool{}
	for _, b := range in.m.providers {
		name := b.labels[0]
		configured[name] = true
		address := "provider." + name
		if alias, ok := literal(b.body.attr("alias")); ok && alias != "" {
			address += "." + alias
		}
		in.emitAs("provider", address, b, describe(name, b)).Account = value.Known(in.configured(strings.TrimPrefix(address, "provider.")).account, b.at()).Named("account")
	}
	for _, r := range requirements {
		if !configured[r.name] {
			in.emitAs("provider", "provider."+r.name, r.block, describe(r.name, r.block))
		}
	}
}

// lockedProviders returns the addresses that the root's lock file names, nil
// if there is none.
func (ev *evaluation) lockedProviders() []string {
	src, err := source.Read(ev.fsys, path.Join(ev.dir, ".terraform.lock.hcl"))
	if err != nil {
		return nil
	}
	f := &file{File: hcl.Parse(src)}
	out := []string{}
	for _, b := range f.top() {
		if b.kind == "provider" && len(b.labels) == 1 {
			out = append(out, strings.ToLower(b.labels[0]))
		}
	}
	return out
}
