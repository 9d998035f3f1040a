package par

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
)

// withProcessors runs the test on several numbers of processors.
func withProcessors(t *testing.T, f func(t *testing.T)) {
	was := runtime.GOMAXPROCS(0)
	t.Cleanup(func() { runtime.GOMAXPROCS(was) })
	for _, n := range []int{1, 2, 7} {
		runtime.GOMAXPROCS(n)
		f(t)
	}
}

func TestChunksCoverTheRangeInOrder(t *testing.T) {
	withProcessors(t, func(t *testing.T) {
		for _, n := range []int{0, 1, 2, 5, 8, 9, 100, 1001} {
			chunks, err := Chunks(t.Context(), n, func(_ context.Context, from, to int) ([]int, error) {
				var out []int
				for i := from; i < to; i++ {
					out = append(out, i)
				}
				return out, nil
			})
			all := slices.Concat(chunks...)
			if err != nil || len(all) != n {
				t.Fatalf("Chunks of %d gives %d, %v", n, len(all), err)
			}
			for i, got := range all {
				if got != i {
					t.Fatalf("Chunks of %d has %d in place %d", n, got, i)
				}
			}
		}
	})
}

func TestMapKeepsTheOrder(t *testing.T) {
	withProcessors(t, func(t *testing.T) {
		in := make([]int, 1000)
		for i := range in {
			in[i] = i
		}
		got, err := Map(t.Context(), in, func(_ context.Context, n int) (int, error) { return 2 * n, nil })
		if err != nil {
			t.Fatal(err)
		}
		for i, n := range got {
			if n != 2*i {
				t.Fatalf("result %d is %d", i, n)
			}
		}
	})
}

// TestErrorOfTheFirstRun has all runs fail at once: the error does not depend
// on which was first in time.
func TestErrorOfTheFirstRun(t *testing.T) {
	withProcessors(t, func(t *testing.T) {
		first := errors.New("first")
		got, err := Chunks(t.Context(), 100, func(_ context.Context, from, _ int) (int, error) {
			if from == 0 {
				return 0, first
			}
			return 0, errors.New("later")
		})
		if err != first || got != nil {
			t.Errorf("Chunks = %v, %v; want nil and the error of the first run", got, err)
		}
	})
}

func TestErrorTellsTheOthers(t *testing.T) {
	withProcessors(t, func(t *testing.T) {
		var started, ended atomic.Int64
		failure := errors.New("failure")
		_, err := Chunks(t.Context(), 100, func(ctx context.Context, from, _ int) (int, error) {
			started.Add(1)
			defer ended.Add(1)
			if from == 0 {
				return 0, failure
			}
			<-ctx.Done() // told, or it would wait for ever
			return 0, nil
		})
		if err != failure {
			t.Errorf("Chunks = %v, want the failure", err)
		}
		if started.Load() != ended.Load() {
			t.Errorf("%d calls began and %d have ended", started.Load(), ended.Load())
		}
	})
}

func TestCancelledContextReachesTheCalls(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := Map(ctx, make([]int, 100), func(ctx context.Context, _ int) (int, error) { return 0, ctx.Err() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Map = %v, want the context's error", err)
	}
}
