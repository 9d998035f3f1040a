package estate

var policyDocumentType = Type{
	Kind: "policy_document",
	New:  func() Resource { return new(PolicyDocument) },
	Terraform: []Declared{
		{Type: "aws_iam_policy_document"},
	},
}

// A PolicyDocument is a document of Terraform's data source that nothing which
// was read uses: it grants nothing yet. One that is used is judged where it is.
type PolicyDocument struct {
	head

	Policy Policy `tf:"json"`
}
