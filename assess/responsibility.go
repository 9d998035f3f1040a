package assess

import (
	"iter"

	"bailiwick/estate"
)

// A Responsibility says who carries one part of what runs code, and why. The
// line is drawn for each function from its configuration, not for Lambda as
// such (AWS Lambda Developer Guide: Understanding how Lambda manages runtime
// version updates, Lambda function versions, Lambda Managed Instances, Lambda
// MicroVMs).
type Responsibility struct {
	Resource estate.Resource // a function, an alias or version of one, a Web Function or a MicroVM image
	Part     Part
	Carrier  Carrier
	Reason   string // fit to stand behind "because"
	Report   string // the AWS report that an auditor relies on for it, "" where AWS carries nothing
	OnFile   *Filed // what says that the report was read, nil if nobody has said so
}

// A Part is one thing that somebody must see to.
type Part uint8

// The parts, in the order in which they are told.
const (
	Infrastructure Part = iota
	Isolation
	SystemFixes
	SystemPatching
	LanguageFixes
	LanguagePatching
	RuntimeEnd
	CodePart
	ConfigurationPart
	PermissionsPart
	EntriesPart
	NetworkPart
	LogsPart
	EncryptionPart
	KeysPart
	partCount
)

var parts = [partCount]struct{ id, title string }{
	{"infrastructure", "Host, hypervisor, facility, media, time"},
	{"isolation", "Isolation from other functions"},
	{"system-fixes", "Operating system fixes: published"},
	{"system-patching", "Operating system fixes: applied"},
	{"language-fixes", "Language runtime fixes: published"},
	{"language-patching", "Language runtime fixes: applied"},
	{"runtime-end", "Leaving a runtime before it ends"},
	{"code", "Code, dependencies and layers"},
	{"configuration", "Configuration and environment variables"},
	{"permissions", "Role and policies"},
	{"entries", "Who may call it"},
	{"network", "Network"},
	{"logs", "Logs"},
	{"encryption", "Encryption at rest: exists"},
	{"keys", "Encryption at rest: choice of keys"},
}

// String returns the part's id, as attestations and the JSON have it.
func (p Part) String() string { return parts[p].id }

// Title returns what the part is called for people.
func (p Part) Title() string { return parts[p].title }

// A Carrier is who carries a part.
type Carrier uint8

// The carriers. The zero Carrier is the honest one.
const (
	UnknownCarrier Carrier = iota
	AWS
	Customer
	Shared    // two of them; the reason says who does what
	Publisher // of a customer-managed runtime
	Nobody    // AWS no longer promises it, and nobody else can do it
)

func (c Carrier) String() string {
	return [...]string{"unknown", "aws", "customer", "shared", "publisher", "nobody"}[c]
}

// Responsibilities yields who carries what, for each function, alias, Web
// Function and MicroVM image in the estate's order, part by part. For an alias
// it yields the parts that its versions may have otherwise than the function.
func (a *Assessment) Responsibilities() iter.Seq[Responsibility] {
	return func(yield func(Responsibility) bool) {
		d := newDrawer(a)
		for _, r := range a.Estate.Resources() {
			for _, line := range d.draw(r) {
				if !yield(line) {
					return
				}
			}
		}
	}
}

// ResponsibilitiesOf returns who carries what of one resource.
func (a *Assessment) ResponsibilitiesOf(r estate.Resource) []Responsibility {
	return newDrawer(a).draw(r)
}

// A drawer draws the line. It belongs to one goroutine.
type drawer struct {
	a       *Assessment
	plain   *estate.View
	report  string
	reports [partCount]*Filed
}

func newDrawer(a *Assessment) *drawer {
	d := &drawer{a: a, plain: a.Estate.In(nil), report: reportOf(a.Settings)}
	d.reports = filed(a)
	return d
}

// draw returns the lines of the resource, none if it runs no code.
func (d *drawer) draw(r estate.Resource) []Responsibility {
	lines := d.inWorlds(r)
	for i := range lines {
		l := &lines[i]
		l.Resource = r
		if l.Carrier == AWS || l.Carrier == Shared && l.Report != noReport {
			l.Report, l.OnFile = d.report, d.reports[l.Part]
			if l.OnFile != nil {
				l.Report = l.OnFile.Report
			}
		} else {
			l.Report = ""
		}
	}
	return lines
}

// noReport marks a part that is shared, but not with AWS.
const noReport = "-"

// ask returns the lines of a resource as a view shows it, and whether it is
// there. What rests on knowledge in doubt is not said of AWS.
func (d *drawer) ask(v *estate.View, r estate.Resource) ([]Responsibility, bool) {
	var lines []Responsibility
	switch k := v.See(r).(type) {
	case nil:
		return nil, false
	case *estate.Function:
		lines = d.function(v, k)
	case *estate.Alias:
		lines = d.alias(v, k)
	case *estate.WebFunction:
		lines = webFunction(v, k)
	case *estate.MicroVMImage:
		lines = microVM()
	}
	if h := r.Head(); h.Doubt != 0 {
		for i := range lines {
			if l := &lines[i]; l.Carrier == AWS && l.Part != Infrastructure && l.Part != EncryptionPart {
				l.Carrier, l.Reason = UnknownCarrier, "it is "+h.Marked+", and "+h.Doubt.Reason()
			}
		}
	}
	return lines, true
}
