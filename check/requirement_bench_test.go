package check_test

import (
	"os"
	"testing"
	"time"

	"bailiwick/check"
	"bailiwick/rule/all"
)

// BenchmarkRequirements rolls up the estate that BAILIWICK_ESTATE names over
// all frameworks, beside the check that it follows.
func BenchmarkRequirements(b *testing.B) {
	target := os.Getenv("BAILIWICK_ESTATE")
	if target == "" {
		b.Skip("BAILIWICK_ESTATE names no target: make one with go run ./bench/estate")
	}
	var checked, rolled time.Duration
	for b.Loop() {
		start := time.Now()
		a, err := check.Run(b.Context(), check.Options{Targets: []string{target}, Rules: all.Rules()})
		if err != nil {
			b.Fatal(err)
		}
		checked += time.Since(start)
		start = time.Now()
		if len(a.Frameworks()) == 0 {
			b.Fatal("no framework was rolled up")
		}
		rolled += time.Since(start)
	}
	b.ReportMetric(float64(rolled)/float64(checked), "of-the-check")
	b.ReportMetric(float64(rolled.Milliseconds())/float64(b.N), "ms-rolled")
}
