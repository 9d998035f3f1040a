package authz_test

import (
	"encoding/base64"
	"math/big"
	"net"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// This file is a second evaluator, written from AWS's pages and from nothing
// else of this package: as plain as it can be, and as slow as it must be. The
// property tests compare both.

// A naiveRow is a question about one request whose everything is known.
type naiveRow struct {
	Request struct {
		Principal any            `json:"principal"`
		Action    string         `json:"action"`
		Resource  string         `json:"resource"`
		Account   string         `json:"resource_account"`
		None      bool           `json:"action_without_resource"`
		Context   map[string]any `json:"context"`
	} `json:"request"`
	Identity []naiveDocument `json:"identity"`
	Resource *naiveDocument  `json:"resource_policy"`
	Boundary []naiveDocument `json:"boundary"`
	Session  *naiveDocument  `json:"session"`
	SCP      []naiveLevel    `json:"scp"`
	RCP      []naiveLevel    `json:"rcp"`
	Endpoint []naiveDocument `json:"endpoint"`
}

type naiveLevel struct {
	Level    string          `json:"level"`
	Policies []naiveDocument `json:"policies"`
}

type naiveDocument struct {
	Version   string
	Statement []map[string]any
}

// A reading settles what AWS's pages leave open.
type reading struct {
	wideResources bool // wildcards span the first five colons
	sparesAny     bool // NotPrincipal spares in a Deny who is listed in part
	plural        int  // what a test without a set operator makes of many values: 0 false, 1 any, 2 all
	anyIfExists   bool // ForAnyValue:…IfExists holds without the key
	pads          bool // a resource of less than six parts is filled up with "*"
	spoils        bool // an entry of NotResource with less than six parts, and a variable of many values, spoil the statement
}

func readings() []reading {
	var out []reading
	for plural := range 3 {
		for bits := range 32 {
			out = append(out, reading{bits&1 > 0, bits&2 > 0, plural, bits&4 > 0, bits&8 > 0, bits&16 > 0})
		}
	}
	return out
}

// naive is one evaluation under one reading.
type naive struct {
	row naiveRow
	reading
	principal string // "" for anonymous
}

func naiveDecide(row naiveRow, r reading) string {
	n := naive{row: row, reading: r}
	n.principal, _ = row.Request.Principal.(string)
	deny, allow := false, true

	person := strings.HasPrefix(n.principal, "arn:")
	root := strings.HasSuffix(n.principal, ":root")
	user := strings.Contains(n.principal, ":user/")

	takesRCP := !strings.HasPrefix(row.Request.Action, "lambda:") // of the services asked about
	for _, level := range row.RCP {
		if !takesRCP {
			break
		}
		d, _ := n.policies(level.Policies, true, "everyone")
		deny = deny || d
	}
	if person {
		for _, level := range row.SCP {
			d, a := n.policies(level.Policies, false, "")
			deny, allow = deny || d, allow && a["everyone"]
		}
	}
	if row.Endpoint != nil {
		d, a := n.policies(row.Endpoint, true, "everyone")
		deny, allow = deny || d, allow && (a["everyone"] || a["itself"] || a["role"] || a["account"])
	}
	resource := map[string]bool{}
	if row.Resource != nil {
		var d bool
		d, resource = n.policies([]naiveDocument{*row.Resource}, true, "")
		deny = deny || d
	}
	direct := resource["everyone"] || resource["itself"]
	identity, boundary, session := root, true, true
	if person && !root {
		d, a := n.policies(row.Identity, false, "")
		deny, identity = deny || d, a["everyone"]
		if row.Boundary != nil {
			d, a := n.policies(row.Boundary, false, "")
			deny, boundary = deny || d, a["everyone"]
		}
		if row.Session != nil && !user {
			d, a := n.policies([]naiveDocument{*row.Session}, false, "")
			deny, session = deny || d, a["everyone"]
		}
	}
	own := identity && boundary && session

	var granted bool
	switch {
	case !person:
		granted = direct
	case strings.Split(n.principal, ":")[4] != row.Request.Account:
		granted = (direct || resource["role"] || resource["account"]) && own
	default:
		if strings.HasPrefix(row.Request.Action, "kms:") && strings.Contains(row.Request.Resource, ":key/") ||
			row.Request.Action == "sts:AssumeRole" {
			own = own && resource["account"]
		}
		granted = direct || resource["role"] && boundary && session || own
	}
	switch {
	case deny:
		return "explicit-deny"
	case root && row.Request.Action == "sts:AssumeRole": // AWS STS API Reference, "AssumeRole"
	case allow && granted:
		return "allow"
	}
	return "implicit-deny"
}

// policies tells whether any policy denies, and how those that allow name the
// caller: as everyone, itself, its role or its account. Where the policies have
// no principals, or a statement has none and that means everyone, everyone is
// named.
func (n *naive) policies(documents []naiveDocument, principals bool, unnamed string) (deny bool, allow map[string]bool) {
	allow = map[string]bool{}
	for _, d := range documents {
		for _, s := range d.Statement {
			if !n.applies(d, s) {
				continue
			}
			names := map[string]bool{"everyone": true}
			if principals {
				names = n.names(s, unnamed)
			}
			for how := range names {
				deny = deny || s["Effect"] == "Deny"
				if s["Effect"] == "Allow" {
					allow[how] = true
				}
			}
		}
	}
	return deny, allow
}

// identities returns the caller's chain: itself, its role, its account.
func (n *naive) identities() (itself, role, account string) {
	part := strings.SplitN(n.principal, ":", 6)
	if len(part) < 6 {
		return n.principal, "", ""
	}
	account = "arn:aws:iam::" + part[4] + ":root"
	if name, ok := strings.CutPrefix(part[5], "assumed-role/"); ok {
		name, _, _ = strings.Cut(name, "/")
		return n.principal, "arn:aws:iam::" + part[4] + ":role/" + name, account
	}
	if strings.HasPrefix(part[5], "role/") {
		return "", n.principal, account
	}
	if part[5] == "root" {
		return "", "", account
	}
	return n.principal, "", account
}

func (n *naive) names(s map[string]any, unnamed string) map[string]bool {
	out := map[string]bool{}
	element, not := s["Principal"], false
	if element == nil {
		element, not = s["NotPrincipal"], true
	}
	if element == nil {
		if unnamed != "" {
			out[unnamed] = true
		}
		return out
	}
	itself, role, account := n.identities()
	var listed []string
	if text, ok := element.(string); ok {
		listed = []string{text}
	} else {
		for _, v := range element.(map[string]any) {
			listed = append(listed, list(v)...)
		}
	}
	for _, p := range listed {
		if len(p) == 12 {
			p = "arn:aws:iam::" + p + ":root"
		}
		switch {
		case p == "*":
			out["everyone"] = true
		case p == itself && itself != "":
			out["itself"] = true
		case p == account:
			out["account"] = true
		case role != "" && p == role, role != "" && strings.Contains(n.principal, ":assumed-role/") && baseRole(p) == role:
			out["role"] = true
		}
	}
	if !not {
		return out
	}
	named := map[string]bool{}
	switch {
	case s["Effect"] == "Allow" && (out["itself"] || out["role"] || out["everyone"] || out["account"] && n.principal == account):
	case s["Effect"] == "Allow" && out["account"] && !n.sparesAny:
	case s["Effect"] == "Allow":
		named["everyone"] = true
	case n.row.Boundary != nil && strings.HasPrefix(n.principal, "arn:") && account != "":
		named["everyone"] = true // a Deny with NotPrincipal hits whoever has a boundary
	case out["everyone"]:
	case n.sparesAny && len(out) > 0:
	default:
		all := (itself == "" || out["itself"]) && (role == "" || out["role"]) && (account == "" || out["account"]) && n.principal != ""
		if !all {
			named["everyone"] = true
		}
	}
	return named
}

// baseRole returns the role's ARN without its path.
func baseRole(arn string) string {
	before, path, ok := strings.Cut(arn, ":role/")
	if !ok {
		return ""
	}
	return before + ":role/" + path[strings.LastIndex(path, "/")+1:]
}

func list(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, e := range v {
			out = append(out, e.(string))
		}
		return out
	}
	return nil
}

