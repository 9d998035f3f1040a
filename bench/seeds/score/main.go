// Command score runs a bailiwick binary on the cases that write made, and
// prints each wrong verdict, then recall and precision. It exits with 1 if
// anything is wrong.
//
//	score BAILIWICK DIR
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"bailiwick/bench/seeds"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: score BAILIWICK DIR")
		os.Exit(2)
	}
	wrong, err := score(os.Args[1], os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, "score:", err)
		os.Exit(2)
	}
	if wrong > 0 {
		os.Exit(1)
	}
}

func score(binary, dir string) (wrong int, err error) {
	if binary, err = filepath.Abs(binary); err != nil {
		return 0, err
	}
	expectations, err := seeds.Read(dir)
	if err != nil {
		return 0, err
	}
	results, err := seeds.Judge(binary, dir, expectations)
	if err != nil {
		return 0, err
	}
	return seeds.Report(os.Stdout, results), nil
}
