package estate

import "bailiwick/value"

var searchDomainType = Type{
	Kind: "search_domain",
	New:  func() Resource { return new(SearchDomain) },
	Terraform: []Declared{{
		Type: "aws_opensearch_domain",
		Name: "domain_name",
		Computed: []Computed{
			{"arn", "arn:{partition}:es:{region}:{account}:domain/{domain_name}"},
			{"id", "arn:{partition}:es:{region}:{account}:domain/{domain_name}"},
			{"endpoint", "{endpoint}"},
		},
	}, {
		Type: "aws_elasticsearch_domain",
		Name: "domain_name",
		Computed: []Computed{
			{"arn", "arn:{partition}:es:{region}:{account}:domain/{domain_name}"},
			{"id", "arn:{partition}:es:{region}:{account}:domain/{domain_name}"},
			{"endpoint", "{endpoint}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::OpenSearchService::Domain",
			Name: "DomainName",
			Computed: []Computed{
				{"Ref", "{DomainName}"},
				{"Arn", "arn:{partition}:es:{region}:{account}:domain/{DomainName}"},
				{"DomainArn", "arn:{partition}:es:{region}:{account}:domain/{DomainName}"},
				{"DomainEndpoint", "{DomainEndpoint}"},
			},
		},
		{
			Type: "AWS::Elasticsearch::Domain",
			Name: "DomainName",
			Computed: []Computed{
				{"Ref", "{DomainName}"},
				{"Arn", "arn:{partition}:es:{region}:{account}:domain/{DomainName}"},
				{"Id", "arn:{partition}:es:{region}:{account}:domain/{DomainName}"},
				{"DomainEndpoint", "{DomainEndpoint}"},
			},
		},
	},
}

// A SearchDomain is a domain of Amazon OpenSearch Service.
type SearchDomain struct {
	head

	DomainName     value.Value[value.Text] `tf:"domain_name" cfn:"DomainName"`
	EngineVersion  value.Value[value.Text] `tf:"engine_version|elasticsearch_version" cfn:"EngineVersion"`
	Policy         Policy                  `tf:"access_policies" cfn:"AccessPolicies"`
	AtRest         value.Value[bool]       `tf:"encrypt_at_rest.enabled" cfn:"EncryptionAtRestOptions.Enabled"` // default false
	Key            value.Value[value.Text] `tf:"encrypt_at_rest.kms_key_id" cfn:"EncryptionAtRestOptions.KmsKeyId" ref:"key|key_alias"`
	NodeToNode     value.Value[bool]       `tf:"node_to_node_encryption.enabled" cfn:"NodeToNodeEncryptionOptions.Enabled"` // default false
	HTTPS          value.Value[bool]       `tf:"domain_endpoint_options.enforce_https" cfn:"DomainEndpointOptions.EnforceHTTPS"`
	TLSPolicy      value.Value[value.Text] `tf:"domain_endpoint_options.tls_security_policy" cfn:"DomainEndpointOptions.TLSSecurityPolicy"`
	FineGrained    value.Value[bool]       `tf:"advanced_security_options.enabled" cfn:"AdvancedSecurityOptions.Enabled"` // default false
	Password       value.Value[value.Text] `tf:"advanced_security_options.master_user_options.master_user_password" cfn:"AdvancedSecurityOptions.MasterUserOptions.MasterUserPassword"`
	Subnets        value.Texts             `tf:"vpc_options.subnet_ids" cfn:"VPCOptions.SubnetIds" ref:"subnet"` // absent: reached from the internet
	SecurityGroups value.Texts             `tf:"vpc_options.security_group_ids" cfn:"VPCOptions.SecurityGroupIds" ref:"security_group|vpc"`
	Logs           Blocks[SearchLog]       `tf:"log_publishing_options" cfn:"-"`
}

// reshape reads the logs, which CloudFormation has as a map.
func (d *SearchDomain) reshape(from Body) {
	putWhole(&d.Logs, listed(from.Attribute("LogPublishingOptions"), "LogType"), "LogPublishingOptions")
}

// A SearchLog is a log that a search domain writes.
type SearchLog struct {
	Type    value.Value[value.Text] `tf:"log_type" cfn:"LogType"` // AUDIT_LOGS, ES_APPLICATION_LOGS …
	Group   value.Value[value.Text] `tf:"cloudwatch_log_group_arn" cfn:"CloudWatchLogsLogGroupArn" ref:"log_group"`
	Enabled value.Value[bool]       `tf:"enabled" cfn:"Enabled"` // default true
}

var searchDomainPolicyType = Type{
	Kind: "search_domain_policy",
	New:  func() Resource { return new(SearchDomainPolicy) },
	Terraform: []Declared{
		{Type: "aws_opensearch_domain_policy"},
		{Type: "aws_elasticsearch_domain_policy"},
	},
}

// A SearchDomainPolicy is a search domain's policy, beside it.
type SearchDomainPolicy struct {
	head

	Domain value.Value[value.Text] `tf:"domain_name" ref:"search_domain"`
	Policy Policy                  `tf:"access_policies"`
}

// SearchDomainPolicy returns the search domain's policy.
func (d *SearchDomain) SearchDomainPolicy(v *View) Policy {
	return settled(v, d, d.Policy, "domain_name", func(p *SearchDomainPolicy) Policy { return p.Policy })
}
