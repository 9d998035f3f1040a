package estate

import "bailiwick/value"

var userPoolType = Type{
	Kind: "user_pool",
	New:  func() Resource { return new(UserPool) },
	Terraform: []Declared{{
		Type: "aws_cognito_user_pool",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:cognito-idp:{region}:{account}:userpool/{id}"},
			{"endpoint", "cognito-idp.{region}.amazonaws.com/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::Cognito::UserPool",
			Name: "UserPoolName",
			Tags: "UserPoolTags",
			Computed: []Computed{
				{"Arn", "arn:{partition}:cognito-idp:{region}:{account}:userpool/{Ref}"},
				{"UserPoolId", "{Ref}"},
				{"ProviderName", "cognito-idp.{region}.amazonaws.com/{Ref}"},
				{"ProviderURL", "https://cognito-idp.{region}.amazonaws.com/{Ref}"},
			},
		},
	},
}

// A UserPool is a directory of users of Amazon Cognito.
type UserPool struct {
	head

	PoolName           value.Value[value.Text] `tf:"name" cfn:"UserPoolName"`
	MFA                value.Value[value.Text] `tf:"mfa_configuration" cfn:"MfaConfiguration"` // OFF (default), OPTIONAL or ON
	SoftwareToken      value.Value[bool]       `tf:"software_token_mfa_configuration.enabled" cfn:"-"`
	AdminOnly          value.Value[bool]       `tf:"admin_create_user_config.allow_admin_create_user_only" cfn:"AdminCreateUserConfig.AllowAdminCreateUserOnly"`   // default false: anyone may sign up
	MinimumLength      value.Value[int64]      `tf:"password_policy.minimum_length" cfn:"Policies.PasswordPolicy.MinimumLength"`                                   // default 8
	TemporaryDays      value.Value[int64]      `tf:"password_policy.temporary_password_validity_days" cfn:"Policies.PasswordPolicy.TemporaryPasswordValidityDays"` // days; default 7
	RequireLowercase   value.Value[bool]       `tf:"password_policy.require_lowercase" cfn:"Policies.PasswordPolicy.RequireLowercase"`
	RequireNumbers     value.Value[bool]       `tf:"password_policy.require_numbers" cfn:"Policies.PasswordPolicy.RequireNumbers"`
	RequireSymbols     value.Value[bool]       `tf:"password_policy.require_symbols" cfn:"Policies.PasswordPolicy.RequireSymbols"`
	RequireUppercase   value.Value[bool]       `tf:"password_policy.require_uppercase" cfn:"Policies.PasswordPolicy.RequireUppercase"`
	AdvancedSecurity   value.Value[value.Text] `tf:"user_pool_add_ons.advanced_security_mode" cfn:"UserPoolAddOns.AdvancedSecurityMode"` // OFF (default), AUDIT or ENFORCED
	DeletionProtection value.Value[value.Text] `tf:"deletion_protection" cfn:"DeletionProtection"`                                       // INACTIVE (default) or ACTIVE
	Tier               value.Value[value.Text] `tf:"user_pool_tier" cfn:"UserPoolTier"`
	Key                value.Value[value.Text] `tf:"lambda_config.kms_key_id" cfn:"LambdaConfig.KMSKeyID" ref:"key|key_alias"`
	PreSignUp          value.Value[value.Text] `tf:"lambda_config.pre_sign_up" cfn:"LambdaConfig.PreSignUp" ref:"function|alias"`
	PostConfirmation   value.Value[value.Text] `tf:"lambda_config.post_confirmation" cfn:"LambdaConfig.PostConfirmation" ref:"function|alias"`
	PreAuthentication  value.Value[value.Text] `tf:"lambda_config.pre_authentication" cfn:"LambdaConfig.PreAuthentication" ref:"function|alias"`
	PostAuthentication value.Value[value.Text] `tf:"lambda_config.post_authentication" cfn:"LambdaConfig.PostAuthentication" ref:"function|alias"`
	CustomMessage      value.Value[value.Text] `tf:"lambda_config.custom_message" cfn:"LambdaConfig.CustomMessage" ref:"function|alias"`
	DefineChallenge    value.Value[value.Text] `tf:"lambda_config.define_auth_challenge" cfn:"LambdaConfig.DefineAuthChallenge" ref:"function|alias"`
	CreateChallenge    value.Value[value.Text] `tf:"lambda_config.create_auth_challenge" cfn:"LambdaConfig.CreateAuthChallenge" ref:"function|alias"`
	VerifyChallenge    value.Value[value.Text] `tf:"lambda_config.verify_auth_challenge_response" cfn:"LambdaConfig.VerifyAuthChallengeResponse" ref:"function|alias"`
	PreToken           value.Value[value.Text] `tf:"lambda_config.pre_token_generation" cfn:"LambdaConfig.PreTokenGeneration" ref:"function|alias"`
	PreTokenVersioned  value.Value[value.Text] `tf:"lambda_config.pre_token_generation_config.lambda_arn" cfn:"LambdaConfig.PreTokenGenerationConfig.LambdaArn" ref:"function|alias"`
	UserMigration      value.Value[value.Text] `tf:"lambda_config.user_migration" cfn:"LambdaConfig.UserMigration" ref:"function|alias"`
	EmailSender        value.Value[value.Text] `tf:"lambda_config.custom_email_sender.lambda_arn" cfn:"LambdaConfig.CustomEmailSender.LambdaArn" ref:"function|alias"`
	SMSSender          value.Value[value.Text] `tf:"lambda_config.custom_sms_sender.lambda_arn" cfn:"LambdaConfig.CustomSMSSender.LambdaArn" ref:"function|alias"`
}

// Triggers returns what names the functions that the pool calls, in the order
// of the fields, whether set or not.
func (p *UserPool) Triggers() []value.Value[value.Text] {
	return []value.Value[value.Text]{
		p.PreSignUp, p.PostConfirmation, p.PreAuthentication, p.PostAuthentication, p.CustomMessage,
		p.DefineChallenge, p.CreateChallenge, p.VerifyChallenge, p.PreToken, p.PreTokenVersioned,
		p.UserMigration, p.EmailSender, p.SMSSender,
	}
}

var userPoolClientType = Type{
	Kind: "user_pool_client",
	New:  func() Resource { return new(UserPoolClient) },
	Terraform: []Declared{
		{Type: "aws_cognito_user_pool_client", Name: "name"},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Cognito::UserPoolClient",
			Name: "ClientName",
			Computed: []Computed{
				{"ClientId", "{Ref}"},
				{"Name", "{ClientName}"},
			},
		},
	},
}

