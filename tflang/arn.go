package tflang

import (
	"strings"

	"bailiwick/value"
)

// arnParse splits an ARN into its parts, holes included.
func arnParse(c *call) value.Any {
	if c.args[0].Kind() == value.KindUnknown {
		return c.unknown(c.args[0])
	}
	rest := c.text(0)
	var part [5]value.Text
	for i := range part {
		before, after, found := rest.Cut(':')
		if !found {
			if rest.HasHoles() {
				return c.unknown(c.args[0])
			}
			return c.fail("the text is no ARN")
		}
		part[i], rest = before, after
	}
	if part[0].Is("arn") == value.No {
		return c.fail("the text is no ARN")
	}
	text := func(t value.Text) value.Any { return value.AnyText(t, c.args[0].Origin()) }
	return value.AnyMap(
		[]string{"account_id", "partition", "region", "resource", "service"},
		[]value.Any{text(part[4]), text(part[1]), text(part[3]), text(rest), text(part[2])}, c.at)
}

// arnBuild joins partition, service, region, account and resource.
func arnBuild(c *call) value.Any {
	parts := []value.Text{value.Literal("arn")}
	for i, a := range c.args {
		t := value.Text{}
		if a.Kind() == value.KindUnknown {
			t = c.pieceSymbol(c.path(i, 0))
		} else {
			t = c.text(i)
		}
		parts = append(parts, value.Literal(":"), t)
	}
	return value.AnyText(value.Join(parts...), c.at)
}

// trimRolePath takes the path out of the ARN of a role.
func trimRolePath(c *call) value.Any {
	s := c.literal(0)
	parts := strings.SplitN(s, ":", 6)
	if len(parts) < 6 || parts[0] != "arn" || parts[2] != "iam" || !strings.HasPrefix(parts[5], "role/") {
		return c.fail("%q is no ARN of a role", s)
	}
	name := parts[5][strings.LastIndexByte(parts[5], '/')+1:]
	return c.str(strings.Join(parts[:5], ":") + ":role/" + name)
}
