package settings

import (
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"bailiwick/internal/civil"
)

// A scalar is a type whose text has a form that is checked when settings are
// read, so that rules may trust it.
type scalar interface {
	set(text string) bool // takes the text, or reports that it has another form
	form() form
}

// A form describes the texts that a scalar takes.
type form struct {
	want    string   // completes "must be": "an account id of 12 digits"
	example string   // one of them
	pattern string   // for the JSON Schema (ECMA-262); empty when words says all
	words   []string // the only texts, if there are few
	bare    bool     // whether YAML reads some of them as a number
}

// An Account is the id of an AWS account: 12 digits.
type Account string

func (a *Account) set(text string) bool {
	*a = Account(text)
	return len(text) == 12 && digits(text)
}

func (a *Account) form() form {
	return form{want: "an account id of 12 digits", example: "111122223333", pattern: `^[0-9]{12}$`, bare: true}
}

// A Region is the name of an AWS region in any partition. Whether AWS has such
// a region is not checked: new ones appear.
type Region string

func (r *Region) set(text string) bool {
	*r = Region(text)
	parts := strings.Split(text, "-")
	last := len(parts) - 1
	if last < 2 || last > 4 || !digits(parts[last]) || len(parts[last]) > 2 {
		return false
	}
	for _, p := range parts[:last] {
		if !letters(p) {
			return false
		}
	}
	return true
}

func (r *Region) form() form {
	return form{want: "a region", example: "eu-central-1", pattern: `^[a-z]+(-[a-z]+){1,3}-[0-9]{1,2}$`}
}

// An ARN is an ARN in which * and ? stand for any text and any character.
type ARN string

func (a *ARN) set(text string) bool {
	*a = ARN(text)
	return strings.HasPrefix(text, "arn:") && strings.Count(text, ":") >= 5 && !spaced(text)
}

func (a *ARN) form() form {
	return form{
		want: "an ARN, in which * stands for any text", example: "arn:aws:iam::111122223333:role/deploy-*",
		pattern: `^arn:([^:\s]*:){4}\S+$`,
	}
}

// A Principal is the pattern of a principal: an ARN with wildcards, an account
// id, or the name of a service such as events.amazonaws.com.
type Principal string

func (p *Principal) set(text string) bool {
	*p = Principal(text)
	var account Account
	var arn ARN
	return account.set(text) || arn.set(text) || strings.Contains(text, ".") && !spaced(text) && !strings.Contains(text, ":")
}

func (p *Principal) form() form {
	return form{
		want: "an ARN with wildcards, an account id or a service principal", example: "arn:aws:iam::111122223333:role/deploy-*",
		pattern: `^([0-9]{12}|arn:([^:\s]*:){4}\S+|[^:\s]+\.[^:\s]+)$`, bare: true,
	}
}

// An OrganizationID is the id of an organisation in AWS Organizations.
type OrganizationID string

func (o *OrganizationID) set(text string) bool {
	*o = OrganizationID(text)
	id, ok := strings.CutPrefix(text, "o-")
	return ok && len(id) >= 10 && len(id) <= 32 && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789") == ""
}

func (o *OrganizationID) form() form {
	return form{want: "an organisation id", example: "o-a1b2c3d4e5", pattern: `^o-[a-z0-9]{10,32}$`}
}

// A Level is a severity.
type Level string

// The severities, gravest first.
const (
	Critical Level = "critical"
	High     Level = "high"
	Medium   Level = "medium"
	Low      Level = "low"
	Info     Level = "info"
)

var levels = []string{"critical", "high", "medium", "low", "info"}

func (l *Level) set(text string) bool {
	*l = Level(text)
	return slices.Contains(levels, text)
}

func (l *Level) form() form { return form{want: "a severity", example: "high", words: levels} }

// A Class is the name of a data class: personal, phi, card, sad, confidential,
// or one of the user's own.
type Class string

func (c *Class) set(text string) bool {
	*c = Class(text)
	return text != "" && len(text) <= 64 && strings.Trim(text, "abcdefghijklmnopqrstuvwxyz0123456789-_") == ""
}

func (c *Class) form() form {
	return form{want: "the name of a data class, in lower case", example: "personal", pattern: `^[a-z0-9_-]{1,64}$`}
}

// A Day is a date such as 2026-10-31.
type Day struct{ civil.Day }

func (d *Day) set(text string) bool {
	day, err := civil.ParseDay(text)
	d.Day = day
	return err == nil
}

func (d *Day) form() form {
	return form{want: "a date", example: "2027-01-31", pattern: `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`}
}

// A RuleID is the id of a rule, spelled right; whether there is such a rule,
// CheckRules asks.
type RuleID string

func (r *RuleID) set(text string) bool {
	*r = RuleID(text)
	return text != "" && len(text) <= 100 && strings.Trim(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

func (r *RuleID) form() form {
	return form{want: "the id of a rule", example: "function-traced", pattern: `^[a-z0-9-]{1,100}$`}
}

// A FrameworkName is the name of a framework; whether there is such a
// framework, CheckFrameworks asks.
type FrameworkName string

func (f *FrameworkName) set(text string) bool {
	*f = FrameworkName(text)
	return text != "" && len(text) <= 100
}

func (f *FrameworkName) form() form { return form{want: "the name of a framework", example: "SOC 2"} }

// A Hash is a SHA-256 in 64 lower-case hexadecimal digits.
type Hash string

func (h *Hash) set(text string) bool {
	*h = Hash(text)
	b, err := hex.DecodeString(text)
	return err == nil && len(b) == 32 && strings.ToLower(text) == text
}

func (h *Hash) form() form {
	return form{
		want: "a SHA-256 of 64 hexadecimal digits", pattern: `^[0-9a-f]{64}$`,
		example: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	}
}

// A Prefix is the length of an IPv4 prefix, written as /24.
type Prefix int

func (p *Prefix) set(text string) bool {
	n, err := strconv.Atoi(strings.TrimPrefix(text, "/"))
	*p = Prefix(n)
	return err == nil && n >= 0 && n <= 32
}

func (p *Prefix) form() form {
	return form{want: "a prefix length", example: "/24", pattern: `^/?([0-9]|[12][0-9]|3[0-2])$`, bare: true}
}

// A Service is the prefix of an AWS service as in IAM actions, such as s3.
type Service string

func (s *Service) set(text string) bool {
	*s = Service(text)
	return text != "" && len(text) <= 64 && strings.Trim(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

func (s *Service) form() form {
	return form{want: "a service as in IAM actions", example: "dynamodb", pattern: `^[a-z0-9-]{1,64}$`}
}

func digits(s string) bool  { return s != "" && strings.Trim(s, "0123456789") == "" }
func letters(s string) bool { return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == "" }
func spaced(s string) bool  { return strings.ContainsAny(s, " \t\r\n") }
