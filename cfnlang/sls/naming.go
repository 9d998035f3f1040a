package sls

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The rules by which the framework makes logical ids of names (Serverless
// Framework, AWS - Resources: AWS CloudFormation Resource Reference).

// normal returns a name as it begins an id: hello-world is HelloDashworld.
func normal(name string) string {
	return upper(strings.NewReplacer("-", "Dash", "_", "Underscore").Replace(name))
}

var notAlphanumeric = regexp.MustCompile(`[^0-9A-Za-z]`)

// alphanumeric returns the letters and digits of a name, the first in upper
// case.
func alphanumeric(name string) string { return upper(notAlphanumeric.ReplaceAllString(name, "")) }

// upper returns a text whose first letter is in upper case.
func upper(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// shortened returns at most so many bytes of a text.
func shortened(s string, most int) string {
	if len(s) > most {
		return s[:most]
	}
	return s
}
