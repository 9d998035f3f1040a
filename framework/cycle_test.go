package framework_test

import (
	"fmt"
	"strings"
	"testing"

	"bailiwick/framework"
)

// A benchmark that leads back is told wherever it was written, although another
// file changed the framework after it.
func TestABenchmarkThatLeadsBackFromAnEarlierFile(t *testing.T) {
	first := "framework: Loop\nversion: 1\n\nrequirement: L-1\ntitle: t\nvia: Loop\nreason: r\n"
	_, problems := framework.Default().Extend([]framework.File{
		{Name: "first.txt", Text: []byte(first)},
		{Name: "second.txt", Text: []byte("framework: Loop\nnote: changed\n")},
	}, framework.Checks{})
	if len(problems) != 1 || problems[0].Place.File != "first.txt" || problems[0].Place.Line != 4 {
		t.Errorf("problems = %v", problems)
	}
}

// The ways from a framework to its benchmarks may double at every step.
func TestBenchmarksThatManyWaysLeadTo(t *testing.T) {
	const steps = 40
	var files []framework.File
	for n := range steps {
		text := fmt.Sprintf("framework: Step %d\nversion: 1\n", n)
		for q := range 2 {
			text += fmt.Sprintf("\nrequirement: R-%d\ntitle: t\nreason: r\n", q)
			if n+1 < steps {
				text += fmt.Sprintf("via: Step %d\n", n+1)
			}
		}
		files = append(files, framework.File{Name: fmt.Sprintf("%d.txt", n), Text: []byte(text)})
	}
	if _, problems := framework.Default().Extend(files, framework.Checks{}); problems != nil {
		t.Error(strings.TrimSpace(fmt.Sprint(problems)))
	}
}
