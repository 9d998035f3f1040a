package estate

import "bailiwick/value"

var capacityProviderType = Type{
	Kind: "capacity_provider",
	New:  func() Resource { return new(CapacityProvider) },
	Terraform: []Declared{
		{
			Type: "aws_lambda_capacity_provider",
			Name: "name",
			Computed: []Computed{
				{"arn", "arn:{partition}:lambda:{region}:{account}:capacity-provider:{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Lambda::CapacityProvider",
			Name: "CapacityProviderName",
			Computed: []Computed{
				{"Ref", "{CapacityProviderName}"},
				{"Arn", "arn:{partition}:lambda:{region}:{account}:capacity-provider:{CapacityProviderName}"},
			},
		},
	},
}

// A CapacityProvider holds the EC2 instances on which functions run (Lambda
// Managed Instances). Its network is theirs, and its containers are no
// boundary between them.
type CapacityProvider struct {
	head

	Name           value.Value[value.Text] `tf:"name" cfn:"CapacityProviderName"`
	OperatorRole   value.Value[value.Text] `tf:"permissions_config.capacity_provider_operator_role_arn" cfn:"PermissionsConfig.CapacityProviderOperatorRoleArn" ref:"role"`
	Subnets        value.Texts             `tf:"vpc_config.subnet_ids" cfn:"VpcConfig.SubnetIds" ref:"subnet"`
	SecurityGroups value.Texts             `tf:"vpc_config.security_group_ids" cfn:"VpcConfig.SecurityGroupIds" ref:"security_group"`
	KMSKey         value.Value[value.Text] `tf:"kms_key_arn" cfn:"KmsKeyArn" ref:"key|key_alias"`
	InstanceTypes  value.Texts             `tf:"instance_requirements.allowed_instance_types" cfn:"InstanceRequirements.AllowedInstanceTypes"`
	ExcludedTypes  value.Texts             `tf:"instance_requirements.excluded_instance_types" cfn:"InstanceRequirements.ExcludedInstanceTypes"`
	Architectures  value.Texts             `tf:"instance_requirements.architectures" cfn:"InstanceRequirements.Architectures"`
	MaxVCPU        value.Value[int64]      `tf:"capacity_provider_scaling_config.max_vcpu_count" cfn:"CapacityProviderScalingConfig.MaxVCpuCount"`
	ScalingMode    value.Value[value.Text] `tf:"capacity_provider_scaling_config.scaling_mode" cfn:"CapacityProviderScalingConfig.ScalingMode"` // Auto or Manual
}

var networkConnectorType = Type{
	Kind: "network_connector",
	New:  func() Resource { return new(NetworkConnector) },
	Terraform: []Declared{
		{
			Type: "awscc_lambda_network_connector",
			Name: "name",
			Computed: []Computed{
				{"arn", "arn:{partition}:lambda:{region}:{account}:network-connector:{connector_id}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Lambda::NetworkConnector",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "arn:{partition}:lambda:{region}:{account}:network-connector:{ConnectorId}"},
				{"Arn", "arn:{partition}:lambda:{region}:{account}:network-connector:{ConnectorId}"},
			},
		},
	},
}

// A NetworkConnector leads the outbound traffic of MicroVMs into a VPC.
type NetworkConnector struct {
	head

	Name           value.Value[value.Text] `tf:"name" cfn:"Name"`
	OperatorRole   value.Value[value.Text] `tf:"operator_role" cfn:"OperatorRole" ref:"role"`
	Subnets        value.Texts             `tf:"configuration.vpc_egress_configuration.subnet_ids" cfn:"Configuration.VpcEgressConfiguration.SubnetIds" ref:"subnet"`
	SecurityGroups value.Texts             `tf:"configuration.vpc_egress_configuration.security_group_ids" cfn:"Configuration.VpcEgressConfiguration.SecurityGroupIds" ref:"security_group"`
	Protocol       value.Value[value.Text] `tf:"configuration.vpc_egress_configuration.network_protocol" cfn:"Configuration.VpcEgressConfiguration.NetworkProtocol"` // IPv4 or DualStack
}

var microVMImageType = Type{
	Kind: "microvm_image",
	New:  func() Resource { return new(MicroVMImage) },
	Terraform: []Declared{
		{
			Type: "awscc_lambda_microvm_image",
			Name: "name",
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Lambda::MicrovmImage",
			Name: "Name",
			Computed: []Computed{
				{"ImageArn", "{Ref}"},
			},
		},
	},
}

// A MicroVMImage is what Lambda MicroVMs start from: a snapshot of a built
// container, so a fix needs a new version of it.
type MicroVMImage struct {
	head

	Name           value.Value[value.Text] `tf:"name" cfn:"Name"`
	BaseImage      value.Value[value.Text] `tf:"base_image_arn" cfn:"BaseImageArn"`
	BaseVersion    value.Value[value.Text] `tf:"base_image_version" cfn:"BaseImageVersion"`
	BuildRole      value.Value[value.Text] `tf:"build_role_arn" cfn:"BuildRoleArn" ref:"role"`
	Code           value.Value[value.Text] `tf:"code_artifact.uri" cfn:"CodeArtifact.Uri" ref:"bucket|repository"`
	Connectors     value.Texts             `tf:"egress_network_connectors" cfn:"EgressNetworkConnectors" ref:"network_connector"`
	OSCapabilities value.Texts             `tf:"additional_os_capabilities" cfn:"AdditionalOsCapabilities"`
	Environment    Blocks[Variable]        `tf:"environment_variables" cfn:"EnvironmentVariables"`
	LogGroup       value.Value[value.Text] `tf:"logging.cloudwatch.log_group" cfn:"Logging.CloudWatch.LogGroup" ref:"log_group"`
	LogDisabled    value.Value[bool]       `tf:"logging.disabled" cfn:"Logging.Disabled"`
}

// A Variable is an environment variable that is written as a pair.
type Variable struct {
	Name  value.Value[value.Text] `tf:"key" cfn:"Key"`
	Value value.Value[value.Text] `tf:"value" cfn:"Value"`
}
