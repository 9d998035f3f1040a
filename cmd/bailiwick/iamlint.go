package main

import (
	"bufio"
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"bailiwick/check"
	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
	"bailiwick/internal/spelling"
	"bailiwick/report"
)

const iamLintUsage = `bailiwick iam lint FILE… tells of policy files what AWS refuses, and what AWS
takes and nobody means: actions that match nothing, resources that no action of
the statement acts on, conditions on keys that no request carries, statements
that decide nothing. Each finding has its place in the file.

  bailiwick iam lint policy.json
  bailiwick iam lint --kind trust roles/*.json
  aws iam get-role-policy … --query PolicyDocument | bailiwick iam lint -

  --kind KIND                what the policies are used as, which decides what
                             AWS takes: managed user group role boundary session
                             trust scp rcp resource bucket key function endpoint;
                             without it nothing that depends on it is looked at
  --output text|json         default: text
  --color --ascii --width    as for check

rejected   AWS refuses the policy
misguided  AWS takes it, and nobody means it
notable    AWS takes it, and it is worth a look

exit 0 no findings · 1 findings · 2 wrong use · 3 a file could not be read
`

// policyKinds are the words of --kind.
var policyKinds = []struct {
	word string
	kind policy.Kind
}{
	{"managed", policy.Managed},
	{"user", policy.UserInline},
	{"group", policy.GroupInline},
	{"role", policy.RoleInline},
	{"boundary", policy.Boundary},
	{"session", policy.Session},
	{"trust", policy.Trust},
	{"scp", policy.SCP},
	{"rcp", policy.RCP},
	{"resource", policy.ResourceBased},
	{"bucket", policy.Bucket},
	{"key", policy.Key},
	{"function", policy.Function},
	{"endpoint", policy.Endpoint},
}

// findKind returns the kind of a word of --kind.
func findKind(word string) (policy.Kind, error) {
	if word == "" {
		return policy.AnyKind, nil
	}
	var known []string
	for _, k := range policyKinds {
		if k.word == word {
			return k.kind, nil
		}
		known = append(known, k.word)
	}
	c := usage("no kind of policy is called `%s`", word)
	for _, n := range spelling.Near(word, known) {
		c.say("near", n)
	}
	return 0, c.say("known", strings.Join(known, " "))
}

// A lintFinding is one issue of one file.
type lintFinding struct {
	policy.Issue
	file *policyFile
}

func runIAMLint(s *session, args []string) (check.Status, error) {
	var (
		f    iamForm
		word string
	)
	names, err := f.parse(s, "lint", args, func(fs *flag.FlagSet) { fs.StringVar(&word, "kind", "", "a kind of policy") })
	if err != nil {
		return 0, err
	}
	kind, err := findKind(word)
	switch {
	case err != nil:
		return 0, err
	case len(names) == 0:
		return 0, usage("iam lint wants policy files").say("next", "bailiwick iam lint policy.json")
	}
	var (
		findings []lintFinding
		unread   []error
	)
	for _, name := range names {
		file, err := s.readPolicy(name)
		if err != nil {
			unread = append(unread, err)
			continue
		}
		issues := file.document.Check(kind)
		if len(file.issues) == 0 {
			issues = append(issues, file.document.Lint(catalog.Default(), kind)...)
		}
		slices.SortStableFunc(issues, func(a, b policy.Issue) int { return int(a.Start) - int(b.Start) })
		for _, i := range issues {
			findings = append(findings, lintFinding{i, file})
		}
	}
	w := bufio.NewWriter(s.stdout)
	switch read := len(names) - len(unread); {
	case f.form == "json":
		err = lintJSON(w, findings, read)
	default:
		lintText(w, findings, read, len(names))
	}
	if err == nil {
		err = w.Flush()
	}
	return lintStatus(s, findings, unread, err)
}

// lintStatus tells which files were not read, and what the run comes to.
func lintStatus(s *session, findings []lintFinding, unread []error, err error) (check.Status, error) {
	switch {
	case err != nil:
		return 0, err
	case len(unread) > 0:
		for _, err := range unread[:len(unread)-1] {
			s.complain(err.(*complaint))
		}
		return 0, unread[len(unread)-1]
	case len(findings) > 0:
		s.reason(check.Findings, report.Number(len(findings), "finding", "findings"))
		return check.Findings, nil
	}
	return check.Clean, nil
}

func lintText(w *bufio.Writer, findings []lintFinding, read, named int) {
	counts := make(map[policy.Severity]int)
	for _, f := range findings {
		counts[f.Severity]++
		line, _ := f.file.position(int(f.Start))
		fmt.Fprintf(w, "%s: %s: %s\n", f.file.place(f.Start), f.Severity, report.Clean(f.Message))
		w.WriteString(settingsLine(f.file.text, int(f.Start), int(f.End), line))
		if f.Next != "" {
			fmt.Fprintf(w, "  next  %s\n", report.Clean(f.Next))
		}
		fmt.Fprintf(w, "  rule  %s\n\n", f.Code)
	}
	policies := report.Number(read, "policy", "policies")
	if read < named {
		policies = fmt.Sprintf("%d of %s that could be read", read, report.Number(named, "policy", "policies"))
	}
	fmt.Fprintf(w, "%s in %s", report.Number(len(findings), "finding", "findings"), policies)
	between := ": "
	for _, severity := range []policy.Severity{policy.Rejected, policy.Misguided, policy.Notable} {
		if n := counts[severity]; n > 0 {
			fmt.Fprintf(w, "%s%d %s", between, n, severity)
			between = ", "
		}
	}
	fmt.Fprintln(w)
}

func lintJSON(w *bufio.Writer, findings []lintFinding, read int) error {
	type entry struct {
		File      string      `json:"file"`
		Line      int         `json:"line"`
		Column    int         `json:"column"`
		Severity  string      `json:"severity"`
		Rule      policy.Code `json:"rule"`
		Statement int         `json:"statement,omitzero"` // from 1
		Message   string      `json:"message"`
		Next      string      `json:"next,omitzero"`
	}
	out := struct {
		Policies int     `json:"policies"`
		Findings []entry `json:"findings"`
	}{read, make([]entry, 0, len(findings))}
	for _, f := range findings {
		e := entry{
			File: f.file.name, Severity: f.Severity.String(), Rule: f.Code,
			Statement: f.Statement + 1, Message: f.Message, Next: f.Next,
		}
		e.Line, e.Column = f.file.position(int(f.Start))
		out.Findings = append(out.Findings, e)
	}
	if err := json.MarshalWrite(w, out, jsontext.Multiline(true), jsontext.WithIndent("  ")); err != nil {
		return err
	}
	return w.WriteByte('\n')
}
