package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
)

// documents returns what lies beside the binary on every system: what the
// binary itself prints for man and for shells, and what to read first.
func (r *release) documents(ctx context.Context) ([]file, error) {
	dir, err := os.MkdirTemp("", "bailiwick-release-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	binary := filepath.Join(dir, "bailiwick.exe") // the name does no harm elsewhere
	if err := r.compile(ctx, "", binary); err != nil {
		return nil, err
	}
	pages := filepath.Join(dir, "man1")
	if err := os.Mkdir(pages, 0o755); err != nil {
		return nil, err
	}
	if err := exec.CommandContext(ctx, binary, "man", "--to", pages).Run(); err != nil {
		return nil, err
	}
	var out []file
	there, err := os.ReadDir(pages)
	if err != nil {
		return nil, err
	}
	for _, p := range there {
		content, err := os.ReadFile(filepath.Join(pages, p.Name()))
		if err != nil {
			return nil, err
		}
		out = append(out, file{name: "man/man1/" + p.Name(), content: content})
	}
	for shell, name := range map[string]string{"bash": "bailiwick.bash", "zsh": "_bailiwick", "fish": "bailiwick.fish", "powershell": "bailiwick.ps1"} {
		content, err := exec.CommandContext(ctx, binary, "completion", shell).Output()
		if err != nil {
			return nil, err
		}
		out = append(out, file{name: "completion/" + name, content: content})
	}
	for _, name := range []string{"README.md", "CHANGELOG.md", "LICENSE"} {
		content, err := os.ReadFile(filepath.Join(r.source, name))
		if err != nil {
			return nil, err
		}
		out = append(out, file{name: name, content: content})
	}
	return out, nil
}
