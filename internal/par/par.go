// Package par spreads work over the processors and keeps the order of its
// input, so that what comes out does not depend on scheduling.
package par

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// Chunks cuts the range from 0 to n into runs, calls f for each, several at a
// time, and returns the results in the order of the runs. The first error in
// that order is returned; the other calls are told by their context. Every
// goroutine has ended when Chunks returns.
func Chunks[T any](ctx context.Context, n int, f func(ctx context.Context, from, to int) (T, error)) ([]T, error) {
	workers := min(runtime.GOMAXPROCS(0), max(n, 1))
	// Four runs a worker even out runs of unequal cost.
	runs := min(4*workers, max(n, 1))
	if workers == 1 {
		runs = 1
	}
	size := (n + runs - 1) / runs
	results := make([]T, runs)
	errs := make([]error, runs)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var next atomic.Int64
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= runs {
					return
				}
				results[i], errs[i] = f(ctx, min(i*size, n), min((i+1)*size, n))
				if errs[i] != nil {
					cancel()
				}
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return results, nil
}

// Map calls f for every element, several at a time, and returns the results
// in the order of the elements.
func Map[S, T any](ctx context.Context, in []S, f func(ctx context.Context, s S) (T, error)) ([]T, error) {
	out := make([]T, len(in))
	_, err := Chunks(ctx, len(in), func(ctx context.Context, from, to int) (struct{}, error) {
		for i := from; i < to; i++ {
			var err error
			if out[i], err = f(ctx, in[i]); err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, nil
	})
	return out, err
}
