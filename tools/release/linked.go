package main

import (
	"bytes"
	"context"
	"debug/buildinfo"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
)

// linkedInto returns what a binary says of itself: the modules whose code is
// in it, and the release of Go.
func linkedInto(binary string) (*debug.BuildInfo, error) {
	info, err := buildinfo.ReadFile(binary)
	if err != nil {
		return nil, err
	}
	for _, d := range info.Deps {
		if d.Replace != nil {
			return nil, fmt.Errorf("%s is replaced: a release holds what its go.mod names", d.Path)
		}
	}
	return info, nil
}

// A licence is the text under which a part of the binary may be passed on.
type licence struct {
	of   string // module and version, or what else it is
	id   string // of SPDX; "" if it is none that we know by its text
	text []byte
}

// licences returns those of Go, of the modules that are linked in and of the
// data that we embed. A module without one is an error: it could not be passed
// on.
func (r *release) licences(ctx context.Context, target string, info *debug.BuildInfo) ([]licence, error) {
	root, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
	if err != nil {
		return nil, err
	}
	out := make([]licence, 0, len(info.Deps)+2)
	l, err := licenceIn(strings.TrimSpace(string(root)), "Go's standard library, "+info.GoVersion)
	if err != nil {
		return nil, err
	}
	out = append(out, l)
	dirs, err := r.moduleDirs(ctx, target)
	if err != nil {
		return nil, err
	}
	for _, d := range info.Deps {
		l, err := licenceIn(dirs[d.Path], d.Path+" "+d.Version)
		if err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	notice, err := os.ReadFile(filepath.Join(r.source, "iam", "catalog", "data", "NOTICE"))
	if err != nil {
		return nil, err
	}
	return append(out, licence{of: "the catalogue of AWS's actions and managed policies", text: notice}), nil
}

// moduleDirs returns where the sources of the modules lie that are linked in
// for a system.
func (r *release) moduleDirs(ctx context.Context, target string) (map[string]string, error) {
	list := exec.CommandContext(ctx, "go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}\t{{.Dir}}{{end}}", "./cmd/bailiwick")
	list.Dir = r.source
	list.Env = environment(target)
	list.Stderr = r.log
	b, err := list.Output()
	if err != nil {
		return nil, err
	}
	dirs := make(map[string]string)
	for line := range strings.Lines(string(b)) {
		path, dir, _ := strings.Cut(strings.TrimSpace(line), "\t")
		dirs[path] = dir
	}
	return dirs, nil
}

func licenceIn(dir, of string) (licence, error) {
	l := licence{of: of}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return l, fmt.Errorf("the licence of %s: %w", of, err)
	}
	for _, e := range entries {
		name := strings.ToUpper(e.Name())
		name = strings.TrimSuffix(strings.TrimSuffix(name, ".TXT"), ".MD")
		if e.IsDir() || !slices.Contains([]string{"LICENSE", "LICENCE", "COPYING", "NOTICE"}, name) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return l, err
		}
		if name != "NOTICE" {
			l.id = spdx(string(text))
		}
		l.text = append(append(l.text, bytes.TrimSpace(text)...), '\n')
	}
	if l.text == nil {
		return l, fmt.Errorf("%s has no licence beside it", of)
	}
	return l, nil
}

// spdx returns the id of the licence with that text (SPDX License List), "" of
// one that is not among those which our modules have.
func spdx(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	for _, known := range []struct{ id, says string }{
		{"Apache-2.0", "Apache License Version 2.0"},
		{"MPL-2.0", "Mozilla Public License"},
		{"MIT", "Permission is hereby granted, free of charge"},
		{"BSD-3-Clause", "Neither the name of"},
		{"BSD-2-Clause", "Redistributions in binary form must reproduce"},
	} {
		if strings.Contains(text, known.says) {
			return known.id
		}
	}
	return ""
}

// notices returns the licences as one text to pass on with the binary.
func notices(licences []licence) []byte {
	var b bytes.Buffer
	b.WriteString("Bailiwick is under the Apache License 2.0 (LICENSE). The binary holds besides:\n")
	for _, l := range licences {
		fmt.Fprintf(&b, "\n%s\n%s\n\n%s", strings.Repeat("=", 79), l.of, l.text)
	}
	return b.Bytes()
}
