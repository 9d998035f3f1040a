// Command readtoken reads a JSON file token by token and keeps nothing: the
// unit in which the reading of a plan is measured.
//
//	readtoken FILE
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/go-json-experiment/json/jsontext"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: readtoken FILE")
		os.Exit(2)
	}
	tokens, err := count(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, "readtoken:", err)
		os.Exit(1)
	}
	fmt.Println(tokens, "tokens")
}

func count(path string) (tokens int, err error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	for decoder := jsontext.NewDecoder(bufio.NewReaderSize(file, 1<<16)); ; tokens++ {
		switch _, err := decoder.ReadToken(); {
		case errors.Is(err, io.EOF):
			return tokens, nil
		case err != nil:
			return tokens, err
		}
	}
}
