package main

import (
	"bailiwick/check"
)

const iamPolicyUsage = `bailiwick iam policy show FILE prints a policy written in one way: lists sorted
and without repetition, a list of one as the one, elements in the order of AWS's
grammar, operators as AWS spells them. It means the same as before, so two
policies that differ in their spelling only print alike.

  bailiwick iam policy show policy.json
  diff <(bailiwick iam policy show a.json) <(bailiwick iam policy show b.json)
  aws iam get-role-policy … --query PolicyDocument | bailiwick iam policy show -
  bailiwick iam policy show orders-api --estate ./infra

With an estate, the word is the name of a role or user, whose identity policies
are printed as one, as far as they are known.

` + iamOfEstateUsage + `  --output text|json         the same: a policy is JSON

exit 0 printed · 2 wrong use · 3 the file could not be read, or is no policy
`

func runIAMPolicy(s *session, args []string) (check.Status, error) {
	var (
		f  iamForm
		of estateOptions
	)
	rest, err := f.parse(s, "policy show", args, of.ofEstate)
	switch {
	case err != nil:
		return 0, err
	case len(rest) == 0 || rest[0] != "show":
		return 0, usage("iam policy wants to know what to do").say("next", "bailiwick iam policy show policy.json")
	case len(rest) != 2:
		return 0, usage("iam policy show wants one policy file, and got %d", len(rest)-1).say("next", "bailiwick iam policy show policy.json")
	}
	e, err := of.ask(s)
	if err != nil {
		return 0, err
	}
	in := &policyReader{session: s, library: newLibrary()}
	p, err := in.readOrFind(rest[1], e)
	if err != nil {
		return 0, err
	}
	_, err = s.stdout.Write(p.Document.Normalize().Format())
	return check.Clean, err
}
