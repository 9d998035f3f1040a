package main

import (
	"bufio"
	"cmp"
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"bailiwick/check"
	"bailiwick/iam/authz"
	"bailiwick/report"
	"bailiwick/value"
)

const iamDecideUsage = `bailiwick iam decide tells whether AWS allows a request, and by which statement of
which policy. What is not given does not exist: no boundary, no SCP, no key.

  bailiwick iam decide --principal arn:aws:iam::111122223333:role/app \
      --action dynamodb:GetItem \
      --resource arn:aws:dynamodb:eu-central-1:111122223333:table/orders \
      --identity app.json --boundary limit.json --scp root.json --scp account.json

  --principal WHO            an ARN, an account, a service, or anonymous
  --action ACTION            such as s3:GetObject
  --resource ARN             of what is acted on; * for an action without resource
  --account ID               that owns the resource, where its ARN does not say
  --context KEY=VALUE        a condition key; again for a key of many values
  --identity FILE            a policy of the principal, as often as needed
  --resource-policy FILE     the policy of the resource: bucket, key, trust, function
  --boundary FILE            the permissions boundary
  --session FILE             the session policy
  --scp FILE,…               the SCPs of one level, from the root to the account
  --rcp FILE,…               the RCPs of one level, likewise
  --endpoint FILE            the policy of the VPC endpoint
  --open                     keys that are not given may be there

With an estate, the principal and the resource may be names of what it declares,
whose policies then count; policies in files come on top of the principal's, and
stand in for the boundary and for the policy of the resource. SCPs and RCPs that
were not read can only narrow.

  bailiwick iam decide --estate ./infra --principal orders-api \
      --action dynamodb:DeleteItem --resource orders

` + iamOfEstateUsage + `
Requests with their policies can be read as JSON too, from a file or stdin: one,
or JSON lines, which are answered by a line each, in order (docs/iam.md tells
the form).

  bailiwick iam decide request.json
  bailiwick iam decide requests.jsonl --output json > answers.jsonl

  --lines                    JSON lines, also if it is only one
  --output text|json         default: text; for lines the answer, a tab, the reason
  --color --ascii --width    as for check

answers  allow · implicit-deny: nothing allows it · explicit-deny: a Deny applies
         unknown: it depends on what is not known, and on what
exit 0 allowed · 1 denied or unknown · 2 wrong use · 3 something could not be read
       of JSON lines: 0, or 3 if a line could not be read, whose answer is error
`

// answerWord is the effect as it is told.
func answerWord(e authz.Effect) string {
	if e == authz.CannotTell {
		return "unknown"
	}
	return e.String()
}

// answerWhy is the decision in a sentence.
func answerWhy(d authz.Decision) string {
	return strings.TrimPrefix(d.String(), "cannot be told: ")
}

func runIAMDecide(s *session, args []string) (check.Status, error) {
	var (
		f     iamForm
		ask   asking
		lines bool
		of    estateOptions
	)
	rest, err := f.parse(s, "decide", args, func(fs *flag.FlagSet) {
		ask.options(fs)
		of.ofEstate(fs)
		fs.BoolVar(&lines, "lines", false, "no value")
	})
	if err != nil {
		return 0, err
	}
	if ask.given {
		if len(rest) > 0 {
			return 0, usage("iam decide takes options or a file of questions, not both").say("next", "--identity "+quoted(rest[0]))
		}
		e, err := of.ask(s)
		if err != nil {
			return 0, err
		}
		q, in, err := ask.question(s, e)
		if err != nil {
			return 0, err
		}
		return s.tellDecision(f, "", q, in)
	}
	name, err := s.questions(rest, "decide")
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
		return s.answerRows(r, f.form, decideRow)
	}
	q, err := authz.ReadQuestion(r.whole)
	if err != nil {
		return 0, r.complain(err)
	}
	return s.tellDecision(f, rowID(r.whole), q, nil)
}

// decideRow answers one question of many.
func decideRow(line []byte) (rowAnswer, error) {
	q, err := authz.ReadQuestion(line)
	if err != nil {
		return rowAnswer{}, err
	}
	d := q.Decide()
	return rowAnswer{answerWord(d.Effect), answerWhy(d), decisionForm(rowID(line), q, d, nil)}, nil
}

