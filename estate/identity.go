package estate

import (
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
// the resource type lists, its name, id and ARN.
func (d Declared) Identities(n Namer) []Identity {
	out := make([]Identity, 0, len(d.Computed)+3)
	add := func(attribute string) {
		for _, id := range out {
			if id.Attribute == attribute {
				return
			}
		}
		out = append(out, Identity{attribute, d.Text(n, attribute)})
	}
	for _, c := range d.Computed {
		add(c.Attribute)
	}
	if d.Name != "" {
		add(d.Name)
	}
	add("id")
	add("arn")
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
			return c.Fill(func(part string) (value.Text, bool) {
				if t, ok := n.Named(part); ok && t.IsEmpty() != value.Yes {
					return t, true
				}
				if part == attribute { // its form is to be what it is set to
					return d.hole(n, part), false
				}
				return d.Text(n, part), false
			})
		}
	}
	return d.hole(n, attribute)
}

// hole stands for an attribute that only an apply tells; a generated name
// keeps its prefix, and has no ':' or '/'.
func (d Declared) hole(n Namer, attribute string) value.Text {
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
