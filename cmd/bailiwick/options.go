package main

import (
	"errors"
	"flag"
	"io"
	"slices"
	"strings"

	"bailiwick/internal/spelling"
)

// errHelp asks for the command's usage.
var errHelp = errors.New("help is wanted")

// newOptions returns an empty set of options.
func newOptions() *flag.FlagSet {
	fs := flag.NewFlagSet("", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	return fs
}

// words reads the options wherever they stand among args and returns the
// words between them. Behind -- everything is a word.
func words(fs *flag.FlagSet, args []string) ([]string, error) {
	var out []string
	for len(args) > 0 {
		arg := args[0]
		args = args[1:]
		if arg == "--" {
			return append(out, args...), nil
		}
		if len(arg) < 2 || arg[0] != '-' {
			out = append(out, arg)
			continue
		}
		name, text, has := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(arg, "-"), "-"), "=")
		if name == "h" || name == "help" {
			return nil, errHelp
		}
		f := fs.Lookup(name)
		if f == nil || len(name) == 1 != !strings.HasPrefix(arg, "--") {
			return nil, noOption(fs, name, arg)
		}
		if b, ok := f.Value.(interface{ IsBoolFlag() bool }); ok && b.IsBoolFlag() {
			if !has {
				text = "true"
			}
		} else if !has {
			if len(args) == 0 {
				return nil, usage("%s wants a value", arg).say("next", arg+" "+strings.ToUpper(placeholder(f)))
			}
			text, args = args[0], args[1:]
		}
		if err := fs.Set(name, text); err != nil {
			if c := (*complaint)(nil); errors.As(err, &c) {
				return nil, c
			}
			return nil, usage("--%s takes %s, not %q", name, placeholder(f), text)
		}
	}
	return out, nil
}

// placeholder returns what stands for the option's value: its usage text.
func placeholder(f *flag.Flag) string { return f.Usage }

func noOption(fs *flag.FlagSet, name, arg string) *complaint {
	var names []string
	fs.VisitAll(func(f *flag.Flag) {
		if len(f.Name) > 1 {
			names = append(names, f.Name)
		}
	})
	c := usage("there is no option `%s`", strings.SplitN(arg, "=", 2)[0])
	near := spelling.Near(name, names)
	if slices.Contains(names, name) {
		near = []string{name}
	}
	for _, n := range near {
		c.say("near", "--"+n)
	}
	if near == nil {
		c.say("next", "bailiwick help COMMAND lists the options")
	}
	return c
}

// list is an option that may be given several times, with several values each
// between commas.
type list []string

func (l *list) String() string { return strings.Join(*l, ",") }

func (l *list) Set(s string) error {
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			*l = append(*l, part)
		}
	}
	return nil
}

// repeated is an option that may be given several times.
type repeated []string

func (r *repeated) String() string { return strings.Join(*r, " ") }

func (r *repeated) Set(s string) error {
	*r = append(*r, s)
	return nil
}

// look is how text is written to a terminal.
type look struct {
	color string
	ascii bool
	width int
}

func (l *look) options(fs *flag.FlagSet) {
	fs.Func("color", "auto, always or never", func(s string) error {
		if !slices.Contains([]string{"auto", "always", "never"}, s) {
			return errors.New("unknown")
		}
		l.color = s
		return nil
	})
	fs.BoolVar(&l.ascii, "ascii", false, "no value")
	fs.IntVar(&l.width, "width", 0, "a number of columns")
}

// apply settles how stdout and stderr are written.
func (l look) apply(s *session) {
	for _, t := range []*terminal{&s.out, &s.err} {
		switch l.color {
		case "always":
			t.color = true
		case "never":
			t.color = false
		}
		t.ascii = t.ascii || l.ascii
		if l.width > 0 {
			t.width = l.width
		}
	}
}
