package main

import (
	"bufio"
	"cmp"
	"flag"
	"fmt"
	"strings"

	"bailiwick/check"
	"bailiwick/iam/authz"
	"bailiwick/iam/reason"
	"bailiwick/report"
	"bailiwick/value"
)

const iamCanUsage = `bailiwick iam can FILE… tells all that a principal with these policies can do, by
service and level of access. It tells what is possible under some conditions,
and takes every resource to leave the principal's account to its own policies.
With an estate, the words are names of its roles and users, each told by itself.

  bailiwick iam can app.json
  bailiwick iam can app.json more.json --boundary limit.json --scp root.json
  bailiwick iam can orders-api --estate ./infra

  --principal ARN            the user or role; default: a role of no special name
  --boundary FILE            the permissions boundary
  --session FILE             the session policy
  --scp FILE,…               the SCPs of one level, from the root to the account
` + iamOfEstateUsage + `  --output text|json         default: text
  --color --ascii --width    as for check

exit 0 told · 2 wrong use · 3 a policy could not be read, or what it allows
       cannot be told
`

// anyRole is who holds the policies where nobody is named.
const anyRole = "arn:aws:iam::111122223333:role/example-role"

func runIAMCan(s *session, args []string) (check.Status, error) {
	var (
		f   iamForm
		ask asking
		of  estateOptions
	)
	words, err := f.parse(s, "can", args, func(fs *flag.FlagSet) {
		fs.StringVar(&ask.principal, "principal", "", "an ARN")
		fs.Var(&ask.boundary, "boundary", "a file")
		fs.Var(&ask.session, "session", "a file")
		fs.Var(&ask.scp, "scp", "a file")
		of.ofEstate(fs)
	})
	if err != nil {
		return 0, err
	}
	e, err := of.ask(s)
	switch {
	case err != nil:
		return 0, err
	case len(words) == 0 && e != nil:
		return 0, usage("iam can wants the names of roles or users").say("next", "bailiwick iam can orders-api --estate ./infra")
	case len(words) == 0:
		return 0, usage("iam can wants policy files").say("next", "bailiwick iam can policy.json")
	case e == nil:
		return s.canOf(&f, &ask, words)
	case ask.principal != "":
		return 0, usage("with --estate the principals are named by words, not by --principal").say("next", "bailiwick iam can "+quoted(words[0])+" --estate ./infra")
	}
	w := bufio.NewWriter(s.stdout)
	p := &page{w, cmp.Or(s.out.width, 80)}
	in := &policyReader{session: s, library: newLibrary()}
	var all []*canJSON
	for i, word := range words {
		h, err := e.holder(word)
		if err != nil {
			return 0, err
		}
		held := *h.Granted()
		if len(ask.boundary) > 0 {
			held.Policies.Boundary = in.layer(ask.boundary)
		}
		if held.Policies.Session = in.layer(ask.session); len(ask.scp) > 0 {
			held.Policies.SCP = in.levels(ask.scp)
		}
		if in.err != nil {
			return 0, in.err
		}
		abilities, err := reason.Can(&held)
		if err != nil {
			return 0, &complaint{What: "what " + subjectText(h.Of) + " can do is unknown: " + err.Error(), Status: check.Unread}
		}
		if f.form == "json" {
			form := canForm(abilities)
			form.Principal, form.Gaps = e.subject(h.Of), e.factsForm(h.Gaps())
			all = append(all, form)
			continue
		}
		if i > 0 {
			fmt.Fprintln(p)
		}
		p.hang("", strings.TrimSuffix(subjectText(h.Of)+"  "+e.place(h.Of.Head().Block), "  "))
		canText(p, abilities)
		for _, gap := range h.Gaps() {
			p.hang("  unread  ", strings.TrimSuffix(gap.Reason()+"  "+e.place(gap.Origin()), "  "))
		}
	}
	if f.form == "json" {
		err = writeJSON(w, struct {
			Principals []*canJSON `json:"principals"`
			Problems   int        `json:"problems"`
		}{all, len(e.Estate.Problems)})
	}
	if err == nil {
		err = w.Flush()
	}
	return check.Clean, err
}

