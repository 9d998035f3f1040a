package main

import (
	"cmp"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"time"
)

// A cost is what runs of a program took, each figure the median of its own,
// and the peak the highest.
type cost struct {
	cpu  time.Duration // user and system
	wall time.Duration
	peak int64 // bytes; 0 where the system does not tell
}

// interleaved runs the programs in turn, so that whatever else the machine
// does falls on all of them alike.
func interleaved(programs [][]string, runs int) ([]cost, error) {
	taken := make([][]cost, len(programs))
	for range runs {
		for i, program := range programs {
			c, err := once(program)
			if err != nil {
				return nil, err
			}
			taken[i] = append(taken[i], c)
		}
	}
	medians := make([]cost, len(programs))
	for i, costs := range taken {
		medians[i] = median(costs)
	}
	return medians, nil
}

func median(costs []cost) cost {
	middle := func(figure func(cost) time.Duration) time.Duration {
		figures := make([]time.Duration, len(costs))
		for i, c := range costs {
			figures[i] = figure(c)
		}
		slices.Sort(figures)
		return figures[len(figures)/2]
	}
	return cost{
		cpu:  middle(func(c cost) time.Duration { return c.cpu }),
		wall: middle(func(c cost) time.Duration { return c.wall }),
		peak: slices.MaxFunc(costs, func(a, b cost) int { return cmp.Compare(a.peak, b.peak) }).peak,
	}
}

// once runs a program with its output thrown away. Findings (exit status 1)
// are no failure of bailiwick.
func once(program []string) (cost, error) {
	command := exec.Command(program[0], program[1:]...)
	start := time.Now()
	err := command.Run()
	wall := time.Since(start)
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		return cost{}, fmt.Errorf("run %s: %w", program[0], err)
	}
	state := command.ProcessState
	return cost{state.UserTime() + state.SystemTime(), wall, peak(state)}, nil
}
