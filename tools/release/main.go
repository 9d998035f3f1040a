// Command release builds what a release consists of.
//
//	go run ./tools/release -version 1.2.0             # into dist/, for every system
//	go run ./tools/release -version 1.2.0 -targets linux/arm64
//
// For each system there is an archive with the static binary, its manual pages,
// the completion of shells, the licences of all that is linked in, and beside
// it a bill of materials (CycloneDX 1.6). SHA256SUMS has the sum of each file.
//
// The same sources and the same release of Go give the same bytes, in whatever
// folder, at whatever time: what has a date has that of the commit, or that of
// SOURCE_DATE_EPOCH (reproducible-builds.org, "SOURCE_DATE_EPOCH").
package main

import (
	"context"
	"crypto/sha256"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// allTargets are the systems that a release is for.
const allTargets = "linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// A release is what one run builds.
type release struct {
	version string // without a v
	source  string // the root of the module
	out     string
	date    time.Time
	log     io.Writer
}

func run(ctx context.Context, args []string, stderr io.Writer) error {
	flags := flag.NewFlagSet("release", flag.ContinueOnError)
	flags.SetOutput(stderr)
	version := flags.String("version", "", "the `version`, as semantic versioning has it: 1.2.0")
	out := flags.String("out", "dist", "the `folder` to write, which must be new or empty")
	targets := flags.String("targets", allTargets, "the `systems`, as GOOS/GOARCH")
	source := flags.String("source", ".", "the root of the module")
	if err := flags.Parse(args); err != nil {
		return err
	}
	r := release{version: strings.TrimPrefix(*version, "v"), source: *source, out: *out, log: stderr}
	if !semantic.MatchString(r.version) {
		return fmt.Errorf("-version %q is no semantic version: 1.2.0, 1.2.0-rc.1", *version)
	}
	for target := range strings.FieldsSeq(*targets) {
		if !slices.Contains(strings.Fields(allTargets), target) {
			return fmt.Errorf("%s is no system of a release: %s", target, allTargets)
		}
	}
	if err := r.prepare(ctx); err != nil {
		return err
	}
	docs, err := r.documents(ctx)
	if err != nil {
		return err
	}
	for target := range strings.FieldsSeq(*targets) {
		if err := r.build(ctx, target, docs); err != nil {
			return fmt.Errorf("%s: %w", target, err)
		}
	}
	return r.sums()
}

// semantic is what semver.org takes for a version, build metadata aside.
var semantic = regexp.MustCompile(`^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$`)

// prepare settles the date and makes the folder.
func (r *release) prepare(ctx context.Context) error {
	seconds := os.Getenv("SOURCE_DATE_EPOCH")
	if seconds == "" {
		git := exec.CommandContext(ctx, "git", "log", "-1", "--format=%ct")
		git.Dir = r.source
		b, err := git.Output()
		if err != nil {
			return fmt.Errorf("the date of the commit: %w; outside of a clone set SOURCE_DATE_EPOCH", err)
		}
		seconds = strings.TrimSpace(string(b))
	}
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return fmt.Errorf("SOURCE_DATE_EPOCH is %q, not a number of seconds", seconds)
	}
	r.date = time.Unix(n, 0).UTC()
	if err := os.MkdirAll(r.out, 0o755); err != nil {
		return err
	}
	there, err := os.ReadDir(r.out)
	if err == nil && len(there) > 0 {
		err = fmt.Errorf("%s is not empty: name another with -out, or remove it", r.out)
	}
	return err
}

// environment returns that of the go command for a system, "" for this one.
// What a user may have set for their own builds does not count.
func environment(target string) []string {
	env := append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=-trimpath", "GOAMD64=v1", "GOARM64=v8.0", "GOEXPERIMENT=")
	if system, arch, ok := strings.Cut(target, "/"); ok {
		env = append(env, "GOOS="+system, "GOARCH="+arch)
	}
	return env
}

// compile builds the binary for a system, "" for this one.
func (r *release) compile(ctx context.Context, target, to string) error {
	build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-buildvcs=false",
		"-ldflags", "-s -w -buildid= -X main.version="+r.version, "-o", to, "./cmd/bailiwick")
	build.Dir = r.source
	build.Env = environment(target)
	build.Stderr = r.log
	return build.Run()
}

// build makes the archive and the bill of materials for one system.
func (r *release) build(ctx context.Context, target string, docs []file) error {
	dir, err := os.MkdirTemp("", "bailiwick-release-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	binary := filepath.Join(dir, "bailiwick")
	if err := r.compile(ctx, target, binary); err != nil {
		return err
	}
	content, err := os.ReadFile(binary)
	if err != nil {
		return err
	}
	linked, err := linkedInto(binary)
	if err != nil {
		return err
	}
	licences, err := r.licences(ctx, target, linked)
	if err != nil {
		return err
	}
	name := "bailiwick_" + r.version + "_" + strings.ReplaceAll(target, "/", "_")
	bill, err := r.bill(target, content, linked, licences)
	if err != nil {
		return err
	}
	windows := strings.HasPrefix(target, "windows/")
	program := "bailiwick"
	if windows {
		program += ".exe"
	}
	files := append([]file{{program, content, true}, {"LICENCES.txt", notices(licences), false}}, docs...)
	slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.name, b.name) })
	archive, suffix := tarball, ".tar.gz"
	if windows {
		archive, suffix = zipped, ".zip"
	}
	packed, err := archive(name, files, r.date)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(r.out, name+suffix), packed, 0o644); err != nil {
		return err
	}
	fmt.Fprintf(r.log, "%s%s  %.1f MB, of which the binary %.1f MB unpacked\n", name, suffix, megabytes(packed), megabytes(content))
	return os.WriteFile(filepath.Join(r.out, name+".cdx.json"), bill, 0o644)
}

func megabytes(b []byte) float64 { return float64(len(b)) / 1e6 }

// sums writes SHA256SUMS, which sha256sum --check takes.
func (r *release) sums() error {
	entries, err := os.ReadDir(r.out) // sorted by name
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, e := range entries {
		content, err := os.ReadFile(filepath.Join(r.out, e.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(content), e.Name())
	}
	return os.WriteFile(filepath.Join(r.out, "SHA256SUMS"), []byte(b.String()), 0o644)
}
