package settings_test

import (
	"testing"

	"bailiwick/settings"
)

// Every start reads the defaults.
func BenchmarkDefault(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		settings.Default()
	}
}
