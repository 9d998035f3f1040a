package estate

import "bailiwick/value"

var internetGatewayType = Type{
	Kind: "internet_gateway",
	New:  func() Resource { return new(InternetGateway) },
	Terraform: []Declared{{
		Type: "aws_internet_gateway",
		Computed: []Computed{
			{"arn", "arn:{partition}:ec2:{region}:{account}:internet-gateway/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::EC2::InternetGateway",
			Computed: []Computed{
				{"", "arn:{partition}:ec2:{region}:{account}:internet-gateway/{Ref}"},
				{"InternetGatewayId", "{Ref}"},
			},
		},
	},
}

// An InternetGateway joins a VPC to the internet, both ways.
type InternetGateway struct {
	head

	VPC value.Value[value.Text] `tf:"vpc_id" cfn:"-" ref:"vpc"`
}

var egressOnlyGatewayType = Type{
	Kind: "egress_only_gateway",
	New:  func() Resource { return new(EgressOnlyGateway) },
	Terraform: []Declared{
		{Type: "aws_egress_only_internet_gateway"},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::EC2::EgressOnlyInternetGateway",
			Computed: []Computed{
				{"Id", "{Ref}"},
			},
		},
	},
}

// An EgressOnlyGateway lets IPv6 traffic out of a VPC.
type EgressOnlyGateway struct {
	head

	VPC value.Value[value.Text] `tf:"vpc_id" cfn:"VpcId" ref:"vpc"`
}

var natGatewayType = Type{
	Kind: "nat_gateway",
	New:  func() Resource { return new(NATGateway) },
	Terraform: []Declared{
		{Type: "aws_nat_gateway"},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::EC2::NatGateway",
			Computed: []Computed{
				{"NatGatewayId", "{Ref}"},
			},
		},
	},
}

// A NATGateway lets a VPC's private addresses out.
type NATGateway struct {
	head

	Subnet       value.Value[value.Text] `tf:"subnet_id" cfn:"SubnetId" ref:"subnet"`
	VPC          value.Value[value.Text] `tf:"vpc_id" cfn:"VpcId" ref:"vpc"`             // of a regional gateway, which has no subnet
	Connectivity value.Value[value.Text] `tf:"connectivity_type" cfn:"ConnectivityType"` // public (default) or private
	Availability value.Value[value.Text] `tf:"availability_mode" cfn:"AvailabilityMode"` // zonal (default) or regional
	Address      value.Value[value.Text] `tf:"allocation_id" cfn:"AllocationId" ref:"elastic_ip"`
}

var elasticIPType = Type{
	Kind: "elastic_ip",
	New:  func() Resource { return new(ElasticIP) },
	Terraform: []Declared{{
		Type: "aws_eip",
		Computed: []Computed{
			{"allocation_id", "{allocation_id}"},
			{"id", "{allocation_id}"},
			{"arn", "arn:{partition}:ec2:{region}:{account}:elastic-ip/{allocation_id}"},
			{"public_ip", "{public_ip}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::EC2::EIP",
			Computed: []Computed{
				{"", "arn:{partition}:ec2:{region}:{account}:elastic-ip/{AllocationId}"},
				{"Ref", "{PublicIp}"},
				{"PublicIp", "{PublicIp}"},
				{"AllocationId", "{AllocationId}"},
			},
		},
	},
}

// An ElasticIP is a fixed public address.
type ElasticIP struct {
	head

	Interface value.Value[value.Text] `tf:"network_interface" cfn:"-" ref:"network_interface"`
	Instance  value.Value[value.Text] `tf:"instance" cfn:"InstanceId"`
}
