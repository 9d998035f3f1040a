package terraform

import (
	"os"
	"testing"

	"bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/value"
)

// BenchmarkRead reads the estate that BAILIWICK_ESTATE names, such as one that
// bench/estate makes.
func BenchmarkRead(b *testing.B) {
	dir := os.Getenv("BAILIWICK_ESTATE")
	if dir == "" {
		b.Skip("BAILIWICK_ESTATE names no folder: make one with go run ./bench/estate")
	}
	b.ReportAllocs()
	for b.Loop() {
		into := &estate.Builder{Places: new(value.Places)}
		Read(into, Options{FS: os.DirFS(dir), Settings: settings.Default(), Prefix: "."}, []string{"."}, []string{"."})
		e := into.Build()
		b.ReportMetric(float64(len(e.Resources())), "resources")
	}
}
