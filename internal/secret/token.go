package secret

import (
	"sort"
	"strings"
)

// A set is a set of bytes.
type set uint8

const (
	digit set = iota
	hexadecimal
	base32 // A-Z and 2-7
	upper  // A-Z and 0-9
	alnum
	word      // alnum and _
	base64url // alnum, - and _
	base64    // alnum, +, / and =
	dotted    // base64url and .
)

func (s set) has(b byte) bool {
	isDigit := '0' <= b && b <= '9'
	isUpper := 'A' <= b && b <= 'Z'
	isLower := 'a' <= b && b <= 'z'
	switch s {
	case digit:
		return isDigit
	case hexadecimal:
		return isDigit || 'a' <= b && b <= 'f'
	case base32:
		return isUpper || '2' <= b && b <= '7'
	case upper:
		return isDigit || isUpper
	}
	if isDigit || isUpper || isLower {
		return true
	}
	switch s {
	case word:
		return b == '_'
	case base64url:
		return b == '-' || b == '_'
	case base64:
		return b == '+' || b == '/' || b == '='
	case dotted:
		return b == '-' || b == '_' || b == '.'
	}
	return false
}

// run returns how many bytes of the set the text begins with.
func (s set) run(text string) int {
	n := 0
	for n < len(text) && s.has(text[n]) {
		n++
	}
	return n
}

// A pattern is the form of a provider's credential: a head that it begins
// with, and so many bytes of a set behind it. With a separator, so many bytes
// of a second set stand behind that.
type pattern struct {
	class    Class
	head     string
	set      set
	min, max int // bytes; max 0: no limit
	sep      string
	then     set
	thenMin  int
}

