package plan_test

import (
	"io"
	"os"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/source/plan"
	"bailiwick/value"
)

// BenchmarkRead reads the folder of PLAN's plan.json, made by bench/estate
// -form plan, beside the unit that it is measured in: its tokens alone.
func BenchmarkRead(b *testing.B) {
	dir := os.Getenv("PLAN")
	if dir == "" {
		b.Skip("PLAN names no folder with a plan.json")
	}
	b.Run("tokens", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			f, err := os.Open(dir + "/plan.json")
			if err != nil {
				b.Fatal(err)
			}
			d := jsontext.NewDecoder(f)
			for err == nil {
				_, err = d.ReadToken()
			}
			if f.Close(); err != io.EOF {
				b.Fatal(err)
			}
		}
	})
	b.Run("estate", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			into := &estate.Builder{Places: new(value.Places)}
			plan.Read(into, plan.Options{FS: os.DirFS(dir), Settings: settings.Default(), Prefix: "."}, "plan.json")
		}
	})
}
