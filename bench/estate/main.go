// Command estate writes a Terraform estate of any size to measure on:
// realistic, mixed good and bad, and the same bytes for the same seed.
//
//	estate -functions N -form flat|modules|for_each|resources|plan|applied|cloudformation|cloudformation-json|sam|serverless -out DIR
//
// A function comes with six resources: itself, its role and policy, its log
// group, a store, and a permission or event source mapping.
//
// The form flat writes every resource by itself, some forty functions a file.
// In the other forms all functions are of one body: modules calls one local
// module once a function, for_each calls it once in all, resources puts the
// six resources of the root under for_each, and plan writes plan.json as
// terraform show -json would, applied one that follows an apply. The forms cloudformation, cloudformation-json and
// sam write one template, serverless one service of the Serverless Framework.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stderr))
}

func run(args []string, stderr io.Writer) int {
	flags := flag.NewFlagSet("estate", flag.ContinueOnError)
	flags.SetOutput(stderr)
	functions := flags.Int("functions", 1000, "how many functions")
	form := flags.String("form", "flat", "flat, modules, for_each, resources, plan, applied, cloudformation, cloudformation-json, sam or serverless")
	seed := flags.Uint64("seed", 1, "what the choices are drawn from")
	out := flags.String("out", "", "the folder to write to; made if absent")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	write := writer(*form)
	if write == nil || *out == "" || *functions < 1 || flags.NArg() > 0 {
		flags.Usage()
		return 2
	}
	if err := write(folder(*out), estate{functions: *functions, seed: *seed}); err != nil {
		fmt.Fprintln(stderr, "estate:", err)
		return 1
	}
	return 0
}

// An estate is what a form writes.
type estate struct {
	functions int
	seed      uint64
}

func (e estate) service(i int) service { return newService(e.seed, i) }

// Writer returns the function that writes the form, nil for an unknown one.
func writer(form string) func(folder, estate) error {
	switch form {
	case "flat":
		return writeFlat
	case "modules":
		return writeModules
	case "for_each":
		return writeForEach
	case "resources":
		return writeResources
	case "plan":
		return writePlan
	case "applied":
		return writeApplied
	case "cloudformation":
		return writeTemplate
	case "cloudformation-json":
		return writeTemplateJSON
	case "sam":
		return writeSAM
	case "serverless":
		return writeServerless
	}
	return nil
}

// A folder is where the files of an estate go.
type folder string

// write makes one file, and the folders above it, from what fill writes.
func (f folder) write(name string, fill func(io.Writer) error) (err error) {
	path := filepath.Join(string(f), filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if closed := file.Close(); err == nil {
			err = closed
		}
	}()
	buffered := bufio.NewWriterSize(file, 1<<16)
	if err := fill(buffered); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return buffered.Flush()
}

func (f folder) text(name, text string) error {
	return f.write(name, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
}
