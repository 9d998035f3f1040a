package main

import (
	"cmp"
	"errors"
	"os"
	"slices"
	"strings"
	"time"

	"bailiwick/assess"
	"bailiwick/check"
	"bailiwick/report"
	"bailiwick/rule"
	"bailiwick/rule/all"
)

const checkUsage = `bailiwick check TARGET… reads, decides and reports. A target is a folder with
Terraform files, or one such file.

  bailiwick check ./infra
  bailiwick check ./infra --output json=report.json,text
  bailiwick check ./infra --show unknown
  bailiwick check ./infra --fail-on high,unknown

  --output FORMAT[=FILE],…   csv html json junit markdown sarif text; without a
                             file to stdout; default: text
  --show OUTCOME,…           fail unknown pass not-applicable error; only these
                             are listed
  --rule ID                  list only this rule
  --full                     every finding in full, whatever its severity
  -q, --quiet                the last lines only
  --fail-on LEVEL,…          critical high medium low info unknown never;
                             default: rules.fail_on of the settings, or low
  --baseline FILE            failures that are in it do not count; default:
                             baseline of the settings
  --write-baseline FILE      write the failures of now to such a file, and
                             judge by it
  --require complete         status 3 if a part of the input was not read
  --allow-empty              status 0 although nothing could be judged
  --var NAME=VALUE           a Terraform variable, as often as needed
  --var-file FILE            a file with such variables, as often as needed
  --settings FILE            default: bailiwick.yaml, upwards from the target
  --at DATE                  decide as of that day: 2026-11-23
  --color auto|always|never  auto looks at the terminal and at NO_COLOR
  --ascii                    no character beyond ASCII
  --width COLUMNS            default: the terminal's, 80 without one
`

// The words of --show and --fail-on.
var (
	outcomes = []string{"fail", "unknown", "pass", "not-applicable", "error"}
	levels   = []string{"critical", "high", "medium", "low", "info", "unknown", "never"}
)

// A checkCall is how check was called.
type checkCall struct {
	look
	output, show, failOn    list
	vars, varFiles          repeated
	rule, settings, require string
	baseline, newBaseline   string
	full, quiet, allowEmpty bool
	at                      time.Time
	targets                 []string
}

func parseCheck(args []string) (*checkCall, error) {
	c := new(checkCall)
	fs := newOptions()
	c.look.options(fs)
	fs.Var(&c.output, "output", "a format, or FORMAT=FILE")
	fs.Var(&c.show, "show", "outcomes")
	fs.Var(&c.failOn, "fail-on", "levels")
	fs.Var(&c.vars, "var", "NAME=VALUE")
	fs.Var(&c.varFiles, "var-file", "a file")
	fs.StringVar(&c.rule, "rule", "", "the id of a rule")
	fs.StringVar(&c.settings, "settings", "", "a file")
	fs.StringVar(&c.baseline, "baseline", "", "a file")
	fs.StringVar(&c.newBaseline, "write-baseline", "", "a file")
	fs.Func("require", "complete", func(s string) error {
		if s != "complete" {
			return errors.New("unknown")
		}
		c.require = s
		return nil
	})
	fs.BoolVar(&c.full, "full", false, "no value")
	fs.BoolVar(&c.quiet, "quiet", false, "no value")
	fs.BoolVar(&c.quiet, "q", false, "no value")
	fs.BoolVar(&c.allowEmpty, "allow-empty", false, "no value")
	fs.Func("at", "a date such as 2026-11-23", func(s string) (err error) {
		c.at, err = time.Parse(time.DateOnly, s)
		return err
	})
	var err error
	if c.targets, err = words(fs, args); err != nil {
		return nil, err
	}
	if len(c.targets) == 0 {
		return nil, nothingToCheck()
	}
	if c.baseline != "" && c.newBaseline != "" {
		return nil, usage("--write-baseline already judges by the file that it writes").say("next", "leave out --baseline")
	}
	return c, nil
}

func nothingToCheck() *complaint {
	return usage("nothing to check: name a directory, a template or a plan").
		say("next", "bailiwick check ./infra").say("next", "bailiwick help")
}

func runCheck(s *session, args []string) (check.Status, error) {
	call, err := parseCheck(args)
	if err != nil {
		return 0, err
	}
	call.look.apply(s)
	o, err := call.report(s)
	if err != nil {
		return 0, err
	}
	threshold, err := check.ParseThreshold(call.failOn)
	if err != nil {
		c := usage("%v", err)
		for _, level := range call.failOn {
			if !slices.Contains(levels, level) {
				near(c, level, levels)
			}
		}
		return 0, c
	}
	wanted, err := parseOutputs(call.output, report.Formats())
	if err != nil {
		return 0, err
	}
	done := s.progress("checking " + strings.Join(call.targets, " "))
	a, err := check.Run(s.ctx, call.check())
	done()
	if err != nil {
		return 0, refused(err)
	}
	if call.failOn == nil {
		threshold = check.DefaultThreshold(a.Settings)
	}
	if call.newBaseline != "" {
		b := assess.NewBaseline(a, call.newBaseline)
		if err := s.files.create(call.newBaseline, b.Write); err != nil {
			return 0, err
		}
		a.Adopt(b)
	}
	if err := s.write(wanted, a, o, report.Write); err != nil {
		return 0, err
	}
	if a.Count().Error > 0 {
		s.complain(broken(a))
		return check.Internal, nil
	}
	status, why := check.StatusOf(a, check.Demand{Threshold: threshold, AllowEmpty: call.allowEmpty, Complete: call.require != ""})
	s.reason(status, why)
	return status, nil
}

// check returns what is to be checked.
func (c *checkCall) check() check.Options {
	o := check.Options{
		Targets: c.targets, Settings: c.settings, Vars: c.vars, VarFiles: c.varFiles,
		Environ: os.Environ(), Rules: all.Rules(), Tool: tool(),
		Baseline: cmp.Or(c.newBaseline, c.baseline), NewBaseline: c.newBaseline != "",
	}
	if !c.at.IsZero() {
		o.Now = func() time.Time { return c.at }
	}
	return o
}

// report returns how it is to be told.
func (c *checkCall) report(s *session) (report.Options, error) {
	o := report.Options{
		Rule: c.rule, Full: c.full, Quiet: c.quiet, Width: s.out.width,
		Pipe: !s.out.is && c.width == 0, Color: s.out.color, ASCII: s.out.ascii, Command: c.command(),
	}
	for _, name := range c.show {
		v, ok := rule.ParseVerdict(name)
		if !ok {
			return o, near(usage("no outcome is called `%s`", name), name, outcomes).say("known", strings.Join(outcomes, " "))
		}
		o.Show = append(o.Show, v)
	}
	if c.rule != "" && !slices.ContainsFunc(all.Rules(), func(r *rule.Rule) bool { return r.ID == c.rule }) {
		return o, noRule(c.rule)
	}
	return o, nil
}

// command returns how this check is called again, without what only shapes
// its output.
func (c *checkCall) command() string {
	parts := []string{"bailiwick check"}
	for _, t := range c.targets {
		parts = append(parts, quoted(t))
	}
	for _, v := range c.vars {
		parts = append(parts, "--var "+withoutValue(v))
	}
	for _, f := range c.varFiles {
		parts = append(parts, "--var-file "+quoted(f))
	}
	if c.settings != "" {
		parts = append(parts, "--settings "+quoted(c.settings))
	}
	if b := cmp.Or(c.newBaseline, c.baseline); b != "" {
		parts = append(parts, "--baseline "+quoted(b))
	}
	return strings.Join(parts, " ")
}