// A UserPoolClient is an application of a user pool.
type UserPoolClient struct {
	head

	ClientName           value.Value[value.Text] `tf:"name" cfn:"ClientName"`
	Pool                 value.Value[value.Text] `tf:"user_pool_id" cfn:"UserPoolId" ref:"user_pool"`
	GenerateSecret       value.Value[bool]       `tf:"generate_secret" cfn:"GenerateSecret"`                                   // default false
	AccessToken          value.Value[int64]      `tf:"access_token_validity" cfn:"AccessTokenValidity"`                        // in AccessTokenUnit; default one hour
	AccessTokenUnit      value.Value[value.Text] `tf:"token_validity_units.access_token" cfn:"TokenValidityUnits.AccessToken"` // hours (default), minutes, seconds or days
	IDToken              value.Value[int64]      `tf:"id_token_validity" cfn:"IdTokenValidity"`
	IDTokenUnit          value.Value[value.Text] `tf:"token_validity_units.id_token" cfn:"TokenValidityUnits.IdToken"`
	RefreshToken         value.Value[int64]      `tf:"refresh_token_validity" cfn:"RefreshTokenValidity"`                        // in RefreshTokenUnit; default 30 days
	RefreshTokenUnit     value.Value[value.Text] `tf:"token_validity_units.refresh_token" cfn:"TokenValidityUnits.RefreshToken"` // days (default)
	Flows                value.Texts             `tf:"explicit_auth_flows" cfn:"ExplicitAuthFlows"`
	OAuthFlows           value.Texts             `tf:"allowed_oauth_flows" cfn:"AllowedOAuthFlows"`                   // code, implicit or client_credentials
	Providers            value.Texts             `tf:"supported_identity_providers" cfn:"SupportedIdentityProviders"` // COGNITO alone: no federated sign-in
	Callbacks            value.Texts             `tf:"callback_urls" cfn:"CallbackURLs"`
	PreventUserExistence value.Value[value.Text] `tf:"prevent_user_existence_errors" cfn:"PreventUserExistenceErrors"`
	Revocation           value.Value[bool]       `tf:"enable_token_revocation" cfn:"EnableTokenRevocation"`
}

