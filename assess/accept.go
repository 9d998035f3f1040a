package assess

import (
	"fmt"
	"slices"
	"strings"

	"bailiwick/internal/civil"
)

// acceptForm is how an exception is written in a comment.
const acceptForm = "bailiwick:accept RULE until 2027-01-31, asked by A, approved by B: reason"

// An accept is an exception as a comment writes it:
//
//	accept  = "bailiwick:accept" rule { [","] rule } "until" date
//	          "," "asked by" name "," "approved by" name ":" reason
//
// The two names may change places. A name has neither comma nor colon, a date
// is written as 2027-01-31, and the reason goes to the end of the line.
type accept struct {
	rules                []string
	until                civil.Day
	asked, approved, why string
}

const (
	maxAccepted = 50    // rules that one comment names
	maxReason   = 1_000 // bytes
)

// parseAccept reads what follows the word bailiwick:accept. The error says
// what is wrong in the words of a problem's summary.
func parseAccept(text string) (accept, error) {
	head, reason, ok := strings.Cut(text, ":")
	a := accept{why: strings.TrimSpace(reason)}
	terms := strings.Split(head, ",")
	if !slices.ContainsFunc(terms, hasUntil) {
		return a, fmt.Errorf("`until` and its last day are missing")
	}
	for i, term := range terms {
		words := strings.Fields(term)
		at := slices.Index(words, "until")
		if at < 0 {
			a.rules = append(a.rules, words...)
			continue
		}
		a.rules = append(a.rules, words[:at]...)
		day, err := civil.ParseDay(strings.Join(words[at+1:], " "))
		if err != nil {
			return a, err
		}
		a.until = day
		if err := a.people(terms[i+1:]); err != nil {
			return a, err
		}
		break
	}
	switch {
	case len(a.rules) == 0:
		return a, fmt.Errorf("it names no rule")
	case len(a.rules) > maxAccepted:
		return a, fmt.Errorf("it names more than %d rules", maxAccepted)
	case a.asked == "":
		return a, fmt.Errorf("`asked by` is missing")
	case a.approved == "":
		return a, fmt.Errorf("`approved by` is missing")
	case !ok || a.why == "":
		return a, fmt.Errorf("the reason is missing: it stands behind a colon")
	case len(a.why) > maxReason:
		return a, fmt.Errorf("the reason is longer than 1,000 bytes")
	}
	return a, nil
}

func hasUntil(term string) bool { return slices.Contains(strings.Fields(term), "until") }

// people reads who asked and who approved.
func (a *accept) people(terms []string) error {
	for _, term := range terms {
		term = strings.Join(strings.Fields(term), " ")
		into := &a.asked
		name, ok := strings.CutPrefix(term, "asked by ")
		if !ok {
			into = &a.approved
			name, ok = strings.CutPrefix(term, "approved by ")
		}
		if !ok || *into != "" {
			return fmt.Errorf("%.60q is not understood there", term)
		}
		*into = name
	}
	return nil
}
