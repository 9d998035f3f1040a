package settings

// Runtimes is about what functions run on.
type Runtimes struct {
	WarnDays         Setting[int]       `key:"warn_days" default:"180" doc:"Days before a deprecation from which a runtime counts as ending (AWS announces it about 180 days ahead)."`
	Allowed          Setting[[]string]  `key:"allowed" unset:"unknown" doc:"Runtimes that the company allows." example:"[python3.14, nodejs24.x]"`
	CustomPublishers Setting[[]Account] `key:"custom_publishers" default:"[]" doc:"Accounts whose customer-managed runtimes are approved." example:"[111122223333]"`
	Table            Setting[string]    `key:"table" unset:"the table that bailiwick holds" doc:"A file that replaces the table of runtimes and their dates." example:"tables/runtimes.csv"`
}

// Patching holds the ages after which something counts as not patched.
type Patching struct {
	ImageMaxDays   Setting[int] `key:"image_max_days" default:"30" doc:"Oldest image that may run: one rebuild a month."`
	LayerMaxDays   Setting[int] `key:"layer_max_days" default:"90" doc:"Days after which a newer version of an own layer must be in use."`
	MaxAgeDays     Setting[int] `key:"max_age_days" default:"30" doc:"Days after which a newer runtime version must be in use (PCI DSS 6.3.3)."`
	MaxVersionDays Setting[int] `key:"max_version_days" default:"365" doc:"Oldest published version that an alias may point to while a newer one exists."`
}

// Layers says whose layers may run with a function's rights.
type Layers struct {
	Trusted Setting[[]Publisher] `key:"trusted" unset:"the accounts by which AWS publishes layers, from the table that bailiwick holds" doc:"Accounts or layer ARNs whose layers are approved beside our own; aws stands for the table of AWS's publishers." example:"[aws, 777788889999]"`
	Public  Setting[[]Public]    `key:"public" default:"[]" doc:"Layers that are published to everyone on purpose: exceptions." example:"[{resource: 'aws_lambda_layer_version.sdk', asked_by: Ada, approved_by: Grace, until: 2027-01-31, reason: open source}]"`
}

// Registries says from where images may come.
type Registries struct {
	Trusted Setting[[]string] `key:"trusted" unset:"private ECR repositories of our own accounts" doc:"Image registries that are approved, as the beginning of an image's name (* is any text)." example:"[111122223333.dkr.ecr.eu-central-1.amazonaws.com]"`
}

// Code says who may read code.
type Code struct {
	Readers Setting[[]ARN] `key:"readers" unset:"unknown" doc:"Who may read the code of functions." example:"['arn:aws:iam::*:role/developer']"`
}

// CodeSigning is about signatures of code.
type CodeSigning struct {
	Required Setting[bool] `key:"required" default:"false" doc:"Whether unsigned zip functions count as more than low."`
	Images   Setting[bool] `key:"images" unset:"unknown" doc:"Whether images must be signed. Lambda does not verify it; the pipeline must." example:"true"`
}

// Build is about where artifacts come from.
type Build struct {
	TrustedBuilders Setting[[]string] `key:"trusted_builders" unset:"unknown" doc:"Builders whose signed provenance counts." example:"['https://github.com/actions/runner']"`
}

// Deploy is about how functions are deployed.
type Deploy struct {
	Aliases     Setting[bool]       `key:"aliases" unset:"unknown" doc:"Whether triggers must point to an alias." example:"true"`
	Gradual     Setting[[]Selector] `key:"gradual" default:"none" waive:"none" doc:"Functions that must be deployed step by step with a way back." example:"public"`
	CheckSteps  Setting[[]string]   `key:"check_steps" default:"[]" doc:"Names of pipeline steps that count as a test or scan (* is any text)." example:"['*-tests', scan]"`
	LongRunning Setting[[]Ref]      `key:"long_running" default:"[]" doc:"Functions that may run for 900 seconds." example:"[nightly-export]"`
}

// Concurrency is about how many may run at once.
type Concurrency struct {
	Headroom Setting[int]        `key:"headroom" default:"10" min:"0" max:"100" doc:"Per cent of the account's concurrency that must stay free."`
	Required Setting[[]Selector] `key:"required" default:"public" waive:"none" doc:"Functions whose concurrency must be bounded." example:"all"`
}

// IaC is about the code that declares the estate.
type IaC struct {
	Baseline             Setting[bool]              `key:"baseline" default:"false" doc:"Whether this estate is the whole baseline of the account, so that a trail, recorder, detector or analyzer that it lacks is missing."`
	BackendKeyRequired   Setting[bool]              `key:"backend_key_required" default:"false" doc:"Whether the state needs an own key."`
	BindAccount          Setting[bool]              `key:"bind_account" unset:"unknown" doc:"Whether providers must name the accounts that they may touch." example:"true"`
	PinByHash            Setting[bool]              `key:"pin_by_hash" default:"false" doc:"Whether modules must be pinned by commit."`
	RequireDeclaredBlock Setting[bool]              `key:"require_declared_block" default:"false" doc:"Whether a bucket without a declared public access block fails rather than being unknown."`
	StackTags            Setting[map[string]string] `key:"stack_tags" unset:"unknown" doc:"Tags that deployments of templates give to every resource of a stack, as aws cloudformation deploy --tags does; {} if none." example:"{owner: cloud-team}"`
}
