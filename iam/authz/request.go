package authz

import "bailiwick/value"

// A Request is one call of one action on one resource.
//
// An action that AWS authorises on several resources at once, such as
// ec2:RunInstances, is several requests, all of which must be allowed.
type Request struct {
	Principal Principal
	Action    string     // "lambda:InvokeFunction", in any case
	Resource  value.Text // its ARN; "*" for an action that has no resource type

	// ResourceAccount is the account that owns the resource. Empty: the one
	// that the ARN names, or for the resource "*" the principal's; if there is
	// none, as in the ARN of a bucket, it is not known.
	ResourceAccount value.Text

	// Wildcard says that Resource is a pattern and stands for all that it
	// matches: "may it read in this bucket". A grant counts if it takes some of
	// them and a denial if it takes all, so to be allowed is to be allowed
	// something, unless two statements meet in different parts.
	Wildcard bool

	Context Context
}
