package main

import (
	"bufio"
	"embed"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"bailiwick/check"
	"bailiwick/framework"
	"bailiwick/objective"
	"bailiwick/rule/all"
)

const completionUsage = `bailiwick completion SHELL prints what makes a shell complete commands, options,
rules, frameworks and files: bash, zsh, fish or powershell.

  source <(bailiwick completion bash)
  bailiwick completion zsh > "${fpath[1]}/_bailiwick"
  bailiwick completion fish > ~/.config/fish/completions/bailiwick.fish
  bailiwick completion powershell | Out-String | Invoke-Expression
`

//go:embed completion/bash completion/zsh completion/fish completion/powershell
var completionScripts embed.FS

var shells = []string{"bash", "fish", "powershell", "zsh"}

func runCompletion(s *session, args []string) (check.Status, error) {
	rest, err := words(newOptions(), args)
	switch {
	case err != nil:
		return 0, err
	case len(rest) != 1:
		return 0, usage("completion wants the name of one shell").say("known", strings.Join(shells, " "))
	case !slices.Contains(shells, rest[0]):
		return 0, near(usage("no completion is known for `%s`", rest[0]), rest[0], shells).say("known", strings.Join(shells, " "))
	}
	script, err := completionScripts.ReadFile("completion/" + rest[0])
	if err != nil {
		return 0, err
	}
	_, err = s.stdout.Write(script)
	return check.Clean, err
}

// completeCommand is what the scripts of the shells call, behind it the words
// of the command line up to the cursor, without the program's name. The answer
// is a candidate a line, a tab and what it is; the line ":files" says that
// names of files fit too.
const completeCommand = "complete"

func runComplete(s *session, args []string) (check.Status, error) {
	if len(args) > 0 && args[0] == "--" {
		args = args[1:]
	}
	if len(args) == 0 {
		args = []string{""}
	}
	w := bufio.NewWriter(s.stdout)
	last := args[len(args)-1]
	found, files := complete(args[:len(args)-1], last)
	for _, c := range found {
		if strings.HasPrefix(c.word, last) {
			fmt.Fprintf(w, "%s\t%s\n", c.word, c.about)
		}
	}
	if files {
		fmt.Fprintln(w, ":files")
	}
	return check.Clean, w.Flush()
}

// A candidate is a word that may stand where the cursor is.
type candidate struct{ word, about string }

// complete returns what may stand behind the words before; begun is what is
// written of it.
func complete(before []string, begun string) (found []candidate, files bool) {
	name, rest := commandIn(before)
	m, known := manualOf(name)
	if !known {
		if name != "" {
			return nil, false
		}
		return commandCandidates(), false
	}
	opts := m.options()
	if len(rest) > 0 {
		if o, ok := optionNamed(opts, rest[len(rest)-1]); ok && o.value != "" {
			return o.values(begun)
		}
	}
	if head, text, ok := strings.Cut(begun, "="); ok && strings.HasPrefix(begun, "-") {
		o, ok := optionNamed(opts, head)
		if !ok || o.value == "" {
			return nil, false
		}
		found, files := o.values(text)
		for i := range found {
			found[i].word = head + "=" + found[i].word
		}
		return found, files
	}
	if strings.HasPrefix(begun, "-") {
		for _, o := range opts {
			for _, n := range o.names {
				found = append(found, candidate{n, o.about})
			}
		}
		return append(found, candidate{"--help", "how the command is used"}), false
	}
	return wordsOf(name, plainWords(opts, rest))
}

// commandIn returns the command that words call, "iam decide", and what is
// behind it.
func commandIn(words []string) (string, []string) {
	if len(words) == 0 {
		return "", nil
	}
	c, ok := lookUp(words[0])
	if !ok || c.commands() == nil || len(words) == 1 {
		return words[0], words[1:]
	}
	return words[0] + " " + words[1], words[2:]
}

