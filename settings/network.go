package settings

// Network says where functions may lie and what they may reach.
type Network struct {
	ApprovedVPCs           Setting[[]Ref]      `key:"approved_vpcs" unset:"unknown" doc:"VPCs that the security team has blessed: ids, tags, Terraform addresses or outputs of a remote state." example:"[vpc-0a1b2c3d4e5f67890, 'tag:network=approved']"`
	ApprovedSubnets        Setting[[]Ref]      `key:"approved_subnets" unset:"unknown" doc:"Subnets that are approved, in the same ways." example:"[subnet-0a1b2c3d4e5f67890]"`
	ApprovedSecurityGroups Setting[[]Ref]      `key:"approved_security_groups" unset:"unknown" doc:"Security groups that are approved, in the same ways." example:"['tag:reviewed=yes']"`
	VPCRequired            Setting[[]Selector] `key:"vpc_required" default:"none" waive:"none" doc:"Functions that must lie in a VPC. Lambda's own network is isolated: a VPC is no gain by itself." example:"data-class:card"`
	Egress                 Setting[string]     `key:"egress" unset:"unknown" words:"none nat firewall proxy" doc:"The only way out that a function in a VPC may have." example:"nat"`
	AllowHTTPSEgress       Setting[bool]       `key:"allow_https_egress" default:"false" doc:"Whether a security group may let functions out to everywhere on port 443."`
	AllowIPv6Egress        Setting[bool]       `key:"allow_ipv6_egress" default:"false" doc:"Whether functions may leave by IPv6."`
	MinZones               Setting[int]        `key:"min_zones" default:"2" min:"1" max:"6" doc:"Fewest availability zones of a function's subnets (Security Hub Lambda.5)."`
	EndpointsRequired      Setting[[]Service]  `key:"endpoints_required" default:"[s3, dynamodb, secretsmanager, ssm, kms, sqs, sns, sts, logs]" doc:"AWS services that functions in a VPC must reach by an endpoint, where they use them."`
	EndpointPolicyRequired Setting[[]Service]  `key:"endpoint_policy_required" default:"[s3, dynamodb, secretsmanager, ssm, kms, sts]" doc:"Services whose endpoints must have a narrow policy."`
	SplitDNS               Setting[[]Ref]      `key:"split_dns" default:"[]" doc:"Endpoints that work without private DNS on purpose." example:"[vpce-0a1b2c3d4e5f67890]"`
	DNSControl             Setting[string]     `key:"dns_control" unset:"unknown" words:"filter log" doc:"What must watch DNS queries: a blocking firewall, or a log." example:"log"`
	PublicPorts            Setting[[]int]      `key:"public_ports" default:"[80, 443]" min:"0" max:"65535" doc:"Ports that a load balancer may open to the world."`
	AdminPorts             Setting[[]int]      `key:"admin_ports" default:"[22, 3389]" min:"0" max:"65535" doc:"Ports of administration, never open to the world."`
	Families               Setting[[]string]   `key:"families" default:"[ipv4, ipv6]" words:"ipv4 ipv6" doc:"Address families that are judged."`
	AllVPCs                Setting[bool]       `key:"all_vpcs" default:"false" doc:"Whether every VPC is judged, not only those of functions and their stores."`
	PeeringPrefixMin       Setting[Prefix]     `key:"peering_prefix_min" default:"/24" doc:"Widest route over a peering connection or transit gateway."`
	EFSMaxPrefix           Setting[Prefix]     `key:"efs_max_prefix" unset:"the range of the VPC" doc:"Widest range that may reach a file system." example:"/24"`
	ReviewDays             Setting[int]        `key:"review_days" default:"365" doc:"Longest time between two reviews of network rules (PCI DSS 1.2.7 asks 180)."`
}

// API is about API Gateway, AppSync and load balancers in front of functions.
type API struct {
	EndpointTypes    Setting[[]string]   `key:"endpoint_types" unset:"unknown" words:"EDGE REGIONAL PRIVATE" doc:"Endpoint types that a REST API may have." example:"[REGIONAL, PRIVATE]"`
	PublicRoutes     Setting[[]Public]   `key:"public_routes" default:"[]" doc:"Routes that are public on purpose, such as a health check: exceptions, never a pass." example:"[{resource: 'aws_api_gateway_method.health', asked_by: Ada, approved_by: Grace, until: 2027-01-31, reason: health check}]"`
	WAFRequired      Setting[[]Selector] `key:"waf_required" default:"public" waive:"none" doc:"Entry points that need a web ACL." example:"data-class:card"`
	ValidationInCode Setting[[]string]   `key:"validation_in_code" default:"[]" doc:"Methods or routes, as METHOD /path (* is any text), whose function validates the request itself." example:"['POST /orders']"`
	MTLSDomains      Setting[[]string]   `key:"mtls_domains" default:"[]" doc:"Custom domains that need mutual TLS." example:"[api.example.com]"`
}

// Functions holds what is approved for single functions.
type Functions struct {
	Public      Setting[[]Public]               `key:"public" default:"[]" doc:"Functions and URLs that anyone may call on purpose: exceptions, never a pass." example:"[{resource: intake-form, asked_by: Ada, approved_by: Grace, until: 2027-01-31, reason: public form}]"`
	Invokers    Setting[map[string][]Principal] `key:"invokers" unset:"unknown" doc:"Who may invoke a function, by function name (* is any text)." example:"{orders-*: ['arn:aws:iam::111122223333:role/shop']}"`
	CORSOrigins Setting[[]string]               `key:"cors_origins" unset:"every origin but * with credentials or changing methods" doc:"Origins that a function URL may name." example:"['https://shop.example.com']"`
	Edge        Setting[[]Ref]                  `key:"edge" default:"[]" doc:"Functions that may run at the edge, outside the approved regions." example:"[headers]"`
	Extensions  Setting[[]ARN]                  `key:"extensions" default:"[]" doc:"Layers with extensions that may see a function's events, environment and credentials." example:"['arn:aws:lambda:*:111122223333:layer:agent:*']"`
	MultiTenant Setting[[]Selector]             `key:"multi_tenant" default:"none" waive:"none" doc:"Functions that serve several tenants and must keep them apart." example:"orders-api"`
	Stopped     Setting[[]Ref]                  `key:"stopped" default:"[]" doc:"Functions that are switched off on purpose (reserved concurrency 0)." example:"[import-legacy]"`
}

// InTransit is about encryption on the way.
type InTransit struct {
	MinTLS     Setting[string] `key:"min_tls" default:"TLSv1.2_2021" words:"TLSv1.2_2018 TLSv1.2_2019 TLSv1.2_2021 TLSv1.2_2025 TLSv1.3_2025" doc:"Lowest security policy, in CloudFront's names; other services are held to the same TLS version."`
	CertDays   Setting[int]    `key:"cert_days" default:"30" doc:"Days before its end within which a certificate that does not renew itself counts as ending."`
	FIPS       Setting[bool]   `key:"fips" unset:"unknown" doc:"Whether calls to AWS must use FIPS endpoints; profiles of FedRAMP turn it on." example:"true"`
	NoWildcard Setting[bool]   `key:"no_wildcard" default:"false" doc:"Whether certificates towards customers must not have wildcards."`
}
