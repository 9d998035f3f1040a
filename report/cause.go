package report

import (
	"regexp"
	"strings"
	"sync"

	"bailiwick/assess"
	"bailiwick/rule"
	"bailiwick/settings"
)

// A cause is why observations are unknown: what would settle them is the same.
type cause struct {
	class   class
	subject string // what it is about: a setting, a variable, a module
}

// A class is a sort of cause, with one next step.
type class uint8

const (
	otherwise class = iota
	ourFault
	missingSetting
	missingVariable
	missingModule
	otherRoot
	afterApply
	undecided
	notWhole
	notDeclared
	accountNotRead
	callerNotRead
	notPinned
	stackTags
	organisationNotRead
)

// causeOf returns why an observation is unknown.
func causeOf(ob assess.Observation) cause {
	if ob.Verdict == rule.ErrorVerdict {
		return cause{class: ourFault}
	}
	return classify(ob.Why.Reason())
}

// classify tells by the words of a reason what would settle it. The words are
// those of our own readers.
func classify(reason string) cause {
	if key, ok := strings.CutPrefix(reason, "setting "); ok && strings.HasSuffix(key, " is missing") {
		return cause{class: missingSetting, subject: strings.TrimSuffix(key, " is missing")}
	}
	switch {
	case strings.Contains(reason, "iac.baseline says whether"), strings.Contains(reason, "iac.baseline is false"):
		what, _, _ := strings.Cut(strings.TrimPrefix(reason, "no "), " is ")
		return cause{class: accountNotRead, subject: what}
	case strings.Contains(reason, "its version is not pinned"):
		_, module, _ := strings.Cut(reason, "terraform-aws-modules/")
		module, _, _ = strings.Cut(module, " ")
		return cause{class: notPinned, subject: "terraform-aws-modules/" + strings.TrimRight(module, ",")}
	case strings.HasPrefix(reason, "nothing here says what calls it"):
		return cause{class: callerNotRead}
	case strings.HasPrefix(reason, "the policies of its organisation were not read"):
		return cause{class: organisationNotRead}
	case strings.Contains(reason, "tags that the deployment gives"):
		return cause{class: stackTags}
	}
	for _, c := range []struct {
		words string
		class class
	}{
		{" has no value here", missingVariable},
		{": the module is not on disk", missingModule},
		{" is not on disk", missingModule},
		{" stands in another root's state", otherRoot},
		{" is another root's state", otherRoot},
		{" could not be read whole", notWhole},
		{" is not declared here", notDeclared},
		{" is declared elsewhere", notDeclared},
		{" is known only after apply", afterApply},
		{" are known only after apply", afterApply},
	} {
		if i := strings.Index(reason, c.words); i >= 0 {
			subject := subject(reason[:i], c.class)
			if root, ok := rootOf(subject); ok {
				return cause{class: otherRoot, subject: root}
			}
			return cause{class: c.class, subject: subject}
		}
	}
	switch {
	case strings.Contains(reason, "not decided"), strings.HasPrefix(reason, "fails when "), strings.HasPrefix(reason, "it depends on "):
		return cause{class: undecided}
	case parameter().MatchString(reason):
		return cause{class: missingVariable, subject: parameter().FindString(reason)}
	case strings.Contains(reason, "${") && strings.HasSuffix(reason, " is not known"):
		subject := strings.TrimSuffix(reason, " is not known")
		if root, ok := rootOf(subject); ok {
			return cause{class: otherRoot, subject: root}
		}
		return cause{class: afterApply, subject: subject}
	}
	if v := variable().FindString(reason); v != "" {
		return cause{class: missingVariable, subject: v}
	}
	return cause{subject: reason}
}

// variable matches the name of a variable; compiled when first asked for.
var variable = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\bvar\.[\w-]+`) })

// parameter matches the name of a template's parameter.
var parameter = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b(?:\w+\.)*Parameters\.\w+`) })

// rootOf returns the name of the remote state that a text is an output of.
func rootOf(subject string) (string, bool) {
	_, rest, ok := strings.Cut(subject, "data.terraform_remote_state.")
	if !ok {
		return "", false
	}
	end := strings.IndexFunc(rest, func(r rune) bool { return strings.ContainsRune(".[]}${ ", r) })
	if end < 0 {
		end = len(rest)
	}
	return rest[:end], true
}

