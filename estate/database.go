package estate

import "bailiwick/value"

var databaseType = Type{
	Kind: "database",
	New:  func() Resource { return new(Database) },
	Terraform: []Declared{{
		Type: "aws_db_instance",
		Name: "identifier",
		Computed: []Computed{
			{"arn", "arn:{partition}:rds:{region}:{account}:db:{identifier}"},
			{"id", "{resource_id}"},
			{"identifier", "{identifier}"},
			{"endpoint", "{endpoint}"},
			{"address", "{address}"},
		},
	}, {
		Type: "aws_rds_cluster",
		Name: "cluster_identifier",
		Computed: []Computed{
			{"arn", "arn:{partition}:rds:{region}:{account}:cluster:{cluster_identifier}"},
			{"id", "{cluster_identifier}"},
			{"endpoint", "{endpoint}"},
			{"reader_endpoint", "{reader_endpoint}"},
			{"cluster_resource_id", "{cluster_resource_id}"},
		},
	}, {
		Type: "aws_docdb_cluster",
		Name: "cluster_identifier",
		Computed: []Computed{
			{"arn", "arn:{partition}:rds:{region}:{account}:cluster:{cluster_identifier}"},
			{"id", "{cluster_identifier}"},
			{"endpoint", "{endpoint}"},
			{"reader_endpoint", "{reader_endpoint}"},
		},
	}, {
		Type: "aws_neptune_cluster",
		Name: "cluster_identifier",
		Computed: []Computed{
			{"arn", "arn:{partition}:rds:{region}:{account}:cluster:{cluster_identifier}"},
			{"id", "{cluster_identifier}"},
			{"endpoint", "{endpoint}"},
			{"reader_endpoint", "{reader_endpoint}"},
		},
	}, {
		Type: "aws_redshift_cluster",
		Name: "cluster_identifier",
		Computed: []Computed{
			{"arn", "arn:{partition}:redshift:{region}:{account}:cluster:{cluster_identifier}"},
			{"id", "{cluster_identifier}"},
			{"endpoint", "{endpoint}"},
			{"dns_name", "{dns_name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::RDS::DBInstance",
			Name: "DBInstanceIdentifier",
			Computed: []Computed{
				{"Ref", "{DBInstanceIdentifier}"},
				{"DBInstanceArn", "arn:{partition}:rds:{region}:{account}:db:{DBInstanceIdentifier}"},
				{"Endpoint.Address", "{Endpoint.Address}"},
			},
		},
		{
			Type: "AWS::RDS::DBCluster",
			Name: "DBClusterIdentifier",
			Computed: []Computed{
				{"Ref", "{DBClusterIdentifier}"},
				{"DBClusterArn", "arn:{partition}:rds:{region}:{account}:cluster:{DBClusterIdentifier}"},
				{"Endpoint.Address", "{Endpoint.Address}"},
				{"ReadEndpoint.Address", "{ReadEndpoint.Address}"},
			},
		},
		{
			Type: "AWS::DocDB::DBCluster",
			Name: "DBClusterIdentifier",
			Computed: []Computed{
				{"Ref", "{DBClusterIdentifier}"},
				{"", "arn:{partition}:rds:{region}:{account}:cluster:{DBClusterIdentifier}"},
				{"Id", "{DBClusterIdentifier}"},
				{"Endpoint", "{Endpoint}"},
				{"ReadEndpoint", "{ReadEndpoint}"},
			},
		},
		{
			Type: "AWS::Neptune::DBCluster",
			Name: "DBClusterIdentifier",
			Computed: []Computed{
				{"Ref", "{DBClusterIdentifier}"},
				{"", "arn:{partition}:rds:{region}:{account}:cluster:{DBClusterIdentifier}"},
				{"Endpoint", "{Endpoint}"},
				{"ReadEndpoint", "{ReadEndpoint}"},
			},
		},
		{
			Type: "AWS::Redshift::Cluster",
			Name: "ClusterIdentifier",
			Computed: []Computed{
				{"Ref", "{ClusterIdentifier}"},
				{"", "arn:{partition}:redshift:{region}:{account}:cluster:{ClusterIdentifier}"},
			},
		},
	},
}

// A Database is an instance or cluster of Amazon RDS, Aurora, DocumentDB,
// Neptune or Redshift.
type Database struct {
	head

	Identifier         value.Value[value.Text] `tf:"identifier|cluster_identifier" cfn:"DBInstanceIdentifier|DBClusterIdentifier|ClusterIdentifier"`
	Engine             value.Value[value.Text] `tf:"engine" cfn:"Engine"`
	EngineVersion      value.Value[value.Text] `tf:"engine_version" cfn:"EngineVersion"`
	Public             value.Value[bool]       `tf:"publicly_accessible" cfn:"PubliclyAccessible"`
	Encrypted          value.Value[bool]       `tf:"storage_encrypted|encrypted" cfn:"StorageEncrypted|Encrypted"` // default false; of Redshift true since January 2025
	Key                value.Value[value.Text] `tf:"kms_key_id" cfn:"KmsKeyId" ref:"key|key_alias"`
	Copied             value.Value[value.Text] `tf:"snapshot_identifier|snapshot_arn|replicate_source_db|replication_source_identifier" cfn:"DBSnapshotIdentifier|DBClusterSnapshotIdentifier|SnapshotIdentifier|SourceDBInstanceIdentifier|SourceDBInstanceAutomatedBackupsArn|SourceDBClusterIdentifier|ReplicationSourceIdentifier"` // what it is made from
	User               value.Value[value.Text] `tf:"username|master_username" cfn:"MasterUsername"`
	Password           value.Value[value.Text] `tf:"password|master_password" cfn:"MasterUserPassword"`
	WriteOnlyPassword  value.Value[value.Text] `tf:"password_wo|master_password_wo" cfn:"-"`
	ManagedPassword    value.Value[bool]       `tf:"manage_master_user_password|manage_master_password" cfn:"ManageMasterUserPassword"` // in Secrets Manager; default false
	SecretKey          value.Value[value.Text] `tf:"master_user_secret_kms_key_id" cfn:"MasterUserSecret.KmsKeyId" ref:"key|key_alias"`
	IAM                value.Value[bool]       `tf:"iam_database_authentication_enabled|iam_roles_enabled" cfn:"EnableIAMDatabaseAuthentication|IamAuthEnabled"` // default false
	HTTP               value.Value[bool]       `tf:"enable_http_endpoint" cfn:"EnableHttpEndpoint"`                                                              // the Data API; default false
	SecurityGroups     value.Texts             `tf:"vpc_security_group_ids" cfn:"VPCSecurityGroups|VpcSecurityGroupIds" ref:"security_group|vpc"`
	SubnetGroup        value.Value[value.Text] `tf:"db_subnet_group_name|neptune_subnet_group_name|cluster_subnet_group_name" cfn:"DBSubnetGroupName" ref:"database_subnet_group"`
	Parameters         value.Value[value.Text] `tf:"parameter_group_name|db_cluster_parameter_group_name|neptune_cluster_parameter_group_name|cluster_parameter_group_name" cfn:"DBParameterGroupName|DBClusterParameterGroupName" ref:"database_parameters"`
	BackupDays         value.Value[int64]      `tf:"backup_retention_period|automated_snapshot_retention_period" cfn:"BackupRetentionPeriod"` // days; 0 is none
	DeletionProtection value.Value[bool]       `tf:"deletion_protection" cfn:"DeletionProtection"`                                            // default false
	MultiAZ            value.Value[bool]       `tf:"multi_az" cfn:"MultiAZ"`
	Logs               value.Texts             `tf:"enabled_cloudwatch_logs_exports|enable_cloudwatch_logs_exports" cfn:"EnableCloudwatchLogsExports"`
	AutoUpgrade        value.Value[bool]       `tf:"auto_minor_version_upgrade" cfn:"AutoMinorVersionUpgrade"`
}

// IsCluster reports whether the database is a cluster, not an instance.
func (d *Database) IsCluster() bool {
	return d.Written != "aws_db_instance" && d.Written != "AWS::RDS::DBInstance"
}

var databaseMemberType = Type{
	Kind: "database_member",
	New:  func() Resource { return new(DatabaseMember) },
	Terraform: []Declared{{
		Type: "aws_rds_cluster_instance",
		Name: "identifier",
		Computed: []Computed{
			{"arn", "arn:{partition}:rds:{region}:{account}:db:{identifier}"},
			{"id", "{identifier}"},
			{"endpoint", "{endpoint}"},
		},
	}, {
		Type: "aws_docdb_cluster_instance",
		Name: "identifier",
		Computed: []Computed{
			{"arn", "arn:{partition}:rds:{region}:{account}:db:{identifier}"},
			{"id", "{identifier}"},
			{"endpoint", "{endpoint}"},
		},
	}, {
		Type: "aws_neptune_cluster_instance",
		Name: "identifier",
		Computed: []Computed{
			{"arn", "arn:{partition}:rds:{region}:{account}:db:{identifier}"},
			{"id", "{identifier}"},
			{"endpoint", "{endpoint}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type:  "AWS::RDS::DBInstance",
			Where: Choice{"DBClusterIdentifier", "*"},
			Name:  "DBInstanceIdentifier",
			Computed: []Computed{
				{"Ref", "{DBInstanceIdentifier}"},
				{"DBInstanceArn", "arn:{partition}:rds:{region}:{account}:db:{DBInstanceIdentifier}"},
				{"Endpoint.Address", "{Endpoint.Address}"},
			},
		},
		{
			Type: "AWS::DocDB::DBInstance",
			Name: "DBInstanceIdentifier",
			Computed: []Computed{
				{"Ref", "{DBInstanceIdentifier}"},
				{"", "arn:{partition}:rds:{region}:{account}:db:{DBInstanceIdentifier}"},
				{"Id", "{DBInstanceIdentifier}"},
			},
		},
		{
			Type: "AWS::Neptune::DBInstance",
			Name: "DBInstanceIdentifier",
			Computed: []Computed{
				{"Ref", "{DBInstanceIdentifier}"},
				{"", "arn:{partition}:rds:{region}:{account}:db:{DBInstanceIdentifier}"},
			},
		},
	},
}

// A DatabaseMember is an instance of a cluster.
type DatabaseMember struct {
	head

	Identifier  value.Value[value.Text] `tf:"identifier" cfn:"DBInstanceIdentifier"`
	Cluster     value.Value[value.Text] `tf:"cluster_identifier" cfn:"DBClusterIdentifier" ref:"database"`
	Public      value.Value[bool]       `tf:"publicly_accessible" cfn:"PubliclyAccessible"` // default false
	SubnetGroup value.Value[value.Text] `tf:"db_subnet_group_name|neptune_subnet_group_name" cfn:"DBSubnetGroupName" ref:"database_subnet_group"`
	Parameters  value.Value[value.Text] `tf:"db_parameter_group_name|neptune_parameter_group_name" cfn:"DBParameterGroupName" ref:"database_parameters"`
	Authority   value.Value[value.Text] `tf:"ca_cert_identifier" cfn:"CACertificateIdentifier"`
	AutoUpgrade value.Value[bool]       `tf:"auto_minor_version_upgrade" cfn:"AutoMinorVersionUpgrade"` // default true
}

var databaseSubnetGroupType = Type{
	Kind: "database_subnet_group",
	New:  func() Resource { return new(DatabaseSubnetGroup) },
	Terraform: []Declared{{
		Type: "aws_db_subnet_group",
		Name: "name",
		Computed: []Computed{
			{"name", "{name_prefix}{name_suffix}"},
			{"arn", "arn:{partition}:rds:{region}:{account}:subgrp:{name}"},
			{"id", "{name}"},
		},
	}, {
		Type: "aws_docdb_subnet_group",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:rds:{region}:{account}:subgrp:{name}"},
			{"id", "{name}"},
		},
	}, {
		Type: "aws_neptune_subnet_group",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:rds:{region}:{account}:subgrp:{name}"},
			{"id", "{name}"},
		},
	}, {
		Type: "aws_redshift_subnet_group",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:redshift:{region}:{account}:subnetgroup:{name}"},
			{"id", "{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::RDS::DBSubnetGroup",
			Name: "DBSubnetGroupName",
			Computed: []Computed{
				{"Ref", "{DBSubnetGroupName}"},
				{"DBSubnetGroupArn", "arn:{partition}:rds:{region}:{account}:subgrp:{DBSubnetGroupName}"},
			},
		},
		{
			Type: "AWS::DocDB::DBSubnetGroup",
			Name: "DBSubnetGroupName",
			Computed: []Computed{
				{"Ref", "{DBSubnetGroupName}"},
				{"", "arn:{partition}:rds:{region}:{account}:subgrp:{DBSubnetGroupName}"},
			},
		},
		{
			Type: "AWS::Neptune::DBSubnetGroup",
			Name: "DBSubnetGroupName",
			Computed: []Computed{
				{"Ref", "{DBSubnetGroupName}"},
				{"", "arn:{partition}:rds:{region}:{account}:subgrp:{DBSubnetGroupName}"},
			},
		},
		{
			Type: "AWS::Redshift::ClusterSubnetGroup",
			Computed: []Computed{
				{"", "arn:{partition}:redshift:{region}:{account}:subnetgroup:{Ref}"},
				{"ClusterSubnetGroupName", "{Ref}"},
			},
		},
	},
}

// A DatabaseSubnetGroup names the subnets of a database.
type DatabaseSubnetGroup struct {
	head

	GroupName value.Value[value.Text] `tf:"name" cfn:"DBSubnetGroupName"`
	Subnets   value.Texts             `tf:"subnet_ids" cfn:"SubnetIds" ref:"subnet"`
}

var databaseParametersType = Type{
	Kind: "database_parameters",
	New:  func() Resource { return new(DatabaseParameters) },
	Terraform: []Declared{{
		Type: "aws_db_parameter_group",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:rds:{region}:{account}:pg:{name}"},
			{"id", "{name}"},
		},
	}, {
		Type: "aws_rds_cluster_parameter_group",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:rds:{region}:{account}:cluster-pg:{name}"},
			{"id", "{name}"},
		},
	}, {
		Type: "aws_docdb_cluster_parameter_group",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:rds:{region}:{account}:cluster-pg:{name}"},
			{"id", "{name}"},
		},
	}, {
		Type: "aws_neptune_cluster_parameter_group",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:rds:{region}:{account}:cluster-pg:{name}"},
			{"id", "{name}"},
		},
	}, {
		Type: "aws_redshift_parameter_group",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:redshift:{region}:{account}:parametergroup:{name}"},
			{"id", "{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::RDS::DBParameterGroup",
			Name: "DBParameterGroupName",
			Computed: []Computed{
				{"Ref", "{DBParameterGroupName}"},
				{"DBParameterGroupArn", "arn:{partition}:rds:{region}:{account}:pg:{DBParameterGroupName}"},
			},
		},
		{
			Type: "AWS::RDS::DBClusterParameterGroup",
			Name: "DBClusterParameterGroupName",
			Computed: []Computed{
				{"Ref", "{DBClusterParameterGroupName}"},
				{"", "arn:{partition}:rds:{region}:{account}:cluster-pg:{DBClusterParameterGroupName}"},
			},
		},
		{
			Type: "AWS::DocDB::DBClusterParameterGroup",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "{Name}"},
				{"", "arn:{partition}:rds:{region}:{account}:cluster-pg:{Name}"},
			},
		},
		{
			Type: "AWS::Neptune::DBClusterParameterGroup",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "{Name}"},
				{"", "arn:{partition}:rds:{region}:{account}:cluster-pg:{Name}"},
			},
		},
		{
			Type: "AWS::Redshift::ClusterParameterGroup",
			Name: "ParameterGroupName",
			Computed: []Computed{
				{"Ref", "{ParameterGroupName}"},
				{"", "arn:{partition}:redshift:{region}:{account}:parametergroup:{ParameterGroupName}"},
			},
		},
	},
}

