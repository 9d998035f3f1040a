package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"bailiwick/check"
	"bailiwick/internal/spelling"
)

// A command is one word of the command line.
type command struct {
	name  string
	group string // under which the help lists it
	about string // one line
	usage string // what follows `bailiwick help NAME`
	run   func(*session, []string) (check.Status, error)
}

// commands returns every command, in the order of the help.
func commands() []command {
	return []command{
		{"check", "look", "read, decide, report", checkUsage, runCheck},
		{"duties", "look", "what is left to do, and by when", dutiesUsage, runDuties},
		{"responsibilities", "look", "who carries what, for each function", responsibilitiesUsage, runResponsibilities},
		{"iam", "look", "what policies allow: decide, compare, lint", iamUsage, runIAM},
		{"rules", "learn", "the list of rules", rulesUsage, runRules},
		{"frameworks", "learn", "the texts that an estate can be assessed against", frameworksUsage, runFrameworks},
		{"requirements", "learn", "what a framework demands, and what decides it", requirementsUsage, runRequirements},
		{"scope", "learn", "which frameworks bind, by 7 questions", scopeUsage, runScope},
		{"explain", "learn", "one rule", explainUsage, runExplain},
		{"init", "act", "write bailiwick.yaml from what is here", initUsage, runInit},
		{"completion", "shell", "completion for bash, zsh, fish, powershell", completionUsage, runCompletion},
		{"man", "shell", "the manual pages", manUsage, runMan},
		{"version", "", "what this program is", versionUsage, runVersion},
		{"help", "", "this, or one command", helpUsage, runHelp},
	}
}

// commands returns the commands of a group, nil of one that is none.
func (c command) commands() []command {
	if c.name == "iam" {
		return iamCommands()
	}
	return nil
}

// A session is one call of the program: its streams, and what has been
// written so far.
type session struct {
	ctx    context.Context
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	out    terminal // of stdout
	err    terminal // of stderr
	files  outputs
}

// interrupted is the exit status of a run that a signal ended, as shells have
// it: 128 and the signal's number.
const interrupted = 130

// run is the program without its process. A signal ends it at once: readers
// and writers hold nothing that needs an orderly end but files half written.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	s := &session{ctx: ctx, stdin: stdin, stdout: stdout, stderr: stderr, out: terminalOf(stdout), err: terminalOf(stderr)}
	done := make(chan int, 1)
	go func() { done <- s.guarded(args) }()
	select {
	case status := <-done:
		return status
	case <-ctx.Done():
		s.complain(&complaint{What: "interrupted: " + s.files.abandon()})
		return interrupted
	}
}

// guarded runs the command; what we did wrong ourselves becomes a report to
// send.
func (s *session) guarded(args []string) (status int) {
	defer func() {
		if p := recover(); p != nil {
			s.files.abandon()
			s.complain(crashed(p, debug.Stack()))
			status = int(check.Internal)
		}
	}()
	got, err := s.dispatch(args)
	if err == nil {
		return int(got)
	}
	if s.ctx.Err() != nil {
		<-make(chan struct{}) // the signal is being told of: wait for the process to end
	}
	if c := (*complaint)(nil); errors.As(err, &c) {
		s.complain(c)
		return int(c.Status)
	}
	s.complain(&complaint{What: err.Error(), Status: check.Unread})
	return int(check.Unread)
}

// dispatch finds the command and runs it.
func (s *session) dispatch(args []string) (check.Status, error) {
	if len(args) == 0 {
		return 0, nothingToCheck()
	}
	switch args[0] {
	case "-h", "--help", "-help":
		return runHelp(s, args[1:])
	case "--version":
		return runVersion(s, args[1:])
	}
	if args[0] == completeCommand {
		return runComplete(s, args[1:])
	}
	c, ok := lookUp(args[0])
	if !ok {
		return 0, noCommand(args[0])
	}
	status, err := c.run(s, args[1:])
	if errors.Is(err, errHelp) {
		_, err = io.WriteString(s.stdout, c.usage)
		return check.Clean, err
	}
	return status, err
}

func lookUp(name string) (command, bool) {
	all := commands()
	i := slices.IndexFunc(all, func(c command) bool { return c.name == name })
	if i < 0 {
		return command{}, false
	}
	return all[i], true
}

func noCommand(name string) *complaint {
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	c := usage("there is no command `%s`", name)
	for _, n := range spelling.Near(name, names) {
		c.say("near", "bailiwick "+n)
	}
	if _, err := os.Stat(name); err == nil {
		return c.say("next", "bailiwick check "+quoted(name))
	}
	if len(c.Advice) == 0 {
		c.say("known", strings.Join(names, " "))
	}
	return c
}

// quoted returns a word as a shell takes it for one.
func quoted(word string) string {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:=@%+"
	if word != "" && strings.Trim(word, plain) == "" {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// reason tells on a terminal why the status is what it is, below everything
// else.
func (s *session) reason(status check.Status, why string) {
	if status == check.Clean || !s.err.is {
		return
	}
	line := fmt.Sprintf("exit %d", status)
	if why != "" {
		line += ": " + why
	}
	if s.err.color {
		line = "\x1b[2m" + line + "\x1b[0m"
	}
	fmt.Fprintln(s.stderr, line)
}
