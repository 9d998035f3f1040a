package main

import (
	"fmt"
	"os"
	"regexp"
	"runtime"
	"strings"

	"bailiwick/assess"
	"bailiwick/check"
	"bailiwick/rule"
)

// crashed writes down a panic and returns what to tell of it.
func crashed(p any, stack []byte) *complaint {
	return crash("internal error", panicText(p), string(stack)).
		say("effect", "nothing can be said of this run")
}

// panicText tells a panic without a value of the user's: the words of the
// runtime's own errors, the type of any other.
func panicText(p any) string {
	if err, ok := p.(runtime.Error); ok {
		return err.Error()
	}
	return fmt.Sprintf("a panic with a %T", p)
}

// crash writes a file with the stack, and returns the complaint that names it.
func crash(what, panicked, stack string) *complaint {
	c := &complaint{What: what, Status: check.Internal}
	text := fmt.Sprintf("bailiwick %s, %s, %s/%s\n%s: %s\n\n%s\n", tool(), runtime.Version(), runtime.GOOS, runtime.GOARCH, what, panicked, withoutArguments(stack))
	f, err := os.CreateTemp(".", "crash-*.txt")
	if err != nil {
		return c.say("next", "send this to the address in SECURITY.md:\n"+text)
	}
	defer f.Close()
	f.WriteString(text)
	return c.say("next", "send "+strings.TrimPrefix(f.Name(), "./")+" to the address in SECURITY.md\n(it holds no value of yours; look at it first)")
}

// withoutArguments leaves of a stack the functions, files and lines.
func withoutArguments(stack string) string {
	return regexp.MustCompile(`\(0x[^)]*\)|\(\{[^)]*\)`).ReplaceAllString(stack, "()")
}

// broken tells of the first rule that panicked, if one did; the other
// observations stand.
func broken(a *assess.Assessment) *complaint {
	n := a.Count().Error
	for _, ob := range a.Observations {
		if ob.Verdict != rule.ErrorVerdict {
			continue
		}
		message := a.NewAsker().Outcome(ob).Message
		_, stack, _ := strings.Cut(message, "\n")
		id := a.Rules[ob.Rule].ID
		c := crash("internal error in rule "+id, "the rule panicked", stack)
		c.Advice = append([]advice{{"effect", fmt.Sprintf("%s `error` and %s as unknown; the other %d stand",
			observations(n, "this one observation is", "observations are"), counts(n), a.Count().Total()-n)}}, c.Advice...)
		return c
	}
	return nil
}

func observations(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func counts(n int) string {
	if n == 1 {
		return "counts"
	}
	return "count"
}
