package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"bailiwick/check"
)

const manUsage = `bailiwick man [COMMAND…] prints a manual page as man reads it: of the program, or
of a command.

  bailiwick man | man -l -
  bailiwick man iam decide | man -l -
  bailiwick man --to /usr/local/share/man/man1

  --to DIR                   write all pages to that folder
  --list                     the names of the pages
`

func runMan(s *session, args []string) (check.Status, error) {
	var (
		to    string
		names bool
	)
	fs := newOptions()
	fs.StringVar(&to, "to", "", "a folder")
	fs.BoolVar(&names, "list", false, "no value")
	rest, err := words(fs, args)
	if err != nil {
		return 0, err
	}
	pages := append([]manual{{}}, manuals()...)
	switch {
	case (to != "" || names) && len(rest) > 0:
		return 0, usage("all pages are wanted, and `%s`", strings.Join(rest, " ")).say("next", "bailiwick help man")
	case names:
		for _, m := range pages {
			if _, err := fmt.Fprintln(s.stdout, m.page()); err != nil {
				return 0, err
			}
		}
		return check.Clean, nil
	case to != "":
		return check.Clean, writePages(to, pages)
	}
	m := pages[0]
	if len(rest) > 0 {
		var ok bool
		if m, ok = manualOf(strings.Join(rest, " ")); !ok {
			return 0, noCommand(strings.Join(rest, " "))
		}
	}
	_, err = s.stdout.Write(m.roff())
	return check.Clean, err
}

func writePages(dir string, pages []manual) error {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return usage("%s is not a folder", dir).say("next", "mkdir -p "+quoted(dir))
	}
	var errs []error
	for _, m := range pages {
		errs = append(errs, os.WriteFile(filepath.Join(dir, m.page()), m.roff(), 0o644))
	}
	return errors.Join(errs...)
}

// page returns the name of the page's file: bailiwick-iam-decide.1.
func (m manual) page() string { return m.title() + ".1" }

func (m manual) title() string {
	return strings.TrimSuffix("bailiwick-"+strings.ReplaceAll(m.command, " ", "-"), "-")
}

// roff returns the page in the language of man(7).
func (m manual) roff() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, ".TH %s 1 \"\" \"bailiwick %s\" \"User Commands\"\n", strings.ToUpper(m.title()), roffText(tool()))
	if m.command == "" {
		overviewRoff(&b)
		return b.Bytes()
	}
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", m.title(), roffText(m.about()))
	fmt.Fprintf(&b, ".SH SYNOPSIS\n.B bailiwick %s\n", roffText(m.command))
	if s := m.synopsis(); s != "" {
		fmt.Fprintln(&b, roffText(s))
	}
	if len(m.options()) > 0 {
		fmt.Fprintln(&b, "[options]")
	}
	section := ""
	enter := func(title string) {
		if section != title {
			fmt.Fprintf(&b, ".SH %s\n", title)
		} else {
			fmt.Fprintln(&b, ".PP")
		}
		section = title
	}
	for _, p := range m.paragraphs {
		switch p.kind {
		case prose:
			enter("DESCRIPTION")
			for _, l := range p.lines {
				fmt.Fprintln(&b, roffText(l))
			}
		case literal:
			if section == "" || section == "OPTIONS" || section == "EXIT STATUS" {
				enter("DESCRIPTION")
			}
			roffLiteral(&b, p.lines)
		case options:
			enter("OPTIONS")
			roffOptions(&b, p.options)
		case exit:
			enter("EXIT STATUS")
			roffLiteral(&b, p.lines)
		}
	}
	fmt.Fprintln(&b, ".SH SEE ALSO\n.BR bailiwick (1)")
	return b.Bytes()
}

func overviewRoff(b *bytes.Buffer) {
	fmt.Fprint(b, ".SH NAME\nbailiwick \\- check estates of AWS Lambda\n.SH SYNOPSIS\n.B bailiwick\n\\fIcommand\\fP [options]\n.SH DESCRIPTION\n")
	roffLiteral(b, strings.Split(strings.TrimSpace(fmt.Sprintf(overview, commandList())), "\n"))
	fmt.Fprintln(b, ".SH SEE ALSO")
	var pages []string
	for _, m := range manuals() {
		pages = append(pages, ".BR "+m.title()+" (1)")
	}
	fmt.Fprintln(b, strings.Join(pages, " ,\n"))
}

func roffOptions(b io.Writer, options []option) {
	for _, o := range options {
		o = o.told()
		fmt.Fprint(b, ".TP\n")
		for i, n := range o.names {
			if i > 0 {
				fmt.Fprint(b, ", ")
			}
			fmt.Fprintf(b, "\\fB%s\\fP", roffText(n))
		}
		if o.value != "" {
			fmt.Fprintf(b, " \\fI%s\\fP", roffText(o.value))
		}
		fmt.Fprintf(b, "\n%s\n", roffText(o.about))
	}
}

func roffLiteral(b io.Writer, lines []string) {
	fmt.Fprint(b, ".PP\n.nf\n.RS 2\n")
	for _, l := range lines {
		fmt.Fprintln(b, roffText(l))
	}
	fmt.Fprint(b, ".RE\n.fi\n")
}

// roffText returns text that roff sets as it is: escapes are no escapes, a
// minus is not a hyphen, and no line begins a request.
func roffText(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", "\\(ga", "^", `\(ha`, "~", `\(ti`, "…", "...").Replace(s)
	if strings.HasPrefix(s, ".") {
		s = `\&` + s
	}
	return s
}
