package policy

import "unicode"

// A Kind is what a policy is used as, which decides what AWS takes.
type Kind uint8

// The kinds. Nothing that depends on the kind is checked for AnyKind.
const (
	AnyKind       Kind = iota
	Managed            // customer managed identity policy
	UserInline         // inline policy of a user
	GroupInline        // inline policy of a group
	RoleInline         // inline policy of a role
	Boundary           // managed policy as permissions boundary
	Session            // session policy
	Trust              // trust policy of a role
	SCP                // service control policy
	RCP                // resource control policy
	ResourceBased      // resource policy of a service that is not among these
	Bucket             // S3 bucket policy
	Key                // KMS key policy
	Function           // Lambda function or layer policy
	Endpoint           // VPC endpoint policy
)

var kindNames = [...]string{
	"a policy", "a managed policy", "a user's inline policy", "a group's inline policy", "a role's inline policy",
	"a permissions boundary", "a session policy", "a trust policy", "a service control policy",
	"a resource control policy", "a resource policy", "a bucket policy", "a key policy", "a function policy",
	"an endpoint policy",
}

// String names the kind in a sentence: "a bucket policy".
func (k Kind) String() string { return kindNames[k] }

// identity reports whether the policy hangs on a principal.
func (k Kind) identity() bool { return k >= Managed && k <= Session }

func (k Kind) needsPrincipal() bool { return k >= Trust && k != SCP }

func (k Kind) needsResource() bool {
	return k.identity() || k == SCP || k == RCP || k == Bucket || k == Key || k == Endpoint
}

func (k Kind) takesCanonicalUser() bool { return k == AnyKind || k == Bucket || k == ResourceBased }

// limit returns how long a policy of the kind may be, 0 if that is not known
// (IAM User Guide, "IAM and AWS STS quotas"; Organizations User Guide, "Quotas
// and service limits"; the guides of the services). Of a trust policy it is
// what the quota can be raised to; of inline policies it is what all of one
// holder have together.
func (k Kind) limit() int {
	switch k {
	case Managed, Boundary:
		return 6144
	case UserInline, Session:
		return 2048
	case GroupInline, SCP, RCP:
		return 5120
	case RoleInline:
		return 10240
	case Trust:
		return 4096
	case Bucket, Function, Endpoint:
		return 20 << 10
	case Key:
		return 32 << 10
	}
	return 0
}

// size returns how many characters the document has at least: without white
// space, which IAM does not count, and without what is not known.
func (d *Document) size() int {
	p := printer{bare: true}
	p.document(d)
	n := 0
	for _, r := range string(p.out) {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}
