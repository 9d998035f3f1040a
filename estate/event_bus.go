package estate

import "bailiwick/value"

var eventBusType = Type{
	Kind: "event_bus",
	New:  func() Resource { return new(EventBus) },
	Terraform: []Declared{{
		Type: "aws_cloudwatch_event_bus",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:events:{region}:{account}:event-bus/{name}"},
			{"id", "{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::Events::EventBus",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "{Name}"},
				{"Arn", "arn:{partition}:events:{region}:{account}:event-bus/{Name}"},
			},
		},
	},
}

// An EventBus is a bus of Amazon EventBridge.
type EventBus struct {
	head

	BusName    value.Value[value.Text] `tf:"name" cfn:"Name"`
	Source     value.Value[value.Text] `tf:"event_source_name" cfn:"EventSourceName"` // of a partner's bus
	Key        value.Value[value.Text] `tf:"kms_key_identifier" cfn:"KmsKeyIdentifier" ref:"key|key_alias"`
	DeadLetter value.Value[value.Text] `tf:"dead_letter_config.arn" cfn:"DeadLetterConfig.Arn" ref:"queue"`
	LogLevel   value.Value[value.Text] `tf:"log_config.level" cfn:"LogConfig.Level"` // OFF (default), ERROR, INFO or TRACE
	Policy     Policy                  `tf:"-" cfn:"Policy"`
}

var eventBusPolicyType = Type{
	Kind: "event_bus_policy",
	New:  func() Resource { return new(EventBusPolicy) },
	Terraform: []Declared{
		{Type: "aws_cloudwatch_event_bus_policy"},
	},
}

// An EventBusPolicy is the whole policy of a bus.
type EventBusPolicy struct {
	head

	Bus    value.Value[value.Text] `tf:"event_bus_name" ref:"event_bus"` // default: the account's default bus
	Policy Policy                  `tf:"policy"`
}

var eventBusPermissionType = Type{
	Kind: "event_bus_permission",
	New:  func() Resource { return new(EventBusPermission) },
	Terraform: []Declared{
		{Type: "aws_cloudwatch_event_permission"},
	},
	CloudFormation: []Declared{
		{Type: "AWS::Events::EventBusPolicy"},
	},
}

// An EventBusPermission is one statement of a bus's policy.
type EventBusPermission struct {
	head

	Bus            value.Value[value.Text] `tf:"event_bus_name" cfn:"EventBusName" ref:"event_bus"` // default: the account's default bus
	Statement      value.Value[value.Text] `tf:"statement_id" cfn:"StatementId"`
	Action         value.Value[value.Text] `tf:"action" cfn:"Action"`                 // default events:PutEvents
	Principal      value.Value[value.Text] `tf:"principal" cfn:"Principal"`           // an account, or *
	ConditionKey   value.Value[value.Text] `tf:"condition.key" cfn:"Condition.Key"`   // only aws:PrincipalOrgID
	ConditionType  value.Value[value.Text] `tf:"condition.type" cfn:"Condition.Type"` // only StringEquals
	ConditionValue value.Value[value.Text] `tf:"condition.value" cfn:"Condition.Value"`
}

// EventBusPolicy returns the bus's policy document; its permissions that are
// statements of their own stand beside it (EventBusPermission).
func (b *EventBus) EventBusPolicy(v *View) Policy {
	return settled(v, b, b.Policy, "event_bus_name", func(p *EventBusPolicy) Policy { return p.Policy })
}

var archiveType = Type{
	Kind: "archive",
	New:  func() Resource { return new(Archive) },
	Terraform: []Declared{{
		Type: "aws_cloudwatch_event_archive",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:events:{region}:{account}:archive/{name}"},
			{"id", "{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::Events::Archive",
			Name: "ArchiveName",
			Computed: []Computed{
				{"Ref", "{ArchiveName}"},
				{"Arn", "arn:{partition}:events:{region}:{account}:archive/{ArchiveName}"},
			},
		},
	},
}

// An Archive keeps the events of a bus.
type Archive struct {
	head

	ArchiveName value.Value[value.Text] `tf:"name" cfn:"ArchiveName"`
	Bus         value.Value[value.Text] `tf:"event_source_arn" cfn:"SourceArn" ref:"event_bus"`
	Retention   value.Value[int64]      `tf:"retention_days" cfn:"RetentionDays"` // days; default 0: for ever
	Key         value.Value[value.Text] `tf:"kms_key_identifier" cfn:"KmsKeyIdentifier" ref:"key|key_alias"`
	Pattern     value.Value[value.Any]  `tf:"event_pattern" cfn:"EventPattern"`
}

var apiDestinationType = Type{
	Kind: "api_destination",
	New:  func() Resource { return new(APIDestination) },
	Terraform: []Declared{{
		Type: "aws_cloudwatch_event_api_destination",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:events:{region}:{account}:api-destination/{name}/{uuid}"},
			{"id", "{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::Events::ApiDestination",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "{Name}"},
				{"Arn", "arn:{partition}:events:{region}:{account}:api-destination/{Name}/{Uuid}"},
				{"ArnForPolicy", "arn:{partition}:events:{region}:{account}:api-destination/{Name}"},
			},
		},
	},
}

// An APIDestination is an HTTP endpoint that EventBridge sends events to.
type APIDestination struct {
	head

	DestinationName value.Value[value.Text] `tf:"name" cfn:"Name"`
	Endpoint        value.Value[value.Text] `tf:"invocation_endpoint" cfn:"InvocationEndpoint"`
	Method          value.Value[value.Text] `tf:"http_method" cfn:"HttpMethod"`
	Connection      value.Value[value.Text] `tf:"connection_arn" cfn:"ConnectionArn" ref:"event_connection"`
	RateLimit       value.Value[int64]      `tf:"invocation_rate_limit_per_second" cfn:"InvocationRateLimitPerSecond"`
}

var eventConnectionType = Type{
	Kind: "event_connection",
	New:  func() Resource { return new(EventConnection) },
	Terraform: []Declared{{
		Type: "aws_cloudwatch_event_connection",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:events:{region}:{account}:connection/{name}/{uuid}"},
			{"id", "{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::Events::Connection",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "{Name}"},
				{"Arn", "arn:{partition}:events:{region}:{account}:connection/{Name}/{Uuid}"},
				{"ArnForPolicy", "arn:{partition}:events:{region}:{account}:connection/{Name}"},
			},
		},
	},
}

// An EventConnection says how API destinations authenticate.
type EventConnection struct {
	head

	ConnectionName        value.Value[value.Text] `tf:"name" cfn:"Name"`
	Authorization         value.Value[value.Text] `tf:"authorization_type" cfn:"AuthorizationType"` // API_KEY, BASIC or OAUTH_CLIENT_CREDENTIALS
	APIKey                value.Value[value.Text] `tf:"auth_parameters.api_key.value" cfn:"AuthParameters.ApiKeyAuthParameters.ApiKeyValue"`
	Password              value.Value[value.Text] `tf:"auth_parameters.basic.password" cfn:"AuthParameters.BasicAuthParameters.Password"`
	ClientSecret          value.Value[value.Text] `tf:"auth_parameters.oauth.client_parameters.client_secret" cfn:"AuthParameters.OAuthParameters.ClientParameters.ClientSecret"`
	AuthorizationEndpoint value.Value[value.Text] `tf:"auth_parameters.oauth.authorization_endpoint" cfn:"AuthParameters.OAuthParameters.AuthorizationEndpoint"`
	Key                   value.Value[value.Text] `tf:"kms_key_identifier" cfn:"KmsKeyIdentifier" ref:"key|key_alias"`
}