func (n *naive) applies(d naiveDocument, s map[string]any) bool {
	action := func(p string) bool {
		if p == "*" {
			return true
		}
		service, name, ok := strings.Cut(p, ":")
		of, rest, _ := strings.Cut(n.row.Request.Action, ":")
		return ok && strings.EqualFold(service, of) && wildcard("(?i)", name, rest)
	}
	if v, ok := s["Action"]; ok && !slices.ContainsFunc(list(v), action) {
		return false
	}
	if v, ok := s["NotAction"]; ok && slices.ContainsFunc(list(v), action) {
		return false
	}
	resource := func(p string) bool { return n.resource(d, p) }
	if v, ok := s["Resource"]; ok && !slices.ContainsFunc(list(v), resource) {
		return false
	}
	short := func(p string) bool { return n.spoils && p != "*" && strings.Count(p, ":") < 5 }
	if v, ok := s["NotResource"]; ok && (slices.ContainsFunc(list(v), resource) || slices.ContainsFunc(list(v), short)) {
		return false
	}
	conditions, _ := s["Condition"].(map[string]any)
	for operator, keys := range conditions {
		for key, values := range keys.(map[string]any) {
			if !n.condition(d, operator, key, list(values)) {
				return false
			}
		}
	}
	return true
}

func wildcard(flags, pattern, s string) bool {
	p := regexp.QuoteMeta(pattern)
	p = flags + `(?s)^` + strings.ReplaceAll(strings.ReplaceAll(p, `\*`, `.*`), `\?`, `.`) + `$`
	if expressions[p] == nil {
		expressions[p] = regexp.MustCompile(p)
	}
	return expressions[p].MatchString(s)
}

