package cdk

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"bailiwick/source"
	"bailiwick/value"
)

// A manifest is manifest.json of an assembly, as far as it is read (AWS CDK,
// package @aws-cdk/cloud-assembly-schema, AssemblyManifest).
type manifest struct {
	Artifacts map[string]json.RawMessage `json:"artifacts"`
}

type artifact struct {
	Type        string `json:"type"`
	Environment string `json:"environment"` // aws://ACCOUNT/REGION
	Properties  struct {
		TemplateFile  string            `json:"templateFile"`
		StackName     string            `json:"stackName"`
		Parameters    map[string]string `json:"parameters"`
		Tags          map[string]string `json:"tags"`
		DirectoryName string            `json:"directoryName"`
		File          string            `json:"file"` // of the tree of constructs
	} `json:"properties"`
	DisplayName  string             `json:"displayName"`
	Metadata     map[string][]entry `json:"metadata"` // by the path of the construct
	MetadataFile string             `json:"additionalMetadataFile"`
}

// An entry is what a construct says of itself; of the type aws:cdk:logicalId
// its data is the logical id, and its trace the calls that lead to it.
type entry struct {
	Type  string          `json:"type"`
	Data  json.RawMessage `json:"data"`
	Trace []string        `json:"trace"`
}

// A synthesized is one stack of an assembly.
type synthesized struct {
	id         string // of the artifact: MyStack, or the path of one in a stage
	template   string // its file within the project
	name       string
	account    string
	region     string
	parameters map[string]string
	tags       map[string]string   // of the whole stack
	paths      map[string]string   // of constructs, by logical id; "" for an id that nested stacks have, too
	traces     map[string][]string // by path of the construct, innermost call first
	classes    map[string]string   // of constructs, by path
}

// stacks returns the stacks of the assembly in the folder and of those in it,
// in the order of their ids.
func (r *reader) stacks(dir string) []synthesized {
	name := path.Join(dir, "manifest.json")
	var m manifest
	if err := r.decode(name, &m); err != nil {
		r.problem(value.Problem{
			File: r.Shown(name), Summary: "the manifest of the CDK output cannot be read: " + source.Cause(err),
			Effect: "its stacks are in no count", Next: "run `cdk synth` again",
		})
		return nil
	}
	var out []synthesized
	var classes map[string]string
	for _, id := range slices.SortedFunc(maps.Keys(m.Artifacts), natural) {
		var a artifact
		if err := json.Unmarshal(m.Artifacts[id], &a); err != nil {
			r.problem(value.Problem{
				File: r.Shown(name), Summary: "the artifact " + id + " is not what CDK writes: " + err.Error(),
				Effect: "if it is a stack, it is in no count", Next: "run `cdk synth` again",
			})
			continue
		}
		switch a.Type {
		case "aws:cloudformation:stack":
			if s, ok := r.synthesized(dir, id, a); ok {
				out = append(out, s)
			}
		case "cdk:cloud-assembly":
			inner := path.Join(dir, a.Properties.DirectoryName)
			within := strings.HasPrefix(inner, dir+"/") || dir == "." && inner != "." && fs.ValidPath(inner)
			if !within || r.read[inner] {
				r.problem(value.Problem{
					File: r.Shown(name), Summary: "the assembly " + id + " names no folder of its own within this one",
					Effect: "its stacks are in no count", Next: "run `cdk synth` again",
				})
				continue
			}
			r.read[inner] = true
			out = append(out, r.stacks(inner)...)
		case "cdk:tree":
			classes = r.classes(dir, a.Properties.File)
		}
	}
	for i := range out {
		if out[i].classes == nil { // the tree of an application holds what its assemblies do
			out[i].classes = classes
		}
	}
	return out
}

func (r *reader) synthesized(dir, id string, a artifact) (synthesized, bool) {
	file := path.Join(dir, a.Properties.TemplateFile)
	if r.read[file] {
		r.problem(value.Problem{
			File: r.Shown(path.Join(dir, "manifest.json")), Summary: "the stack " + id + " has the template of another one",
			Effect: "it is in no count", Next: "run `cdk synth` again",
		})
		return synthesized{}, false
	}
	if a.Properties.TemplateFile == "" || !fs.ValidPath(file) {
		r.problem(value.Problem{
			File: r.Shown(path.Join(dir, "manifest.json")), Summary: "the stack " + id + " names no template within the folder",
			Effect: "it is in no count", Next: "run `cdk synth` again",
		})
		return synthesized{}, false
	}
	r.read[file] = true
	s := synthesized{id: id, template: file, name: a.Properties.StackName, parameters: a.Properties.Parameters, tags: a.Properties.Tags, paths: make(map[string]string), traces: make(map[string][]string)}
	if s.name == "" {
		s.name = id
	}
	if account, region, ok := strings.Cut(strings.TrimPrefix(a.Environment, "aws://"), "/"); ok {
		s.account, s.region = told(account, "unknown-account"), told(region, "unknown-region")
	}
	s.note(a.Metadata)
	if a.MetadataFile != "" && fs.ValidPath(path.Join(dir, a.MetadataFile)) {
		var more map[string][]entry
		if r.decode(path.Join(dir, a.MetadataFile), &more) == nil { // only where constructs stand is lost without it
			s.note(more)
		}
	}
	return s, true
}

// told returns the text, "" where CDK knew none.
func told(text, unknown string) string {
	if text == unknown {
		return ""
	}
	return text
}

func (s *synthesized) note(metadata map[string][]entry) {
	for _, where := range slices.Sorted(maps.Keys(metadata)) {
		for _, e := range metadata[where] {
			var id string
			if e.Type != "aws:cdk:logicalId" || json.Unmarshal(e.Data, &id) != nil {
				continue
			}
			here := strings.TrimPrefix(where, "/")
			if other, twice := s.paths[id]; twice && other != here {
				here = ""
			}
			s.paths[id] = here
			s.traces[strings.TrimPrefix(where, "/")] = e.Trace
		}
	}
}

// maxManifest is the largest manifest that is read, in bytes.
const maxManifest = 64 << 20

func (r *reader) decode(name string, into any) error {
	src, err := source.Read(r.FS, name)
	switch {
	case err != nil:
		return err
	case len(src) > maxManifest:
		return source.ErrTooLarge
	}
	if err := json.Unmarshal(src, into); err != nil {
		return fmt.Errorf("it is not what CDK writes: %w", err)
	}
	return nil
}
