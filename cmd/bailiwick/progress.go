package main

import (
	"fmt"
	"io"
	"time"
)

// progress tells on a terminal that the program works, when it does so for
// longer than half a second. The function that it returns wipes the line.
func (s *session) progress(what string) (done func()) {
	if !s.err.is {
		return func() {}
	}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		began := time.Now()
		wait := 500 * time.Millisecond
		for shown := false; ; shown = true {
			select {
			case <-stop:
				if shown {
					io.WriteString(s.stderr, "\r\x1b[K")
				}
				return
			case <-time.After(wait):
				t := int(time.Since(began).Seconds())
				fmt.Fprintf(s.stderr, "\r\x1b[K%s · %d:%02d", what, t/60, t%60)
				wait = time.Second
			}
		}
	}()
	return func() {
		close(stop)
		<-stopped
	}
}
