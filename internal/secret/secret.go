// Package secret tells from a text's form, and from the name that it stands
// under, whether it is a secret. It answers with the class of the secret and
// never with the text.
//
// Two things are looked at: the documented forms of credentials (an AWS access
// key, a private key, a token of some fifty providers, a connection string with
// a password), which count under any name; and names that announce a secret,
// under which a literal counts unless it is plainly something else: a
// reference, an address, a word, a placeholder.
package secret

import (
	"strings"
)

// A Class is the sort of a secret, as it is told to people; "" is none.
type Class string

// The classes that several forms share. A provider's token has a class of its
// own: "GitHub token".
const (
	None             Class = ""
	AWSAccessKey     Class = "AWS access key"
	PrivateKey       Class = "private key"
	JWT              Class = "signed JWT"
	ConnectionString Class = "connection string with password"
	HighEntropy      Class = "high entropy under a secret-like name"
	Password         Class = "literal password"
	Placeholder      Class = "placeholder under a secret-like name"
)

// Unread stands in a text for a part that is not known. No form matches
// across it.
const Unread = "\x00"

// maxText bounds how much of a text is looked at, in bytes: Lambda takes 4 KiB
// of variables, a parameter at most 8 KiB, a secret 64 KiB.
const maxText = 64 << 10

// Classify returns the class of the secret that the text holds, or None. The
// name is that of the variable, parameter or argument; "" leaves only the
// forms that count under any name.
func Classify(name, text string) Class {
	if len(text) > maxText {
		text = text[:maxText]
	}
	if c := form(text); c != None {
		return c
	}
	return underName(name, text)
}

// form looks for the forms that count under any name.
func form(text string) Class {
	if len(text) < 12 {
		return None
	}
	if c := token(text); c != None {
		return c
	}
	if isPrivateKey(text) {
		return PrivateKey
	}
	if strings.Contains(text, "eyJ") && isJWT(text) {
		return JWT
	}
	if hasPassword(text) {
		return ConnectionString
	}
	return whole(strings.TrimSpace(text))
}

// isPrivateKey reports whether a PEM block of a private key begins in the
// text and has a body: code that looks for the header is no key.
func isPrivateKey(text string) bool {
	_, rest, found := strings.Cut(text, "-----BEGIN ")
	if !found {
		return false
	}
	label, body, found := strings.Cut(rest, "-----")
	if !found || len(label) > 40 || !strings.Contains(label, "PRIVATE KEY") {
		return false
	}
	body, _, _ = strings.Cut(body, "-----END")
	n := 0
	for i := range len(body) {
		if base64.has(body[i]) {
			n++
		}
	}
	return n >= 40
}

// isJWT reports whether a JSON Web Token with a signature stands in the text.
func isJWT(text string) bool {
	for {
		i := strings.Index(text, "eyJ")
		if i < 0 {
			return false
		}
		if i == 0 || !base64url.has(text[i-1]) {
			head := base64url.run(text[i:])
			rest := text[i+head:]
			if head >= 17 && strings.HasPrefix(rest, ".eyJ") {
				claims := base64url.run(rest[1:])
				if tail := rest[1+claims:]; strings.HasPrefix(tail, ".") && base64url.run(tail[1:]) >= 20 {
					return true
				}
			}
		}
		text = text[i+3:]
	}
}
