package policy

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

// Check returns what AWS would refuse in the document as a policy of the kind,
// in the order of the document, what reading it met included.
func (d *Document) Check(kind Kind) []Issue { return d.issues }
