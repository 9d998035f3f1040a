package plan_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/source/plan"
	"bailiwick/value"
)

func TestTry(t *testing.T) {
	name := os.Getenv("PLAN")
	if name == "" {
		t.Skip()
	}
	start := time.Now()
	b := &estate.Builder{Places: new(value.Places)}
	plan.Read(b, plan.Options{FS: os.DirFS(filepath.Dir(name)), Settings: settings.Default(), Prefix: "."}, filepath.Base(name))
	t.Log("read", time.Since(start))
	e := b.Build()
	t.Log("built", time.Since(start))
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	t.Log(len(e.Resources()), "resources", m.HeapAlloc>>20, "MiB live", m.Sys>>20, "sys")
	v := e.In(nil)
	for i, r := range e.Resources() {
		if i%(len(e.Resources())/9+1) != 0 {
			continue
		}
		h := r.Head()
		t.Log(h.ID(), h.Kind(), h.Name(), e.Places.At(h.Block), h.Tags, h.Region, h.Account)
		for _, id := range h.Identities {
			t.Log("   =", id.Attribute, id.Text)
		}
		for _, l := range v.Outgoing(r) {
			t.Log("   ->", l.As, l.To.Head().Address)
		}
	}
	for _, p := range e.Problems {
		t.Log("PROBLEM", p)
	}
}
