//go:build !unix

package main

import "time"

var began = time.Now()

// used returns the time that passed, where the CPU time is not to be had.
func used() time.Duration { return time.Since(began) }
