package estate

import "bailiwick/value"

var vpcType = Type{
	Kind: "vpc",
	New:  func() Resource { return new(VPC) },
	Terraform: []Declared{{
		Type: "aws_vpc",
		Computed: []Computed{
			{"arn", "arn:{partition}:ec2:{region}:{account}:vpc/{id}"},
			{"default_security_group_id", "{default_security_group_id}"},
			{"default_route_table_id", "{default_route_table_id}"},
			{"main_route_table_id", "{main_route_table_id}"},
			{"default_network_acl_id", "{default_network_acl_id}"},
		},
	}, {
		Type: "aws_default_vpc",
		Computed: []Computed{
			{"arn", "arn:{partition}:ec2:{region}:{account}:vpc/{id}"},
			{"default_security_group_id", "{default_security_group_id}"},
			{"default_route_table_id", "{default_route_table_id}"},
			{"main_route_table_id", "{main_route_table_id}"},
			{"default_network_acl_id", "{default_network_acl_id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::EC2::VPC",
			Computed: []Computed{
				{"", "arn:{partition}:ec2:{region}:{account}:vpc/{Ref}"},
				{"VpcId", "{Ref}"},
				{"DefaultSecurityGroup", "{DefaultSecurityGroup}"},
				{"DefaultNetworkAcl", "{DefaultNetworkAcl}"},
			},
		},
	},
}

// A VPC is a virtual private cloud. Its group, route table and network ACL
// that AWS makes with it are found by its identities of those names.
type VPC struct {
	head

	CIDR         value.Value[value.Text] `tf:"cidr_block" cfn:"CidrBlock"`
	IPv6         value.Value[bool]       `tf:"assign_generated_ipv6_cidr_block" cfn:"-"` // default false
	IPv6CIDR     value.Value[value.Text] `tf:"ipv6_cidr_block" cfn:"-"`
	DNSSupport   value.Value[bool]       `tf:"enable_dns_support" cfn:"EnableDnsSupport"`     // default true
	DNSHostnames value.Value[bool]       `tf:"enable_dns_hostnames" cfn:"EnableDnsHostnames"` // default false
	Tenancy      value.Value[value.Text] `tf:"instance_tenancy" cfn:"InstanceTenancy"`
}

// IsDefault reports whether it is the VPC that AWS makes in each region.
func (p *VPC) IsDefault() bool { return p.Written == "aws_default_vpc" }

var vpcCIDRType = Type{
	Kind: "vpc_cidr",
	New:  func() Resource { return new(VPCCIDR) },
	Terraform: []Declared{
		{Type: "aws_vpc_ipv4_cidr_block_association"},
		{Type: "aws_vpc_ipv6_cidr_block_association"},
	},
	CloudFormation: []Declared{
		{Type: "AWS::EC2::VPCCidrBlock"},
	},
}

// A VPCCIDR is a further address range of a VPC.
type VPCCIDR struct {
	head

	VPC  value.Value[value.Text] `tf:"vpc_id" cfn:"VpcId" ref:"vpc"`
	CIDR value.Value[value.Text] `tf:"cidr_block|ipv6_cidr_block" cfn:"CidrBlock"`
}

var subnetType = Type{
	Kind: "subnet",
	New:  func() Resource { return new(Subnet) },
	Terraform: []Declared{{
		Type: "aws_subnet",
		Computed: []Computed{
			{"arn", "arn:{partition}:ec2:{region}:{account}:subnet/{id}"},
		},
	}, {
		Type: "aws_default_subnet",
		Computed: []Computed{
			{"arn", "arn:{partition}:ec2:{region}:{account}:subnet/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::EC2::Subnet",
			Computed: []Computed{
				{"", "arn:{partition}:ec2:{region}:{account}:subnet/{Ref}"},
				{"SubnetId", "{Ref}"},
			},
		},
	},
}

// A Subnet is a range of a VPC's addresses in one availability zone.
type Subnet struct {
	head

	VPC         value.Value[value.Text] `tf:"vpc_id" cfn:"VpcId" ref:"vpc"`
	CIDR        value.Value[value.Text] `tf:"cidr_block" cfn:"CidrBlock"`
	Zone        value.Value[value.Text] `tf:"availability_zone" cfn:"AvailabilityZone"`          // eu-west-1a
	ZoneID      value.Value[value.Text] `tf:"availability_zone_id" cfn:"AvailabilityZoneId"`     // euw1-az1: the same place in every account
	PublicIPs   value.Value[bool]       `tf:"map_public_ip_on_launch" cfn:"MapPublicIpOnLaunch"` // default false, in a default VPC true
	IPv6CIDR    value.Value[value.Text] `tf:"ipv6_cidr_block" cfn:"Ipv6CidrBlock"`
	IPv6OnStart value.Value[bool]       `tf:"assign_ipv6_address_on_creation" cfn:"AssignIpv6AddressOnCreation"` // default false
	IPv6Only    value.Value[bool]       `tf:"ipv6_native" cfn:"Ipv6Native"`                                      // default false
	DNS64       value.Value[bool]       `tf:"enable_dns64" cfn:"EnableDns64"`
}

// IsDefault reports whether it is a subnet of a region's default VPC, made by
// AWS.
func (s *Subnet) IsDefault() bool { return s.Written == "aws_default_subnet" }

var peeringType = Type{
	Kind: "vpc_peering",
	New:  func() Resource { return new(Peering) },
	Terraform: []Declared{
		{Type: "aws_vpc_peering_connection"},
		{Type: "aws_vpc_peering_connection_accepter"},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::EC2::VPCPeeringConnection",
			Computed: []Computed{
				{"Id", "{Ref}"},
			},
		},
	},
}

// A Peering is a connection between two VPCs, seen from one side.
type Peering struct {
	head

	VPC          value.Value[value.Text] `tf:"vpc_id" cfn:"VpcId" ref:"vpc"` // the requester's
	PeerVPC      value.Value[value.Text] `tf:"peer_vpc_id" cfn:"PeerVpcId" ref:"vpc"`
	PeerAccount  value.Value[value.Text] `tf:"peer_owner_id" cfn:"PeerOwnerId"` // default: the own account
	PeerRegion   value.Value[value.Text] `tf:"peer_region" cfn:"PeerRegion"`    // default: the own region
	AutoAccept   value.Value[bool]       `tf:"auto_accept" cfn:"-"`
	Connection   value.Value[value.Text] `tf:"vpc_peering_connection_id" cfn:"-" ref:"vpc_peering"` // of an accepter: what it accepts
	RequesterDNS value.Value[bool]       `tf:"requester.allow_remote_vpc_dns_resolution" cfn:"-"`   // default false
	AccepterDNS  value.Value[bool]       `tf:"accepter.allow_remote_vpc_dns_resolution" cfn:"-"`    // default false
}
