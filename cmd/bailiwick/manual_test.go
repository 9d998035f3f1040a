package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// What a usage says of an option is true at least in that there is one.
func TestOptionsOfManualsExist(t *testing.T) {
	for _, m := range manuals() {
		for _, o := range m.options() {
			for _, n := range o.names {
				args := append(strings.Fields(m.command), n)
				if o.value != "" {
					args = append(args, "x")
				}
				var out, errs bytes.Buffer
				run(context.Background(), append(args, "--help"), strings.NewReader(""), &out, &errs)
				if strings.Contains(errs.String(), "there is no option") || strings.Contains(errs.String(), "wants a value") {
					t.Errorf("bailiwick %s: %s", m.command, errs.String())
				}
				if o.about == "" {
					t.Errorf("bailiwick %s %s: nothing is said of it", m.command, n)
				}
			}
		}
		if m.about() == "" {
			t.Errorf("bailiwick %s: nothing says in a few words what it is for", m.command)
		}
	}
}

func TestManualPagesAreSetWithoutWarning(t *testing.T) {
	groff, err := exec.LookPath("groff")
	if err != nil {
		t.Skip("no groff here: the manual pages were not set (apt-get install groff)")
	}
	for _, m := range append([]manual{{}}, manuals()...) {
		c := exec.Command(groff, "-man", "-ww", "-Tutf8", "-Kutf8", "-z")
		c.Stdin = bytes.NewReader(m.roff())
		if out, err := c.CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("%s: %v\n%s", m.page(), err, out)
		}
	}
}

// The scripts of the shells are run by the shells themselves, where they are.
func TestShellsTakeTheirScripts(t *testing.T) {
	for _, c := range []struct{ shell, flag string }{{"bash", "-n"}, {"zsh", "-n"}, {"fish", "-n"}} {
		t.Run(c.shell, func(t *testing.T) {
			shell, err := exec.LookPath(c.shell)
			if err != nil {
				t.Skipf("no %s here: its completion was not tried (apt-get install %s)", c.shell, c.shell)
			}
			if out, err := exec.Command(shell, c.flag, "completion/"+c.shell).CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
	if _, err := os.Stat("completion/powershell"); err != nil {
		t.Error(err)
	}
}
