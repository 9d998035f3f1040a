package estate

import "bailiwick/value"

var deploymentGroupType = Type{
	Kind: "deployment_group",
	New:  func() Resource { return new(DeploymentGroup) },
	Terraform: []Declared{{
		Type: "aws_codedeploy_deployment_group",
		Name: "deployment_group_name",
		Computed: []Computed{
			{"arn", "arn:{partition}:codedeploy:{region}:{account}:deploymentgroup:{app_name}/{deployment_group_name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::CodeDeploy::DeploymentGroup",
			Name: "DeploymentGroupName",
			Computed: []Computed{
				{"Ref", "{DeploymentGroupName}"},
				{"", "arn:{partition}:codedeploy:{region}:{account}:deploymentgroup:{ApplicationName}/{DeploymentGroupName}"},
			},
		},
	},
}

// A DeploymentGroup says how AWS CodeDeploy shifts a function's traffic.
type DeploymentGroup struct {
	head

	GroupName      value.Value[value.Text] `tf:"deployment_group_name" cfn:"DeploymentGroupName"`
	Application    value.Value[value.Text] `tf:"app_name" cfn:"ApplicationName" ref:"deployment_application"`
	Configuration  value.Value[value.Text] `tf:"deployment_config_name" cfn:"DeploymentConfigName"` // CodeDeployDefault.LambdaCanary10Percent5Minutes
	Role           value.Value[value.Text] `tf:"service_role_arn" cfn:"ServiceRoleArn" ref:"role"`
	RollbackOn     value.Value[bool]       `tf:"auto_rollback_configuration.enabled" cfn:"AutoRollbackConfiguration.Enabled"` // default false
	RollbackEvents value.Texts             `tf:"auto_rollback_configuration.events" cfn:"AutoRollbackConfiguration.Events"`
	AlarmsOn       value.Value[bool]       `tf:"alarm_configuration.enabled" cfn:"AlarmConfiguration.Enabled"`
	Alarms         value.Texts             `tf:"alarm_configuration.alarms" cfn:"AlarmConfiguration.Alarms" ref:"alarm"`
}

var deploymentApplicationType = Type{
	Kind: "deployment_application",
	New:  func() Resource { return new(DeploymentApplication) },
	Terraform: []Declared{{
		Type: "aws_codedeploy_app",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:codedeploy:{region}:{account}:application:{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::CodeDeploy::Application",
			Name: "ApplicationName",
			Computed: []Computed{
				{"Ref", "{ApplicationName}"},
				{"", "arn:{partition}:codedeploy:{region}:{account}:application:{ApplicationName}"},
			},
		},
	},
}

// A DeploymentApplication is an application of AWS CodeDeploy.
type DeploymentApplication struct {
	head

	ApplicationName value.Value[value.Text] `tf:"name" cfn:"ApplicationName"`
	Platform        value.Value[value.Text] `tf:"compute_platform" cfn:"ComputePlatform"` // Server (default), Lambda or ECS
}
