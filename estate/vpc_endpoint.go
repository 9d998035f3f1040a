package estate

import "bailiwick/value"

var vpcEndpointType = Type{
	Kind: "vpc_endpoint",
	New:  func() Resource { return new(VPCEndpoint) },
	Terraform: []Declared{{
		Type: "aws_vpc_endpoint",
		Computed: []Computed{
			{"arn", "arn:{partition}:ec2:{region}:{account}:vpc-endpoint/{id}"},
			{"prefix_list_id", "{prefix_list_id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::EC2::VPCEndpoint",
			Computed: []Computed{
				{"", "arn:{partition}:ec2:{region}:{account}:vpc-endpoint/{Ref}"},
				{"Id", "{Ref}"},
			},
		},
	},
}

// A VPCEndpoint is a private way from a VPC to a service.
type VPCEndpoint struct {
	head

	VPC            value.Value[value.Text] `tf:"vpc_id" cfn:"VpcId" ref:"vpc"`
	Service        value.Value[value.Text] `tf:"service_name" cfn:"ServiceName"` // com.amazonaws.eu-west-1.s3
	ServiceRegion  value.Value[value.Text] `tf:"service_region" cfn:"ServiceRegion"`
	Resource       value.Value[value.Text] `tf:"resource_configuration_arn" cfn:"ResourceConfigurationArn"`
	ServiceNetwork value.Value[value.Text] `tf:"service_network_arn" cfn:"ServiceNetworkArn" ref:"lattice_service_network"`
	Type           value.Value[value.Text] `tf:"vpc_endpoint_type" cfn:"VpcEndpointType"`     // Gateway (default), Interface, GatewayLoadBalancer, Resource, ServiceNetwork
	Policy         Policy                  `tf:"policy" cfn:"PolicyDocument"`                 // absent allows everything
	PrivateDNS     value.Value[bool]       `tf:"private_dns_enabled" cfn:"PrivateDnsEnabled"` // default under Terraform and CloudFormation false
	Subnets        value.Texts             `tf:"subnet_ids" cfn:"SubnetIds" ref:"subnet"`
	SecurityGroups value.Texts             `tf:"security_group_ids" cfn:"SecurityGroupIds" ref:"security_group|vpc"` // absent: the VPC's default group
	RouteTables    value.Texts             `tf:"route_table_ids" cfn:"RouteTableIds" ref:"route_table|vpc"`
}

var vpcEndpointPolicyType = Type{
	Kind: "vpc_endpoint_policy",
	New:  func() Resource { return new(VPCEndpointPolicy) },
	Terraform: []Declared{
		{Type: "aws_vpc_endpoint_policy"},
	},
}

// A VPCEndpointPolicy is an endpoint's policy that is declared beside it.
type VPCEndpointPolicy struct {
	head

	Endpoint value.Value[value.Text] `tf:"vpc_endpoint_id" ref:"vpc_endpoint"`
	Policy   Policy                  `tf:"policy"` // absent allows everything
}

var vpcEndpointAssociationType = Type{
	Kind: "vpc_endpoint_association",
	New:  func() Resource { return new(VPCEndpointAssociation) },
	Terraform: []Declared{
		{Type: "aws_vpc_endpoint_route_table_association"},
		{Type: "aws_vpc_endpoint_subnet_association"},
		{Type: "aws_vpc_endpoint_security_group_association"},
	},
}

// A VPCEndpointAssociation gives an endpoint one more route table, subnet or
// security group.
type VPCEndpointAssociation struct {
	head

	Endpoint      value.Value[value.Text] `tf:"vpc_endpoint_id" ref:"vpc_endpoint"`
	RouteTable    value.Value[value.Text] `tf:"route_table_id" ref:"route_table|vpc"`
	Subnet        value.Value[value.Text] `tf:"subnet_id" ref:"subnet"`
	SecurityGroup value.Value[value.Text] `tf:"security_group_id" ref:"security_group|vpc"`
}

var vpcEndpointServiceType = Type{
	Kind: "vpc_endpoint_service",
	New:  func() Resource { return new(VPCEndpointService) },
	Terraform: []Declared{{
		Type: "aws_vpc_endpoint_service",
		Computed: []Computed{
			{"arn", "arn:{partition}:ec2:{region}:{account}:vpc-endpoint-service/{id}"},
			{"service_name", "com.amazonaws.vpce.{region}.{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::EC2::VPCEndpointService",
			Computed: []Computed{
				{"", "arn:{partition}:ec2:{region}:{account}:vpc-endpoint-service/{Ref}"},
				{"ServiceId", "{Ref}"},
				{"", "com.amazonaws.vpce.{region}.{Ref}"},
			},
		},
	},
}

// A VPCEndpointService offers a load balancer to the VPCs of others.
type VPCEndpointService struct {
	head

	AcceptanceRequired value.Value[bool] `tf:"acceptance_required" cfn:"AcceptanceRequired"`
	Principals         value.Texts       `tf:"allowed_principals" cfn:"-"`
	LoadBalancers      value.Texts       `tf:"network_load_balancer_arns|gateway_load_balancer_arns" cfn:"NetworkLoadBalancerArns" ref:"load_balancer"`
}

// EndpointPolicy returns the endpoint's policy, from its own block or the
// resource beside it. Absent means that it allows everything.
func (e *VPCEndpoint) EndpointPolicy(v *View) Policy {
	return settled(v, e, e.Policy, "vpc_endpoint_id", func(p *VPCEndpointPolicy) Policy { return p.Policy })
}
