package spelling

import (
	"slices"
	"strings"
	"testing"
)

func TestNear(t *testing.T) {
	commands := []string{"check", "rules", "explain", "init", "version", "help"}
	for _, c := range []struct {
		name string
		want []string
	}{
		{"chek", []string{"check"}},
		{"hcekc", nil},
		{"chekc", []string{"check"}},
		{"INIT", []string{"init"}},
		{"deploy", nil},
		{strings.Repeat("x", 1000), nil},
	} {
		if got := Near(c.name, commands); !slices.Equal(got, c.want) {
			t.Errorf("Near(%q) = %q, want %q", c.name, got, c.want)
		}
	}
}
