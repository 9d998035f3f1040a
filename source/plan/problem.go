package plan

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"bailiwick/estate"
	"bailiwick/value"
)

// problem reports what is wrong with the plan as a whole, or at a line, and
// notes that more may hide in it than was read.
func (p *plan) problem(line int, summary, next string) {
	problem := value.Problem{File: p.shown, Line: line, Summary: summary, Effect: "what it plans is in no count", Next: next}
	if len(p.resources) > 0 {
		problem.Effect = "what stands there is in no count; what stands before it was read"
	}
	p.builder.Problems = append(p.builder.Problems, problem)
	p.gap(summary)
}

func (p *plan) gap(why string) {
	p.builder.Gaps = append(p.builder.Gaps, estate.Gap{Scope: p.scope, All: true, Why: value.Because(p.shown + ": " + why)})
}

// line returns the line that the decoder has come to.
func (p *plan) line() int {
	line, _ := p.tally.Position(int(p.InputOffset()) + p.start)
	return line
}

// broken reports why reading ended early.
func (p *plan) broken(err error) {
	syntax := (*jsontext.SyntacticError)(nil)
	offset := p.tally.size
	if errors.As(err, &syntax) {
		offset = int(syntax.ByteOffset) + p.start
	}
	line, column := p.tally.Position(offset)
	problem := value.Problem{
		File: p.shown, Line: line, Column: column, Effect: "what stands there is in no count; what stands before it was read",
		Next: "write it anew: terraform show -json PLAN > " + p.shown,
	}
	for _, bound := range [...]error{errTooLarge, errBlank, errValue} {
		if errors.Is(err, bound) {
			err, syntax = bound, nil
		}
	}
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		problem.Summary = "the plan breaks off"
	case errors.Is(err, jsontext.ErrDuplicateName):
		problem.Summary = "a key stands twice in one object"
	case syntax != nil:
		problem.Summary = "the plan is no JSON: " + strings.TrimPrefix(syntax.Err.Error(), "jsontext: ")
	default:
		problem.Summary = "the plan cannot be read: " + cause(err)
	}
	p.builder.Problems = append(p.builder.Problems, problem)
	p.gap(problem.Summary)
}

// wrong reports a part of the plan that is not of the type that it should be,
// once, and passes over it. Null is as good as nothing.
func (p *plan) wrong(want string) error {
	kind, where := p.PeekKind(), p.StackPointer()
	if err := p.SkipValue(); err != nil || kind == 'n' || p.told {
		return err
	}
	p.told = true
	p.problem(p.line(), fmt.Sprintf("%s is not %s", strings.TrimPrefix(string(where), "/"), want), "write it anew: terraform show -json PLAN > "+p.shown)
	return nil
}

// refused reports whether the plan's format is one that is not known.
func (p *plan) refused() bool {
	major, _, _ := strings.Cut(p.format, ".")
	if major == "0" || major == "1" || major == "" && len(p.resources) > 0 {
		return false
	}
	switch {
	case major == "":
		p.problem(0, "says no format_version", "write it anew: terraform show -json PLAN > "+p.shown)
	default:
		p.problem(0, fmt.Sprintf("is a plan of format %s, which this build does not know", p.format), "look for a newer bailiwick")
	}
	return true
}

// stated reports what the plan says of itself: that it is not whole.
func (p *plan) stated() {
	switch {
	case p.errored:
		p.problem(0, "planning ended in an error, so that the plan is not whole", "mend what terraform plan says, then plan again")
	case p.partial:
		p.gap("the plan says that it is not complete")
	}
}
