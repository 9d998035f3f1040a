// Command readyaml is the unit of reading templates: one bare, single-threaded
// parse of YAML files into nodes.
//
//	readyaml FILE|DIR...
package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"go.yaml.in/yaml/v4"
)

func main() {
	runtime.GOMAXPROCS(1)
	total, broken := 0, 0
	trees := make([]yaml.Node, 0, len(os.Args)) // kept, as a user of them would
	for _, name := range files(os.Args[1:]) {
		src, err := os.ReadFile(name)
		if err != nil {
			fmt.Fprintln(os.Stderr, "readyaml:", err)
			os.Exit(1)
		}
		var tree yaml.Node
		if err := yaml.Unmarshal(src, &tree); err != nil {
			broken++
		}
		trees = append(trees, tree)
		total += len(src)
	}
	fmt.Printf("%d files, %d bytes, %d with errors\n", len(trees), total, broken)
}

// files returns what is named, and of folders the YAML and JSON in them.
func files(args []string) []string {
	var out []string
	for _, arg := range args {
		err := filepath.WalkDir(arg, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && (name == arg || slices.Contains([]string{".yaml", ".yml", ".json"}, filepath.Ext(name))) {
				out = append(out, name)
			}
			return err
		})
		if err != nil {
			fmt.Fprintln(os.Stderr, "readyaml:", err)
			os.Exit(1)
		}
	}
	return out
}