var expressions = map[string]*regexp.Regexp{}

var variables = regexp.MustCompile(`\$\{([^}]*)\}`)

// expand replaces variables by their values, in which '*' and '?' become
// characters that nothing else has, so that they are no wildcards.
func (n *naive) expand(d naiveDocument, s string) (string, bool) {
	if d.Version != "2012-10-17" {
		return s, true
	}
	ok := true
	out := variables.ReplaceAllStringFunc(s, func(v string) string {
		key, other, hasOther := strings.Cut(v[2:len(v)-1], ",")
		switch key {
		case "*", "?":
			return hide(key)
		case "$":
			return "$"
		}
		values, plural, present := n.key(strings.TrimSpace(key))
		switch {
		case present && !plural:
			return hide(values[0])
		case !present && hasOther:
			return hide(strings.Trim(strings.TrimSpace(other), "'"))
		}
		ok = false
		return ""
	})
	return out, ok
}

func hide(s string) string {
	return strings.NewReplacer("*", "\x01", "?", "\x02").Replace(s)
}

func (n *naive) resource(d naiveDocument, p string) bool {
	if parts := strings.SplitN(p, ":", 6); len(parts) == 6 {
		last, ok := n.expand(d, parts[5])
		if !ok {
			return false
		}
		p = strings.Join(parts[:5], ":") + ":" + last
	}
	is := hide(n.row.Request.Resource)
	if n.row.Request.None {
		return p == "*"
	}
	if missing := 5 - strings.Count(p, ":"); n.pads && missing > 0 && p != "*" && bySegment(p+strings.Repeat(":*", missing), is) {
		return true
	}
	if p == "*" || n.wideResources {
		return wildcard("", p, is)
	}
	return bySegment(p, is) || endsInRest(p, is)
}

// endsInRest tells whether a short pattern takes the rest of an ARN with a '*'
// at its end, behind the service.
func endsInRest(p, s string) bool {
	parts := strings.Split(p, ":")
	last := len(parts) - 1
	if last < 3 || last > 4 || !strings.HasSuffix(p, "*") {
		return false
	}
	ours := strings.SplitN(s, ":", last+1)
	for i, part := range parts {
		if i >= len(ours) || !wildcard("", part, ours[i]) {
			return false
		}
	}
	return true
}

func bySegment(p, s string) bool {
	a, b := strings.SplitN(p, ":", 6), strings.SplitN(s, ":", 6)
	if len(a) < 6 || len(b) < 6 {
		return false
	}
	for i := range a {
		if !wildcard("", a[i], b[i]) {
			return false
		}
	}
	return true
}

// key returns the values of a key, and whether it is one of many values.
func (n *naive) key(name string) (values []string, plural, present bool) {
	for k, v := range n.row.Request.Context {
		if strings.EqualFold(k, name) {
			_, plural = v.([]any)
			values = list(v)
			return values, plural, len(values) > 0
		}
	}
	return nil, false, false
}

