package authz

import "bailiwick/value"

// A Grant is a grant of a KMS key (KMS Developer Guide, "Grants in AWS KMS").
type Grant struct {
	ID         string
	Grantee    Principal
	Operations []string // as the API names them: "Decrypt", "GenerateDataKey"

	// EncryptionContext are the pairs that a request's encryption context must
	// have, and with Exact no others. Empty: any context.
	EncryptionContext map[string]value.Text
	Exact             bool
}

// Grants are the grants of a KMS key. The zero Grants are unread; they matter
// for KMS only.
type Grants struct {
	list   []Grant
	state  layerState
	reason string
}

// AllGrants are these grants and no other.
func AllGrants(grants ...Grant) Grants { return Grants{list: grants, state: whole} }

// UnreadGrants are grants of which nothing is known, and why.
func UnreadGrants(reason string) Grants { return Grants{reason: reason} }
