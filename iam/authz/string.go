package authz

import "strconv"

// String returns the decision in a sentence.
func (d Decision) String() string {
	by := d.By.String()
	if by == "" {
		by = d.Layer.String()
	}
	switch d.Effect {
	case Allow:
		return "allowed by " + by
	case ExplicitDeny:
		return "denied by " + by
	case ImplicitDeny:
		return "denied: " + d.Layer.denial()
	}
	return "cannot be told: " + d.Open.Why + " (" + by + ")"
}

// denial says what it means that the layer does not allow.
func (l LayerKind) denial() string {
	switch l {
	case AWSLayer:
		return "AWS lets nobody do it"
	case PublicAccess:
		return "S3 block public access closes the bucket to others"
	case SCPLayer, RCPLayer, SessionLayer, IdentityLayer:
		return l.String() + " do not allow it"
	}
	return l.String() + " does not allow it"
}

// String names the statement: "statement 2 (AllowRead) of policy of role app".
// It is "" for the zero Reference.
func (r Reference) String() string {
	switch {
	case r.Policy == nil:
		return ""
	case r.Statement == nil:
		return r.Policy.Name
	}
	s := "statement " + strconv.Itoa(r.Statement.Index+1)
	if !r.Statement.Sid.IsAbsent() {
		s += " (" + r.Statement.Sid.String() + ")"
	}
	return s + " of " + r.Policy.Name
}
