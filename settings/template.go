package settings

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Found is what bailiwick init found in an estate, to begin a settings file
// with. What has not the form of its key, such as an account id of a variable,
// is left out. Order is kept; doubles are written once.
type Found struct {
	Accounts       []string
	Regions        []string
	Environments   []Environment
	VPCs           []string // ids, tags or addresses
	Subnets        []string
	SecurityGroups []string
	Layers         []string // accounts or ARNs whose layers are used, beside our own and AWS's
	Exclude        []string // folders that look like examples, tests or vendored copies
}

// Template returns a commented settings file that begins with what was found.
// Parse takes it as it is. Nothing that was found is approved by it beyond what
// it writes: lists that rules judge by stand as comments until somebody decides.
func Template(found Found) []byte {
	w := &template{}
	w.line("# Settings of bailiwick: what this organisation approves, asks and accepts.")
	w.line("# docs/settings.md describes every key. A rule whose key is not set is unknown;")
	w.line("# any (for some keys none) says on purpose that nothing is asked.")
	w.line("# yaml-language-server: $schema=bailiwick.schema.json")

	w.key("accounts.own", list[Account](found.Accounts), true)
	w.key("regions.approved", list[Region](found.Regions), false)
	w.environments(found.Environments)
	w.key("exclude", texts(found.Exclude), true)
	w.key("network.approved_vpcs", list[Ref](found.VPCs), false)
	w.key("network.approved_subnets", list[Ref](found.Subnets), false)
	w.key("network.approved_security_groups", list[Ref](found.SecurityGroups), false)
	w.key("layers.trusted", list[Publisher](found.Layers), false)
	for _, name := range []string{
		"inventory.required_tags", "inventory.data_classes", "logging.min_days", "identity.deployment_roles",
		"frameworks", "rules.fail_on", "exceptions",
	} {
		w.key(name, nil, false)
	}
	return w.Bytes()
}

// A template is a settings file while it is written.
type template struct{ bytes.Buffer }

func (t *template) line(format string, args ...any) {
	fmt.Fprintf(t, format+"\n", args...)
}

// key writes a key with its documentation. Facts are written as they are;
// approvals that were found, and examples, as comments.
func (t *template) key(name string, values []string, fact bool) {
	k, _ := LookUp(name)
	t.about(k)
	comment, value := "# ", k.tags.sample()
	switch {
	case len(values) > 0:
		if value = "[" + strings.Join(values, ", ") + "]"; fact {
			comment = ""
		} else {
			t.line("# Found, not approved yet: decide, then remove the # of the line.")
		}
	case value == "":
		value = k.Waiver
	}
	t.line("%s%s: %s", comment, name, value)
}

func (t *template) about(k *Key) {
	t.line("")
	for _, l := range wrap(k.Doc+" "+k.unsetText(), 76) {
		t.line("# %s", l)
	}
}

func (t *template) environments(list []Environment) {
	k, _ := LookUp("environments")
	t.about(k)
	if len(list) == 0 {
		t.line("# environments: %s", k.Example)
		return
	}
	t.line("environments:")
	var written []string
	for _, e := range list {
		if e.Name == "" || slices.Contains(written, e.Name) {
			continue
		}
		written = append(written, e.Name)
		var parts []string
		add := func(key string, values []string) {
			if len(values) > 0 {
				parts = append(parts, key+": ["+strings.Join(values, ", ")+"]")
			}
		}
		add("roots", texts(e.Roots))
		add("var_files", texts(e.VarFiles))
		if e.Workspace != "" {
			parts = append(parts, "workspace: "+text(e.Workspace))
		}
		add("accounts", strs(e.Accounts))
		add("regions", strs(e.Regions))
		if e.Production {
			parts = append(parts, "production: true")
		}
		t.line("  %s: {%s}", text(e.Name), strings.Join(parts, ", "))
	}
	if len(written) == 0 {
		t.line("  {}")
	}
}

// list writes those texts that have the form of T.
func list[T any, P interface {
	*T
	scalar
}](found []string) []string {
	var kept []string
	for _, s := range found {
		if P(new(T)).set(s) {
			kept = append(kept, s)
		}
	}
	return texts(kept)
}

func strs[T ~string](found []T) []string {
	var all []string
	for _, s := range found {
		all = append(all, string(s))
	}
	return texts(all)
}

// texts writes each text once.
func texts(found []string) []string {
	var kept []string
	for _, s := range found {
		if w := text(s); s != "" && !slices.Contains(kept, w) {
			kept = append(kept, w)
		}
	}
	return kept
}

// text writes s as a YAML scalar: plain where nothing can be misread, else in
// double quotes, whose escapes YAML shares with JSON.
func text(s string) string {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./"
	if strings.Trim(s, plain) == "" && s != "" && strings.Trim(s[:1], "-./") != "" && !slices.Contains(reserved, strings.ToLower(s)) {
		return s
	}
	quoted, err := json.Marshal(s)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return string(quoted)
}

// reserved are plain words that YAML, or these settings, take for something
// else than a text.
var reserved = []string{"true", "false", "null", "yes", "no", "on", "off", "y", "n", "any", "none"}

// wrap breaks text at spaces into lines of at most width bytes.
func wrap(text string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if line != "" && len(line)+1+len(word) > width {
			lines, line = append(lines, line), ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}
