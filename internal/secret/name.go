package secret

import (
	"math"
	"slices"
	"strings"
)

// A family is what a name announces.
type family uint8

const (
	ordinary family = iota
	keyLike         // a token, key or secret: made by a machine
	passwordLike
)

// IsSecretLike reports whether a name announces a secret: DB_PASSWORD, apiKey,
// client_secret. Names that only speak of one do not: TOKEN_URL, SECRET_ARN,
// PASSWORD_POLICY, MONKEY.
func IsSecretLike(name string) bool { return familyOf(name) != ordinary }

// SpeaksOf reports whether a name announces a place, a name, a mode or another
// setting, and no secret, whatever else it says: TOKEN_URL, SECRET_ARN,
// TABLE_NAME.
func SpeaksOf(name string) bool {
	if len(name) > maxName {
		return false
	}
	var buf [16]string
	words := split(buf[:0], name)
	return len(words) > 1 && speaksOf(words[len(words)-1])
}

// maxName bounds how much of a name is looked at, in bytes.
const maxName = 256

func familyOf(name string) family {
	if len(name) > maxName {
		return ordinary
	}
	var buf [16]string
	words := split(buf[:0], name)
	if len(words) == 0 || speaksOf(words[len(words)-1]) {
		return ordinary
	}
	found := ordinary
	for i, w := range words {
		before := ""
		if i > 0 {
			before = words[i-1]
		}
		switch w {
		case "password", "passwd", "passphrase", "pwd", "pass", "dbpassword", "userpassword", "passwort":
			found = passwordLike
		case "salt", "pepper", "mnemonic":
			found = max(found, keyLike)
		case "auth":
			if before == "basic" {
				found = max(found, keyLike)
			}
		case "phrase":
			if before == "pass" || before == "seed" {
				found = passwordLike
			}
		case "secret", "token", "apikey", "credential", "credentials", "accesstoken", "authtoken", "privatekey", "secretkey", "apitoken", "clientsecret", "bearer":
			found = max(found, keyLike)
		case "key":
			switch before {
			case "api", "access", "private", "secret", "encryption", "signing", "auth", "account", "master", "shared", "hmac", "deploy", "licence", "license", "application", "app":
				found = max(found, keyLike)
			}
		case "public", "publishable", "anon", "dummy":
			return ordinary
		default:
			// Without a sign between them: PGPASSWORD, DBPASS.
			switch {
			case hasSuffix(w, "password", "passwd", "dbpass"):
				found = passwordLike
			case hasSuffix(w, "secret", "apikey", "authtoken", "accesstoken", "secretkey", "privatekey"):
				found = max(found, keyLike)
			}
		}
	}
	return found
}

func hasSuffix(word string, suffixes ...string) bool {
	return slices.ContainsFunc(suffixes, func(s string) bool { return strings.HasSuffix(word, s) })
}

// speaksOf reports whether a last word makes a name one about a secret, and
// not the secret's own.
func speaksOf(last string) bool {
	switch last {
	case "url", "uri", "arn", "arns", "name", "names", "id", "ids", "path", "prefix", "suffix", "policy", "length", "len",
		"ttl", "expiry", "expiration", "expires", "timeout", "lifetime", "age", "days", "hours", "minutes", "seconds", "ms",
		"enabled", "enable", "disabled", "required", "type", "parameter", "param", "file", "filename", "dir", "folder",
		"header", "field", "column", "attribute", "endpoint", "host", "region", "version", "rotation", "count", "min", "max",
		"limit", "algorithm", "alg", "issuer", "audience", "scope", "scopes", "table", "bucket", "queue", "topic", "index",
		"provider", "source", "store", "manager", "service", "location", "ref", "reference", "format", "encoding", "usage",
		"mode", "cache", "size", "bytes", "rounds", "user", "username", "email", "regex", "pattern", "alias", "stage", "env",
		"kind", "label", "description", "hint", "validation", "validator", "handler", "function", "lambda", "hash", "plugin", "plugins":
		return true
	}
	return false
}

// split appends the lower-case words of a name, which _, -, ., /, : and
// blanks part, or a capital letter behind a small one.
func split(words []string, name string) []string {
	start := 0
	flush := func(end int) {
		if end > start {
			words = append(words, strings.ToLower(name[start:end]))
		}
		start = end
	}
	for i := range len(name) {
		switch c := name[i]; {
		case c == '_' || c == '-' || c == '.' || c == '/' || c == ':' || c == ' ':
			flush(i)
			start = i + 1
		case 'A' <= c && c <= 'Z' && i > start && ('a' <= name[i-1] && name[i-1] <= 'z' || '0' <= name[i-1] && name[i-1] <= '9'):
			flush(i)
		}
	}
	flush(len(name))
	return words
}

// underName judges a literal by the name that it stands under.
func underName(name, text string) Class {
	text = strings.TrimSpace(text)
	if text == "" || strings.Contains(text, Unread) || isReference(text) || isPlain(text) {
		return None
	}
	announced := familyOf(name)
	switch {
	case announced == ordinary:
		return None
	case isPlaceholder(text):
		return Placeholder
	case strings.Contains(text, " ") && isWords(text) && isPhrase(name):
		return Password
	case strings.Contains(text, " ") && (announced != passwordLike || isWords(text)):
		return None // a sentence
	case len(text) >= 16 && bits(text) >= 3.3*float64(min(len(text), 20)) && !isWords(text):
		return HighEntropy
	case announced == passwordLike:
		if len(text) >= 4 && !namesASecret(text) {
			return Password
		}
	case len(text) >= 10 && isMixed(text) && !isWords(text):
		return HighEntropy
	}
	return None
}

