// Command bailiwick checks estates of AWS Lambda: it reads what declares them,
// decides rules and tells.
//
// Every command is a file here and a row of the list in command.go; what it
// does lies in the packages that it calls.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	paceCollector()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