// canOf tells what whoever holds the policies of files can do.
func (s *session) canOf(f *iamForm, ask *asking, policies []string) (check.Status, error) {
	holder := &reason.Holder{Principal: authz.ParsePrincipal(value.Literal(cmp.Or(ask.principal, anyRole)))}
	if holder.Principal.Kind == authz.UnknownPrincipal {
		return 0, usage("--principal takes an ARN, not %q", ask.principal)
	}
	in := &policyReader{session: s, library: newLibrary()}
	holder.Policies = authz.Policies{
		Identity: authz.All(in.read(policies)...), Boundary: in.layer(ask.boundary),
		Session: in.layer(ask.session), SCP: in.levels(ask.scp),
	}.RestNone()
	if in.err != nil {
		return 0, in.err
	}
	abilities, err := reason.Can(holder)
	if err != nil {
		return 0, &complaint{What: "what these policies allow is unknown: " + err.Error(), Status: check.Unread}
	}
	w := bufio.NewWriter(s.stdout)
	if f.form == "json" {
		err = writeJSON(w, canForm(abilities))
	} else {
		canText(&page{w, cmp.Or(s.out.width, 80)}, abilities)
	}
	if err == nil {
		err = w.Flush()
	}
	return check.Clean, err
}

// canText writes a line for each service and level, and what is not certain.
func canText(p *page, abilities []reason.Ability) {
	var certain []reason.Ability
	for _, a := range abilities {
		if a.Open == "" {
			certain = append(certain, a)
		}
	}
	summaries := reason.Engine{}.Summarize(certain)
	if len(abilities) == 0 {
		p.hang("", "the policies allow nothing")
		return
	}
	width, services := len("service"), make(map[string]bool)
	for _, s := range summaries {
		width = max(width, len(s.Service))
		services[s.Service] = true
	}
	p.hang("", report.Number(len(services), "service", "services"))
	fmt.Fprintf(p, "\n  %-*s  %-22s  %7s  %s\n", width, "service", "level", "actions", "on")
	for _, s := range summaries {
		count := report.Number(len(s.Actions), "", "")
		if s.Every {
			count = "all " + count
		}
		lead := fmt.Sprintf("  %-*s  %-22s  %7s  ", width, s.Service, s.Level, strings.TrimSpace(count))
		p.hang(lead, strings.Join(texts(s.Resources), ", "))
	}
	for _, a := range abilities {
		switch {
		case a.Open != "":
			p.hang("  unknown  ", strings.Join(names(a.By), ", ")+": "+a.Open)
		case unlisted(&a):
			p.hang("  besides  ", requestSentence(&a.Witness.Request, nil)+" ("+a.Witness.Unlisted+")")
		}
	}
}

// unlisted reports whether the ability is of actions only that the catalogue
// does not have.
func unlisted(a *reason.Ability) bool {
	return len(a.Actions) == 0 && len(a.Services) == 0 && a.Witness != nil
}

func names(list []authz.Reference) []string {
	out := make([]string, 0, len(list))
	for _, r := range list {
		out = append(out, r.String())
	}
	return out
}

func texts(list []value.Text) []string {
	out := make([]string, 0, len(list))
	for _, t := range list {
		out = append(out, report.Clean(t.String()))
	}
	return out
}

// A canJSON is what a principal can do as programs read it.
type canJSON struct {
	Principal *subjectJSON  `json:"principal,omitzero"` // of an estate
	Can       []abilityJSON `json:"can"`
	Besides   []string      `json:"besides"` // actions that the catalogue does not have
	Unknown   []openJSON    `json:"unknown"`
	Gaps      []factJSON    `json:"gaps,omitzero"` // what was not read of an estate's principal
}

type abilityJSON struct {
	Service   string   `json:"service"`
	Level     string   `json:"level"`
	Every     bool     `json:"every"` // all actions of the level that the catalogue has
	Actions   []string `json:"actions"`
	Resources []string `json:"resources"`
}

type openJSON struct {
	By  []string `json:"by"`
	Why string   `json:"why"`
}

func canForm(abilities []reason.Ability) *canJSON {
	out := &canJSON{Can: []abilityJSON{}, Besides: []string{}, Unknown: []openJSON{}}
	var certain []reason.Ability
	for _, a := range abilities {
		if a.Open != "" {
			out.Unknown = append(out.Unknown, openJSON{names(a.By), a.Open})
			continue
		}
		certain = append(certain, a)
		if unlisted(&a) {
			out.Besides = append(out.Besides, a.Witness.Request.Action)
		}
	}
	for _, s := range (reason.Engine{}).Summarize(certain) {
		e := abilityJSON{Service: s.Service, Level: s.Level.String(), Every: s.Every}
		for _, a := range s.Actions {
			e.Actions = append(e.Actions, a.String())
		}
		for _, r := range s.Resources {
			e.Resources = append(e.Resources, r.String())
		}
		out.Can = append(out.Can, e)
	}
	return out
}
