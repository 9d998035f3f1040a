package main

import (
	"fmt"
	"io"
	"strings"

	"bailiwick/check"
)

const helpUsage = `bailiwick help COMMAND tells how a command is used.
`

const overview = `bailiwick checks AWS Lambda estates: what is wrong, who could do what, and
what could not be told.

  bailiwick check ./infra                   Terraform, offline, no init needed
  bailiwick check ./infra --output json=report.json,text
  bailiwick explain function-url-requires-iam-auth

%s
options of check, and more in its page
  --output FORMAT[=FILE],…   text json; several at once
  --show OUTCOME,…           fail unknown pass not-applicable error
  --fail-on LEVEL,…          critical high medium low info unknown never
  --color auto|always|never  auto looks at the terminal and at NO_COLOR
  --ascii                    no character beyond ASCII
  --width COLUMNS            default: the terminal's, 80 without one
  -q, --quiet                the last lines only

exit 0 nothing at or above the level · 1 findings · 2 wrong use
     3 an input could not be read at all · 4 our own fault

It reads and never writes to AWS. Nothing is sent anywhere.
more: bailiwick help COMMAND
`

func runHelp(s *session, args []string) (check.Status, error) {
	rest, err := words(newOptions(), args)
	if err != nil {
		return 0, err
	}
	if len(rest) == 0 {
		_, err := fmt.Fprintf(s.stdout, overview, commandList())
		return check.Clean, err
	}
	c, ok := lookUp(rest[0])
	if !ok {
		return 0, noCommand(rest[0])
	}
	_, err = io.WriteString(s.stdout, c.usage)
	return check.Clean, err
}

// commandList returns the commands below their groups.
func commandList() string {
	var b strings.Builder
	group := ""
	for _, c := range commands() {
		shown := c.group
		if shown == group {
			shown = ""
		}
		group = c.group
		fmt.Fprintf(&b, "%-9s %-16s %s\n", shown, c.name, c.about)
	}
	return b.String()
}
