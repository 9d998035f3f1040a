package check_test

import (
	"io"
	"os"
	"testing"

	"bailiwick/check"
	"bailiwick/report"
	"bailiwick/rule/all"
)

// BenchmarkRun checks the estate that BAILIWICK_ESTATE names, such as one that
// bench/estate makes, and writes it as text.
func BenchmarkRun(b *testing.B) {
	target := os.Getenv("BAILIWICK_ESTATE")
	if target == "" {
		b.Skip("BAILIWICK_ESTATE names no target: make one with go run ./bench/estate")
	}
	b.ReportAllocs()
	for b.Loop() {
		a, err := check.Run(b.Context(), check.Options{Targets: []string{target}, Rules: all.Rules()})
		if err != nil {
			b.Fatal(err)
		}
		if err := report.Write("text", io.Discard, a, report.Options{}); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(a.Observations)), "observations")
	}
}
