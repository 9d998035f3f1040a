package rule

import (
	"cmp"
	"strings"
	"unicode/utf8"

	detect "bailiwick/internal/secret"
	"bailiwick/value"
)

// Secrecy is what can be said of a value that may be a secret. Its zero value
// is that of a value that is read and is none. It never holds the value.
type Secrecy struct {
	// Class is the class of the secret that is written in the value, "" if none
	// is.
	Class detect.Class
	// From is what hands a secret to the value at deployment, as the source
	// spells it: "random_password.db.result"; "" if nothing is known to.
	From string
	// Unread is why the value may be a secret although nothing says so, "" if
	// all of it that matters was read.
	Unread string
	// Length is that of the text in characters, holes left out.
	Length int
}

// Clean reports whether the value was read and is no secret.
func (s Secrecy) Clean() bool { return s.Class == detect.None && s.From == "" && s.Unread == "" }

// Fact returns the value as a fact that hides it: the class and length stand in
// its place, or what hands it over.
func (s Secrecy) Fact(v value.Value[value.Text]) Fact {
	if s.Class == detect.None && s.From != "" {
		return Given{Name: v.Attribute(), Value: "from " + s.From, At: v.Origin()}
	}
	return Secret(v, string(s.Class), s.Length)
}

// Declared is the class of a value that its code declares sensitive, under a
// name that does not say that it is an address, a name or a setting.
const Declared detect.Class = "value declared sensitive"

// SecrecyOf tells what is known of the value that stands under the name.
func SecrecyOf(name string, v value.Value[value.Text]) Secrecy {
	if v.IsAbsent() {
		return Secrecy{}
	}
	text, known := v.Get()
	text = text.Revealed()
	if !known {
		if from := secretSource(name, v.Reason()); from != "" {
			return Secrecy{From: from}
		}
		return Secrecy{Unread: v.Reason()}
	}
	literal, plain := text.Literal()
	if plain {
		s := Secrecy{Class: ClassOf(name, literal), Length: utf8.RuneCountInString(literal)}
		if from := resolved(literal); from != "" {
			s.From = from
		}
		if s.Clean() && v.Sensitive() && !detect.SpeaksOf(name) && detect.Classify("password", literal) != detect.None {
			s.Class = Declared
		}
		return s
	}
	return holed(name, text, v.Sensitive())
}

// holed judges a text with holes: its literal pieces, and what fills them.
func holed(name string, text value.Text, sensitive bool) Secrecy {
	var b strings.Builder
	var s Secrecy
	for lit, hole := range text.Pieces() {
		if lit != "" {
			b.WriteString(lit)
			s.Length += utf8.RuneCountInString(lit)
			continue
		}
		b.WriteString(detect.Unread)
		from := cmp.Or(secretSource(name, hole.Name()), resolved(hole.Name()))
		switch {
		case from != "":
			s.From = from
		case sensitive && !detect.SpeaksOf(name) && hole.Class() == value.Free && strings.HasPrefix(hole.Name(), "var."):
			s.From = hole.Name() + ", which is declared sensitive"
		case hole.Class() == value.Free:
			s.Unread = hole.Name() + " is not known"
		case maybeSecret(hole.Name()):
			s.Unread = "what " + hole.Name() + " holds is not known"
		}
	}
	s.Class = ClassOf(name, b.String())
	return s
}

// ClassOf returns the class of the secret that stands in a text, detect.None if
// none does; of a JSON document, that of the worst of its texts. detect.Unread
// stands for what is not known.
func ClassOf(name, text string) detect.Class {
	trimmed := strings.TrimSpace(text)
	if !strings.HasPrefix(trimmed, "{") || strings.HasPrefix(trimmed, "{{") {
		return detect.Classify(name, text)
	}
	if c := detect.Classify("", text); c != detect.None {
		return c
	}
	return inJSON(trimmed)
}

