package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"bailiwick/assess"
	"bailiwick/check"
	"bailiwick/framework"
	"bailiwick/internal/civil"
	"bailiwick/report"
	"bailiwick/rule/all"
	"bailiwick/settings"
)

const scopeUsage = `bailiwick scope asks 7 questions and proposes which frameworks bind, and why. The
answers go to bailiwick.yaml, dated, as the statement of whoever gave them. It is
a proposal from your answers, no legal opinion.

  bailiwick scope
  bailiwick scope --print-questions > scope.yaml
  bailiwick scope --answers scope.yaml --yes

  --answers FILE             answers from a file instead of questions
  --print-questions          the form of such a file
  --person NAME --role ROLE  who answers
  --yes                      write without asking
  --settings FILE            instead of the bailiwick.yaml of this folder or above
  --at DATE                  the day of the answers; today when left out
`

// A scopeCall is how scope was called.
type scopeCall struct {
	look
	answers, settings, person, role string
	print, yes                      bool
	at                              time.Time
}

func runScope(s *session, args []string) (check.Status, error) {
	c := &scopeCall{at: time.Now()}
	fs := newOptions()
	c.look.options(fs)
	fs.StringVar(&c.answers, "answers", "", "a file")
	fs.StringVar(&c.settings, "settings", "", "a file")
	fs.StringVar(&c.person, "person", "", "a name")
	fs.StringVar(&c.role, "role", "", "a role")
	fs.BoolVar(&c.print, "print-questions", false, "no value")
	fs.BoolVar(&c.yes, "yes", false, "no value")
	fs.Func("at", "a date such as 2026-11-23", func(text string) (err error) {
		c.at, err = time.Parse(time.DateOnly, text)
		return err
	})
	rest, err := words(fs, args)
	switch {
	case err != nil:
		return 0, err
	case len(rest) > 0:
		return 0, usage("scope takes no words, and got `%s`", rest[0]).say("next", "bailiwick scope --answers "+quoted(rest[0]))
	}
	c.look.apply(s)
	if c.print {
		_, err := io.WriteString(s.stdout, form())
		return check.Clean, err
	}
	in := bufio.NewReader(s.stdin)
	block, answers, err := c.answered(s, in)
	if err != nil {
		return 0, err
	}
	library := framework.Default()
	if _, err := os.Stat(c.settings); c.settings == "" || err == nil {
		if _, library, err = check.Frameworks(c.settings, all.Rules()); err != nil {
			return 0, refused(err)
		}
	}
	proposals := assess.Propose(answers, library)
	p := &page{bufio.NewWriter(s.stdout), cmp.Or(c.width, s.out.width, 80)}
	showProposals(p, proposals)
	if err := p.Flush(); err != nil {
		return 0, err
	}
	return c.write(s, in, block, assess.InScope(proposals))
}

// form is the file that --answers reads, to be filled in.
func form() string {
	var b strings.Builder
	b.WriteString("# Answers to bailiwick scope. Fill in, then: bailiwick scope --answers FILE\nanswers:\n  person: ''   # who answers\n  role: ''\n")
	for i, q := range assess.Questions() {
		fmt.Fprintf(&b, "\n  # %d. %s\n  # %s\n", i+1, q.Text, q.Help)
		for _, o := range q.Options {
			fmt.Fprintf(&b, "  #   %-20s %s\n", o.Word, o.Text)
		}
		if q.Several {
			b.WriteString("  # several in brackets: [first, second]\n")
		}
		fmt.Fprintf(&b, "  %s: none\n", q.Key)
	}
	return b.String()
}

// answered returns the answers, and the block of settings that holds them.
func (c *scopeCall) answered(s *session, in *bufio.Reader) (string, *settings.Answers, error) {
	given := make(map[string][]string)
	if c.answers != "" {
		if err := c.fromFile(given); err != nil {
			return "", nil, err
		}
	} else if err := c.ask(s, in, given); err != nil {
		return "", nil, err
	}
	if c.person == "" || c.role == "" {
		return "", nil, usage("answers are a statement, and nobody makes it").say("next", "--person NAME --role ROLE")
	}
	today := civil.DayOf(c.at)
	block := assess.Answered(today.String(), today.Add(365).String(), c.person, c.role, given)
	read, problems := settings.Parse("the answers", []byte(block))
	if problems != nil {
		return "", nil, usage("the answers do not hold: %s", problems[0].Summary)
	}
	return block, &read.Answers, nil
}

