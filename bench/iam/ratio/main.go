// Command ratio prints how long a decision of ours takes beside one of
// iam-simulate's, in CPU time, since machines are busy.
//
//	npm install --prefix DIR @cloud-copilot/iam-simulate
//	go run ./bench/iam/ratio DIR
//
// iam-simulate is run as it is installed; nothing of it is in this repository.
package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"bailiwick/iam/authz"
)

//go:embed simulate.mjs
var script []byte

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(args []string, stdout, stderr io.Writer) int {
	if len(args) != 1 {
		fmt.Fprintln(stderr, "usage: ratio DIR")
		return 2
	}
	if err := compare(args[0], stdout); err != nil {
		fmt.Fprintln(stderr, "ratio:", err)
		return 1
	}
	return 0
}

// bounds are how many times faster we are to be, by the number of statements.
var bounds = []struct{ statements, times int }{{5, 100}, {400, 200}}

func compare(dir string, out io.Writer) error {
	file := filepath.Join(dir, "simulate.mjs")
	if err := os.WriteFile(file, script, 0o644); err != nil {
		return err
	}
	for _, b := range bounds {
		line := question(b.statements)
		ours, err := measure(line)
		if err != nil {
			return err
		}
		node := exec.Command("node", file)
		node.Stdin, node.Stderr = bytes.NewReader(append(line, '\n')), os.Stderr
		printed, err := node.Output()
		if err != nil {
			return fmt.Errorf("run iam-simulate: %w", err)
		}
		var theirs float64
		if _, err := fmt.Sscan(string(printed), &theirs); err != nil {
			return fmt.Errorf("read what iam-simulate printed, %q: %w", printed, err)
		}
		fmt.Fprintf(out, "%3d statements: %7.2f µs, iam-simulate %8.1f µs: %.0f times, wanted %d\n",
			b.statements, ours, theirs, theirs/ours, b.times)
	}
	return nil
}

// measure returns the microseconds of CPU that a decision takes.
func measure(line []byte) (float64, error) {
	q, err := authz.ReadQuestion(line)
	if err != nil {
		return 0, err
	}
	if d := q.Decide(); d.Effect != authz.Allow {
		return 0, fmt.Errorf("the question is not allowed: %v", d)
	}
	runtime.GC()
	rounds := 0
	for start := used(); ; {
		for range 10000 {
			q.Decide()
		}
		rounds += 10000
		if spent := used() - start; spent > time.Second {
			return float64(spent.Nanoseconds()) / 1000 / float64(rounds), nil
		}
	}
}

// question returns a question about a policy of n statements of several
// services, of which the last allows.
func question(n int) []byte {
	services := []string{"s3", "sqs", "sns", "kms", "logs", "dynamodb", "lambda", "events"}
	statements := make([]string, n)
	for i := range n - 1 {
		service := services[i%len(services)]
		statements[i] = fmt.Sprintf(`{"Effect":"Allow","Action":["%s:Get*","%s:List*"],"Resource":"arn:aws:%s:*:111122223333:%s-%d/*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"team-%d"},"Bool":{"aws:SecureTransport":"true"}}}`,
			service, service, service, service, i, i)
	}
	statements[n-1] = `{"Effect":"Allow","Action":"dynamodb:*Item","Resource":"arn:aws:dynamodb:*:111122223333:table/orders-*","Condition":{"StringLike":{"aws:PrincipalTag/team":"pay*"},"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}`
	return []byte(`{"request":{"principal":"arn:aws:iam::111122223333:role/app","action":"dynamodb:GetItem",` +
		`"resource":"arn:aws:dynamodb:eu-central-1:111122223333:table/orders-2026","resource_account":"111122223333",` +
		`"context":{"aws:SourceIp":"203.0.113.9","aws:PrincipalTag/team":"payments","aws:SecureTransport":"true"}},` +
		`"identity":[{"Version":"2012-10-17","Statement":[` + strings.Join(statements, ",") + `]}]}`)
}
