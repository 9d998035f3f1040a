package main

import (
	"bufio"
	"cmp"
	"flag"
	"fmt"
	"os"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"bailiwick/access"
	"bailiwick/check"
	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/report"
)

const iamCompareUsage = `bailiwick iam compare A B tells whether policy A allows any request that policy B
does not. No means that A is at most as permissive as B, and is a proof over all
requests. Yes comes with one such request.

  bailiwick iam compare new.json old.json
  git show main:policy.json | bailiwick iam compare policy.json -
  bailiwick iam compare orders-api limit.json --estate ./infra

Both are policies of identities, or both of resources. With an estate, a word that
is no file is the name of a role or user, and stands for its identity policies
taken together, without its boundary. Pairs can be read as JSON
too, from a file or stdin: {"a": POLICY, "b": POLICY}, one, or JSON lines, which
are answered by a line each, in order.

  bailiwick iam compare pairs.jsonl --output json > answers.jsonl

  --lines                    JSON lines, also if it is only one
` + iamOfEstateUsage + `  --output text|json         default: text; for lines the answer, a tab, the reason
  --color --ascii --width    as for check

answers  no: A is at most as permissive · yes: A is wider, by this request
         unknown: not decided, and which construct is in the way
exit 0 no · 1 yes or unknown · 2 wrong use · 3 a policy could not be read
       of JSON lines: 0, or 3 if a line could not be read, whose answer is error
`

func runIAMCompare(s *session, args []string) (check.Status, error) {
	var (
		f     iamForm
		lines bool
		of    estateOptions
	)
	names, err := f.parse(s, "compare", args, func(fs *flag.FlagSet) {
		fs.BoolVar(&lines, "lines", false, "no value")
		of.ofEstate(fs)
	})
	if err != nil {
		return 0, err
	}
	e, err := of.ask(s)
	switch {
	case err != nil:
		return 0, err
	case e != nil && (len(names) != 2 || lines):
		return 0, usage("with --estate iam compare wants two policies or names").say("next", "bailiwick iam compare orders-api limit.json --estate ./infra")
	}
	if len(names) == 2 && !lines {
		if names[0] == "-" && names[1] == "-" {
			return 0, usage("stdin holds one policy, and both are to be read from it")
		}
		in := &policyReader{session: s, library: newLibrary()}
		var both [2]*authz.Policy
		for i, name := range names {
			if both[i], err = in.readOrFind(name, e); err != nil {
				return 0, err
			}
		}
		return s.tellComparison(f, "", both[0], both[1], in.library)
	}
	if len(names) > 2 {
		return 0, usage("iam compare wants two policies, and got %d", len(names)).say("next", "bailiwick iam compare "+quoted(names[0])+" "+quoted(names[1]))
	}
	name, err := s.questions(names, "compare")
	if err != nil {
		return 0, err
	}
	in, err := s.openInput(name)
	if err != nil {
		return 0, err
	}
	defer in.Close()
	r, err := openRows(name, in, lines)
	if err != nil {
		return 0, err
	}
	if r.whole == nil {
		return s.answerRows(r, f.form, compareRow)
	}
	a, b, err := readPair(r.whole)
	if err != nil {
		return 0, r.complain(err)
	}
	return s.tellComparison(f, rowID(r.whole), a, b, nil)
}

// readOrFind reads a policy file, or finds the policies of what an estate
// declares by that name.
func (in *policyReader) readOrFind(word string, e *iamEstate) (*authz.Policy, error) {
	if _, err := os.Stat(word); e != nil && word != "-" && err != nil {
		h, err := e.holder(word)
		if err != nil {
			return nil, err
		}
		return in.together(h, e)
	}
	list := in.read([]string{word})
	if in.err != nil {
		return nil, in.err
	}
	return list[0], nil
}

// together returns the identity policies of a role or user as one policy, which
// allows and denies the same: a request is decided by all statements, whichever
// policy they stand in.
func (in *policyReader) together(h *access.Holder, e *iamEstate) (*authz.Policy, error) {
	in.library.places = e.Estate.Places
	layer := h.Policies.Identity
	if !layer.IsWhole() {
		return nil, &complaint{Place: e.place(h.Of.Head().Block), What: "not all policies of " + subjectText(h.Of) + " were read: " + layer.Reason(), Status: check.Unread}
	}
	all := &policy.Document{}
	for _, p := range layer.Policies() {
		if len(all.Statements) > 0 && p.Document.HasVariables() != all.HasVariables() {
			return nil, &complaint{
				Place: e.place(h.Of.Head().Block), What: "the policies of " + subjectText(h.Of) + " are of different versions, so they are no one policy",
				Status: check.Unread,
			}
		}
		all.Version = p.Document.Version
		all.Statements = append(all.Statements, p.Document.Statements...)
	}
	merged := authz.Compile(subjectText(h.Of), all)
	in.library.declared(authz.All(merged), h.Fact)
	return merged, nil
}

