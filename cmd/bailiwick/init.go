package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"bailiwick/check"
	"bailiwick/settings"
)

const initUsage = `bailiwick init [TARGET] writes a commented bailiwick.yaml that begins with what
is found in the target. The file lies in the working folder. Nothing that was
found is approved by it: that is for you to decide.

  bailiwick init
  bailiwick init ./infra

  --force                    replace the file that is there
`

func runInit(s *session, args []string) (check.Status, error) {
	var force bool
	fs := newOptions()
	fs.BoolVar(&force, "force", false, "no value")
	rest, err := words(fs, args)
	if err != nil {
		return 0, err
	}
	target := "."
	switch len(rest) {
	case 0:
	case 1:
		target = rest[0]
	default:
		return 0, usage("init takes one target").say("next", "bailiwick init "+quoted(rest[0]))
	}
	if _, err := os.Lstat(settings.Filename); err == nil && !force {
		return 0, usage("%s is there already", settings.Filename).say("next", "bailiwick init --force replaces it")
	}
	a, err := check.Run(s.ctx, check.Options{Targets: []string{target}, Ignore: true, Environ: os.Environ(), Tool: tool()})
	if err != nil {
		return 0, refused(err)
	}
	text := settings.Template(found(a.Estate, target))
	if !s.agree(settings.Filename) {
		fmt.Fprintln(s.stdout, "Nothing was written.")
		return check.Clean, nil
	}
	if err := os.WriteFile(settings.Filename, text, 0o644); err != nil {
		c := &complaint{What: fmt.Sprintf("%s is not written: %v", settings.Filename, cause(err)), Status: check.Unread}
		return 0, c.say("next", "run init in a folder that takes files")
	}
	fmt.Fprintf(s.stdout, "%s: %d lines. Read it and decide, then: bailiwick check %s\n",
		settings.Filename, strings.Count(string(text), "\n"), quoted(target))
	return check.Clean, nil
}

// agree asks on a terminal; where nobody can be asked the command itself is
// the answer.
func (s *session) agree(file string) bool {
	in, ok := s.stdin.(*os.File)
	if !ok || !s.out.is {
		return true
	}
	if _, is := size(in); !is {
		return true
	}
	fmt.Fprintf(s.stdout, "Write this to %s? [Y/n] ", file)
	answer, err := bufio.NewReader(in).ReadString('\n')
	answer = strings.ToLower(strings.TrimSpace(answer))
	return err == nil && (answer == "" || answer == "y" || answer == "yes")
}