func (n *naive) condition(d naiveDocument, operator, key string, want []string) bool {
	values, plural, present := n.key(key)
	set, test, ok := strings.Cut(operator, ":")
	if !ok {
		set, test = "", operator
	}
	test, ifExists := strings.CutSuffix(test, "IfExists")
	negated := strings.Contains(test, "Not")
	if test == "Null" {
		absent := !present || !slices.ContainsFunc(values, func(v string) bool { return v != "" })
		return slices.Contains(want, strconv.FormatBool(absent))
	}
	if !present {
		switch {
		case set == "ForAllValues":
			return true
		case set == "ForAnyValue":
			return ifExists && n.anyIfExists
		}
		return ifExists || negated
	}
	one := func(v string) bool { return n.one(d, test, negated, v, want) }
	not := func(v string) bool { return !one(v) }
	switch {
	case set == "ForAllValues":
		return !slices.ContainsFunc(values, func(v string) bool { return v != "" }) || !slices.ContainsFunc(values, not)
	case set == "ForAnyValue", plural && n.plural == 1:
		return slices.ContainsFunc(values, one)
	case plural && n.plural == 2:
		return !slices.ContainsFunc(values, not)
	case plural:
		return false
	}
	return one(values[0])
}

// one compares one value of the request with those of the policy.
func (n *naive) one(d naiveDocument, test string, negated bool, is string, want []string) bool {
	for _, w := range want {
		takes, wellFormed := n.compare(d, strings.Replace(test, "Not", "", 1), is, w)
		switch {
		case negated && (takes || !wellFormed):
			return false
		case !negated && takes && wellFormed:
			return true
		}
	}
	return negated
}

func (n *naive) compare(d naiveDocument, test, is, want string) (takes, wellFormed bool) {
	text, ok := want, true
	if n.spoils && n.hasPlural(d, want) {
		return false, false
	}
	if strings.HasPrefix(test, "String") || strings.HasPrefix(test, "Arn") || test == "Bool" {
		if text, ok = n.expand(d, want); !ok {
			return false, true // a variable without a value equals nothing
		}
	}
	switch {
	case test == "StringEquals":
		return text == hideIf(text, is), true
	case test == "StringEqualsIgnoreCase":
		return strings.EqualFold(text, hideIf(text, is)), true
	case test == "StringLike":
		return wildcard("", text, hide(is)), true
	case strings.HasPrefix(test, "Arn"):
		return bySegment(text, hide(is)), strings.Count(text, ":") >= 5 && strings.Count(is, ":") >= 5
	case test == "Bool":
		a, errA := strconv.ParseBool(strings.ToLower(text))
		b, errB := strconv.ParseBool(strings.ToLower(is))
		return a == b, errA == nil && errB == nil
	case test == "BinaryEquals":
		a, errA := base64.StdEncoding.DecodeString(want)
		b, errB := base64.StdEncoding.DecodeString(is)
		return string(a) == string(b), errA == nil && errB == nil
	case test == "IpAddress":
		if !strings.Contains(want, "/") {
			want += map[bool]string{true: "/128", false: "/32"}[strings.Contains(want, ":")]
		}
		ip := net.ParseIP(is)
		_, block, err := net.ParseCIDR(want)
		return err == nil && ip != nil && (ip.To4() == nil) == (block.IP.To4() == nil) && block.Contains(ip), err == nil && ip != nil
	case strings.HasPrefix(test, "Numeric"):
		a, okA := new(big.Rat).SetString(is)
		b, okB := new(big.Rat).SetString(want)
		return okA && okB && ordered(test[len("Numeric"):], a.Cmp(b)), okA && okB
	}
	a, okA := instant(is)
	b, okB := instant(want)
	return okA && okB && ordered(test[len("Date"):], a.Compare(b)), okA && okB
}

// hasPlural reports whether a variable of the text is a key of many values.
func (n *naive) hasPlural(d naiveDocument, s string) bool {
	for _, v := range variables.FindAllStringSubmatch(s, -1) {
		key, _, _ := strings.Cut(v[1], ",")
		if _, plural, present := n.key(key); plural && present && d.Version == "2012-10-17" {
			return true
		}
	}
	return false
}

// hideIf hides the wildcards of s as those of the expanded text are hidden.
func hideIf(expanded, s string) string {
	if strings.ContainsAny(expanded, "\x01\x02") {
		return hide(s)
	}
	return s
}

func ordered(test string, order int) bool {
	switch test {
	case "LessThan":
		return order < 0
	case "LessThanEquals":
		return order <= 0
	case "GreaterThan":
		return order > 0
	case "GreaterThanEquals":
		return order >= 0
	}
	return order == 0
}

func instant(s string) (time.Time, bool) {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil && len(s) > 4 {
		return time.Unix(n, 0), true
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02", "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
