package estate

import "bailiwick/value"

var schemaRegistryType = Type{
	Kind: "schema_registry",
	New:  func() Resource { return new(SchemaRegistry) },
	Terraform: []Declared{{
		Type: "aws_schemas_registry",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:schemas:{region}:{account}:registry/{name}"},
			{"id", "{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::EventSchemas::Registry",
			Name: "RegistryName",
			Computed: []Computed{
				{"Ref", "arn:{partition}:schemas:{region}:{account}:registry/{RegistryName}"},
				{"RegistryArn", "arn:{partition}:schemas:{region}:{account}:registry/{RegistryName}"},
			},
		},
	},
}

// A SchemaRegistry is a registry of Amazon EventBridge Schemas.
type SchemaRegistry struct {
	head

	RegistryName value.Value[value.Text] `tf:"name" cfn:"RegistryName"`
}

var schemaRegistryPolicyType = Type{
	Kind: "schema_registry_policy",
	New:  func() Resource { return new(SchemaRegistryPolicy) },
	Terraform: []Declared{
		{Type: "aws_schemas_registry_policy"},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::EventSchemas::RegistryPolicy",
			Computed: []Computed{
				{"Ref", "{RegistryName}"},
			},
		},
	},
}

// A SchemaRegistryPolicy is the resource policy of a schema registry.
type SchemaRegistryPolicy struct {
	head

	Registry value.Value[value.Text] `tf:"registry_name" cfn:"RegistryName" ref:"schema_registry"`
	Policy   Policy                  `tf:"policy" cfn:"Policy"`
}

// SchemaRegistryPolicy returns the registry's resource policy.
func (r *SchemaRegistry) SchemaRegistryPolicy(v *View) Policy {
	return attached(v, r, "registry_name|RegistryName", func(p *SchemaRegistryPolicy) Policy { return p.Policy })
}
