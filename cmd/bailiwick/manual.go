package main

import (
	"slices"
	"strings"
)

// A manual is a command's usage taken apart: what its page in man and the
// completion of its options are made of. The usage stays the one text that
// somebody writes.
type manual struct {
	command    string // without the program: "iam decide"
	paragraphs []paragraph
}

// A paragraph is what blank lines part in a usage.
type paragraph struct {
	kind    paragraphKind
	lines   []string // of prose, literal and exit, without their margin
	options []option // of options
}

type paragraphKind uint8

const (
	prose   paragraphKind = iota
	literal               // examples and tables: lines stay as they are
	options
	exit // what the exit status tells
)

// An option is one row of the options of a usage.
type option struct {
	names []string // with their dashes: -q, --quiet
	value string   // the placeholder, as FILE or auto|always|never; "" if it takes none
	about string
}

// manuals returns the manual of every command and command of a group, in the
// order of the help.
func manuals() []manual {
	var out []manual
	for _, c := range commands() {
		if c.usage != "" {
			out = append(out, parseManual(c.name, c.usage))
		}
		for _, sub := range c.commands() {
			out = append(out, parseManual(c.name+" "+sub.name, sub.usage))
		}
	}
	return out
}

// manualOf returns the manual of the command of that name.
func manualOf(command string) (manual, bool) {
	all := manuals()
	i := slices.IndexFunc(all, func(m manual) bool { return m.command == command })
	if i < 0 {
		return manual{}, false
	}
	return all[i], true
}

func parseManual(command, usage string) manual {
	m := manual{command: command}
	apart := strings.ReplaceAll(strings.TrimSpace(usage), "\nexit ", "\n\nexit ")
	for block := range strings.SplitSeq(apart, "\n\n") {
		m.paragraphs = append(m.paragraphs, parseParagraph(strings.Split(strings.Trim(block, "\n"), "\n")))
	}
	return m
}

func parseParagraph(lines []string) paragraph {
	switch {
	case strings.HasPrefix(lines[0], "  -"):
		return paragraph{kind: options, options: parseOptions(lines)}
	case strings.HasPrefix(lines[0], "  "):
		return paragraph{kind: literal, lines: withoutMargin(lines, 2)}
	case strings.HasPrefix(lines[0], "exit "):
		return paragraph{kind: exit, lines: withoutMargin(lines, len("exit "))}
	case slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(l, "  ") }):
		return paragraph{kind: literal, lines: lines}
	}
	return paragraph{kind: prose, lines: lines}
}

// withoutMargin returns the lines without their first n bytes, which the first
// may use for a word and the others leave blank.
func withoutMargin(lines []string, n int) []string {
	out := []string{lines[0][n:]}
	for _, l := range lines[1:] {
		out = append(out, strings.TrimPrefix(l, strings.Repeat(" ", n)))
	}
	return out
}

// parseOptions reads rows such as "  -q, --quiet   the last lines only". A row
// may hold several options, and what is said of them may go on below.
func parseOptions(lines []string) []option {
	var out []option
	row := 0 // where the options of the newest row begin in out
	for _, l := range lines {
		if !strings.HasPrefix(l, "  -") {
			for i := row; i < len(out); i++ {
				out[i].about += " " + strings.TrimSpace(l)
			}
			continue
		}
		head, about, _ := strings.Cut(strings.TrimSpace(l), "  ")
		row = len(out)
		alias := false
		for word := range strings.FieldsSeq(head) {
			name, more := strings.CutSuffix(word, ",")
			switch {
			case !strings.HasPrefix(word, "-"):
				out[len(out)-1].value = word
			case alias:
				out[len(out)-1].names = append(out[len(out)-1].names, name)
			default:
				out = append(out, option{names: []string{name}, about: strings.TrimSpace(about)})
			}
			alias = more
		}
	}
	return out
}

// asForCheck is how a usage points to the options that check tells of.
const asForCheck = "as for check"

// options returns the options of the command.
func (m manual) options() []option {
	var out []option
	for _, p := range m.paragraphs {
		for _, o := range p.options {
			out = append(out, o.told())
		}
	}
	return out
}

// told returns the option with the words of check, if its own only point there.
func (o option) told() option {
	if o.about != asForCheck {
		return o
	}
	for _, of := range parseManual("check", checkUsage).options() {
		if slices.Contains(of.names, o.names[0]) {
			return of
		}
	}
	return o
}

// about says in a few words what the command is for, as the list of commands
// has it.
func (m manual) about() string {
	for _, c := range commands() {
		if c.name == m.command {
			return c.about
		}
		for l := range strings.Lines(c.usage) {
			if text, ok := strings.CutPrefix(l, "  bailiwick "+m.command+" "); ok && c.commands() != nil {
				_, text, _ = strings.Cut("  "+text, "  ")
				if _, more, ok := strings.Cut(text, "  "); ok {
					text = more
				}
				return strings.TrimSpace(text)
			}
		}
	}
	return ""
}

// synopsis returns the words behind the command: "ID [TARGET…]".
func (m manual) synopsis() string {
	text := strings.TrimPrefix(strings.Join(m.paragraphs[0].lines, " "), "bailiwick "+m.command)
	for i, r := range text {
		if r >= 'a' && r <= 'z' {
			return strings.TrimSpace(text[:i])
		}
	}
	return ""
}