func commandCandidates() (found []candidate) {
	for _, c := range commands() {
		found = append(found, candidate{c.name, c.about})
	}
	return found
}

func optionNamed(opts []option, name string) (option, bool) {
	i := slices.IndexFunc(opts, func(o option) bool { return slices.Contains(o.names, name) })
	if i < 0 {
		return option{}, false
	}
	return opts[i], true
}

// plainWords returns the words that are neither options nor their values.
func plainWords(opts []option, words []string) (out []string) {
	for i := 0; i < len(words); i++ {
		if !strings.HasPrefix(words[i], "-") {
			out = append(out, words[i])
		} else if o, ok := optionNamed(opts, words[i]); ok && o.value != "" {
			i++
		}
	}
	return out
}

// wordsOf returns what may stand behind the words of a command.
func wordsOf(command string, words []string) (found []candidate, files bool) {
	switch command {
	case "iam":
		for _, c := range iamCommands() {
			m, _ := manualOf("iam " + c.name)
			found = append(found, candidate{c.name, m.about()})
		}
		return found, false
	case "iam policy":
		if len(words) == 0 {
			return []candidate{{"show", "a policy, written in one way"}}, false
		}
		return nil, true
	case "explain":
		if len(words) == 0 {
			return ruleCandidates(), false
		}
		return nil, true
	case "requirements":
		return requirementCandidates(words), false
	case "help":
		if len(words) == 0 {
			return commandCandidates(), false
		}
		return nil, false
	case "man":
		switch {
		case len(words) == 0:
			return commandCandidates(), false
		case len(words) == 1 && words[0] == "iam":
			return wordsOf("iam", nil)
		}
		return nil, false
	case "completion":
		for _, sh := range shells[min(len(words), 1)*len(shells):] {
			found = append(found, candidate{sh, ""})
		}
		return found, false
	case "rules", "frameworks", "scope", "version":
		return nil, false
	}
	return nil, true
}

func ruleCandidates() (found []candidate) {
	for _, r := range all.Rules() {
		found = append(found, candidate{string(r.ID), r.Title})
	}
	return found
}

func requirementCandidates(words []string) (found []candidate) {
	switch len(words) {
	case 0:
		for _, name := range framework.Default().Names() {
			found = append(found, candidate{slug(name), name})
		}
	case 1:
		f, ok := framework.Default().Find(words[0])
		if !ok {
			return nil
		}
		for _, r := range f.Requirements {
			found = append(found, candidate{r.ID, r.Title})
		}
	}
	return found
}

// slug returns a framework's name as one word, by which it is found as well.
func slug(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, "-")
}

// values returns what the option takes, and whether it takes files; begun is
// what is written of the value.
func (o option) values(begun string) (found []candidate, files bool) {
	several := strings.HasSuffix(o.value, ",…")
	switch {
	case o.value == "DIR", strings.Contains(o.value, "FILE") && !strings.HasPrefix(o.value, "FORMAT"):
		return nil, true
	case slices.Contains(o.names, "--rule"):
		return ruleCandidates(), false
	case slices.Contains(o.names, "--objective"):
		for _, id := range objective.All() {
			found = append(found, candidate{string(id), id.Title()})
		}
		return found, false
	case strings.Contains(o.value, "|"):
		return among(strings.Split(o.value, "|"), ""), false
	case several && strings.Contains(o.value, "FORMAT") && strings.Contains(begun[strings.LastIndexByte(begun, ',')+1:], "="):
		return nil, true
	case several:
		head, _, _ := strings.Cut(o.about, ";")
		return among(strings.Fields(head), begun[:strings.LastIndexByte(begun, ',')+1]), false
	}
	return nil, false
}

// among returns the words as candidates, each behind those that stand there
// already, without them.
func among(words []string, ahead string) (found []candidate) {
	for _, w := range words {
		if !slices.Contains(strings.Split(ahead, ","), w) {
			found = append(found, candidate{word: ahead + w})
		}
	}
	return found
}
