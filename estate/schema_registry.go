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