// isReference reports whether the text says where something is, or stands for
// what another program fills in.
func isReference(text string) bool {
	switch {
	case strings.HasPrefix(text, "arn:"), strings.HasPrefix(text, "./"), strings.HasPrefix(text, "/") && !isMachineMade(text),
		strings.HasPrefix(text, "AQIC"), // a ciphertext of KMS in base64
		strings.HasPrefix(text, "{{"), strings.HasPrefix(text, "${"), strings.HasPrefix(text, "$("), strings.HasPrefix(text, "%{"),
		strings.HasPrefix(text, "ssm:"), strings.HasPrefix(text, "secretsmanager:"), strings.HasPrefix(text, "vault:"), strings.HasPrefix(text, "kms:"),
		strings.HasPrefix(text, "alias/"), strings.HasPrefix(text, "s3://"), strings.HasPrefix(text, "file:"),
		strings.HasPrefix(text, "<") && strings.HasSuffix(text, ">"):
		return true
	case strings.Contains(text, "{{resolve:"):
		return true
	case strings.HasPrefix(text, "http://"), strings.HasPrefix(text, "https://"):
		return true // one with a password in it was found before
	}
	return false
}

// isMachineMade reports whether the text is of base64 and nothing else, of a
// length and mixture that no path has: one in 64 secret access keys of AWS
// begins with a slash.
func isMachineMade(text string) bool {
	return len(text) >= 32 && base64.run(text) == len(text) && isMixed(text) && !isWords(text) && strings.ToLower(text) != text
}

// isPlain reports whether the text is a truth, a number or a date: settings of
// a plug-in that is called after a token.
func isPlain(text string) bool {
	switch strings.ToLower(text) {
	case "true", "false", "yes", "no", "on", "off", "null", "none", "nil", "undefined", "enabled", "disabled", "default",
		"required", "optional", "header", "cookie", "bearer", "basic", "jwt", "oauth", "oauth2", "iam", "plain":
		return true
	}
	return strings.Trim(text, "0123456789.,:-+ ") == "" && len(text) < 10
}

// isPlaceholder reports whether the text stands for what somebody still has to
// fill in.
func isPlaceholder(text string) bool {
	lower := strings.ToLower(text)
	if containsAny(lower, "changeme", "change_me", "change-me", "changeit", "replaceme", "replace_me", "replace-me", "replace_with", "placeholder", "your_", "your-", "yourpassword", "insert_", "fixme", "dummy", "example", "redacted", "not-a-real", "notreal", "to-be-", "to_be_", "set-me", "setme") {
		return true
	}
	if !isMixed(text) && containsAny(lower, "todo", "tbd", "fake", "mock", "n/a") {
		return true
	}
	for w := range strings.FieldsFuncSeq(lower, func(r rune) bool { return r > 'z' || !alnum.has(byte(r)) }) {
		switch w {
		case "todo", "tbd", "fake", "mock":
			return true // so short that they need to stand alone where a machine may have made the text
		}
	}
	switch lower {
	case "test", "testing", "foo", "bar", "foobar", "baz", "string", "value", "unset", "empty", "local", "localstack", "password", "secret", "token":
		return true
	}
	return len(text) >= 3 && strings.Trim(lower, lower[:1]) == "" || strings.Trim(lower, "x-*.") == ""
}

// isPhrase reports whether a name announces a secret that is made of words.
func isPhrase(name string) bool {
	lower := strings.ToLower(name)
	return hasSuffix(lower, "phrase", "mnemonic")
}

// namesASecret reports whether the text looks like the name of a secret or
// parameter: prod/orders/db, orders-db-password.
func namesASecret(text string) bool {
	if !isWords(text) || !strings.ContainsAny(text, "-_/.:!") {
		return false
	}
	return strings.ContainsAny(text, "/") || containsAny(strings.ToLower(text), "password", "passwd", "secret", "token", "credential", "-key", "_key", "rds!", "ssm")
}

// isWords reports whether the text is made of words that -, _, /, . or : part,
// as names are: letters in one case, and numbers only as words of their own
// or at the end of one.
func isWords(text string) bool {
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune("-_/.:! ", r) }) {
		w = strings.TrimRight(w, "0123456789")
		if len(w) > 24 {
			return false
		}
		small, large := 0, 0
		for i := range len(w) {
			switch c := w[i]; {
			case 'a' <= c && c <= 'z':
				small++
			case 'A' <= c && c <= 'Z':
				large++
			default:
				return false
			}
		}
		if small > 0 && large > 1 && !isCamel(w) {
			return false
		}
	}
	return true
}

// isCamel reports whether every capital letter begins a word of at least
// three letters.
func isCamel(w string) bool {
	run := 3
	for i := range len(w) {
		if 'A' <= w[i] && w[i] <= 'Z' {
			if run < 3 && i > 0 {
				return false
			}
			run = 0
		}
		run++
	}
	return true
}

// isMixed reports whether the text has letters and digits, or letters of both
// cases, mixed as no word is.
func isMixed(text string) bool {
	letters, digits := 0, 0
	for i := range len(text) {
		switch c := text[i]; {
		case '0' <= c && c <= '9':
			digits++
		case alnum.has(c):
			letters++
		}
	}
	return letters > 0 && digits > 1 && bits(text) >= 30
}

// bits returns the text's Shannon entropy, its bytes times the bits of each.
func bits(text string) float64 {
	var count [256]int
	for i := range len(text) {
		count[text[i]]++
	}
	sum := 0.0
	for _, n := range count {
		if n > 0 {
			sum -= float64(n) * math.Log2(float64(n)/float64(len(text)))
		}
	}
	return sum
}
