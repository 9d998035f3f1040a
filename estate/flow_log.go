package estate

import "bailiwick/value"

var flowLogType = Type{
	Kind: "flow_log",
	New:  func() Resource { return new(FlowLog) },
	Terraform: []Declared{{
		Type: "aws_flow_log",
		Computed: []Computed{
			{"arn", "arn:{partition}:ec2:{region}:{account}:vpc-flow-log/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::EC2::FlowLog",
			Computed: []Computed{
				{"", "arn:{partition}:ec2:{region}:{account}:vpc-flow-log/{Ref}"},
				{"Id", "{Ref}"},
			},
		},
	},
}

// A FlowLog records the traffic of a VPC, a subnet or an interface.
type FlowLog struct {
	head

	VPC             value.Value[value.Text] `tf:"vpc_id" cfn:"-" ref:"vpc"`
	Subnet          value.Value[value.Text] `tf:"subnet_id" cfn:"-" ref:"subnet"`
	Interface       value.Value[value.Text] `tf:"eni_id" cfn:"-" ref:"network_interface"`
	TransitGateway  value.Value[value.Text] `tf:"transit_gateway_id" cfn:"-"`
	Resource        value.Value[value.Text] `tf:"-" cfn:"ResourceId" ref:"vpc|subnet|network_interface"`
	Traffic         value.Value[value.Text] `tf:"traffic_type" cfn:"TrafficType"`                // ACCEPT, REJECT or ALL
	DestinationType value.Value[value.Text] `tf:"log_destination_type" cfn:"LogDestinationType"` // cloud-watch-logs (default), s3 or kinesis-data-firehose
	Destination     value.Value[value.Text] `tf:"log_destination" cfn:"LogDestination" ref:"log_group|bucket|firehose"`
	LogGroup        value.Value[value.Text] `tf:"log_group_name" cfn:"LogGroupName" ref:"log_group"` // of provider versions before 6
	Role            value.Value[value.Text] `tf:"iam_role_arn" cfn:"DeliverLogsPermissionArn" ref:"role"`
	Format          value.Value[value.Text] `tf:"log_format" cfn:"LogFormat"`
	Interval        value.Value[int64]      `tf:"max_aggregation_interval" cfn:"MaxAggregationInterval"` // seconds: 60 or 600 (default)
}