// patterns are the documented forms, in the order of the first bytes of
// their heads. The linker lays them out: they cost nothing at start.
var patterns = [...]pattern{
	{class: "Terraform Cloud token", head: ".atlasv1.", set: base64url, min: 60},
	{class: "Artifactory token", head: "AKCp", set: alnum, min: 60, max: 90},
	{class: AWSAccessKey, head: "ABIA", set: base32, min: 16, max: 16},
	{class: AWSAccessKey, head: "ACCA", set: base32, min: 16, max: 16},
	{class: "age secret key", head: "AGE-SECRET-KEY-1", set: upper, min: 58, max: 58},
	{class: "Google API key", head: "AIza", set: base64url, min: 35, max: 35},
	{class: AWSAccessKey, head: "AKIA", set: base32, min: 16, max: 16},
	{class: AWSAccessKey, head: "ASIA", set: base32, min: 16, max: 16},
	{class: "Atlassian token", head: "ATATT3", set: base64url, min: 60},
	{class: "Azure storage key", head: "AccountKey=", set: base64, min: 86, max: 88},
	{class: "Facebook token", head: "EAACEdEose0cBA", set: alnum, min: 20},
	{class: "Google OAuth client secret", head: "GOCSPX-", set: base64url, min: 28, max: 28},
	{class: "Heroku token", head: "HRKU-AA", set: base64url, min: 58, max: 58},
	{class: "New Relic key", head: "NRAK-", set: upper, min: 27, max: 27},
	{class: "Postman key", head: "PMAK-", set: hexadecimal, min: 24, max: 24, sep: "-", then: hexadecimal, thenMin: 34},
	{class: "SendGrid key", head: "SG.", set: base64url, min: 22, max: 22, sep: ".", then: base64url, thenMin: 43},
	{class: "Twilio key", head: "SK", set: hexadecimal, min: 32, max: 32},
	{class: "Azure shared access key", head: "SharedAccessKey=", set: base64, min: 43, max: 44},
	{class: "Databricks token", head: "dapi", set: hexadecimal, min: 32, max: 32},
	{class: "Docker Hub token", head: "dckr_pat_", set: base64url, min: 27, max: 27},
	{class: "Discord webhook", head: "discord.com/api/webhooks/", set: digit, min: 17, sep: "/", then: base64url, thenMin: 60},
	{class: "DigitalOcean token", head: "doo_v1_", set: hexadecimal, min: 64, max: 64},
	{class: "DigitalOcean token", head: "dop_v1_", set: hexadecimal, min: 64, max: 64},
	{class: "DigitalOcean token", head: "dor_v1_", set: hexadecimal, min: 64, max: 64},
	{class: "Doppler token", head: "dp.pt.", set: alnum, min: 40, max: 44},
	{class: "Doppler token", head: "dp.st.", set: dotted, min: 40},
	{class: "Dynatrace token", head: "dt0c01.", set: upper, min: 24, max: 24, sep: ".", then: upper, thenMin: 64},
	{class: "GitHub token", head: "gho_", set: alnum, min: 36, max: 255},
	{class: "GitHub token", head: "ghp_", set: alnum, min: 36, max: 255},
	{class: "GitHub token", head: "ghr_", set: alnum, min: 36, max: 255},
	{class: "GitHub token", head: "ghs_", set: alnum, min: 36, max: 255},
	{class: "GitHub token", head: "ghu_", set: alnum, min: 36, max: 255},
	{class: "GitHub token", head: "github_pat_", set: word, min: 40, max: 255},
	{class: "Grafana token", head: "glc_", set: base64, min: 32},
	{class: "GitLab token", head: "gldt-", set: base64url, min: 20},
	{class: "GitLab token", head: "glpat-", set: dotted, min: 20},
	{class: "GitLab token", head: "glptt-", set: base64url, min: 40},
	{class: "GitLab token", head: "glrt-", set: dotted, min: 20},
	{class: "Grafana token", head: "glsa_", set: alnum, min: 32, max: 32, sep: "_", then: hexadecimal, thenMin: 8},
	{class: "Hugging Face token", head: "hf_", set: alnum, min: 34, max: 34},
	{class: "Slack webhook", head: "hooks.slack.com/services/T", set: upper, min: 8, sep: "/B", then: base64, thenMin: 30},
	{class: "Vault token", head: "hvb.", set: base64url, min: 80},
	{class: "Vault token", head: "hvs.", set: base64url, min: 24},
	{class: "Mailgun key", head: "key-", set: hexadecimal, min: 32, max: 32},
	{class: "Linear key", head: "lin_api_", set: alnum, min: 40, max: 40},
	{class: "npm token", head: "npm_", set: alnum, min: 36, max: 36},
	{class: "PlanetScale password", head: "pscale_pw_", set: dotted, min: 32},
	{class: "PlanetScale token", head: "pscale_tkn_", set: dotted, min: 32},
	{class: "Pulumi token", head: "pul-", set: hexadecimal, min: 40, max: 40},
	{class: "PyPI token", head: "pypi-AgEIcHlwaS5vcmc", set: base64url, min: 50},
	{class: "Stripe key", head: "rk_live_", set: alnum, min: 20},
	{class: "RubyGems key", head: "rubygems_", set: hexadecimal, min: 48, max: 48},
	{class: "Supabase token", head: "sbp_", set: hexadecimal, min: 40, max: 40},
	{class: "Shopify token", head: "shpat_", set: alnum, min: 32, max: 32},
	{class: "Shopify token", head: "shpca_", set: alnum, min: 32, max: 32},
	{class: "Shopify token", head: "shppa_", set: alnum, min: 32, max: 32},
	{class: "Shopify secret", head: "shpss_", set: alnum, min: 32, max: 32},
	{class: "Anthropic key", head: "sk-ant-", set: base64url, min: 80},
	{class: "OpenAI key", head: "sk-proj-", set: base64url, min: 40},
	{class: "OpenAI key", head: "sk-svcacct-", set: base64url, min: 40},
	{class: "OpenAI key", head: "sk-", set: alnum, min: 48, max: 48},
	{class: "Stripe key", head: "sk_live_", set: alnum, min: 20},
	{class: "Stripe test key", head: "sk_test_", set: alnum, min: 20},
	{class: "Sentry token", head: "sntrys_", set: base64, min: 60},
	{class: "Sentry token", head: "sntryu_", set: hexadecimal, min: 64, max: 64},
	{class: "Square token", head: "sq0atp-", set: base64url, min: 22, max: 22},
	{class: "Square secret", head: "sq0csp-", set: base64url, min: 43, max: 43},
	{class: "Stripe webhook secret", head: "whsec_", set: base64, min: 24},
	{class: "Slack token", head: "xapp-1-", set: base64url, min: 20},
	{class: "Slack token", head: "xoxa-", set: base64url, min: 20},
	{class: "Slack token", head: "xoxb-", set: base64url, min: 20},
	{class: "Slack token", head: "xoxp-", set: base64url, min: 20},
	{class: "Slack token", head: "xoxr-", set: base64url, min: 20},
	{class: "Slack token", head: "xoxs-", set: base64url, min: 20},
}

