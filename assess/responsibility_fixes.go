package assess

import (
	"bailiwick/dated"
)

// fixes draws the line for the system and the language below the code: who
// publishes fixes, and who applies them.
func (d *drawer) fixes(b base, m mode) []Responsibility {
	lines := []Responsibility{{Part: SystemFixes}, {Part: SystemPatching}, {Part: LanguageFixes}, {Part: LanguagePatching}}
	set := func(i int, c Carrier, reason string) { lines[i].Carrier, lines[i].Reason = c, reason }
	switch b.delivery {
	case undelivered:
		for i := range lines {
			set(i, UnknownCarrier, b.why)
		}
	case containerImage:
		const published = "AWS publishes base images with fixes; a base of somebody else's, and what is added to it, is not AWS's"
		const applied = "a fix needs a new image, built on the newer base and deployed"
		set(0, AWS, published)
		set(1, Customer, applied)
		set(2, AWS, published)
		set(3, Customer, applied)
	case publishedBy:
		for i := range lines {
			set(i, Publisher, "the publisher fixes the system, the language and its libraries, and moves the alias that you follow; its code runs with your role")
		}
	case managedZip, osOnly:
		c, why := published(b.runtime, d.a)
		set(0, c, why)
		set(2, c, why)
		c, why = applied(b.runtime, m, d.a)
		set(1, c, why)
		set(3, c, why)
		if b.delivery == osOnly {
			const own = "on an OS-only runtime the language, or the binary, is part of your package"
			set(2, Customer, own)
			set(3, Customer, own)
		}
	}
	return lines
}

// published returns who publishes fixes of a runtime of Lambda's.
func published(rt dated.Runtime, a *Assessment) (Carrier, string) {
	switch ended, known := rt.Deprecation.Reached(a.Today); {
	case !known && rt.Disputed:
		return UnknownCarrier, "AWS moved the deprecation of " + rt.ID + " about " + a.Today.String() + ", and no source tells the day"
	case !known:
		return UnknownCarrier, "no source tells when " + rt.ID + " is deprecated"
	case ended:
		return Nobody, rt.ID + " is deprecated since " + rt.Deprecation.String() + ": AWS no longer promises fixes, and nobody else can make them"
	case rt.Reduced(a.Today):
		return AWS, rt.ID + " runs on " + rt.OS + ", which has ended: critical and selected important fixes only, until " + rt.Deprecation.String()
	}
	return AWS, "AWS publishes fixes of " + rt.ID + " until " + rt.Deprecation.String()
}

// applied returns who applies fixes of a runtime of Lambda's.
func applied(rt dated.Runtime, m mode, a *Assessment) (Carrier, string) {
	switch c, why := published(rt, a); {
	case c == Nobody:
		return Nobody, "there are no fixes to apply"
	case m.word == "":
		return UnknownCarrier, m.why
	case m.word == "Manual":
		return Customer, "the runtime version is pinned (Manual): a fix comes when you name a newer one"
	case m.word == "FunctionUpdate" && m.published:
		return Customer, "a published version with FunctionUpdate keeps the runtime version of its day: a fix comes with a new version"
	case m.word == "FunctionUpdate":
		return Shared, "AWS applies fixes when the function is updated (FunctionUpdate): the update is yours"
	case c == UnknownCarrier:
		return c, why
	}
	return AWS, "AWS applies fixes by itself (Auto)"
}
