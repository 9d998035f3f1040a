package estate

import "bailiwick/value"

var functionURLType = Type{
	Kind: "function_url",
	New:  func() Resource { return new(FunctionURL) },
	Terraform: []Declared{
		{
			Type: "aws_lambda_function_url",
			Computed: []Computed{
				{"url_id", "{url_id}"},
				{"function_url", "https://{url_id}.lambda-url.{region}.on.aws/"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Lambda::Url",
			Computed: []Computed{
				{"FunctionArn", "{Ref}"},
				{"FunctionUrl", "https://{UrlId}.lambda-url.{region}.on.aws/"},
			},
		},
	},
}

// A FunctionURL is an HTTPS endpoint of a function or of one of its aliases.
type FunctionURL struct {
	head

	FunctionName     value.Value[value.Text] `tf:"function_name" cfn:"TargetFunctionArn" ref:"function"` // a name or an ARN
	Qualifier        value.Value[value.Text] `tf:"qualifier" cfn:"Qualifier"`                            // the name of an alias
	AuthType         value.Value[value.Text] `tf:"authorization_type" cfn:"AuthType"`                    // AWS_IAM or NONE
	InvokeMode       value.Value[value.Text] `tf:"invoke_mode" cfn:"InvokeMode"`                         // BUFFERED (default) or RESPONSE_STREAM
	AllowOrigins     value.Texts             `tf:"cors.allow_origins" cfn:"Cors.AllowOrigins"`
	AllowMethods     value.Texts             `tf:"cors.allow_methods" cfn:"Cors.AllowMethods"`
	AllowHeaders     value.Texts             `tf:"cors.allow_headers" cfn:"Cors.AllowHeaders"`
	ExposeHeaders    value.Texts             `tf:"cors.expose_headers" cfn:"Cors.ExposeHeaders"`
	AllowCredentials value.Value[bool]       `tf:"cors.allow_credentials" cfn:"Cors.AllowCredentials"` // default false
}

var functionPolicyType = Type{
	Kind: "function_policy",
	New:  func() Resource { return new(FunctionPolicy) },
	Terraform: []Declared{
		{
			Type: "aws_lambda_permission",
			Name: "statement_id",
			Computed: []Computed{
				{"id", "{statement_id}"},
			},
		},
	},
	CloudFormation: []Declared{
		{Type: "AWS::Lambda::Permission"},
	},
}

// A FunctionPolicy is one statement of a function's resource policy, which
// always allows.
type FunctionPolicy struct {
	head

	StatementID      value.Value[value.Text] `tf:"statement_id" cfn:"-"`
	FunctionName     value.Value[value.Text] `tf:"function_name" cfn:"FunctionName" ref:"function"`                                                                                    // a name or an ARN, perhaps with a qualifier
	Qualifier        value.Value[value.Text] `tf:"qualifier" cfn:"-"`                                                                                                                  // a version or the name of an alias
	Action           value.Value[value.Text] `tf:"action" cfn:"Action"`                                                                                                                // lambda:InvokeFunction
	Principal        value.Value[value.Text] `tf:"principal" cfn:"Principal"`                                                                                                          // a service, an account's id or ARN, or *
	SourceARN        value.Value[value.Text] `tf:"source_arn" cfn:"SourceArn" ref:"rest_api|http_api|websocket_api|topic|bucket|event_rule|log_group|user_pool|target_group|schedule"` // mostly a pattern: aws:SourceArn
	SourceAccount    value.Value[value.Text] `tf:"source_account" cfn:"SourceAccount"`
	PrincipalOrg     value.Value[value.Text] `tf:"principal_org_id" cfn:"PrincipalOrgID"`
	URLAuthType      value.Value[value.Text] `tf:"function_url_auth_type" cfn:"FunctionUrlAuthType"`     // lambda:FunctionUrlAuthType
	ViaURL           value.Value[bool]       `tf:"invoked_via_function_url" cfn:"InvokedViaFunctionUrl"` // lambda:InvokedViaFunctionUrl
	EventSourceToken value.Value[value.Text] `tf:"event_source_token" cfn:"EventSourceToken"`            // an Alexa skill's id
}

var functionPolicyDocumentType = Type{
	Kind: "function_policy_document",
	New:  func() Resource { return new(FunctionPolicyDocument) },
	Terraform: []Declared{
		{
			Type: "aws_lambda_policy",
		},
	},
	CloudFormation: []Declared{
		{Type: "AWS::Lambda::ResourcePolicy"},
	},
}

// A FunctionPolicyDocument is the whole resource policy of a function, version
// or alias: it replaces all statements that were added one by one.
type FunctionPolicyDocument struct {
	head

	FunctionARN value.Value[value.Text] `tf:"resource_arn" cfn:"ResourceArn" ref:"function"`
	Policy      Policy                  `tf:"policy" cfn:"PolicyDocument"`
}

// FunctionStatements returns the statements of the function's resource policy
// that are declared one by one, those for its versions and aliases among them.
func (f *Function) FunctionStatements(v *View) value.Value[[]*FunctionPolicy] {
	return Companions[*FunctionPolicy](v, f, "function_name|FunctionName")
}

// FunctionURLs returns the URLs of the function and of its aliases.
func (f *Function) FunctionURLs(v *View) value.Value[[]*FunctionURL] {
	return Companions[*FunctionURL](v, f, "")
}
