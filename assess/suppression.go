package assess

import (
	"slices"
	"strings"

	"bailiwick/internal/civil"
)

// A suppression is what a comment tells another tool not to report.
type suppression struct {
	tool   string // as exceptions.accept_foreign names it
	ids    []string
	all    bool // every check of the tool, instead of ids
	word   string
	reach  reach
	reason string
	until  civil.Day
	stage  string // the workspace that it is for, "" for all
}

// reach is how far a comment reaches.
type reach uint8

const (
	onFirstLine reach = iota // the block on whose first line it stands, or right above it
	onBlock                  // the block that it stands in
	onOrInBlock              // that, or the block that it stands above
	onNextBlock              // the block that comes next
	onNextLine               // what is told at the line below
	onFile                   // the whole file, from its head
)

// checkovWords are the words that Checkov takes: it has had several owners.
var checkovWords = [...]string{"checkov:skip=", "bridgecrew:skip=", "cortex:skip="}

// parseSuppressions reads the suppressions of one line of a comment.
func parseSuppressions(text string) []suppression {
	var out []suppression
	for _, word := range checkovWords {
		if _, rest, ok := strings.Cut(text, word); ok {
			ids, reason, _ := strings.Cut(rest, ":")
			if end := strings.IndexAny(strings.TrimLeft(ids, " "), " \t"); end >= 0 {
				ids = strings.TrimLeft(ids, " ")[:end]
			}
			out = append(out, suppression{
				tool: "checkov", ids: fields(ids), reach: onBlock, reason: cut(reason),
			})
		}
	}
	for _, tool := range [...]string{"tfsec", "trivy"} {
		for rest := text; ; {
			_, after, ok := strings.Cut(rest, tool+":ignore:")
			if !ok {
				break
			}
			word, reason := after, ""
			if end := strings.IndexAny(after, " \t"); end >= 0 {
				word, reason = after[:end], after[end:]
			}
			rest = after
			if s, ok := ignored(word); ok {
				s.tool, s.reach = tool, onOrInBlock
				if !strings.Contains(reason, ":ignore:") {
					s.reason = cut(reason)
				}
				out = append(out, s)
			}
		}
	}
	if _, rest, ok := strings.Cut(text, "kics-scan "); ok {
		if s, ok := kicsCommand(strings.TrimSpace(rest)); ok {
			out = append(out, s)
		}
	}
	return out
}

// ignored reads ID[:exp:DATE][:ws:WORKSPACE], or * for every check. One with
// parameters in brackets is for a part of a check that nothing here tells
// apart: it is not taken.
func ignored(word string) (suppression, bool) {
	parts := strings.Split(strings.TrimRight(word, ",;."), ":")
	s := suppression{all: parts[0] == "*"}
	if !s.all {
		s.ids = []string{parts[0]}
	}
	for i := 1; i+1 < len(parts); i += 2 {
		switch parts[i] {
		case "exp":
			day, err := civil.ParseDay(parts[i+1])
			if err != nil {
				return s, false
			}
			s.until = day
		case "ws":
			s.stage = parts[i+1]
		}
	}
	return s, parts[0] != "" && !strings.Contains(word, "[") && !strings.Contains(s.stage, "*")
}

// kicsCommand reads what KICS is told: ignore-line, ignore-block, and at the
// head of a file disable=ID,… or ignore.
func kicsCommand(text string) (suppression, bool) {
	word, reason := text, ""
	if end := strings.IndexAny(text, " \t:"); end >= 0 {
		word, reason = text[:end], text[end:]
	}
	s := suppression{tool: "kics", word: word, reason: cut(reason), all: true}
	switch {
	case word == "ignore-line":
		s.reach = onNextLine
	case word == "ignore-block":
		s.reach = onNextBlock
	case word == "ignore":
		s.reach = onFile
	case strings.HasPrefix(word, "disable="):
		s.reach, s.all, s.word = onFile, false, ""
		s.ids = fields(word[len("disable="):])
	default:
		return s, false
	}
	return s, true
}

// fields returns what stands between commas.
func fields(text string) []string {
	out := strings.Split(text, ",")
	for i := range out {
		out[i] = strings.TrimSpace(out[i])
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == "" })
}

// cut returns a reason without what leads to it, shortened.
func cut(reason string) string {
	reason = strings.Trim(reason, " \t:-—#")
	return reason[:min(len(reason), maxReason)]
}
