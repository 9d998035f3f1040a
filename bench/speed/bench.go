package main

import (
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A bench builds the programs, lays out the estates and runs both.
type bench struct {
	runs           int
	real           []string
	bailiwick      string // "" until it is built
	stdout, stderr io.Writer

	dir string // for everything; deleted at the end
}

// all measures the bounds that want picks, and counts those that are over.
func (b *bench) all(want func(bound) bool) (over int, err error) {
	if b.dir, err = os.MkdirTemp("", "speed"); err != nil {
		return 0, err
	}
	defer os.RemoveAll(b.dir)
	if err := b.build(); err != nil {
		return 0, err
	}
	fmt.Fprintf(b.stdout, "%-16s %10s %10s %22s %14s %8s\n", "estate", "CPU", "wall", "ratio", "peak", "")
	for _, bd := range bounds {
		if !want(bd) {
			continue
		}
		if bd.form == "real" && len(b.real) == 0 {
			fmt.Fprintf(b.stdout, "%-16s left out: no folder with real Terraform (-real)\n", bd.name)
			continue
		}
		ok, err := b.one(bd)
		if err != nil {
			return over, fmt.Errorf("%s: %w", bd.name, err)
		}
		if !ok {
			over++
		}
	}
	return over, nil
}

func (b *bench) build() error {
	list := []string{"bench/estate", "bench/yardstick", "bench/readtoken", "bench/readyaml", "bench/hello"}
	if b.bailiwick == "" {
		list = append(list, "cmd/bailiwick")
		b.bailiwick = b.program("bailiwick")
	}
	var err error
	if b.bailiwick, err = filepath.Abs(b.bailiwick); err != nil {
		return err
	}
	for _, name := range list {
		command := exec.Command("go", "build", "-o", b.program(filepath.Base(name)), "bailiwick/"+name)
		command.Stderr = b.stderr
		if err := command.Run(); err != nil {
			return fmt.Errorf("build %s: %w", name, err)
		}
	}
	return nil
}

func (b *bench) program(name string) string { return filepath.Join(b.dir, "bin", name+".exe") }

// one measures a bound and prints its line.
func (b *bench) one(bd bound) (ok bool, err error) {
	target, err := b.estate(bd)
	if err != nil {
		return false, err
	}
	own, err := b.commandOf(bd, target)
	if err != nil {
		return false, err
	}
	programs := [][]string{own, b.unit(bd.unit, target)}
	if i := slices.IndexFunc(bounds, func(other bound) bool { return other.name == bd.unit }); i >= 0 {
		other, err := b.estate(bounds[i])
		if err != nil {
			return false, err
		}
		if programs[1], err = b.commandOf(bounds[i], other); err != nil {
			return false, err
		}
	}
	if bd.plus != "" {
		programs = append(programs, b.unit(bd.plus, target))
	}
	runs := b.runs
	if bd.functions == 1 {
		runs *= 5 // a few milliseconds each: the medians need more of them
	}
	costs, err := interleaved(programs, runs)
	if err != nil {
		return false, err
	}
	allowed := float64(costs[1].cpu) * bd.ratio
	limit := fmt.Sprintf("%.2f %s", bd.ratio, bd.unit)
	if bd.plus != "" {
		allowed += float64(costs[2].cpu)
		limit += " + Y"
	}
	took := costs[0]
	ratio := float64(took.cpu) / float64(costs[1].cpu)
	ok = float64(took.cpu) <= allowed && (bd.memory == 0 || took.peak <= bd.memory*1e6)
	memory := fmt.Sprintf("%d MB", took.peak/1e6)
	if bd.memory > 0 {
		memory += fmt.Sprintf(" of %d", bd.memory)
	}
	verdict := "ok"
	if !ok {
		verdict = "over"
	}
	fmt.Fprintf(b.stdout, "%-16s %10s %10s %22s %14s %8s\n", bd.name, took.cpu.Round(100*time.Microsecond), took.wall.Round(100*time.Microsecond),
		fmt.Sprintf("%.2f of %s", ratio, limit), memory, verdict)
	return ok, nil
}

// commandOf returns what a bound runs, at its settings.
func (b *bench) commandOf(bd bound, target string) ([]string, error) {
	words := strings.Fields(cmp.Or(bd.command, "check"))
	run := append(append([]string{b.bailiwick}, words...), target)
	if bd.settings == "" {
		return run, nil
	}
	file := filepath.Join(b.dir, bd.name+".yaml")
	return append(run, "--settings", file), os.WriteFile(file, []byte(bd.settings), 0o644)
}

func (b *bench) unit(name, target string) []string {
	if name == "hello" {
		return []string{b.program(name)}
	}
	return []string{b.program(name), target}
}

// estate lays out what a bound reads, once, and returns what to hand to a
// program.
func (b *bench) estate(bd bound) (string, error) {
	dir := filepath.Join(b.dir, "estates", bd.name)
	target := dir
	if bd.form == "plan" {
		target = filepath.Join(dir, "plan.json")
	}
	if _, err := os.Stat(dir); err == nil {
		return target, nil
	}
	if bd.form == "real" {
		return dir, copyTerraform(dir, b.real)
	}
	command := exec.Command(b.program("estate"), "-functions", strconv.Itoa(bd.functions), "-form", bd.form, "-out", dir)
	command.Stderr = b.stderr
	return target, command.Run()
}

// copyTerraform copies the .tf files of each folder, at their places below it.
func copyTerraform(to string, from []string) error {
	copied := 0
	for i, dir := range from {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(path) != ".tf" {
				return err
			}
			within, err := filepath.Rel(dir, path)
			if err != nil {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			place := filepath.Join(to, strconv.Itoa(i), within)
			if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
				return err
			}
			copied++
			return os.WriteFile(place, text, 0o644)
		})
		if err != nil {
			return err
		}
	}
	if copied == 0 {
		return fmt.Errorf("no .tf file below %s: name other folders with -real", strings.Join(from, ", "))
	}
	return nil
}
