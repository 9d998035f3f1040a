package estate

import "bailiwick/value"

var routeTableType = Type{
	Kind: "route_table",
	New:  func() Resource { return new(RouteTable) },
	Terraform: []Declared{{
		Type: "aws_route_table",
		Computed: []Computed{
			{"arn", "arn:{partition}:ec2:{region}:{account}:route-table/{id}"},
		},
	}, {
		Type: "aws_default_route_table",
		Computed: []Computed{
			{"arn", "arn:{partition}:ec2:{region}:{account}:route-table/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::EC2::RouteTable",
			Computed: []Computed{
				{"", "arn:{partition}:ec2:{region}:{account}:route-table/{Ref}"},
				{"RouteTableId", "{Ref}"},
			},
		},
	},
}

// A RouteTable says where a subnet's traffic goes.
type RouteTable struct {
	head

	VPC    value.Value[value.Text] `tf:"vpc_id|default_route_table_id" cfn:"VpcId" ref:"vpc"`
	Routes Blocks[RouteTo]         `tf:"route" cfn:"-"`
}

// IsDefault reports whether it is the table that AWS makes with a VPC.
func (t *RouteTable) IsDefault() bool { return t.Written == "aws_default_route_table" }

// A RouteTo is one destination and the one gateway that it goes to.
type RouteTo struct {
	CIDR           value.Value[value.Text] `tf:"cidr_block" cfn:"DestinationCidrBlock"`
	IPv6CIDR       value.Value[value.Text] `tf:"ipv6_cidr_block" cfn:"DestinationIpv6CidrBlock"`
	PrefixList     value.Value[value.Text] `tf:"destination_prefix_list_id" cfn:"DestinationPrefixListId" ref:"prefix_list|vpc_endpoint"`
	Gateway        value.Value[value.Text] `tf:"gateway_id" cfn:"GatewayId" ref:"internet_gateway"` // an internet gateway, a VPN gateway, or "local"
	EgressOnly     value.Value[value.Text] `tf:"egress_only_gateway_id" cfn:"EgressOnlyInternetGatewayId" ref:"egress_only_gateway"`
	NAT            value.Value[value.Text] `tf:"nat_gateway_id" cfn:"NatGatewayId" ref:"nat_gateway"`
	Endpoint       value.Value[value.Text] `tf:"vpc_endpoint_id" cfn:"VpcEndpointId" ref:"vpc_endpoint|firewall"`
	Peering        value.Value[value.Text] `tf:"vpc_peering_connection_id" cfn:"VpcPeeringConnectionId" ref:"vpc_peering"`
	TransitGateway value.Value[value.Text] `tf:"transit_gateway_id" cfn:"TransitGatewayId"`
	Interface      value.Value[value.Text] `tf:"network_interface_id" cfn:"NetworkInterfaceId" ref:"network_interface"`
	CarrierGateway value.Value[value.Text] `tf:"carrier_gateway_id" cfn:"CarrierGatewayId"`
	LocalGateway   value.Value[value.Text] `tf:"local_gateway_id" cfn:"LocalGatewayId"`
	CoreNetwork    value.Value[value.Text] `tf:"core_network_arn" cfn:"CoreNetworkArn"`
}

var routeType = Type{
	Kind: "route",
	New:  func() Resource { return new(Route) },
	Terraform: []Declared{
		{Type: "aws_route"},
	},
	CloudFormation: []Declared{
		{Type: "AWS::EC2::Route"},
	},
}

// A Route is a route that is declared beside its table.
type Route struct {
	head

	Table          value.Value[value.Text] `tf:"route_table_id" cfn:"RouteTableId" ref:"route_table|vpc"`
	CIDR           value.Value[value.Text] `tf:"destination_cidr_block" cfn:"DestinationCidrBlock"`
	IPv6CIDR       value.Value[value.Text] `tf:"destination_ipv6_cidr_block" cfn:"DestinationIpv6CidrBlock"`
	PrefixList     value.Value[value.Text] `tf:"destination_prefix_list_id" cfn:"DestinationPrefixListId" ref:"prefix_list|vpc_endpoint"`
	Gateway        value.Value[value.Text] `tf:"gateway_id" cfn:"GatewayId" ref:"internet_gateway"`
	EgressOnly     value.Value[value.Text] `tf:"egress_only_gateway_id" cfn:"EgressOnlyInternetGatewayId" ref:"egress_only_gateway"`
	NAT            value.Value[value.Text] `tf:"nat_gateway_id" cfn:"NatGatewayId" ref:"nat_gateway"`
	Endpoint       value.Value[value.Text] `tf:"vpc_endpoint_id" cfn:"VpcEndpointId" ref:"vpc_endpoint|firewall"`
	Peering        value.Value[value.Text] `tf:"vpc_peering_connection_id" cfn:"VpcPeeringConnectionId" ref:"vpc_peering"`
	TransitGateway value.Value[value.Text] `tf:"transit_gateway_id" cfn:"TransitGatewayId"`
	Interface      value.Value[value.Text] `tf:"network_interface_id" cfn:"NetworkInterfaceId" ref:"network_interface"`
	CarrierGateway value.Value[value.Text] `tf:"carrier_gateway_id" cfn:"CarrierGatewayId"`
	LocalGateway   value.Value[value.Text] `tf:"local_gateway_id" cfn:"LocalGatewayId"`
	CoreNetwork    value.Value[value.Text] `tf:"core_network_arn" cfn:"CoreNetworkArn"`
}

func routeTo(r *Route) (RouteTo, value.Answer) {
	return RouteTo{
		r.CIDR, r.IPv6CIDR, r.PrefixList, r.Gateway, r.EgressOnly, r.NAT, r.Endpoint, r.Peering,
		r.TransitGateway, r.Interface, r.CarrierGateway, r.LocalGateway, r.CoreNetwork,
	}, value.Yes
}

var routeTableAssociationType = Type{
	Kind: "route_table_association",
	New:  func() Resource { return new(RouteTableAssociation) },
	Terraform: []Declared{
		{Type: "aws_route_table_association"},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::EC2::SubnetRouteTableAssociation",
			Computed: []Computed{
				{"Id", "{Ref}"},
			},
		},
		{Type: "AWS::EC2::GatewayRouteTableAssociation"},
	},
}

// A RouteTableAssociation gives a subnet its route table.
type RouteTableAssociation struct {
	head

	Subnet  value.Value[value.Text] `tf:"subnet_id" cfn:"SubnetId" ref:"subnet"`
	Gateway value.Value[value.Text] `tf:"gateway_id" cfn:"GatewayId" ref:"internet_gateway"`
	Table   value.Value[value.Text] `tf:"route_table_id" cfn:"RouteTableId" ref:"route_table|vpc"`
}

var mainRouteTableAssociationType = Type{
	Kind: "main_route_table_association",
	New:  func() Resource { return new(MainRouteTableAssociation) },
	Terraform: []Declared{
		{Type: "aws_main_route_table_association"},
	},
}

// A MainRouteTableAssociation makes a table the one for the subnets of a VPC
// that are associated with none.
type MainRouteTableAssociation struct {
	head

	VPC   value.Value[value.Text] `tf:"vpc_id" ref:"vpc"`
	Table value.Value[value.Text] `tf:"route_table_id" ref:"route_table"`
}

// AllRoutes returns the table's routes, from its own blocks or the resources
// beside it. The local route that every table has is not among them.
func (t *RouteTable) AllRoutes(v *View) value.Value[[]RouteTo] {
	if p, reach := Find[*VPC](v, t, t.VPC); reach == Here && t.IsDefault() {
		return p.defaultRoutes(v)
	}
	return joined(v, t, Listed(t.Routes), "route_table_id|RouteTableId", routeTo)
}

// SubnetRoutes returns the routes of the subnet's table: the one associated
// with it, else its VPC's main one, which AWS makes where nothing declares it.
func (s *Subnet) SubnetRoutes(v *View) value.Value[[]RouteTo] {
	table := attached(v, s, "subnet_id|SubnetId", func(a *RouteTableAssociation) value.Value[value.Text] { return a.Table })
	if table.IsAbsent() {
		p, reach := Find[*VPC](v, s, s.VPC)
		if reach != Here {
			return value.Unknown[[]RouteTo](value.NewNote("route_table_id", "the VPC of "+s.Address+" was not read"), s.Block)
		}
		table = attached(v, p, "vpc_id", func(a *MainRouteTableAssociation) value.Value[value.Text] { return a.Table })
		if table.IsAbsent() {
			return p.defaultRoutes(v)
		}
	}
	if t, reach := Find[*RouteTable](v, s, table); reach == Here {
		return t.AllRoutes(v)
	}
	if p, reach := Find[*VPC](v, s, table); reach == Here {
		return p.defaultRoutes(v)
	}
	return value.Unknown[[]RouteTo](value.NewNote("route_table_id", "the route table of "+s.Address+" was not read"), table.Origin())
}

// defaultRoutes returns the routes of the table that AWS made with the VPC.
func (p *VPC) defaultRoutes(v *View) value.Value[[]RouteTo] {
	routes := joined(v, p, value.Absent[[]RouteTo](p.Block), "route_table_id|RouteTableId", routeTo)
	if why, hides := v.Gap("route_table", p); hides {
		routes = routes.AndMore(why)
	}
	for t := range From[*RouteTable](v, p, "vpc_id") {
		if t.IsDefault() {
			routes = together(routes, joined(v, t, Listed(t.Routes), "route_table_id|RouteTableId", routeTo))
		}
	}
	return routes
}
