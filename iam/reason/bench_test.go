package reason

import (
	"slices"
	"testing"
	"time"

	"bailiwick/iam/authz"
)

// BenchmarkCompare asks every public question once an iteration, and reports
// the median and the 99th percentile of one question.
func BenchmarkCompare(b *testing.B) {
	for _, file := range [...]string{"compare.jsonl", "managed.jsonl"} {
		b.Run(file, func(b *testing.B) {
			rows := shared[pair](b, file)
			pairs := make([][2]*authz.Policy, len(rows))
			for i, row := range rows {
				pairs[i] = [2]*authz.Policy{compiled(b, "a", row.A), compiled(b, "b", row.B)}
			}
			var times []time.Duration
			b.ReportAllocs()
			for b.Loop() {
				for _, p := range pairs {
					start := time.Now()
					Compare(p[0], p[1])
					times = append(times, time.Since(start))
				}
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Microseconds()), "µs-median")
			b.ReportMetric(float64(times[len(times)*99/100].Microseconds()), "µs-p99")
			b.ReportMetric(float64(times[len(times)-1].Microseconds()), "µs-max")
		})
	}
}