// subject returns the last word of what stands before the words of a reason;
// of a module's output, the module.
func subject(before string, c class) string {
	word := before[strings.LastIndexByte(before, ' ')+1:]
	if c == missingModule {
		if parts := strings.SplitN(word, ".", 3); len(parts) == 3 {
			return parts[0] + "." + parts[1]
		}
	}
	return word
}

// apart reports whether causes of the class are told one by one, instead of
// together with their subjects.
func (c class) apart() bool { return c == missingSetting || c == otherwise || c == notWhole }

// title says what is missing. subjects are whole; at most three are named.
func (c class) title(subjects []string) string {
	s := several(subjects)
	be, have := "is", "has"
	if len(subjects) > 1 {
		be, have = "are", "have"
	}
	switch c {
	case ourFault:
		return "an internal error of ours"
	case missingSetting:
		return "setting " + s + " is missing"
	case missingVariable:
		return s + " " + have + " no value"
	case missingModule:
		return s + " " + be + " not on disk"
	case otherRoot:
		if len(subjects) > 1 {
			return "it stands in the states of the roots " + s
		}
		return "it stands in the state of root `" + s + "`"
	case afterApply:
		return s + " " + be + " known only after apply"
	case undecided:
		return "conditions that are not decided"
	case notWhole:
		return s + " could not be read whole"
	case notDeclared:
		return s + " " + be + " not declared here"
	case accountNotRead:
		return "the account was not read, and what is declared here does not speak for it: " + s
	case notPinned:
		return "the version is not pinned of " + s
	case callerNotRead:
		return "nothing here says what calls it"
	case stackTags:
		return "tags that the deployment gives to the whole stack are not in the template"
	case organisationNotRead:
		return "the policies of the account's organisation were not read"
	}
	return s
}

// next says what would settle it; "" where we know of nothing.
func (c class) next(subjects []string) string {
	switch c {
	case ourFault:
		return "see the crash file"
	case missingSetting:
		return settingNext(subjects[0])
	case missingVariable:
		if i := strings.LastIndex(subjects[0], "Parameters."); i >= 0 {
			return "--var " + subjects[0][i+len("Parameters."):] + "=VALUE, or a parameter file beside the template"
		}
		return "--var " + strings.TrimPrefix(subjects[0], "var.") + "=VALUE, or --var-file FILE"
	case missingModule:
		switch {
		case strings.Contains(subjects[0], "::"): // a module of CloudFormation
			return "check the processed template: aws cloudformation get-template --template-stage Processed"
		case !strings.Contains(subjects[0], "module."): // a nested stack
			return "check the folder that holds its template, or the output of aws cloudformation package"
		}
		return "terraform init, then check again"
	case otherRoot, afterApply:
		return "check a plan: terraform show -json PLAN > plan.json"
	case undecided:
		return "--var NAME=VALUE, or --var-file FILE"
	case notWhole:
		return "mend what the problems above name"
	case notDeclared:
		return "check the folder that declares it too"
	case accountNotRead:
		return "`iac.baseline: true` in bailiwick.yaml, if this is all that the account has"
	case notPinned:
		return "pin it: version = \"1.2.3\" in the module block, or terraform init"
	case callerNotRead:
		return "check the folder that declares its caller too"
	case stackTags:
		return "`iac.stack_tags` in bailiwick.yaml, `{}` if there are none, or tags in samconfig.toml"
	case organisationNotRead:
		return "check the folder that declares the organisation: its member accounts are judged there"
	}
	return ""
}

func settingNext(key string) string {
	k, ok := settings.LookUp(key)
	switch {
	case !ok:
		return "set it in bailiwick.yaml"
	case k.Waiver != "":
		return "bailiwick.yaml, or say `" + k.Waiver + "`"
	}
	return "bailiwick.yaml"
}

// several names up to three subjects.
func several(subjects []string) string {
	shown := subjects[:min(len(subjects), 3)]
	text := strings.Join(shown, ", ")
	if more := len(subjects) - len(shown); more > 0 {
		return text + " and " + figure(more) + " more"
	}
	return text
}
