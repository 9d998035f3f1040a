package estate

import (
	"slices"
	"strings"

	"bailiwick/value"
)

// A Namer says what a declaration gives of the attributes by which others
// call the thing that it declares.
type Namer interface {
	// Named returns the attribute's text, and whether it is set. It answers for
	// region, account, partition and dns_suffix, too.
	Named(attribute string) (value.Text, bool)
	// Hole returns what stands for a text that only an apply tells.
	Hole(class value.Class, attribute string) value.Text
}

// Identities returns the texts by which others refer to what n declares: what
// the resource type lists, its name, and its id and ARN, or what Ref gives.
func (d Declared) Identities(n Namer) []Identity {
	out := make([]Identity, 0, len(d.Computed)+2)
	for _, c := range d.Computed {
		if c.Attribute == "" { // nothing gives it
			out = append(out, Identity{Text: d.fill(n, c)})
			continue
		}
		out = append(out, Identity{c.Attribute, d.Text(n, c.Attribute)})
	}
	rest := [...]string{d.Name, "id", "arn"}
	if d.isCloudFormation() {
		rest = [...]string{d.Name, "Ref", ""}
	}
	for _, attribute := range rest {
		listed := slices.ContainsFunc(out, func(id Identity) bool { return id.Attribute == attribute })
		if attribute != "" && !listed {
			out = append(out, Identity{attribute, d.Text(n, attribute)})
		}
	}
	return out
}

// Text returns an attribute: as it is set, in its documented form, or as a
// hole.
func (d Declared) Text(n Namer, attribute string) value.Text {
	if t, ok := n.Named(attribute); ok && t.IsEmpty() != value.Yes {
		return t
	}
	for _, c := range d.Computed {
		if c.Attribute == attribute {
			return d.fill(n, c)
		}
	}
	return d.hole(n, attribute)
}

// fill returns the documented form of an attribute.
func (d Declared) fill(n Namer, c Computed) value.Text {
	return c.Fill(func(part string) (value.Text, bool) {
		if t, ok := n.Named(part); ok && t.IsEmpty() != value.Yes {
			return t, true
		}
		if part == c.Attribute { // its form is to be what it is set to
			return d.hole(n, part), false
		}
		return d.Text(n, part), false
	})
}

// isCloudFormation reports whether the type is one of CloudFormation's, whose
// attributes are spelled in its way.
func (d Declared) isCloudFormation() bool { return strings.Contains(d.Type, "::") }

// hole stands for an attribute that only an apply tells; a generated name
// keeps its prefix, and has no ':' or '/'.
func (d Declared) hole(n Namer, attribute string) value.Text {
	if d.isCloudFormation() {
		return n.Hole(d.classOf(attribute), attribute)
	}
	class, ok := ClassOf(attribute)
	switch {
	case attribute == d.Name:
		class = value.Name
	case !ok:
		class = value.Opaque
	}
	hole := n.Hole(class, attribute)
	for _, p := range [...]string{attribute + "_prefix", "name_prefix"} {
		if p == "name_prefix" && attribute != d.Name {
			continue
		}
		if prefix, ok := n.Named(p); ok {
			return value.Join(prefix, hole)
		}
	}
	return hole
}

// classOf tells from the name of an attribute of CloudFormation's what its text
// can look like. A name, and an id that is a part of ARNs, have no ':' or '/'.
func (d Declared) classOf(attribute string) value.Class {
	switch {
	case attribute == d.Name, strings.HasSuffix(attribute, "Id"):
		return value.Name
	case strings.HasSuffix(attribute, "Arn"), strings.HasSuffix(attribute, "ARN"):
		return value.ARN
	case attribute != "Ref":
		return value.Opaque
	}
	class := value.Opaque
	for _, c := range d.Computed {
		switch {
		case c.Format == "{Ref}" && strings.HasSuffix(strings.ToLower(c.Attribute), "arn"):
			return value.ARN
		case c.Format != "{Ref}" && strings.Contains(c.Format, "{Ref}"):
			class = value.Name
		}
	}
	return class
}

// ClassOf guesses from an attribute's name whether it is a text that AWS or
// the provider makes, and of what class.
func ClassOf(attribute string) (value.Class, bool) {
	switch attribute {
	case "arn":
		return value.ARN, true
	case "id", "name", "version", "qualifier", "unique_id", "url", "uri", "endpoint", "key", "value", "hex", "result", "secret",
		"account", "domain", "dns_name", "fqdn", "address", "path":
		return value.Opaque, true
	}
	for _, s := range [...]struct {
		suffix string
		class  value.Class
	}{
		{"_arn", value.ARN},
		{"_id", value.Name},
		{"_name", value.Opaque},
		{"_url", value.Opaque},
		{"_uri", value.Opaque},
		{"_endpoint", value.Opaque},
		{"_key", value.Opaque},
		{"_domain", value.Opaque},
		{"_address", value.Opaque},
		{"_hash", value.Opaque},
		{"_version", value.Opaque},
		{"_password", value.Opaque},
		{"_hex", value.Opaque},
		{"_base64", value.Opaque},
		{"_prefix", value.Opaque},
		{"_host", value.Opaque},
		{"_fqdn", value.Opaque},
	} {
		if strings.HasSuffix(attribute, s.suffix) {
			return s.class, true
		}
	}
	return 0, false
}