var userPoolDomainType = Type{
	Kind: "user_pool_domain",
	New:  func() Resource { return new(UserPoolDomain) },
	Terraform: []Declared{{
		Type: "aws_cognito_user_pool_domain",
		Name: "domain",
		Computed: []Computed{
			{"id", "{domain}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::Cognito::UserPoolDomain",
			Name: "Domain",
			Computed: []Computed{
				{"Ref", "{Domain}"},
			},
		},
	},
}

// A UserPoolDomain is where a user pool's sign-in pages are.
type UserPoolDomain struct {
	head

	Pool        value.Value[value.Text] `tf:"user_pool_id" cfn:"UserPoolId" ref:"user_pool"`
	Domain      value.Value[value.Text] `tf:"domain" cfn:"Domain"`
	Certificate value.Value[value.Text] `tf:"certificate_arn" cfn:"CustomDomainConfig.CertificateArn" ref:"certificate"`
}

var identityPoolType = Type{
	Kind: "identity_pool",
	New:  func() Resource { return new(IdentityPool) },
	Terraform: []Declared{{
		Type: "aws_cognito_identity_pool",
		Name: "identity_pool_name",
		Computed: []Computed{
			{"arn", "arn:{partition}:cognito-identity:{region}:{account}:identitypool/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::Cognito::IdentityPool",
			Name: "IdentityPoolName",
			Tags: "IdentityPoolTags",
			Computed: []Computed{
				{"", "arn:{partition}:cognito-identity:{region}:{account}:identitypool/{Ref}"},
				{"Id", "{Ref}"},
				{"Name", "{IdentityPoolName}"},
			},
		},
	},
}

// An IdentityPool gives users, and guests, credentials of AWS.
type IdentityPool struct {
	head

	PoolName          value.Value[value.Text] `tf:"identity_pool_name" cfn:"IdentityPoolName"`
	Guests            value.Value[bool]       `tf:"allow_unauthenticated_identities" cfn:"AllowUnauthenticatedIdentities"` // default of the provider false
	ClassicFlow       value.Value[bool]       `tf:"allow_classic_flow" cfn:"AllowClassicFlow"`                             // default false
	Providers         Blocks[CognitoProvider] `tf:"cognito_identity_providers" cfn:"CognitoIdentityProviders"`
	OpenID            value.Texts             `tf:"openid_connect_provider_arns" cfn:"OpenIdConnectProviderARNs" ref:"oidc_provider"`
	SAML              value.Texts             `tf:"saml_provider_arns" cfn:"SamlProviderARNs" ref:"saml_provider"`
	Social            value.Entries           `tf:"supported_login_providers" cfn:"SupportedLoginProviders"`
	DeveloperProvider value.Value[value.Text] `tf:"developer_provider_name" cfn:"DeveloperProviderName"`
}

// A CognitoProvider is a user pool whose users an identity pool admits.
type CognitoProvider struct {
	Client     value.Value[value.Text] `tf:"client_id" cfn:"ClientId" ref:"user_pool_client"`
	Pool       value.Value[value.Text] `tf:"provider_name" cfn:"ProviderName" ref:"user_pool"`
	CheckToken value.Value[bool]       `tf:"server_side_token_check" cfn:"ServerSideTokenCheck"` // default false
}

var identityPoolRolesType = Type{
	Kind: "identity_pool_roles",
	New:  func() Resource { return new(IdentityPoolRoles) },
	Terraform: []Declared{
		{Type: "aws_cognito_identity_pool_roles_attachment"},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Cognito::IdentityPoolRoleAttachment",
			Computed: []Computed{
				{"Id", "{Ref}"},
			},
		},
	},
}

// An IdentityPoolRoles resource names the roles that an identity pool gives.
type IdentityPoolRoles struct {
	head

	Pool          value.Value[value.Text] `tf:"identity_pool_id" cfn:"IdentityPoolId" ref:"identity_pool"`
	Authenticated value.Value[value.Text] `tf:"roles.authenticated" cfn:"Roles.authenticated" ref:"role"`
	Guest         value.Value[value.Text] `tf:"roles.unauthenticated" cfn:"Roles.unauthenticated" ref:"role"`
	Mappings      Blocks[RoleMapping]     `tf:"role_mapping" cfn:"-"`
}

// reshape reads the mappings, which CloudFormation has as a map.
func (r *IdentityPoolRoles) reshape(from Body) {
	putWhole(&r.Mappings, listed(from.Attribute("RoleMappings"), "Key"), "RoleMappings")
}

// A RoleMapping chooses a role by what a token says.
type RoleMapping struct {
	Provider  value.Value[value.Text] `tf:"identity_provider" cfn:"IdentityProvider|Key"`
	Type      value.Value[value.Text] `tf:"type" cfn:"Type"`                                         // Token or Rules
	Ambiguous value.Value[value.Text] `tf:"ambiguous_role_resolution" cfn:"AmbiguousRoleResolution"` // AuthenticatedRole or Deny
	Rules     Blocks[RoleMappingRule] `tf:"mapping_rule" cfn:"RulesConfiguration.Rules"`
}

// A RoleMappingRule gives a role for a claim.
type RoleMappingRule struct {
	Claim value.Value[value.Text] `tf:"claim" cfn:"Claim"`
	Role  value.Value[value.Text] `tf:"role_arn" cfn:"RoleARN" ref:"role"`
}

// GuestRole returns what names the role of a pool's guests.
func (p *IdentityPool) GuestRole(v *View) value.Value[value.Text] {
	return attached(v, p, "identity_pool_id|IdentityPoolId", func(r *IdentityPoolRoles) value.Value[value.Text] { return r.Guest })
}

// UserRole returns what names the role of a pool's users.
func (p *IdentityPool) UserRole(v *View) value.Value[value.Text] {
	return attached(v, p, "identity_pool_id|IdentityPoolId", func(r *IdentityPoolRoles) value.Value[value.Text] { return r.Authenticated })
}
