package report

import (
	"fmt"
	"io"

	"bailiwick/assess"
)

func writeText(w io.Writer, a *assess.Assessment, o Options) error {
	_, err := fmt.Fprintf(w, "%+v\n", a.Count())
	return err
}

// Number writes a number with its noun: 1 rule, 2 rules.
func Number(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// Wrap breaks
func Wrap(text string, width int) []string { return []string{text} }

// Clean escapes
func Clean(s string) string { return s }
