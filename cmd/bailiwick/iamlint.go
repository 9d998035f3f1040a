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
	"bailiwick/estate"
	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
	"bailiwick/internal/spelling"
	"bailiwick/report"
	"bailiwick/value"
)

const iamLintUsage = `bailiwick iam lint FILE… tells of policy files what AWS refuses, and what AWS
takes and nobody means: actions that match nothing, resources that no action of
the statement acts on, conditions on keys that no request carries, statements
that decide nothing. Each finding has its place in the file.

  bailiwick iam lint policy.json
  bailiwick iam lint --kind trust roles/*.json
  aws iam get-role-policy … --query PolicyDocument | bailiwick iam lint -
  bailiwick iam lint --estate ./infra

With an estate and no file, it is every policy that the estate declares, each as
what it is used as.

  --kind KIND                what the policies are used as, which decides what
                             AWS takes: managed user group role boundary session
                             trust scp rcp resource bucket key function endpoint;
                             without it nothing that depends on it is looked at
` + iamOfEstateUsage + `  --output text|json         default: text
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

// A lintFinding is one issue of one policy: of a file, or of what an estate
// declares.
type lintFinding struct {
	policy.Issue
	file *policyFile
	at   value.Place
}

func runIAMLint(s *session, args []string) (check.Status, error) {
	var (
		f    iamForm
		word string
		of   estateOptions
	)
	names, err := f.parse(s, "lint", args, func(fs *flag.FlagSet) {
		fs.StringVar(&word, "kind", "", "a kind of policy")
		of.ofEstate(fs)
	})
	if err != nil {
		return 0, err
	}
	kind, err := findKind(word)
	if err != nil {
		return 0, err
	}
	e, err := of.ask(s)
	switch {
	case err != nil:
		return 0, err
	case e != nil && len(names) > 0:
		return 0, usage("iam lint takes policy files or an estate, not both").say("next", "bailiwick iam lint "+quoted(names[0]))
	case e != nil && kind != policy.AnyKind:
		return 0, usage("what the policies of an estate are used as is known: --kind is for files")
	case e == nil && len(names) == 0:
		return 0, usage("iam lint wants policy files").say("next", "bailiwick iam lint policy.json")
	}
	var (
		findings []lintFinding
		unread   []error
		read     int
	)
	if e != nil {
		findings, read = e.lint()
		names = make([]string, read)
	}
	for _, name := range names {
		if e != nil {
			break
		}
		file, err := s.readPolicy(name)
		if err != nil {
			unread = append(unread, err)
			continue
		}
		read++
		for _, i := range lintIssues(file.document, kind, len(file.issues) == 0) {
			findings = append(findings, lintFinding{Issue: i, file: file})
		}
	}
	w := bufio.NewWriter(s.stdout)
	if f.form == "json" {
		err = lintJSON(w, findings, read)
	} else {
		lintText(w, findings, read, len(names))
	}
	if err == nil {
		err = w.Flush()
	}
	return lintStatus(s, findings, unread, err)
}

// lintIssues returns what is wrong in a document, in its order; one that has not
// the form of AWS's grammar is not read for what it means.
func lintIssues(d *policy.Document, kind policy.Kind, formed bool) []policy.Issue {
	issues := d.Check(kind)
	if formed {
		issues = append(issues, d.Lint(catalog.Default(), kind)...)
	}
	slices.SortStableFunc(issues, func(a, b policy.Issue) int { return int(a.Start) - int(b.Start) })
	return issues
}

// lint reads the policies that the estate declares, and returns how many were
// read.
func (e *iamEstate) lint() (findings []lintFinding, read int) {
	for _, r := range e.engine.View().Resources() {
		if r = e.engine.View().See(r); r == nil || e.Estate.Foremost(r) != r {
			continue
		}
		for p := range estate.PoliciesIn(r) {
			document, ok := p.Get()
			if !ok {
				continue
			}
			read++
			for _, i := range lintIssues(document, kindIn(r), true) {
				at := i.Origin
				if at == 0 {
					at = r.Head().Block
				}
				findings = append(findings, lintFinding{Issue: i, at: e.Estate.Places.At(at)})
			}
		}
	}
	return findings, read
}

// kindIn returns what the policy of a resource is used as.
func kindIn(r estate.Resource) policy.Kind {
	switch k := r.(type) {
	case *estate.Role:
		return policy.Trust
	case *estate.RolePolicy:
		return policy.RoleInline
	case *estate.UserPolicy:
		return policy.UserInline
	case *estate.GroupPolicy:
		return policy.GroupInline
	case *estate.ManagedPolicy:
		return policy.Managed
	case *estate.Bucket, *estate.BucketPolicy:
		return policy.Bucket
	case *estate.Key, *estate.KeyPolicy:
		return policy.Key
	case *estate.VPCEndpoint, *estate.VPCEndpointPolicy:
		return policy.Endpoint
	case *estate.OrganizationPolicy:
		switch kind, _ := k.Sort.Get(); kind.String() {
		case "SERVICE_CONTROL_POLICY":
			return policy.SCP
		case "RESOURCE_CONTROL_POLICY":
			return policy.RCP
		}
		return policy.AnyKind
	case *estate.PermissionSet, *estate.PermissionSetPolicy:
		return policy.RoleInline
	}
	return policy.ResourceBased
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
		if f.file == nil {
			fmt.Fprintf(w, "%s: %s: %s\n", f.at, f.Severity, report.Clean(f.Message))
		} else {
			line, _ := f.file.position(int(f.Start))
			fmt.Fprintf(w, "%s: %s: %s\n", f.file.place(f.Start), f.Severity, report.Clean(f.Message))
			w.WriteString(settingsLine(f.file.text, int(f.Start), int(f.End), line))
		}
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
			File: f.at.File, Line: f.at.Line, Column: f.at.Column, Severity: f.Severity.String(), Rule: f.Code,
			Statement: f.Statement + 1, Message: f.Message, Next: f.Next,
		}
		if f.file != nil {
			e.File = f.file.name
			e.Line, e.Column = f.file.position(int(f.Start))
		}
		out.Findings = append(out.Findings, e)
	}
	if err := json.MarshalWrite(w, out, jsontext.Multiline(true), jsontext.WithIndent("  ")); err != nil {
		return err
	}
	return w.WriteByte('\n')
}