// inJSON looks at the texts of a flat JSON object under their own names. It
// reads quotes and nothing else: what is no JSON only gives odd names.
func inJSON(text string) detect.Class {
	placeholder := detect.None
	key := ""
	for {
		_, rest, found := strings.Cut(text, `"`)
		if !found {
			return placeholder
		}
		end := closing(rest)
		if end < 0 {
			return placeholder
		}
		s := rest[:end]
		text = rest[end+1:]
		if after := strings.TrimLeft(text, " \t\r\n"); strings.HasPrefix(after, ":") {
			key = s
			continue
		}
		switch c := detect.Classify(key, s); c {
		case detect.None:
		case detect.Placeholder:
			placeholder = c
		default:
			return c
		}
		key = ""
	}
}

// closing returns the index of the quote that ends a JSON string, or -1.
func closing(s string) int {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return -1
}

// resolved returns the reference to a secret by which a deployment tool copies
// it into the text: CloudFormation's and the Serverless Framework's.
func resolved(text string) string {
	for _, form := range [...]string{"{{resolve:secretsmanager:", "{{resolve:ssm-secure:", "${ssm:/aws/reference/secretsmanager/"} {
		i := strings.Index(text, form)
		if i < 0 {
			continue
		}
		end := strings.IndexByte(text[i:], '}')
		if end < 0 {
			end = len(text) - i - 1
		}
		return strings.TrimLeft(text[i:i+end], "{$")
	}
	return ""
}

// secretSource returns the reference, among the words of a text, to what holds
// a secret: an attribute of a resource or data source, or "" if there is none.
// The name is that of the value, which settles what may be one or not.
func secretSource(name, text string) string {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(" ,;()`'\"", r) }) {
		word = strings.TrimSuffix(strings.TrimPrefix(word, "${"), "}")
		if strings.HasPrefix(word, "var.") || strings.HasPrefix(word, "local.") || !strings.Contains(word, ".") {
			continue
		}
		if holdsSecret(word) || maybeSecret(word) && detect.IsSecretLike(name) {
			return word
		}
	}
	return ""
}

// holdsSecret reports whether the attribute that a reference names is a secret
// by what it is: random_password.db.result.
func holdsSecret(reference string) bool {
	parts := strings.Split(reference, ".")
	for i, p := range parts {
		if i+2 >= len(parts) {
			break
		}
		attribute := parts[i+2]
		if cut := strings.IndexByte(attribute, '['); cut > 0 {
			attribute = attribute[:cut]
		}
		switch p {
		case "aws_secretsmanager_secret_version":
			return strings.HasPrefix(attribute, "secret_") && attribute != "secret_id"
		case "aws_secretsmanager_random_password":
			return attribute == "random_password"
		case "aws_kms_secrets":
			return attribute == "plaintext"
		case "random_password":
			return attribute == "result" || attribute == "bcrypt_hash"
		case "aws_iam_access_key":
			return attribute == "secret" || strings.HasPrefix(attribute, "ses_smtp_password")
		case "tls_private_key":
			return strings.HasPrefix(attribute, "private_key")
		case "vault_generic_secret", "vault_kv_secret", "vault_kv_secret_v2", "vault_aws_access_credentials":
			return strings.HasPrefix(attribute, "data") || detect.IsSecretLike(attribute) || attribute == "access_key"
		case "sops_file", "sops_external":
			return attribute == "data" || attribute == "raw"
		case "azurerm_key_vault_secret", "google_secret_manager_secret_version":
			return attribute == "value" || attribute == "secret_data"
		}
	}
	last := parts[len(parts)-1]
	if len(parts) > 1 && (last == "SecretAccessKey" || last == "ClientSecret") { // what Fn::GetAtt gives of a key and of a client
		return true
	}
	return len(parts) > 2 && parts[0] != "module" && (last == "client_secret" || last == "password" || last == "auth_token" || last == "private_key_pem")
}

// maybeSecret reports whether what a reference names may be a secret: a
// parameter may be a SecureString.
func maybeSecret(reference string) bool {
	return strings.Contains(reference, "data.aws_ssm_parameter.") && strings.HasSuffix(reference, ".value")
}

// HoldsNoSecret reports whether the settings say that what has the name, a
// variable or parameter, holds no secret (secrets.allow_names).
func (in *Input) HoldsNoSecret(name string) bool {
	for _, pattern := range in.Settings.Secrets.AllowNames.Get() {
		if value.Literal(name).Match(value.Literal(pattern)) == value.Yes {
			return true
		}
	}
	return false
}
