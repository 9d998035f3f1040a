package estate

import "bailiwick/value"

var cacheType = Type{
	Kind: "cache",
	New:  func() Resource { return new(Cache) },
	Terraform: []Declared{{
		Type: "aws_elasticache_replication_group",
		Name: "replication_group_id",
		Computed: []Computed{
			{"arn", "arn:{partition}:elasticache:{region}:{account}:replicationgroup:{replication_group_id}"},
			{"id", "{replication_group_id}"},
			{"primary_endpoint_address", "{primary_endpoint_address}"},
			{"reader_endpoint_address", "{reader_endpoint_address}"},
			{"configuration_endpoint_address", "{configuration_endpoint_address}"},
		},
	}, {
		Type: "aws_elasticache_cluster",
		Name: "cluster_id",
		Computed: []Computed{
			{"arn", "arn:{partition}:elasticache:{region}:{account}:cluster:{cluster_id}"},
			{"id", "{cluster_id}"},
			{"cluster_address", "{cluster_address}"},
			{"configuration_endpoint", "{configuration_endpoint}"},
		},
	}, {
		Type: "aws_elasticache_serverless_cache",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:elasticache:{region}:{account}:serverlesscache:{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::ElastiCache::ReplicationGroup",
			Name: "ReplicationGroupId",
			Computed: []Computed{
				{"Ref", "{ReplicationGroupId}"},
				{"", "arn:{partition}:elasticache:{region}:{account}:replicationgroup:{ReplicationGroupId}"},
				{"PrimaryEndPoint.Address", "{PrimaryEndPoint.Address}"},
				{"ReaderEndPoint.Address", "{ReaderEndPoint.Address}"},
				{"ConfigurationEndPoint.Address", "{ConfigurationEndPoint.Address}"},
			},
		},
		{
			Type: "AWS::ElastiCache::CacheCluster",
			Name: "ClusterName",
			Computed: []Computed{
				{"Ref", "{ClusterName}"},
				{"", "arn:{partition}:elasticache:{region}:{account}:cluster:{ClusterName}"},
				{"RedisEndpoint.Address", "{RedisEndpoint.Address}"},
				{"ConfigurationEndpoint.Address", "{ConfigurationEndpoint.Address}"},
			},
		},
		{
			Type: "AWS::ElastiCache::ServerlessCache",
			Name: "ServerlessCacheName",
			Computed: []Computed{
				{"Ref", "{ServerlessCacheName}"},
				{"ARN", "arn:{partition}:elasticache:{region}:{account}:serverlesscache:{ServerlessCacheName}"},
			},
		},
	},
}

// A Cache is a cache of Amazon ElastiCache: a replication group, a cluster or
// a serverless cache.
type Cache struct {
	head

	CacheName      value.Value[value.Text] `tf:"replication_group_id|cluster_id|name" cfn:"ReplicationGroupId|ClusterName|ServerlessCacheName"`
	Engine         value.Value[value.Text] `tf:"engine" cfn:"Engine"`
	AtRest         value.Value[bool]       `tf:"at_rest_encryption_enabled" cfn:"AtRestEncryptionEnabled"`  // default false; of Valkey, and serverless, true
	InTransit      value.Value[bool]       `tf:"transit_encryption_enabled" cfn:"TransitEncryptionEnabled"` // default false; serverless always
	InTransitMode  value.Value[value.Text] `tf:"transit_encryption_mode" cfn:"TransitEncryptionMode"`       // preferred or required
	Key            value.Value[value.Text] `tf:"kms_key_id" cfn:"KmsKeyId" ref:"key|key_alias"`
	Token          value.Value[value.Text] `tf:"auth_token" cfn:"AuthToken"`
	UserGroups     value.Texts             `tf:"user_group_ids|user_group_id" cfn:"UserGroupIds|UserGroupId"`
	SecurityGroups value.Texts             `tf:"security_group_ids" cfn:"SecurityGroupIds|VpcSecurityGroupIds" ref:"security_group|vpc"`
	Subnets        value.Texts             `tf:"subnet_ids" cfn:"SubnetIds" ref:"subnet"`
	SubnetGroup    value.Value[value.Text] `tf:"subnet_group_name" cfn:"CacheSubnetGroupName" ref:"cache_subnet_group"`
	SnapshotDays   value.Value[int64]      `tf:"snapshot_retention_limit" cfn:"SnapshotRetentionLimit"` // days; default 0: none
}

var cacheSubnetGroupType = Type{
	Kind: "cache_subnet_group",
	New:  func() Resource { return new(CacheSubnetGroup) },
	Terraform: []Declared{{
		Type: "aws_elasticache_subnet_group",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:elasticache:{region}:{account}:subnetgroup:{name}"},
			{"id", "{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::ElastiCache::SubnetGroup",
			Name: "CacheSubnetGroupName",
			Computed: []Computed{
				{"Ref", "{CacheSubnetGroupName}"},
				{"", "arn:{partition}:elasticache:{region}:{account}:subnetgroup:{CacheSubnetGroupName}"},
			},
		},
	},
}

// A CacheSubnetGroup names the subnets of a cache.
type CacheSubnetGroup struct {
	head

	GroupName value.Value[value.Text] `tf:"name" cfn:"CacheSubnetGroupName"`
	Subnets   value.Texts             `tf:"subnet_ids" cfn:"SubnetIds" ref:"subnet"`
}
