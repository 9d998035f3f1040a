package settings

// Accounts says which accounts are ours, and which others may have access.
type Accounts struct {
	Own     Setting[[]Account] `key:"own" unset:"the accounts assessed, and those of the organisation where they can be read" doc:"Account ids that are ours." example:"[111122223333, 444455556666]"`
	Trusted Setting[[]Account] `key:"trusted" default:"[]" doc:"Accounts of others that are approved, each with an owner and a purpose that you know." example:"[777788889999]"`
}

// Organization is about AWS Organizations.
type Organization struct {
	ID                Setting[OrganizationID] `key:"id" unset:"unknown" doc:"Id of the organisation. A condition on aws:PrincipalOrgID with this id bounds a policy to ourselves."`
	ManagementAccount Setting[Account]        `key:"management_account" unset:"unknown" doc:"The organisation's management account, in which no workload should lie."`
	Baseline          Setting[[]string]       `key:"baseline" unset:"unknown" words:"audit regions external-access root" doc:"Themes that the organisation's guardrails (SCPs and RCPs) must deny." example:"[audit, regions]"`
	RequireGuardrails Setting[bool]           `key:"require_guardrails" default:"false" doc:"Whether missing guardrails about public functions count as more than information."`
}

// Identity names who may do what.
type Identity struct {
	DeploymentRoles         Setting[[]ARN]               `key:"deployment_roles" default:"[]" doc:"Who may deploy: roles of pipelines." example:"['arn:aws:iam::111122223333:role/deploy-*']"`
	AdminPrincipals         Setting[[]ARN]               `key:"admin_principals" default:"[]" doc:"Who may hold administrator rights." example:"['arn:aws:iam::*:role/OrganizationAdmin']"`
	BreakGlass              Setting[[]ARN]               `key:"break_glass" unset:"unknown" doc:"Principals for an emergency." example:"['arn:aws:iam::*:role/break-glass']"`
	BreakGlassDays          Setting[int]                 `key:"break_glass_days" default:"365" doc:"Longest time between two tests of a break-glass principal."`
	SecurityToolingRoles    Setting[[]ARN]               `key:"security_tooling_roles" default:"[]" doc:"Roles of security tools, which may change trails, recorders and detectors." example:"['arn:aws:iam::*:role/security-*']"`
	IncidentRoles           Setting[[]ARN]               `key:"incident_roles" unset:"unknown" doc:"Who may isolate a function during an incident." example:"['arn:aws:iam::*:role/responder']"`
	ServiceUsers            Setting[[]ARN]               `key:"service_users" default:"[]" doc:"IAM users that are no persons." example:"['arn:aws:iam::111122223333:user/ci/*']"`
	CISubjects              Setting[[]string]            `key:"ci_subjects" default:"[]" doc:"Patterns of OIDC subjects that may take a deployment role although they are wide." example:"['repo:acme/infra:*']"`
	ExecutionRoleExtraTrust Setting[map[ARN][]Principal] `key:"execution_role_extra_trust" default:"{}" doc:"Execution roles that others than Lambda may take, and who: told with the failure, which an entry of exceptions accepts." example:"{'arn:aws:iam::111122223333:role/shared': [scheduler.amazonaws.com]}"`
	SessionMinutes          Setting[int]                 `key:"session_minutes" unset:"unknown" doc:"Longest session of people."  example:"480"`
	AdminSessionMinutes     Setting[int]                 `key:"admin_session_minutes" unset:"unknown" doc:"Longest session of administrators." example:"60"`
}

// IAM holds the limits for users, keys, passwords and roles.
type IAM struct {
	RequiredBoundary          Setting[ARN]        `key:"required_boundary" unset:"unknown" doc:"Permissions boundary that every role of a function must have." example:"'arn:aws:iam::111122223333:policy/boundary'"`
	BoundaryScope             Setting[[]ARN]      `key:"boundary_scope" default:"[]" doc:"Further roles that must have the required boundary." example:"['arn:aws:iam::*:role/app/*']"`
	FullAccessAllowedServices Setting[[]Service]  `key:"full_access_allowed_services" default:"[]" doc:"Services on which a role may hold every action on every resource." example:"[xray]"`
	WildcardActionLimit       Setting[int]        `key:"wildcard_action_limit" default:"10" doc:"Most actions that a pattern with a wildcard may match."`
	SharedRoleGroups          Setting[[][]string] `key:"shared_role_groups" default:"[]" doc:"Groups of functions that may share one role." example:"[[orders-api, orders-worker]]"`
	KeyMaxAgeDays             Setting[int]        `key:"key_max_age_days" default:"90" doc:"Oldest active access key (CIS Foundations)."`
	UnusedCredentialDays      Setting[int]        `key:"unused_credential_days" default:"45" doc:"Days after which an unused password or key must be gone (CIS Foundations)."`
	UnusedDays                Setting[int]        `key:"unused_days" default:"90" doc:"Days after which a permission or role counts as unused."`
	SingleFactorDays          Setting[int]        `key:"single_factor_days" default:"90" doc:"Oldest password that is the only factor (PCI DSS 8.3.9)."`
	PasswordMinLength         Setting[int]        `key:"password_min_length" default:"14" min:"6" max:"128" doc:"Shortest password (CIS Foundations; PCI DSS asks 12)."`
	PasswordReuse             Setting[int]        `key:"password_reuse" default:"24" min:"1" max:"24" doc:"Former passwords that may not return (CIS Foundations; PCI DSS asks 4)."`
	PasswordCharacters        Setting[[]string]   `key:"password_characters" default:"[]" words:"letters uppercase lowercase digits symbols" doc:"Sorts of characters that a password must hold. NIST SP 800-63B asks none." example:"[letters, digits]"`
	MFAPhishingResistant      Setting[bool]       `key:"mfa_phishing_resistant" default:"false" doc:"Whether every second factor must withstand phishing (FIDO); profiles of FedRAMP turn it on."`
	RootHardwareMFA           Setting[bool]       `key:"root_hardware_mfa" default:"false" doc:"Whether root needs a hardware key (CIS level 2)."`
	RootUseDays               Setting[int]        `key:"root_use_days" default:"90" doc:"Days within which root must not have been used."`
}

// Access is about the review of rights.
type Access struct {
	ReviewDays     Setting[int]    `key:"review_days" unset:"90 for privileged roles, 365 for others" doc:"Longest time between two reviews of a role's granted, used and needed rights." example:"180"`
	UserReviewDays Setting[int]    `key:"user_review_days" default:"180" doc:"The same for people (PCI DSS 7.2.4)."`
	ReviewSource   Setting[string] `key:"review_source" default:"bailiwick" words:"bailiwick analyzer" doc:"Who finds unused access: bailiwick from the trail, or IAM Access Analyzer."`
}

// Cognito is about user pools.
type Cognito struct {
	MFARequired      Setting[bool]  `key:"mfa_required" default:"false" doc:"Whether optional MFA of a user pool is not enough."`
	OpenRegistration Setting[[]Ref] `key:"open_registration" default:"[]" doc:"User pools in which anyone may register on purpose." example:"[aws_cognito_user_pool.shop]"`
}