// readPair reads the two policies of a question.
func readPair(line []byte) (a, b *authz.Policy, err error) {
	var row struct {
		A jsontext.Value `json:"a"`
		B jsontext.Value `json:"b"`
	}
	if err := json.Unmarshal(line, &row); err != nil {
		return nil, nil, err
	}
	read := func(name string, raw jsontext.Value) *authz.Policy {
		if err != nil {
			return nil
		}
		if raw == nil {
			err = fmt.Errorf("there is no policy %s", name)
			return nil
		}
		var d *policy.Document
		if d, err = policy.Parse(raw); err != nil {
			err = fmt.Errorf("policy %s: %w", name, err)
			return nil
		}
		return authz.Compile(name, d)
	}
	a = read("a", row.A)
	b = read("b", row.B)
	return a, b, err
}

// compareRow answers one question of many.
func compareRow(line []byte) (rowAnswer, error) {
	a, b, err := readPair(line)
	if err != nil {
		return rowAnswer{}, err
	}
	answer := reason.Compare(a, b)
	form := comparisonForm(rowID(line), answer, nil)
	return rowAnswer{form.Answer, comparisonWhy(a, b, answer), form}, nil
}

// verdictWord is the verdict as it is told.
func verdictWord(v reason.Verdict) string {
	if v == reason.Outside {
		return "unknown"
	}
	return v.String()
}

// comparisonWhy is the answer in a sentence.
func comparisonWhy(a, b *authz.Policy, answer reason.Answer) string {
	switch answer.Verdict {
	case reason.Yes:
		why := requestSentence(&answer.Witness.Request, answer.Witness.Keys)
		if answer.Witness.Unlisted != "" {
			why += " (" + answer.Witness.Unlisted + ")"
		}
		return why
	case reason.No:
		return a.Name + " is at most as permissive as " + b.Name
	}
	return answer.Why
}

// tellComparison answers the one question.
func (s *session) tellComparison(f iamForm, id string, a, b *authz.Policy, in *library) (check.Status, error) {
	answer := reason.Compare(a, b)
	w := bufio.NewWriter(s.stdout)
	var err error
	if f.form == "json" {
		err = json.MarshalWrite(w, comparisonForm(id, answer, in), json.Deterministic(true), jsontext.Multiline(true), jsontext.WithIndent("  "))
		w.WriteByte('\n')
	} else {
		tellComparison(&page{w, cmp.Or(s.out.width, 80)}, a, b, answer, in)
	}
	if err == nil {
		err = w.Flush()
	}
	if err != nil || answer.Verdict == reason.No {
		return check.Clean, err
	}
	s.reason(check.Findings, "at most as permissive: "+verdictWord(answer.Verdict))
	return check.Findings, nil
}

func tellComparison(p *page, a, b *authz.Policy, answer reason.Answer, in *library) {
	statement := func(r authz.Reference) string {
		if place := in.place(r); place != "" {
			return r.String() + ", " + place
		}
		return r.String()
	}
	switch answer.Verdict {
	case reason.No:
		p.hang("", a.Name+" is at most as permissive as "+b.Name)
		lead := "  because  "
		for _, r := range answer.Because {
			p.hang(lead, statement(r))
			lead = "           "
		}
	case reason.Yes:
		w := answer.Witness
		p.hang("", a.Name+" allows what "+b.Name+" does not")
		p.hang("  who  ", requestSentence(&w.Request, nil))
		for i, key := range w.Keys {
			p.hang([...]string{"  with ", "       "}[min(i, 1)], key+" = "+report.Clean(keyText(&w.Request, key)))
		}
		p.hang("  by   ", statement(w.Decision.By))
		if w.Unlisted != "" {
			p.hang("  but  ", w.Unlisted)
		}
	default:
		p.hang("", "whether "+a.Name+" is at most as permissive as "+b.Name+" is unknown")
		p.hang("  why  ", answer.Why)
	}
}

// comparisonJSON is an answer as programs read it.
type comparisonJSON struct {
	ID      string           `json:"id,omitzero"`
	Answer  string           `json:"answer"` // whether a allows what b does not: yes, no or unknown
	Witness *witnessJSON     `json:"witness,omitzero"`
	By      *statementJSON   `json:"by,omitzero"`       // what allows the witness
	Because []*statementJSON `json:"because,omitempty"` // of no
	Why     string           `json:"why,omitzero"`      // of unknown
}

// witnessJSON is a request, in the form in which iam decide reads one.
type witnessJSON struct {
	Principal any            `json:"principal"` // an ARN, or an object of a type
	Action    string         `json:"action"`
	Resource  string         `json:"resource"`
	Account   string         `json:"resource_account,omitzero"`
	Whole     bool           `json:"action_without_resource,omitzero"` // the resource is these characters, no pattern
	Context   map[string]any `json:"context"`
	Unlisted  string         `json:"unlisted,omitzero"` // what of it the catalogue does not have
}

func comparisonForm(id string, answer reason.Answer, in *library) *comparisonJSON {
	out := &comparisonJSON{ID: id, Answer: verdictWord(answer.Verdict), Why: answer.Why}
	for _, r := range answer.Because {
		out.Because = append(out.Because, in.json(r))
	}
	if w := answer.Witness; w != nil {
		out.Witness, out.By = witnessForm(w), in.json(w.Decision.By)
	}
	return out
}