// fromFile reads answers from a file in the form of the settings.
func (c *scopeCall) fromFile(given map[string][]string) error {
	src, err := readAnswers(c.answers)
	if err != nil {
		return &complaint{What: fmt.Sprintf("%s cannot be read: %v", c.answers, cause(err)), Status: check.Unread}
	}
	// The name and role may come by options: empty ones stand in the form.
	text := strings.NewReplacer("  person: ''", "  #", "  role: ''", "  #").Replace(string(src))
	read, problems := settings.Parse(c.answers, []byte(text))
	if problems != nil {
		return badSettings(&check.SettingsError{File: c.answers, Source: src, Problems: problems})
	}
	a := &read.Answers
	c.person, c.role = cmp.Or(c.person, a.Person.Get()), cmp.Or(c.role, a.Role.Get())
	for key, list := range map[string]settings.Setting[[]string]{"data": a.Data, "countries": a.Countries, "customers": a.Customers, "sector": a.Sector} {
		if list.Set() {
			given[key] = list.Get()
		}
	}
	for key, one := range map[string]settings.Setting[string]{"cards": a.Cards, "health": a.Health, "government": a.Government} {
		if one.Set() && one.Get() != "none" {
			given[key] = []string{one.Get()}
		} else if one.Set() {
			given[key] = nil
		}
	}
	for i, country := range given["countries"] {
		word, ok := assess.Country(country)
		if !ok {
			return usage("countries takes US, EU or two letters, not %q", country).say("next", "countries: [US, EU]")
		}
		given["countries"][i] = word
	}
	if len(given) == 0 {
		return usage("%s answers none of the questions", c.answers).say("next", "bailiwick scope --print-questions gives the form")
	}
	return nil
}

// maxAnswers is how much of a file of answers is read; what is longer is refused
// by the reader of settings, whose bound it is one byte above.
const maxAnswers = 1<<20 + 1

func readAnswers(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxAnswers))
}

func showProposals(p *page, list []assess.Proposal) {
	fmt.Fprintf(p, "What follows from the answers\n\n")
	width := 0
	for _, x := range list {
		width = max(width, report.Cells(x.Framework))
	}
	for _, x := range list {
		reason := x.Reason
		if len(x.Questions) > 0 {
			var numbers []string
			for _, n := range x.Questions {
				numbers = append(numbers, fmt.Sprint(n))
			}
			reason += " (" + map[bool]string{true: "answer ", false: "answers "}[len(numbers) == 1] + strings.Join(numbers, ", ") + ")"
		}
		p.hang(fmt.Sprintf("  %-9s  %-*s  ", x.Standing, width, x.Framework), reason)
	}
	fmt.Fprintln(p)
	p.hang("", "This is a proposal from your answers, no legal opinion. Requirements that ask for a person's word stay `awaits attestation` until somebody gives it.")
}

// write writes answers and frameworks to the settings.
func (c *scopeCall) write(s *session, in *bufio.Reader, block, inScope string) (check.Status, error) {
	file, err := c.file()
	if err != nil {
		return 0, err
	}
	src, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return 0, &complaint{What: fmt.Sprintf("%s cannot be read: %v", shown(file), cause(err)), Status: check.Unread}
	}
	have, _ := settings.Parse(file, src)
	if have.Frameworks.InScope.Set() && inScope != "" {
		fmt.Fprintf(s.stdout, "\nframeworks stays as it is: %s:%d\n", shown(file), have.Frameworks.InScope.Line())
		inScope = ""
	}
	text, line := withBlock(string(src), "answers", block)
	if inScope != "" {
		text, _ = withBlock(text, "frameworks", inScope)
	}
	if _, problems := settings.Parse(file, []byte(text)); problems != nil {
		c := usage("the answers fit nowhere in %s: %s", shown(file), problems[0].Summary)
		return 0, c.say("next", "write these lines yourself:\n"+strings.TrimSpace(block+inScope))
	}
	if !c.yes {
		fmt.Fprintf(s.stdout, "\nWrite this to %s? [y/N] ", shown(file))
		reply, err := readLine(in)
		if reply = strings.ToLower(reply); err != nil || reply != "y" && reply != "yes" {
			fmt.Fprintln(s.stdout, "\nNothing was written.")
			return check.Clean, nil
		}
	}
	if err := s.files.create(file, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}); err != nil {
		return 0, &complaint{What: fmt.Sprintf("%s is not written: %v", shown(file), cause(err)), Status: check.Unread}
	}
	fmt.Fprintf(s.stdout, "%s: answers stand at line %d. They count until %s.\n", shown(file), line, civil.DayOf(c.at).Add(365))
	return check.Clean, nil
}

// file returns the settings file that is written: the one that a check of the
// working folder would read, else a new one.
func (c *scopeCall) file() (string, error) {
	if c.settings != "" {
		return c.settings, nil
	}
	file, err := settings.Find(".")
	if err != nil {
		return "", &complaint{What: err.Error(), Status: check.Unread}
	}
	return cmp.Or(file, filepath.Join(".", settings.Filename)), nil
}

// withBlock returns a settings file in which the lines of a key at the left
// margin are the block, and the line at which it stands: where the key was, else
// at the end.
func withBlock(text, key, block string) (string, int) {
	lines := strings.SplitAfter(text, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	from := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, key+":") })
	if from < 0 {
		if n := len(lines); n > 0 && !strings.HasSuffix(lines[n-1], "\n") {
			lines[n-1] += "\n"
		}
		return strings.Join(lines, "") + block, len(lines) + 1
	}
	to := from + 1
	for to < len(lines) && (lines[to][0] == ' ' || lines[to][0] == '\t') {
		to++
	}
	return strings.Join(lines[:from], "") + block + strings.Join(lines[to:], ""), from + 1
}
