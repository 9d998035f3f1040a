package report

import "bailiwick/rule"

// marks are the signs of a terminal.
type marks struct {
	pass, fail, standing, unknown, none, problem string
	bar, dot, more                               string
}

func (o Options) marks() marks {
	if o.ASCII {
		return marks{"ok", "FAIL", "EXC", "?", "-", "!", "|", "-", "..."}
	}
	return marks{"✓", "✗", "≈", "?", "–", "!", "│", "·", "…"}
}

// of returns the mark of a verdict.
func (m marks) of(v rule.Verdict) string {
	switch v {
	case rule.PassVerdict:
		return m.pass
	case rule.FailVerdict:
		return m.fail
	case rule.NotApplicableVerdict:
		return m.none
	case rule.ErrorVerdict:
		return m.problem
	}
	return m.unknown
}

// A tint is a colour or weight of text: the parameter of an SGR sequence.
type tint string

// The tints: base colours, bold and dim only.
const (
	plain   tint = ""
	bold    tint = "1"
	dim     tint = "2"
	red     tint = "31"
	green   tint = "32"
	yellow  tint = "33"
	magenta tint = "35"
	boldRed tint = "1;31"
)

func severityTint(s rule.Severity) tint {
	switch s {
	case rule.Critical:
		return boldRed
	case rule.High:
		return red
	case rule.Medium:
		return yellow
	case rule.Info:
		return dim
	}
	return plain
}

func verdictTint(v rule.Verdict) tint {
	switch v {
	case rule.PassVerdict:
		return green
	case rule.FailVerdict:
		return red
	case rule.NotApplicableVerdict:
		return dim
	case rule.ErrorVerdict:
		return yellow
	}
	return magenta
}

// tinted returns the text in the tint, if colours are wanted.
func (o Options) tinted(t tint, s string) string {
	if !o.Color || t == plain || s == "" {
		return s
	}
	return "\x1b[" + string(t) + "m" + s + "\x1b[0m"
}
