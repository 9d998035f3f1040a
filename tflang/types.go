package tflang

import "bailiwick/value"

// same returns its argument.
func same(c *call) value.Any { return c.args[0] }

// sensitivity is sensitive, nonsensitive, issensitive and flip_sensitive.
func sensitivity(c *call) value.Any {
	v := c.args[0]
	was := v.Sensitive()
	c.hidden = false
	switch c.name {
	case "sensitive":
		return v.Hidden()
	case "nonsensitive":
		return v.Shown()
	case "issensitive":
		return c.bool(was)
	}
	if was {
		return v.Shown()
	}
	return v.Hidden()
}

// convertTo is tobool, tonumber, tostring, tolist, toset and tomap.
func convertTo(c *call) value.Any {
	v := c.args[0]
	switch v.Kind() {
	case value.KindNull:
		return v
	case value.KindUnknown:
		return c.unknown(v)
	}
	c.hidden = false // the marks stay where they are
	var out value.Any
	var f *Failure
	switch c.name {
	case "tobool":
		out, f = c.toBool(v, c.at)
	case "tonumber":
		out, f = c.toNumber(v, c.at)
	case "tostring":
		out, f = c.toText(v, c.at)
	case "tomap":
		if isUnknown(v) {
			return c.unknown(v)
		}
		if v.Kind() != value.KindMap {
			return c.fail("a %s cannot become a map", v.Kind())
		}
		if elements := unified(v.Elements()); len(elements) > 0 && !v.Partial() {
			return hide(value.AnyMap(v.Keys(), elements, v.Origin()), v.Sensitive())
		}
		return v
	default:
		if isUnknown(v) {
			return c.unknown(v)
		}
		a, ok := c.collection(0, false)
		if !ok {
			return a
		}
		if c.name == "toset" {
			return withFlags(c.set(a.Elements()), a)
		}
		return withFlags(value.AnyList(unified(a.Elements()), a.Origin()), a)
	}
	if f != nil {
		return c.fail("%s", f.Message)
	}
	return out
}

func (e *Env) toText(v value.Any, at value.Origin) (value.Any, *Failure) {
	switch v.Kind() {
	case value.KindNull, value.KindUnknown, value.KindText:
		return v, nil
	case value.KindNumber, value.KindBool:
		t, _ := v.Scalar()
		return hide(value.AnyText(t, v.Origin()), v.Sensitive()), nil
	}
	return v, Fail(at, "a "+v.Kind().String()+" stands where a text belongs")
}

func (e *Env) toNumber(v value.Any, at value.Origin) (value.Any, *Failure) {
	switch v.Kind() {
	case value.KindNull, value.KindUnknown, value.KindNumber:
		return v, nil
	case value.KindText:
		t, _ := v.Text()
		if isWholeHole(t) {
			e.doubts++
			return v, nil
		}
		if t.HasHoles() {
			e.doubts++
			return hide(unknown("whether "+t.String()+" is a number is not known", at), v.Sensitive()), nil
		}
		if d, ok := canonical(t.Inline()); ok {
			return hide(value.AnyNumber(d, v.Origin()), v.Sensitive()), nil
		}
	}
	return v, Fail(at, "a "+v.Kind().String()+" stands where a number belongs")
}

func (e *Env) toBool(v value.Any, at value.Origin) (value.Any, *Failure) {
	switch v.Kind() {
	case value.KindNull, value.KindUnknown, value.KindBool:
		return v, nil
	case value.KindText:
		t, _ := v.Text()
		if isWholeHole(t) {
			e.doubts++
			return v, nil
		}
		if t.HasHoles() {
			e.doubts++
			return hide(unknown("whether "+t.String()+" is true is not known", at), v.Sensitive()), nil
		}
		switch t.Inline() {
		case "true", "1":
			return hide(value.AnyBool(true, v.Origin()), v.Sensitive()), nil
		case "false", "0":
			return hide(value.AnyBool(false, v.Origin()), v.Sensitive()), nil
		}
	}
	return v, Fail(at, "a "+v.Kind().String()+" stands where true or false belongs")
}
