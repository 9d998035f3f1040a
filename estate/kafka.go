package estate

import "bailiwick/value"

var kafkaClusterType = Type{
	Kind: "kafka_cluster",
	New:  func() Resource { return new(KafkaCluster) },
	Terraform: []Declared{{
		Type: "aws_msk_cluster",
		Name: "cluster_name",
		Computed: []Computed{
			{"arn", "arn:{partition}:kafka:{region}:{account}:cluster/{cluster_name}/{uuid}"},
			{"id", "arn:{partition}:kafka:{region}:{account}:cluster/{cluster_name}/{uuid}"},
			{"bootstrap_brokers_tls", "{bootstrap_brokers_tls}"},
			{"bootstrap_brokers_sasl_iam", "{bootstrap_brokers_sasl_iam}"},
			{"bootstrap_brokers_sasl_scram", "{bootstrap_brokers_sasl_scram}"},
			{"bootstrap_brokers", "{bootstrap_brokers}"},
		},
	}, {
		Type: "aws_msk_serverless_cluster",
		Name: "cluster_name",
		Computed: []Computed{
			{"arn", "arn:{partition}:kafka:{region}:{account}:cluster/{cluster_name}/{uuid}"},
			{"id", "arn:{partition}:kafka:{region}:{account}:cluster/{cluster_name}/{uuid}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::MSK::Cluster",
			Name: "ClusterName",
			Computed: []Computed{
				{"Ref", "arn:{partition}:kafka:{region}:{account}:cluster/{ClusterName}/{Uuid}"},
				{"Arn", "arn:{partition}:kafka:{region}:{account}:cluster/{ClusterName}/{Uuid}"},
			},
		},
		{
			Type: "AWS::MSK::ServerlessCluster",
			Name: "ClusterName",
			Computed: []Computed{
				{"Ref", "arn:{partition}:kafka:{region}:{account}:cluster/{ClusterName}/{Uuid}"},
				{"Arn", "arn:{partition}:kafka:{region}:{account}:cluster/{ClusterName}/{Uuid}"},
			},
		},
	},
}

// A KafkaCluster is a cluster of Amazon MSK.
type KafkaCluster struct {
	head

	ClusterName      value.Value[value.Text] `tf:"cluster_name" cfn:"ClusterName"`
	Subnets          value.Texts             `tf:"broker_node_group_info.client_subnets|vpc_config.subnet_ids" cfn:"BrokerNodeGroupInfo.ClientSubnets" ref:"subnet"`
	SecurityGroups   value.Texts             `tf:"broker_node_group_info.security_groups|vpc_config.security_group_ids" cfn:"BrokerNodeGroupInfo.SecurityGroups" ref:"security_group|vpc"`
	PublicAccess     value.Value[value.Text] `tf:"broker_node_group_info.connectivity_info.public_access.type" cfn:"BrokerNodeGroupInfo.ConnectivityInfo.PublicAccess.Type"`    // DISABLED (default) or SERVICE_PROVIDED_EIPS
	ClientEncryption value.Value[value.Text] `tf:"encryption_info.encryption_in_transit.client_broker" cfn:"EncryptionInfo.EncryptionInTransit.ClientBroker"`                   // TLS (default), TLS_PLAINTEXT or PLAINTEXT
	InCluster        value.Value[bool]       `tf:"encryption_info.encryption_in_transit.in_cluster" cfn:"EncryptionInfo.EncryptionInTransit.InCluster"`                         // default true
	Key              value.Value[value.Text] `tf:"encryption_info.encryption_at_rest_kms_key_arn" cfn:"EncryptionInfo.EncryptionAtRest.DataVolumeKMSKeyId" ref:"key|key_alias"` // absent: aws/kafka
	Unauthenticated  value.Value[bool]       `tf:"client_authentication.unauthenticated" cfn:"ClientAuthentication.Unauthenticated.Enabled"`
	IAM              value.Value[bool]       `tf:"client_authentication.sasl.iam|client_authentication.sasl.iam.enabled" cfn:"ClientAuthentication.Sasl.Iam.Enabled"`
	SCRAM            value.Value[bool]       `tf:"client_authentication.sasl.scram" cfn:"ClientAuthentication.Sasl.Scram.Enabled"`
	LogGroup         value.Value[value.Text] `tf:"logging_info.broker_logs.cloudwatch_logs.log_group" cfn:"LoggingInfo.BrokerLogs.CloudWatchLogs.LogGroup" ref:"log_group"`
}

var kafkaClusterPolicyType = Type{
	Kind: "kafka_cluster_policy",
	New:  func() Resource { return new(KafkaClusterPolicy) },
	Terraform: []Declared{
		{Type: "aws_msk_cluster_policy"},
	},
	CloudFormation: []Declared{
		{Type: "AWS::MSK::ClusterPolicy"},
	},
}

// A KafkaClusterPolicy is the resource policy of an MSK cluster.
type KafkaClusterPolicy struct {
	head

	Cluster value.Value[value.Text] `tf:"cluster_arn" cfn:"ClusterArn" ref:"kafka_cluster"`
	Policy  Policy                  `tf:"policy" cfn:"Policy"`
}

var brokerType = Type{
	Kind: "broker",
	New:  func() Resource { return new(Broker) },
	Terraform: []Declared{{
		Type: "aws_mq_broker",
		Name: "broker_name",
		Computed: []Computed{
			{"arn", "arn:{partition}:mq:{region}:{account}:broker:{broker_name}:{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::AmazonMQ::Broker",
			Name: "BrokerName",
			Computed: []Computed{
				{"Arn", "arn:{partition}:mq:{region}:{account}:broker:{BrokerName}:{Ref}"},
				{"Id", "{Ref}"},
			},
		},
	},
}

// A Broker is a message broker of Amazon MQ.
type Broker struct {
	head

	BrokerName     value.Value[value.Text] `tf:"broker_name" cfn:"BrokerName"`
	Engine         value.Value[value.Text] `tf:"engine_type" cfn:"EngineType"`
	Public         value.Value[bool]       `tf:"publicly_accessible" cfn:"PubliclyAccessible"` // default false
	Subnets        value.Texts             `tf:"subnet_ids" cfn:"SubnetIds" ref:"subnet"`
	SecurityGroups value.Texts             `tf:"security_groups" cfn:"SecurityGroups" ref:"security_group|vpc"`
	Key            value.Value[value.Text] `tf:"encryption_options.kms_key_id" cfn:"EncryptionOptions.KmsKeyId" ref:"key|key_alias"`
	OwnedKey       value.Value[bool]       `tf:"encryption_options.use_aws_owned_key" cfn:"EncryptionOptions.UseAwsOwnedKey"` // default true
	GeneralLog     value.Value[bool]       `tf:"logs.general" cfn:"Logs.General"`                                             // default false
	AuditLog       value.Value[bool]       `tf:"logs.audit" cfn:"Logs.Audit"`                                                 // default false
	Users          Blocks[BrokerUser]      `tf:"user" cfn:"Users"`
	AutoUpgrade    value.Value[bool]       `tf:"auto_minor_version_upgrade" cfn:"AutoMinorVersionUpgrade"`
}

// A BrokerUser may connect to a broker.
type BrokerUser struct {
	Username value.Value[value.Text] `tf:"username" cfn:"Username"`
	Password value.Value[value.Text] `tf:"password" cfn:"Password"`
}