// tellDecision answers the one question.
func (s *session) tellDecision(f iamForm, id string, q *authz.Question, in *library) (check.Status, error) {
	d := q.Decide()
	w := bufio.NewWriter(s.stdout)
	var err error
	if f.form == "json" {
		form := decisionForm(id, q, d, in)
		form.explain(q, in)
		err = json.MarshalWrite(w, form, jsontext.Multiline(true), jsontext.WithIndent("  "))
		w.WriteByte('\n')
	} else {
		tellDecision(&page{w, cmp.Or(s.out.width, 80)}, q, d, in)
	}
	if err == nil {
		err = w.Flush()
	}
	if err != nil || d.Effect == authz.Allow {
		return check.Clean, err
	}
	s.reason(check.Findings, answerWord(d.Effect))
	return check.Findings, nil
}

// tellDecision writes the decision for people: the request, the answer, and
// what each statement has to say.
func tellDecision(p *page, q *authz.Question, d authz.Decision, in *library) {
	p.hang("", requestSentence(&q.Request, nil))
	why := answerWhy(d)
	if place := in.place(d.By); place != "" {
		why += ", " + place
	}
	p.hang(answerWord(d.Effect)+"  ", why)
	reasons := authz.Explain(&q.Request, &q.Policies)
	if len(reasons) == 0 {
		return
	}
	io.WriteString(p, "\n")
	for _, r := range reasons {
		by := r.By.String()
		if place := in.place(r.By); place != "" {
			by = place + ", of " + r.Layer.String()
		}
		p.hang(fmt.Sprintf("  %-14s  ", appliesWord(r.Applies)), by)
		if r.Why != "" {
			p.hang(strings.Repeat(" ", 18), r.Why)
		}
	}
}

func appliesWord(a value.Answer) string {
	switch a {
	case value.Yes:
		return "applies"
	case value.No:
		return "does not apply"
	}
	return "unknown"
}

// decisionJSON is a decision as programs read it.
type decisionJSON struct {
	ID         string             `json:"id,omitzero"`
	Answer     string             `json:"answer"`
	Why        string             `json:"why"`
	Layer      string             `json:"layer"`
	By         *statementJSON     `json:"by,omitzero"`
	Key        string             `json:"key,omitzero"` // the condition key that decides what is unknown
	Parts      []partJSON         `json:"parts,omitempty"`
	Statements []appliedStatement `json:"statements,omitempty"`
}

// partJSON is a part of the resources that a request with wildcards stands for.
type partJSON struct {
	Resource string `json:"resource"`
	Answer   string `json:"answer"`
}

// appliedStatement tells of a statement whether it applies.
type appliedStatement struct {
	*statementJSON
	Layer   string `json:"layer"`
	Applies string `json:"applies"` // yes, no or unknown
	Why     string `json:"why,omitzero"`
}

func decisionForm(id string, q *authz.Question, d authz.Decision, in *library) *decisionJSON {
	out := &decisionJSON{
		ID: id, Answer: answerWord(d.Effect), Why: answerWhy(d),
		Layer: d.Layer.String(), By: in.json(d.By), Key: d.Open.Key,
	}
	if q.Request.Wildcard {
		for _, part := range authz.Parts(&q.Request, &q.Policies) {
			out.Parts = append(out.Parts, partJSON{part.Resource.String(), answerWord(part.Decision.Effect)})
		}
	}
	return out
}

// explain adds what each statement has to say.
func (d *decisionJSON) explain(q *authz.Question, in *library) {
	for _, r := range authz.Explain(&q.Request, &q.Policies) {
		applies := [...]string{value.Yes: "yes", value.No: "no", value.CannotTell: "unknown"}[r.Applies]
		d.Statements = append(d.Statements, appliedStatement{in.json(r.By), r.Layer.String(), applies, r.Why})
	}
}

// requestSentence tells a request: who may be asked to do what on what, and
// which keys it carries.
func requestSentence(r *authz.Request, keys []string) string {
	var b strings.Builder
	who := r.Principal.Name.String()
	if who == "" {
		who = r.Principal.Kind.String()
	}
	b.WriteString(who + " calls " + r.Action + " on " + cmp.Or(r.Resource.String(), "no resource"))
	for i, key := range keys {
		b.WriteString([...]string{" with ", ", "}[min(i, 1)] + key + " = " + keyText(r, key))
	}
	return report.Clean(b.String())
}
