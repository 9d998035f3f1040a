package escalation_test

import (
	"os"
	"testing"

	"bailiwick/access"
	"bailiwick/access/escalation"
	"bailiwick/access/exposure"
	"bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/source/terraform"
	"bailiwick/value"
)

func TestTmpSpeed(t *testing.T) {
	b := &estate.Builder{Places: new(value.Places)}
	s := settings.Default()
	terraform.Read(b, terraform.Options{FS: os.DirFS("/tmp/iampaths/flat1000"), Settings: s}, []string{"."}, nil)
	e := b.Build()
	r := testing.Benchmark(func(b *testing.B) {
		for b.Loop() {
			g := escalation.Of(access.New(e, s))
			n, p, o := 0, 0, 0
			for _, from := range g.Principals() {
				w := g.From(from)
				n++
				p += len(w.Paths)
				o += len(w.Open)
			}
			b.Log(n, p, o)
		}
	})
	t.Log(r, r.MemString())
	r = testing.Benchmark(func(b *testing.B) {
		for b.Loop() {
			en := access.New(e, s)
			n := 0
			for _, res := range e.Resources() {
				if tg, ok := en.Target(res); ok {
					n++
					_ = tg
				}
			}
			b.Log(n)
		}
	})
	t.Log("targets", r, r.MemString())
	r = testing.Benchmark(func(b *testing.B) {
		for b.Loop() {
			en := access.New(e, s)
			n := 0
			for _, res := range e.Resources() {
				n += len(exposure.Of(en, res))
			}
			b.Log(n)
		}
	})
	t.Log("exposure", r, r.MemString())
}
