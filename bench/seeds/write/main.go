// Command write writes the seeded flaws and their clean twins.
//
//	write [-seed N] DIR
package main

import (
	"flag"
	"fmt"
	"os"

	"bailiwick/bench/seeds"
)

func main() {
	seed := flag.Uint64("seed", 1, "what the cases are drawn from")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: write [-seed N] DIR")
		os.Exit(2)
	}
	expectations, err := seeds.Write(flag.Arg(0), *seed)
	if err != nil {
		fmt.Fprintln(os.Stderr, "write:", err)
		os.Exit(1)
	}
	fmt.Println(len(expectations), "expectations")
}
