package assess

import (
	"fmt"

	"bailiwick/dated"
	"bailiwick/estate"
	"bailiwick/value"
)

// resource collects what a resource that runs code asks for.
func (c *duties) resource(r estate.Resource) {
	switch k := c.view.See(r).(type) {
	case *estate.Function:
		c.function(k)
	case *estate.Alias:
		if f, reach := estate.Find[*estate.Function](c.view, k, k.FunctionName); reach == estate.Here {
			c.patching(k, c.a.baseOf(f), "the alias "+k.Head().Name())
		}
	case *estate.WebFunctionRevision:
		c.webFunction(k)
	case *estate.MicroVMImage:
		c.rebuild(k, "build a new version of the MicroVM image")
	}
}

func (c *duties) function(f *estate.Function) {
	switch b := c.a.baseOf(f); b.delivery {
	case containerImage:
		c.rebuild(f, "rebuild the image")
	case publishedBy:
		c.add(Duty{
			Kind: LeaveRuntime, Resource: f, Subject: b.runtime.ID, What: "leave the customer-managed runtime before it ends",
			Undated: "its publisher tells the end, and AWS has no schedule for it",
		})
	case undelivered:
		c.add(Duty{Kind: LeaveRuntime, Resource: f, What: "leave its runtime before it ends", Undated: b.why})
	default:
		c.leave(f, b.runtime)
		c.patching(f, b, "the function")
	}
	c.layers(f)
}

// leave adds the duty to leave a runtime of Lambda's.
func (c *duties) leave(r estate.Resource, rt dated.Runtime) {
	d := Duty{Kind: LeaveRuntime, Resource: r, Subject: rt.ID, What: "leave " + rt.ID, Known: rt.Known}
	if rt.Successor != "" {
		d.What += " for " + rt.Successor
	}
	d.Detail = blocks(rt, c.a)
	switch {
	case rt.Deprecation.IsKnown():
		d.Due = rt.Deprecation.Day()
		if rt.Reduced(c.a.Today) {
			d.Detail = rt.OS + " has ended: until then critical and selected important fixes only; " + d.Detail
		}
	case rt.Disputed:
		d.Undated = "AWS moved the date about " + c.a.Today.String() + ", and no source tells the day"
	default:
		d.Undated = "no source tells when it is deprecated"
	}
	c.add(d)
}

// blocks says from when on Lambda refuses to create and to update functions of
// a runtime. These dates are warnings only: AWS has moved them several times.
func blocks(rt dated.Runtime, a *Assessment) string {
	as := ", as known on " + rt.Known.String()
	create, update := rt.BlockCreate, rt.BlockUpdate
	if create.IsUnknown() && update.IsUnknown() {
		return "no source tells when Lambda blocks new functions and updates"
	}
	if create.IsNever() && update.IsNever() {
		return "its base image is not blocked" + as
	}
	gone, _ := update.Reached(a.Today)
	closed, _ := create.Reached(a.Today)
	switch {
	case gone:
		return fmt.Sprintf("Lambda refuses updates since %s%s", update, as)
	case closed:
		return fmt.Sprintf("Lambda refuses new functions since %s, updates from %s%s", create, day(update), as)
	}
	return fmt.Sprintf("new functions are blocked from %s, updates from %s%s", day(create), day(update), as)
}

func day(d dated.Date) string {
	if d.IsUnknown() {
		return "a day that is not known"
	}
	return d.String()
}

// webFunction adds the duty to leave the runtime of a Web Function, of which the
// table has none.
func (c *duties) webFunction(r *estate.WebFunctionRevision) {
	d := Duty{Kind: LeaveRuntime, Resource: r, What: "leave its runtime before it ends"}
	text, ok := r.Runtime.Get()
	id, literal := text.Literal()
	switch {
	case r.Runtime.IsAbsent():
		d.Undated = "the revision names no runtime"
	case !ok:
		d.Undated = "runtime: " + r.Runtime.Reason()
	case !literal:
		d.Undated = "runtime: " + text.String() + " is not known"
	default:
		if rt, known := c.a.Runtimes.Runtime(id); known {
			c.leave(r, rt)
			return
		}
		d.Subject, d.What, d.Undated = id, "leave "+id+" before it ends", c.a.unknownRuntime(id)
	}
	c.add(d)
}

// rebuild adds the duty to build an image again, whose age no declaration
// tells.
func (c *duties) rebuild(r estate.Resource, what string) {
	limit := c.a.Settings.Patching.ImageMaxDays
	if limit.Any() {
		return
	}
	c.add(Duty{
		Kind: RebuildImage, Resource: r,
		What:    what + " on its newest base at least every " + days(limit.Get()),
		Undated: "no declaration tells when it was built",
	})
}

// patching adds the duty to have fixes of a runtime of Lambda's applied, where
// AWS does not do it by itself. What is not known of the runtime as such, leave
// tells.
func (c *duties) patching(r estate.Resource, on base, which string) {
	limit := c.a.Settings.Patching.MaxAgeDays
	if limit.Any() || on.delivery != managedZip && on.delivery != osOnly {
		return
	}
	if by, _ := published(on.runtime, c.a); by != AWS {
		return
	}
	for _, l := range c.drawer.draw(r) {
		if l.Part != SystemPatching || l.Carrier == AWS {
			continue
		}
		d := Duty{Kind: ApplyFixes, Resource: r, What: "have the runtime's fixes applied to " + which + " at least every " + days(limit.Get()), Detail: l.Reason}
		switch l.Carrier {
		case UnknownCarrier:
			d.What, d.Detail = "see whether AWS applies the runtime's fixes to "+which, ""
			d.Undated = l.Reason
		default:
			d.Undated = "no declaration tells which runtime version it has"
		}
		c.add(d)
	}
}

// layers adds the duty to look for newer versions of layers that are named by a
// version of their own. A layer that is declared beside the function is built
// with it.
func (c *duties) layers(f *estate.Function) {
	limit := c.a.Settings.Patching.LayerMaxDays
	if limit.Any() || f.Layers.IsAbsent() {
		return
	}
	list, known := f.Layers.Get()
	if !known || f.Layers.Partial() {
		c.add(Duty{Kind: RenewLayer, Resource: f, What: "keep its layers current", Undated: "layers: " + f.Layers.Reason()})
	}
	for _, l := range list {
		if _, reach := estate.Find[*estate.LayerVersion](c.view, f, l); reach == estate.Here || reach == estate.Nothing {
			continue
		}
		text, ok := l.Get()
		if !ok {
			c.add(Duty{Kind: RenewLayer, Resource: f, What: "keep its layers current", Undated: "layers: " + l.Reason()})
			continue
		}
		name, version := layerOf(text)
		c.add(Duty{
			Kind: RenewLayer, Resource: f, Subject: name,
			What:    "take a newer version of the layer " + name + " within " + days(limit.Get()) + " of it",
			Detail:  version,
			Undated: "no source that was read tells its newest version",
		})
	}
}

// layerOf returns the name of a layer for people, and which version of it is in
// use.
func layerOf(arn value.Text) (name, version string) {
	parts := make([]value.Text, 0, 8)
	rest := arn
	for found := true; found; {
		var part, after value.Text
		if part, after, found = rest.Cut(':'); found {
			parts, rest = append(parts, part), after
		}
	}
	if len(parts) != 7 { // arn:aws:lambda:REGION:ACCOUNT:layer:NAME:VERSION
		return arn.String(), ""
	}
	return parts[6].String() + " of " + parts[4].String(), "version " + rest.String() + " is in use"
}
