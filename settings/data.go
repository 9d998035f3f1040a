package settings

// Inventory says what resources must tell about themselves.
type Inventory struct {
	RequiredTags       Setting[[]RequiredTag]      `key:"required_tags" default:"[owner]" doc:"Tags that every resource must have; a value is a regular expression (RE2) for the whole of the tag's value." example:"[owner, cost-center: 'cc-[0-9]{4}']"`
	DataClasses        Setting[map[Class][]Ref]    `key:"data_classes" unset:"unknown" waive:"none" doc:"The data classes in use, and the resources that hold each beside those that carry the tag. Unset, every requirement scoped by a class is not evaluated." example:"{personal: [aws_dynamodb_table.customers], card: []}"`
	DataClassTag       Setting[string]             `key:"data_class_tag" default:"data-class" doc:"Tag that names a resource's data class."`
	ClassEnvironments  Setting[map[Class][]string] `key:"class_environments" default:"{}" doc:"Environments in which resources of a class may lie." example:"{card: [production]}"`
	EnvironmentTag     Setting[string]             `key:"environment_tag" unset:"unknown" doc:"Tag that names a resource's environment." example:"environment"`
	SharedAccountsOK   Setting[[]Account]          `key:"shared_accounts_ok" default:"[]" doc:"Accounts that production and other environments share on purpose." example:"[111122223333]"`
	TrustTags          Setting[[]string]           `key:"trust_tags" unset:"unknown" doc:"Tags whose values part functions that must not share a capacity provider." example:"[owner, data-class]"`
	UnmanagedOK        Setting[[]Ref]              `key:"unmanaged_ok" default:"[]" doc:"Functions and principals that no code declares on purpose." example:"['arn:aws:iam::*:role/aws-quickstart-*']"`
	GovernanceOK       Setting[[]Ref]              `key:"governance_ok" default:"[]" doc:"Functions, APIs and stores that may lie in the management account." example:"[account-vending]"`
	RequireDescription Setting[bool]               `key:"require_description" unset:"unknown" doc:"Whether every function needs a description." example:"true"`
	UnusedDays         Setting[int]                `key:"unused_days" default:"90" doc:"Days without an invocation after which a function counts as unused."`
}

// Regions says where things may lie.
type Regions struct {
	Approved Setting[Per[Class, []Region]] `key:"approved" unset:"unknown" doc:"Regions in which data and code may lie: a list, or a list per data class." example:"[eu-central-1, eu-west-1]"`
}

// Residency refines Regions.
type Residency struct {
	Classes         Setting[[]Class] `key:"classes" default:"[]" doc:"Data classes that no function at the edge may serve." example:"[personal, phi]"`
	MultiRegionKeys Setting[bool]    `key:"multi_region_keys" default:"false" doc:"Whether multi-region keys are intended although one region is approved."`
}

// Encryption is about keys.
type Encryption struct {
	CustomerKeyFor  Setting[[]Selector] `key:"customer_key_for" default:"data-class" waive:"none" doc:"What needs a customer managed key: resources by class, tag or name, code, or traces." example:"[data-class:card, code]"`
	RotationMaxDays Setting[int]        `key:"rotation_max_days" default:"365" min:"90" max:"2560" doc:"Longest rotation period of a key (CIS; AWS takes 90 to 2560)."`
	MinDeletionDays Setting[int]        `key:"min_deletion_days" default:"14" min:"7" max:"30" doc:"Shortest waiting time before a key is deleted (AWS takes 7 to 30)."`
	ImportedKeysOK  Setting[bool]       `key:"imported_keys_ok" default:"true" doc:"Whether key material from outside KMS is only information, not a failure."`
}

// Secrets is about secrets and what only looks like one.
type Secrets struct {
	AllowNames      Setting[[]string] `key:"allow_names" default:"[]" doc:"Names of variables and parameters that are known to hold no secret (* is any text)." example:"[PUBLIC_*]"`
	AllowHashes     Setting[[]Hash]   `key:"allow_hashes" default:"[]" doc:"Keyed hashes, as a finding prints them, of values that are known to be no secret. The key is the ledger's: without a ledger nothing is printed and nothing matches." example:"[e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855]"`
	NotRotatable    Setting[[]Ref]    `key:"not_rotatable" default:"[]" doc:"Secrets that cannot be rotated, such as keys of a third party; they need an exception." example:"[payment-provider-*]"`
	RotationMaxDays Setting[int]      `key:"rotation_max_days" default:"90" doc:"Longest rotation interval of a secret (Security Hub SecretsManager.4)."`
	UnusedDays      Setting[int]      `key:"unused_days" default:"90" doc:"Days after which a secret that nobody read counts as unused."`
}

// Stores says who may read what is stored.
type Stores struct {
	Readers   Setting[map[Class][]ARN]      `key:"readers" unset:"unknown" doc:"Who may read the content of stores, per data class; log is the class of logs and trails." example:"{personal: ['arn:aws:iam::*:role/orders-*'], log: ['arn:aws:iam::*:role/audit']}"`
	PANMethod Setting[map[string]PANMethod] `key:"pan_method" unset:"unknown" doc:"What makes card numbers unreadable in each store of class card (PCI DSS 3.5.1)." example:"{aws_dynamodb_table.cards: token}"`
}

// DataRetention is about deleting in time.
type DataRetention struct {
	Classes   Setting[[]Class]           `key:"classes" unset:"unknown" doc:"Data classes that must be deleted in time." example:"[personal]"`
	MaxDays   Setting[Per[Class, int]]   `key:"max_days" unset:"unknown" doc:"Longest keeping, for all of these classes or for each." example:"{personal: 730}"`
	ByProcess Setting[map[string]string] `key:"by_process" default:"{}" doc:"Stores in which a process deletes, and which." example:"{aws_s3_bucket.uploads: nightly erasure job}"`
}

// Backup is about copies and the way back.
type Backup struct {
	Source      Setting[string]     `key:"source" default:"aws" words:"aws other" doc:"Who makes backups: AWS, or another tool, named and attested."`
	Required    Setting[[]Selector] `key:"required" unset:"file systems of functions; buckets with a data class, artifacts, state, trail or evidence" waive:"none" doc:"Stores that need a backup, by class, tag or name; data means every store that functions keep data in." example:"data-class:personal"`
	Copy        Setting[string]     `key:"copy" unset:"unknown" words:"zone region account" doc:"Where a copy must lie." example:"region"`
	ExemptTag   Setting[string]     `key:"exempt_tag" unset:"no table is exempt" doc:"Tag of tables that need no recovery, such as caches and locks." example:"backup-exempt"`
	MFADelete   Setting[[]Selector] `key:"mfa_delete" default:"none" waive:"none" doc:"Buckets that need MFA delete (CIS 3.1.2)." example:"all"`
	MinDays     Setting[int]        `key:"min_days" unset:"unknown" doc:"Shortest keeping of a backup." example:"35"`
	MinReceives Setting[int]        `key:"min_receives" default:"3" min:"1" max:"1000" doc:"Lowest maxReceiveCount of a queue before its dead-letter queue (AWS advises 5)."`
	RPOHours    Setting[int]        `key:"rpo_hours" unset:"unknown" doc:"Longest time between two backups." example:"24"`
	RestoreDays Setting[int]        `key:"restore_days" default:"365" doc:"Longest time between two restore tests."`
	WORM        Setting[[]Selector] `key:"worm" default:"none" waive:"none" doc:"Buckets that need object lock beside those of trail, recorder, archive and ledger." example:"data-class:evidence"`
}
