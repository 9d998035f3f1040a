package authz

import (
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// An Effect is what becomes of a request.
type Effect uint8

// The effects. The zero Effect is the cautious one.
const (
	CannotTell   Effect = iota // it depends on what is not known
	Allow                      // some policy grants it, and none denies it
	ImplicitDeny               // no policy grants it, or a guardrail does not let it through
	ExplicitDeny               // a Deny applies
)

func (e Effect) String() string {
	return [...]string{"cannot be told", "allow", "implicit-deny", "explicit-deny"}[e]
}

// A Decision is what becomes of a request, and why.
type Decision struct {
	Effect Effect

	// Layer is the kind of policy that decides: the one that grants or denies,
	// or that lacks the Allow. Of a decision that cannot be told it is the
	// first whose answer matters and is open.
	Layer LayerKind

	// By is the statement that grants or denies; of a decision that cannot be
	// told it is the statement that may, if it is one.
	By Reference

	// Open is what decides a decision that cannot be told.
	Open Open
}

// Together joins the decisions of requests that one call makes, such as those of
// ec2:RunInstances on each resource that it touches: allowed if all are, and
// else the first that is denied, or the first that cannot be told.
func Together(decisions ...Decision) Decision {
	var out Decision
	answer := value.Yes
	for i, d := range decisions {
		switch {
		case d.Effect == ImplicitDeny || d.Effect == ExplicitDeny:
			return d
		case i == 0 || d.Effect == CannotTell && answer == value.Yes:
			out = d
		}
		if d.Effect == CannotTell {
			answer = value.CannotTell
		}
	}
	return out
}

// A Reference is a statement of a policy. The zero Reference is none.
type Reference struct {
	Policy    *Policy
	Statement *policy.Statement
}

// A LayerKind names a layer.
type LayerKind uint8

// The layers, in the order of AWS's flow chart.
const (
	NoLayer LayerKind = iota
	RCPLayer
	SCPLayer
	EndpointLayer
	ResourceLayer
	IdentityLayer
	BoundaryLayer
	SessionLayer
	GrantLayer       // a grant of a KMS key
	RootLayer        // the root user needs no identity policy
	PublicAccess     // S3 block public access
	AWSLayer         // what AWS itself keeps from everybody, or gives to everybody
	numLayers    int = iota
)

var layerNames = [numLayers]string{
	"no policy", "the resource control policies", "the service control policies", "the endpoint policy",
	"the resource policy", "the identity policies", "the permissions boundary", "the session policies",
	"a grant of the key", "the root user", "S3 block public access", "AWS itself",
}

// String names the layer in a sentence: "the identity policies".
func (l LayerKind) String() string { return layerNames[l] }

// An Open is one thing that is not known and decides.
type Open struct {
	Cause Cause
	Key   string // the condition key, where the cause is one
	Why   string // for people: why it is not known, or where readings differ
}

// A Cause is a kind of thing that is not known.
type Cause uint8

// The causes.
const (
	NoCause       Cause = iota
	OpenKey             // a condition key that the request may carry, or its value
	OpenHole            // a hole in a text of the policy or the request
	OpenStatement       // a statement, or a part of it, that was not read
	OpenLayer           // a layer that is not wholly read
	OpenPrincipal       // who calls, or in which account
	OpenReading         // AWS's pages and the known evaluators differ on the statement
	OpenBound           // a comparison of texts that are far longer than AWS takes
)
