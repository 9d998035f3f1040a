package estate

import "bailiwick/value"

var buildProjectType = Type{
	Kind: "build_project",
	New:  func() Resource { return new(BuildProject) },
	Terraform: []Declared{{
		Type: "aws_codebuild_project",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:codebuild:{region}:{account}:project/{name}"},
			{"id", "arn:{partition}:codebuild:{region}:{account}:project/{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::CodeBuild::Project",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "{Name}"},
				{"Arn", "arn:{partition}:codebuild:{region}:{account}:project/{Name}"},
				{"Id", "{Name}"},
			},
		},
	},
}

// A BuildProject is a project of AWS CodeBuild.
type BuildProject struct {
	head

	ProjectName    value.Value[value.Text] `tf:"name" cfn:"Name"`
	Role           value.Value[value.Text] `tf:"service_role" cfn:"ServiceRole" ref:"role"`
	Key            value.Value[value.Text] `tf:"encryption_key" cfn:"EncryptionKey" ref:"key|key_alias"` // absent: aws/s3
	ArtifactType   value.Value[value.Text] `tf:"artifacts.type" cfn:"Artifacts.Type"`
	ArtifactBucket value.Value[value.Text] `tf:"artifacts.location" cfn:"Artifacts.Location" ref:"bucket"`
	ArtifactsPlain value.Value[bool]       `tf:"artifacts.encryption_disabled" cfn:"Artifacts.EncryptionDisabled"` // default false
	Privileged     value.Value[bool]       `tf:"environment.privileged_mode" cfn:"Environment.PrivilegedMode"`     // default false
	Image          value.Value[value.Text] `tf:"environment.image" cfn:"Environment.Image" ref:"repository"`
	Variables      Blocks[BuildVariable]   `tf:"environment.environment_variable" cfn:"Environment.EnvironmentVariables"`
	SourceType     value.Value[value.Text] `tf:"source.type" cfn:"Source.Type"`
	Source         value.Value[value.Text] `tf:"source.location" cfn:"Source.Location"`
	Buildspec      value.Value[value.Text] `tf:"source.buildspec" cfn:"Source.BuildSpec"`
	InsecureSSL    value.Value[bool]       `tf:"source.insecure_ssl" cfn:"Source.InsecureSsl"`
	LogGroup       value.Value[value.Text] `tf:"logs_config.cloudwatch_logs.group_name" cfn:"LogsConfig.CloudWatchLogs.GroupName" ref:"log_group"`
	LogBucket      value.Value[value.Text] `tf:"logs_config.s3_logs.location" cfn:"LogsConfig.S3Logs.Location" ref:"bucket"`
	LogsPlain      value.Value[bool]       `tf:"logs_config.s3_logs.encryption_disabled" cfn:"LogsConfig.S3Logs.EncryptionDisabled"` // default false
	VPC            value.Value[value.Text] `tf:"vpc_config.vpc_id" cfn:"VpcConfig.VpcId" ref:"vpc"`
	Subnets        value.Texts             `tf:"vpc_config.subnets" cfn:"VpcConfig.Subnets" ref:"subnet"`
	SecurityGroups value.Texts             `tf:"vpc_config.security_group_ids" cfn:"VpcConfig.SecurityGroupIds" ref:"security_group|vpc"`
	Visibility     value.Value[value.Text] `tf:"project_visibility" cfn:"Visibility"` // PRIVATE (default) or PUBLIC_READ
}

// A BuildVariable is an environment variable of a build.
type BuildVariable struct {
	Name  value.Value[value.Text] `tf:"name" cfn:"Name"`
	Value value.Value[value.Text] `tf:"value" cfn:"Value"`
	Type  value.Value[value.Text] `tf:"type" cfn:"Type"` // PLAINTEXT (default), PARAMETER_STORE or SECRETS_MANAGER
}
