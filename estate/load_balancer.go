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
	CloudFormation: []Declared{
		{
			Type: "AWS::ElasticLoadBalancingV2::LoadBalancer",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/{ArnSuffix}"},
				{"LoadBalancerArn", "arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/{ArnSuffix}"},
				{"DNSName", "{DNSName}"},
				{"LoadBalancerName", "{Name}"},
				{"LoadBalancerFullName", "{ArnSuffix}"},
			},
		},
		{
			Type: "AWS::ElasticLoadBalancing::LoadBalancer",
			Name: "LoadBalancerName",
			Computed: []Computed{
				{"Ref", "{LoadBalancerName}"},
				{"", "arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/{LoadBalancerName}"},
				{"DNSName", "{DNSName}"},
			},
		},
	},
}

// A LoadBalancer is an application, network or gateway load balancer, or a
// classic one.
type LoadBalancer struct {
	head

	BalancerName       value.Value[value.Text]    `tf:"name" cfn:"Name|LoadBalancerName"`
	Type               value.Value[value.Text]    `tf:"load_balancer_type" cfn:"Type"` // application (default), network or gateway
	Internal           value.Value[bool]          `tf:"internal" cfn:"-"`              // default false: internet-facing
	Scheme             value.Value[value.Text]    `tf:"-" cfn:"Scheme"`                // internet-facing (default) or internal
	SecurityGroups     value.Texts                `tf:"security_groups" cfn:"SecurityGroups" ref:"security_group|vpc"`
	Subnets            value.Texts                `tf:"subnets" cfn:"Subnets" ref:"subnet"`
	SubnetMappings     Blocks[LoadBalancerSubnet] `tf:"subnet_mapping" cfn:"SubnetMappings"`
	LogsOn             value.Value[bool]          `tf:"access_logs.enabled" cfn:"AccessLoggingPolicy.Enabled"` // default false
	LogBucket          value.Value[value.Text]    `tf:"access_logs.bucket" cfn:"AccessLoggingPolicy.S3BucketName" ref:"bucket"`
	LogPrefix          value.Value[value.Text]    `tf:"access_logs.prefix" cfn:"AccessLoggingPolicy.S3BucketPrefix"`
	ConnectionLogsOn   value.Value[bool]          `tf:"connection_logs.enabled" cfn:"-"`                   // default false
	DropInvalidHeaders value.Value[bool]          `tf:"drop_invalid_header_fields" cfn:"-"`                // default false
	Desync             value.Value[value.Text]    `tf:"desync_mitigation_mode" cfn:"-"`                    // defensive (default), strictest or monitor
	IdleTimeout        value.Value[int64]         `tf:"idle_timeout" cfn:"ConnectionSettings.IdleTimeout"` // seconds; default 60
	DeletionProtection value.Value[bool]          `tf:"enable_deletion_protection" cfn:"-"`                // default false
	WAFFailOpen        value.Value[bool]          `tf:"enable_waf_fail_open" cfn:"-"`                      // default false
	IPAddressType      value.Value[value.Text]    `tf:"ip_address_type" cfn:"IpAddressType"`
	Listeners          Blocks[ClassicListener]    `tf:"listener" cfn:"Listeners"` // of a classic load balancer
}

// reshape reads the attributes of an application, network or gateway load
// balancer (Elastic Load Balancing API Reference, LoadBalancerAttribute); those
// of a classic one are properties.
func (b *LoadBalancer) reshape(from Body) {
	list := from.Attribute("LoadBalancerAttributes")
	if list.Kind() == value.KindNull {
		return
	}
	attributes := entriesOf(list, "Key", "Value")
	put(&b.LogsOn, attributes, "access_logs.s3.enabled")
	put(&b.LogBucket, attributes, "access_logs.s3.bucket")
	put(&b.LogPrefix, attributes, "access_logs.s3.prefix")
	put(&b.ConnectionLogsOn, attributes, "connection_logs.s3.enabled")
	put(&b.DropInvalidHeaders, attributes, "routing.http.drop_invalid_header_fields.enabled")
	put(&b.Desync, attributes, "routing.http.desync_mitigation_mode")
	put(&b.IdleTimeout, attributes, "idle_timeout.timeout_seconds")
	put(&b.DeletionProtection, attributes, "deletion_protection.enabled")
	put(&b.WAFFailOpen, attributes, "waf.fail_open.enabled")
}

// A LoadBalancerSubnet is a subnet that a load balancer stands in.
type LoadBalancerSubnet struct {
	Subnet value.Value[value.Text] `tf:"subnet_id" cfn:"SubnetId" ref:"subnet"`
}

// A ClassicListener is a port of a classic load balancer.
type ClassicListener struct {
	Protocol    value.Value[value.Text] `tf:"lb_protocol" cfn:"Protocol"`
	Port        value.Value[int64]      `tf:"lb_port" cfn:"LoadBalancerPort"`
	Certificate value.Value[value.Text] `tf:"ssl_certificate_id" cfn:"SSLCertificateId" ref:"certificate"`
}
