package estate

import (
	"strings"

	"bailiwick/value"
)

var tableType = Type{
	Kind: "table",
	New:  func() Resource { return new(Table) },
	Terraform: []Declared{{
		Type: "aws_dynamodb_table",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:dynamodb:{region}:{account}:table/{name}"},
			{"id", "{name}"},
			{"stream_arn", "arn:{partition}:dynamodb:{region}:{account}:table/{name}/stream/{stream_label}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::DynamoDB::Table",
			Name: "TableName",
			Computed: []Computed{
				{"Ref", "{TableName}"},
				{"Arn", "arn:{partition}:dynamodb:{region}:{account}:table/{TableName}"},
				{"StreamArn", "arn:{partition}:dynamodb:{region}:{account}:table/{TableName}/stream/{StreamLabel}"},
			},
		},
		{
			Type: "AWS::DynamoDB::GlobalTable",
			Name: "TableName",
			Computed: []Computed{
				{"Ref", "{TableName}"},
				{"Arn", "arn:{partition}:dynamodb:{region}:{account}:table/{TableName}"},
				{"StreamArn", "arn:{partition}:dynamodb:{region}:{account}:table/{TableName}/stream/{StreamLabel}"},
			},
		},
	},
}

// A Table is a table of Amazon DynamoDB.
type Table struct {
	head

	TableName          value.Value[value.Text] `tf:"name" cfn:"TableName"`
	BillingMode        value.Value[value.Text] `tf:"billing_mode" cfn:"BillingMode"`
	Encrypted          value.Value[bool]       `tf:"server_side_encryption.enabled" cfn:"SSESpecification.SSEEnabled"`                                           // absent or false: under a key that AWS owns
	Key                value.Value[value.Text] `tf:"server_side_encryption.kms_key_arn" cfn:"SSESpecification.KMSMasterKeyId" ref:"key|key_alias"`               // absent where encrypted: aws/dynamodb
	Recovery           value.Value[bool]       `tf:"point_in_time_recovery.enabled" cfn:"PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled"`           // default false
	RecoveryDays       value.Value[int64]      `tf:"point_in_time_recovery.recovery_period_in_days" cfn:"PointInTimeRecoverySpecification.RecoveryPeriodInDays"` // days; default 35
	DeletionProtection value.Value[bool]       `tf:"deletion_protection_enabled" cfn:"DeletionProtectionEnabled"`                                                // default false
	TTL                value.Value[bool]       `tf:"ttl.enabled" cfn:"TimeToLiveSpecification.Enabled"`                                                          // default false
	TTLAttribute       value.Value[value.Text] `tf:"ttl.attribute_name" cfn:"TimeToLiveSpecification.AttributeName"`
	Stream             value.Value[bool]       `tf:"stream_enabled" cfn:"-"` // default false
	StreamView         value.Value[value.Text] `tf:"stream_view_type" cfn:"StreamSpecification.StreamViewType"`
	Replicas           Blocks[Replica]         `tf:"replica" cfn:"Replicas"`
	Policy             Policy                  `tf:"-" cfn:"ResourcePolicy.PolicyDocument"`
	Class              value.Value[value.Text] `tf:"table_class" cfn:"TableClass"`
	RestoredFrom       value.Value[value.Text] `tf:"restore_source_name" cfn:"-" ref:"table"`
	PreventDestroy     value.Value[bool]       `tf:"lifecycle.prevent_destroy" cfn:"-"` // guards against Terraform alone
}

// reshape reads what CloudFormation says by other means: a stream by its
// specification, and that a stack leaves the table alone by DeletionPolicy.
func (t *Table) reshape(from Body) {
	putWhole(&t.Stream, isSet(from.Attribute("StreamSpecification")), "StreamSpecification")
	putWhole(&t.PreventDestroy, retained(from), "DeletionPolicy")
	if t.Written == "AWS::DynamoDB::GlobalTable" {
		t.own(from.Attribute("Replicas"))
	}
}

// own reads what a global table says of the copy in the stack's own region: all
// of it stands among its replicas (AWS CloudFormation Template Reference,
// AWS::DynamoDB::GlobalTable ReplicaSpecification). Where the region is not
// known, what is the same in all of them is known all the same.
func (t *Table) own(replicas value.Any) {
	for path, into := range map[string]any{
		"PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled": &t.Recovery,
		"PointInTimeRecoverySpecification.RecoveryPeriodInDays":       &t.RecoveryDays,
		"DeletionProtectionEnabled":                                   &t.DeletionProtection,
		"SSESpecification.KMSMasterKeyId":                             &t.Key,
		"ResourcePolicy.PolicyDocument":                               &t.Policy,
		"TableClass":                                                  &t.Class,
	} {
		putWhole(into, over(replicas, func(list value.Any) value.Any { return t.ofRegion(list, path) }), path)
	}
}

// ofRegion returns what the path leads to in the replica of the table's own
// region.
func (t *Table) ofRegion(replicas value.Any, path string) value.Any {
	here, known := t.Region.Get()
	for _, r := range replicas.Elements() {
		if region, ok := r.Lookup("Region").Scalar(); ok && known && region.Equal(here) == value.Yes {
			return follow(r, strings.Split(path, "."))
		}
	}
	return common(replicas, path)
}

// A Replica is a copy of a table in another region.
type Replica struct {
	Region             value.Value[value.Text] `tf:"region_name" cfn:"Region"`
	Key                value.Value[value.Text] `tf:"kms_key_arn" cfn:"SSESpecification.KMSMasterKeyId" ref:"key|key_alias"`
	Recovery           value.Value[bool]       `tf:"point_in_time_recovery" cfn:"PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled"` // default false
	DeletionProtection value.Value[bool]       `tf:"deletion_protection_enabled" cfn:"DeletionProtectionEnabled"`                              // default false
	PropagateTags      value.Value[bool]       `tf:"propagate_tags" cfn:"-"`
}

var tableReplicaType = Type{
	Kind: "table_replica",
	New:  func() Resource { return new(TableReplica) },
	Terraform: []Declared{{
		Type: "aws_dynamodb_table_replica",
		Computed: []Computed{
			{"arn", "{replica_arn}"},
		},
	}},
}

// A TableReplica is a replica that is declared beside its table, in the
// region that its provider is for.
type TableReplica struct {
	head

	Table              value.Value[value.Text] `tf:"global_table_arn" ref:"table"`
	Key                value.Value[value.Text] `tf:"kms_key_arn" ref:"key|key_alias"`
	Recovery           value.Value[bool]       `tf:"point_in_time_recovery"`      // default false
	DeletionProtection value.Value[bool]       `tf:"deletion_protection_enabled"` // default false
}

var tablePolicyType = Type{
	Kind: "table_policy",
	New:  func() Resource { return new(TablePolicy) },
	Terraform: []Declared{
		{Type: "aws_dynamodb_resource_policy"},
	},
}

// A TablePolicy is the resource policy of a table or of its stream.
type TablePolicy struct {
	head

	Resource value.Value[value.Text] `tf:"resource_arn" ref:"table"`
	Policy   Policy                  `tf:"policy"`
}

var tableStreamDestinationType = Type{
	Kind: "table_stream_destination",
	New:  func() Resource { return new(TableStreamDestination) },
	Terraform: []Declared{
		{Type: "aws_dynamodb_kinesis_streaming_destination"},
	},
	CloudFormation: []Declared{
		{Type: "AWS::DynamoDB::Table", Inside: "KinesisStreamSpecification", Given: []Computed{{"TableName", "{Ref}"}}},
	},
}

// A TableStreamDestination copies a table's changes into a Kinesis stream.
type TableStreamDestination struct {
	head

	Table  value.Value[value.Text] `tf:"table_name" cfn:"TableName" ref:"table"`
	Stream value.Value[value.Text] `tf:"stream_arn" cfn:"StreamArn" ref:"stream"`
}

var globalTableType = Type{
	Kind: "global_table",
	New:  func() Resource { return new(GlobalTable) },
	Terraform: []Declared{{
		Type: "aws_dynamodb_global_table",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:dynamodb::{account}:global-table/{name}"},
			{"id", "{name}"},
		},
	}},
}

