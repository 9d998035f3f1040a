package estate

import "bailiwick/value"

var loadBalancerType = Type{
	Kind: "load_balancer",
	New:  func() Resource { return new(LoadBalancer) },
	Terraform: []Declared{{
		Type: "aws_lb",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/{arn_suffix}"},
			{"id", "arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/{arn_suffix}"},
			{"dns_name", "{dns_name}"},
		},
	}, {
		Type: "aws_alb",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/{arn_suffix}"},
			{"id", "arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/{arn_suffix}"},
			{"dns_name", "{dns_name}"},
		},
	}, {
		Type: "aws_elb",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/{name}"},
			{"id", "{name}"},
			{"dns_name", "{dns_name}"},
		},
	}},
}

// A LoadBalancer is an application, network or gateway load balancer, or a
// classic one.
type LoadBalancer struct {
	head

	BalancerName       value.Value[value.Text]       `tf:"name" cfn:"Name"`
	Type               value.Value[value.Text]       `tf:"load_balancer_type" cfn:"Type"` // application (default), network or gateway
	Internal           value.Value[bool]             `tf:"internal"`                      // default false: internet-facing
	Scheme             value.Value[value.Text]       `tf:"-" cfn:"Scheme"`                // internet-facing (default) or internal
	SecurityGroups     value.Texts                   `tf:"security_groups" cfn:"SecurityGroups" ref:"security_group|vpc"`
	Subnets            value.Texts                   `tf:"subnets" cfn:"Subnets" ref:"subnet"`
	SubnetMappings     Blocks[LoadBalancerSubnet]    `tf:"subnet_mapping" cfn:"SubnetMappings"`
	LogsOn             value.Value[bool]             `tf:"access_logs.enabled"` // default false
	LogBucket          value.Value[value.Text]       `tf:"access_logs.bucket" ref:"bucket"`
	LogPrefix          value.Value[value.Text]       `tf:"access_logs.prefix"`
	ConnectionLogsOn   value.Value[bool]             `tf:"connection_logs.enabled"`    // default false
	DropInvalidHeaders value.Value[bool]             `tf:"drop_invalid_header_fields"` // default false
	Desync             value.Value[value.Text]       `tf:"desync_mitigation_mode"`     // defensive (default), strictest or monitor
	IdleTimeout        value.Value[int64]            `tf:"idle_timeout"`               // seconds; default 60
	DeletionProtection value.Value[bool]             `tf:"enable_deletion_protection"` // default false
	WAFFailOpen        value.Value[bool]             `tf:"enable_waf_fail_open"`       // default false
	IPAddressType      value.Value[value.Text]       `tf:"ip_address_type" cfn:"IpAddressType"`
	Attributes         Blocks[LoadBalancerAttribute] `tf:"-" cfn:"LoadBalancerAttributes"`
	Listeners          Blocks[ClassicListener]       `tf:"listener"` // of a classic load balancer
}

// A LoadBalancerSubnet is a subnet that a load balancer stands in.
type LoadBalancerSubnet struct {
	Subnet value.Value[value.Text] `tf:"subnet_id" cfn:"SubnetId" ref:"subnet"`
}

// A LoadBalancerAttribute is an attribute as AWS's API and CloudFormation
// write it: access_logs.s3.enabled.
type LoadBalancerAttribute struct {
	Key   value.Value[value.Text] `tf:"-" cfn:"Key"`
	Value value.Value[value.Text] `tf:"-" cfn:"Value"`
}

// A ClassicListener is a port of a classic load balancer.
type ClassicListener struct {
	Protocol    value.Value[value.Text] `tf:"lb_protocol"`
	Port        value.Value[int64]      `tf:"lb_port"`
	Certificate value.Value[value.Text] `tf:"ssl_certificate_id" ref:"certificate"`
}