// token returns the class of the first credential of a documented form that
// stands in the text by itself. AWS's documented examples are none.
func token(text string) Class {
	for at := range len(text) {
		if at > 0 && word.has(text[at-1]) && text[at] != '.' {
			continue
		}
		for i := heads(text[at]); i < len(patterns) && patterns[i].head[0] == text[at]; i++ {
			p := &patterns[i]
			if rest, ok := strings.CutPrefix(text[at:], p.head); ok && p.fits(rest) {
				return p.class
			}
		}
	}
	return None
}

// heads returns where the patterns begin whose head begins with b.
func heads(b byte) int {
	return sort.Search(len(patterns), func(i int) bool { return patterns[i].head[0] >= b })
}

// fits reports whether the text goes on as the pattern does behind its head.
func (p *pattern) fits(text string) bool {
	n := p.set.run(text)
	if n < p.min || p.max > 0 && n > p.max {
		return false
	}
	body, rest := text[:n], text[n:]
	if p.max > 0 && p.sep == "" && rest != "" && word.has(rest[0]) {
		return false
	}
	if strings.HasSuffix(body, "EXAMPLE") || sameByte(body) || p.sep == "" && isMasked(body) {
		return false
	}
	if p.sep == "" {
		return true
	}
	after, ok := strings.CutPrefix(rest, p.sep)
	return ok && p.then.run(after) >= p.thenMin
}

// whole returns the class of the credential that the text is as a whole: a
// form that is too common to be looked for inside of another.
func whole(text string) Class {
	if scheme, rest, found := strings.Cut(text, " "); found && (strings.EqualFold(scheme, "Bearer") || strings.EqualFold(scheme, "Basic")) {
		if n := dotted.run(rest); max(n, base64.run(rest)) == len(rest) && len(rest) >= 16 && isMixed(rest) && !isWords(rest) && !isPlaceholder(rest) {
			return "authorization header"
		}
	}
	if n := hexadecimal.run(text); n == 32 && isMixed(text) {
		if rest, found := strings.CutPrefix(text[n:], "-us"); found && rest != "" && digit.run(rest) == len(rest) && len(rest) <= 2 {
			return "Mailchimp key"
		}
	}
	if n := digit.run(text); 8 <= n && n <= 10 {
		if rest, found := strings.CutPrefix(text[n:], ":AA"); found && len(rest) == 33 && base64url.run(rest) == 33 {
			return "Telegram token"
		}
	}
	return None
}

// sameByte reports whether the text is one byte over and over, as in
// documentation: ghp_xxxx.
func sameByte(text string) bool { return strings.Trim(text, text[:1]) == "" }

// isMasked reports whether most of the text is one letter: what is shown of a
// credential, not the credential.
func isMasked(text string) bool {
	for _, c := range [...]string{"x", "X", "0"} {
		if strings.Count(text, c)*3 > len(text)*2 {
			return true
		}
	}
	return false
}
