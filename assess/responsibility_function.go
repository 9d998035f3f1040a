package assess

import (
	"bailiwick/dated"
	"bailiwick/estate"
	"bailiwick/value"
)

// A delivery is how code comes to run: who fixes what beneath it follows from
// that.
type delivery uint8

// The deliveries. The zero delivery cannot be told.
const (
	undelivered    delivery = iota
	managedZip              // a zip on a runtime of Lambda's
	osOnly                  // a zip on Amazon Linux alone: provided.al2023
	containerImage          // an image
	publishedBy             // a customer-managed runtime
)

// A base is what a function's code stands on.
type base struct {
	delivery delivery
	runtime  dated.Runtime // of a zip, as it was known on the day
	why      string        // with undelivered
}

// baseOf returns what the function's code stands on.
func (a *Assessment) baseOf(f *estate.Function) base {
	sort, sorted := f.PackageType.Get()
	switch {
	case sorted && sort.Is("Image") == value.Yes, f.Runtime.IsAbsent() && value.Present(f.ImageURI) == value.Yes:
		return base{delivery: containerImage}
	case f.Runtime.IsAbsent() && f.PackageType.IsUnknown():
		return base{why: "package_type: " + f.PackageType.Reason()}
	case f.Runtime.IsAbsent() && sorted && sort.HasHoles():
		return base{why: "package_type: " + sort.String() + " is not known"}
	case f.Runtime.IsAbsent():
		return base{why: "the function names no runtime"}
	}
	text, ok := f.Runtime.Get()
	if !ok {
		return base{why: "runtime: " + f.Runtime.Reason()}
	}
	id, literal := text.Literal()
	if !literal {
		return base{why: "runtime: " + text.String() + " is not known"}
	}
	rt, known := a.Runtimes.Runtime(id)
	switch {
	case id == "custom", known && rt.Package == "customer-managed":
		return base{delivery: publishedBy, runtime: dated.Runtime{ID: id}}
	case !known:
		return base{why: a.unknownRuntime(id)}
	case rt.Package == "os-only":
		return base{delivery: osOnly, runtime: rt}
	}
	return base{delivery: managedZip, runtime: rt}
}

// unknownRuntime says why nothing is known of a runtime: the table does not
// have it, or did not have it yet.
func (a *Assessment) unknownRuntime(id string) string {
	known := a.Runtimes.Known().String()
	if first, ok := a.Runtimes.FirstKnown(id); ok {
		return "what was known of " + id + " on " + known + " is not recorded: the table begins with " + first.String()
	}
	return "the table of runtimes does not have " + id
}

// function draws the line of a function.
func (d *drawer) function(v *estate.View, f *estate.Function) []Responsibility {
	b := d.a.baseOf(f)
	lines := make([]Responsibility, 0, partCount)
	lines = append(lines, Responsibility{Part: Infrastructure, Carrier: AWS, Reason: "AWS runs the hosts, their hypervisor, buildings, media and clocks"})
	lines = append(lines, isolation(f))
	lines = append(lines, d.fixes(b, latestMode(v, f))...)
	return append(lines,
		runtimeEnd(b),
		Responsibility{Part: CodePart, Carrier: Customer, Reason: "what the package brings is yours, whoever wrote it: AWS fixes no dependency and no layer of it"},
		Responsibility{Part: ConfigurationPart, Carrier: Customer, Reason: "AWS keeps what you set; what belongs into a variable is your choice"},
		Responsibility{Part: PermissionsPart, Carrier: Customer, Reason: "AWS enforces the policies that you write"},
		Responsibility{Part: EntriesPart, Carrier: Customer, Reason: "AWS enforces the resource policy, URLs and triggers that you declare"},
		network(f),
		Responsibility{Part: LogsPart, Carrier: Customer, Reason: "AWS keeps what the function writes, in a group whose retention, key and readers you choose"},
		Responsibility{Part: EncryptionPart, Carrier: AWS, Reason: "Lambda encrypts code and variables at rest always"},
		Responsibility{Part: KeysPart, Carrier: Customer, Reason: "under which key, and who may use it, is your choice"},
	)
}

func isolation(f *estate.Function) Responsibility {
	l := Responsibility{Part: Isolation, Carrier: AWS, Reason: "every function runs in virtual machines of its own"}
	switch value.Present(f.CapacityProvider) {
	case value.Yes:
		l.Carrier = Customer
		l.Reason = "functions of one capacity provider share instances, on which containers are no security boundary: who may use the provider (lambda:PassCapacityProvider) is the gate"
	case value.CannotTell:
		l.Carrier, l.Reason = UnknownCarrier, "it cannot be told whether it runs on a capacity provider"+because(f.CapacityProvider)
	}
	return l
}

func network(f *estate.Function) Responsibility {
	l := Responsibility{Part: NetworkPart, Carrier: Customer}
	switch {
	case value.Present(f.CapacityProvider) == value.Yes:
		l.Reason = "subnets and security groups are those of the capacity provider, which is yours"
	case f.Subnets.IsAbsent():
		l.Reason = "that it runs in Lambda's own network, from where it reaches the internet, is your choice"
	default:
		l.Reason = "subnets, security groups and routes are yours"
	}
	return l
}

func runtimeEnd(b base) Responsibility {
	l := Responsibility{Part: RuntimeEnd, Carrier: Customer}
	switch b.delivery {
	case publishedBy:
		l.Carrier, l.Report = Shared, noReport
		l.Reason = "the publisher ends the runtime and you follow: AWS has no schedule for it and sends no notice"
	case containerImage:
		l.Reason = "base images end with their runtime, and only a new image leaves them"
	default:
		l.Reason = "AWS announces the end of a runtime; the move is yours"
	}
	return l
}

// because returns the reason of an unknown value in brackets, if it has one.
func because[T any](v value.Value[T]) string {
	if r := v.Reason(); v.IsUnknown() && r != "" {
		return " (" + r + ")"
	}
	return ""
}