// A GlobalTable is a global table of version 2017.11.29: tables of one name
// in several regions.
type GlobalTable struct {
	head

	TableName value.Value[value.Text] `tf:"name"`
	Replicas  Blocks[Replica]         `tf:"replica"`
}

// TablePolicy returns the table's resource policy; a stream's own is not in
// it.
func (t *Table) TablePolicy(v *View) Policy {
	stream, ok := t.Identity("stream_arn")
	if !ok {
		stream, _ = t.Identity("StreamArn")
	}
	policies := matching(Companions[*TablePolicy](v, t, "resource_arn"), func(p *TablePolicy) value.Answer {
		if resource, ok := p.Resource.Get(); ok && resource.Inline() == stream.Inline() {
			return value.No
		}
		return value.Yes
	})
	return pick(t.Policy, policies, func(p *TablePolicy) Policy { return p.Policy })
}

// TableReplicas returns the table's copies in other regions, from its own
// blocks or the resources beside it.
func (t *Table) TableReplicas(v *View) value.Value[[]Replica] {
	return joined(v, t, Listed(t.Replicas), "global_table_arn", func(r *TableReplica) (Replica, value.Answer) {
		return Replica{Region: r.Region, Key: r.Key, Recovery: r.Recovery, DeletionProtection: r.DeletionProtection}, value.Yes
	})
}

var daxClusterType = Type{
	Kind: "dax_cluster",
	New:  func() Resource { return new(DAXCluster) },
	Terraform: []Declared{{
		Type: "aws_dax_cluster",
		Name: "cluster_name",
		Computed: []Computed{
			{"arn", "arn:{partition}:dax:{region}:{account}:cache/{cluster_name}"},
			{"id", "{cluster_name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::DAX::Cluster",
			Name: "ClusterName",
			Computed: []Computed{
				{"Ref", "{ClusterName}"},
				{"Arn", "arn:{partition}:dax:{region}:{account}:cache/{ClusterName}"},
			},
		},
	},
}

// A DAXCluster is a cache of DynamoDB Accelerator.
type DAXCluster struct {
	head

	ClusterName        value.Value[value.Text] `tf:"cluster_name" cfn:"ClusterName"`
	Encrypted          value.Value[bool]       `tf:"server_side_encryption.enabled" cfn:"SSESpecification.SSEEnabled"`     // default false
	EndpointEncryption value.Value[value.Text] `tf:"cluster_endpoint_encryption_type" cfn:"ClusterEndpointEncryptionType"` // NONE (default) or TLS
	Role               value.Value[value.Text] `tf:"iam_role_arn" cfn:"IAMRoleARN" ref:"role"`
	SecurityGroups     value.Texts             `tf:"security_group_ids" cfn:"SecurityGroupIds" ref:"security_group|vpc"`
	SubnetGroup        value.Value[value.Text] `tf:"subnet_group_name" cfn:"SubnetGroupName"`
}
