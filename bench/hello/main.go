// Command hello prints a word: its start is the unit in which the start of
// bailiwick is measured.
package main

import "fmt"

func main() {
	fmt.Println("hello")
}
