package estate

import "bailiwick/value"

var xrayConfigType = Type{
	Kind: "xray_config",
	New:  func() Resource { return new(XRayConfig) },
	Terraform: []Declared{
		{
			Type: "aws_xray_encryption_config",
			Computed: []Computed{
				{"id", "{region}"},
			},
		},
	},
}

// An XRayConfig says with which key a region's traces are encrypted.
type XRayConfig struct {
	head

	Sort   value.Value[value.Text] `tf:"type"` // NONE (default: an AWS owned key) or KMS
	KMSKey value.Value[value.Text] `tf:"key_id" ref:"key|key_alias"`
}

var xrayResourcePolicyType = Type{
	Kind: "xray_resource_policy",
	New:  func() Resource { return new(XRayResourcePolicy) },
	Terraform: []Declared{
		{
			Type: "aws_xray_resource_policy",
			Name: "policy_name",
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::XRay::ResourcePolicy",
			Name: "PolicyName",
			Computed: []Computed{
				{"Ref", "{PolicyName}"},
			},
		},
	},
}

// An XRayResourcePolicy lets AWS services and others send traces.
type XRayResourcePolicy struct {
	head

	Name   value.Value[value.Text] `tf:"policy_name" cfn:"PolicyName"`
	Policy Policy                  `tf:"policy_document" cfn:"PolicyDocument"`
}