// DatabaseParameters are the settings of a database's engine.
type DatabaseParameters struct {
	head

	GroupName  value.Value[value.Text]   `tf:"name" cfn:"DBParameterGroupName|DBClusterParameterGroupName|ParameterGroupName|Name"`
	Family     value.Value[value.Text]   `tf:"family" cfn:"Family|ParameterGroupFamily"` // postgres16
	Parameters Blocks[DatabaseParameter] `tf:"parameter" cfn:"-"`
}

// reshape reads the settings: a list for Amazon Redshift, a map for others.
func (p *DatabaseParameters) reshape(from Body) {
	parameters := over(from.Attribute("Parameters"), func(a value.Any) value.Any {
		if a.Kind() != value.KindMap {
			return a
		}
		return pairs(a, "ParameterName", "ParameterValue")
	})
	putWhole(&p.Parameters, parameters, "Parameters")
}

// A DatabaseParameter is one setting: rds.force_ssl, tls.
type DatabaseParameter struct {
	Name  value.Value[value.Text] `tf:"name" cfn:"ParameterName"`
	Value value.Value[value.Text] `tf:"value" cfn:"ParameterValue"`
}

var dbProxyType = Type{
	Kind: "db_proxy",
	New:  func() Resource { return new(DBProxy) },
	Terraform: []Declared{{
		Type: "aws_db_proxy",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:rds:{region}:{account}:db-proxy:{proxy_id}"},
			{"id", "{name}"},
			{"endpoint", "{endpoint}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::RDS::DBProxy",
			Name: "DBProxyName",
			Computed: []Computed{
				{"Ref", "{DBProxyName}"},
				{"DBProxyArn", "arn:{partition}:rds:{region}:{account}:db-proxy:{ProxyId}"},
				{"Endpoint", "{Endpoint}"},
			},
		},
	},
}

// A DBProxy is a proxy of Amazon RDS.
type DBProxy struct {
	head

	ProxyName      value.Value[value.Text] `tf:"name" cfn:"DBProxyName"`
	Engine         value.Value[value.Text] `tf:"engine_family" cfn:"EngineFamily"`
	RequireTLS     value.Value[bool]       `tf:"require_tls" cfn:"RequireTLS"` // default false
	Role           value.Value[value.Text] `tf:"role_arn" cfn:"RoleArn" ref:"role"`
	Auth           Blocks[DBProxyAuth]     `tf:"auth" cfn:"Auth"`
	DefaultAuth    value.Value[value.Text] `tf:"default_auth_scheme" cfn:"DefaultAuthScheme"`
	Subnets        value.Texts             `tf:"vpc_subnet_ids" cfn:"VpcSubnetIds" ref:"subnet"`
	SecurityGroups value.Texts             `tf:"vpc_security_group_ids" cfn:"VpcSecurityGroupIds" ref:"security_group|vpc"`
	DebugLogging   value.Value[bool]       `tf:"debug_logging" cfn:"DebugLogging"` // default false; writes SQL to the log
}

// A DBProxyAuth is how a proxy authenticates at its database.
type DBProxyAuth struct {
	Scheme value.Value[value.Text] `tf:"auth_scheme" cfn:"AuthScheme"` // SECRETS
	IAM    value.Value[value.Text] `tf:"iam_auth" cfn:"IAMAuth"`       // DISABLED (default), ENABLED or REQUIRED: of clients
	Secret value.Value[value.Text] `tf:"secret_arn" cfn:"SecretArn" ref:"secret"`
}

var dbProxyTargetType = Type{
	Kind: "db_proxy_target",
	New:  func() Resource { return new(DBProxyTarget) },
	Terraform: []Declared{
		{Type: "aws_db_proxy_target"},
	},
	CloudFormation: []Declared{
		{Type: "AWS::RDS::DBProxyTargetGroup", Inside: "DBInstanceIdentifiers", Given: []Computed{{"DBProxyName", "{DBProxyName}"}, {"DBInstanceIdentifier", "{each}"}}},
		{Type: "AWS::RDS::DBProxyTargetGroup", Inside: "DBClusterIdentifiers", Given: []Computed{{"DBProxyName", "{DBProxyName}"}, {"DBClusterIdentifier", "{each}"}}},
	},
}

// A DBProxyTarget is the database behind a proxy.
type DBProxyTarget struct {
	head

	Proxy    value.Value[value.Text] `tf:"db_proxy_name" cfn:"DBProxyName" ref:"db_proxy"`
	Instance value.Value[value.Text] `tf:"db_instance_identifier" cfn:"DBInstanceIdentifier" ref:"database"`
	Cluster  value.Value[value.Text] `tf:"db_cluster_identifier" cfn:"DBClusterIdentifier" ref:"database"`
}
