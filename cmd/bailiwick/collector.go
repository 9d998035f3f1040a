package main

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// smallHeap is how many bytes the heap may grow to before the first
// collection: most checks end before it.
const smallHeap = 40 << 20

// room is how many bytes a heap larger than smallHeap grows by from one
// collection to the next. A large heap is dear to collect and grows by more: by
// a percent for each dear bytes that are in use.
const (
	room = 80 << 20
	dear = 4 << 20
)

// paceCollector lets the heap grow to smallHeap without a collection, and by
// little beyond it while less than that is in use. GOGC and GOMEMLIMIT go
// before it.
func paceCollector() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(smallHeap)
	runtime.SetFinalizer(new(cycle), (*cycle).ended)
}

// A cycle is garbage that the next collection finds.
type cycle struct{ _ *byte }

// ended sets the pace after a collection, and waits for the next one.
func (*cycle) ended() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	in := max(live[0].Value.Uint64(), 1)
	percent := min(150, int(max(room*100/in, in/dear)))
	if in < smallHeap {
		percent = max(60, int(smallHeap*100/in)-100)
	}
	debug.SetMemoryLimit(math.MaxInt64)
	debug.SetGCPercent(percent)
	runtime.SetFinalizer(new(cycle), (*cycle).ended)
}
