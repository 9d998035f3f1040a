package main

import (
	"errors"
	"flag"
	"io"
	"slices"
	"strings"

	"bailiwick/check"
	"bailiwick/internal/spelling"
)

const iamUsage = `bailiwick iam answers questions about IAM: of policy files alone, and of an estate.

  bailiwick iam decide       is this request allowed, and by which statement
  bailiwick iam compare      is one policy at most as permissive as another
  bailiwick iam can          what these policies allow, by service and level
  bailiwick iam lint         what AWS refuses, and what it takes and nobody means
  bailiwick iam policy show  a policy, written in one way
  bailiwick iam exposure     who outside can do something with an estate's resources
  bailiwick iam who-can      which roles and users may take an action on a resource
  bailiwick iam paths        who can become an administrator, and by which steps

  bailiwick iam decide --principal arn:aws:iam::111122223333:role/app \
      --action s3:GetObject --resource arn:aws:s3:::ledger/a.json \
      --identity policy.json
  bailiwick iam decide requests.jsonl --output json
  bailiwick iam compare new.json old.json
  bailiwick iam can policy.json
  bailiwick iam lint policies/*.json
  bailiwick iam policy show policy.json
  bailiwick iam exposure ./infra
  bailiwick iam who-can dynamodb:DeleteItem orders ./infra
  bailiwick iam paths ./infra

each tells more: bailiwick iam decide --help

exit 0 allowed, at most as permissive, no findings · 1 denied, wider, findings,
       or unknown · 2 wrong use · 3 an input could not be read
`

// iamCommands returns the commands of the group.
func iamCommands() []command {
	return []command{
		{"decide", "", "", iamDecideUsage, runIAMDecide},
		{"compare", "", "", iamCompareUsage, runIAMCompare},
		{"can", "", "", iamCanUsage, runIAMCan},
		{"lint", "", "", iamLintUsage, runIAMLint},
		{"policy", "", "", iamPolicyUsage, runIAMPolicy},
		{"exposure", "", "", iamExposureUsage, runIAMExposure},
		{"who-can", "", "", iamWhoCanUsage, runIAMWhoCan},
		{"paths", "", "", iamPathsUsage, runIAMPaths},
	}
}

func runIAM(s *session, args []string) (check.Status, error) {
	all := iamCommands()
	var names []string
	for _, c := range all {
		names = append(names, c.name)
	}
	if len(args) == 0 {
		return 0, usage("iam wants a command").say("known", strings.Join(names, " ")).say("next", "bailiwick help iam")
	}
	if slices.Contains([]string{"-h", "-help", "--help", "help"}, args[0]) {
		return 0, errHelp
	}
	i := slices.Index(names, args[0])
	if i < 0 {
		c := usage("there is no command `iam %s`", args[0])
		for _, n := range spelling.Near(args[0], names) {
			c.say("near", "bailiwick iam "+n)
		}
		return 0, c.say("known", strings.Join(names, " "))
	}
	status, err := all[i].run(s, args[1:])
	if errors.Is(err, errHelp) {
		_, err = io.WriteString(s.stdout, all[i].usage)
		return check.Clean, err
	}
	return status, err
}

// iamForm settles the options that every command of the group has.
type iamForm struct {
	look
	form string
}

// parse reads args; what is asked for besides is in fs.
func (f *iamForm) parse(s *session, command string, args []string, more func(*flag.FlagSet)) ([]string, error) {
	fs := newOptions()
	f.options(fs)
	fs.StringVar(&f.form, "output", "text", "text or json")
	if more != nil {
		more(fs)
	}
	rest, err := words(fs, args)
	if err != nil {
		return nil, err
	}
	if f.form != "text" && f.form != "json" {
		return nil, near(usage("no format of iam %s is called `%s`", command, f.form), f.form, []string{"json", "text"}).say("known", "json text")
	}
	f.apply(s)
	return rest, nil
}
