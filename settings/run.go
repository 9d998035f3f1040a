package settings

// Rules changes how failures count.
type Rules struct {
	Severity Setting[map[RuleID]Level] `key:"severity" default:"{}" doc:"Severities that replace a rule's own, by rule id." example:"{function-traced: info}"`
	FailOn   Setting[[]string]         `key:"fail_on" default:"[low]" words:"critical high medium low info unknown" doc:"Severity from which a failure makes the run fail; unknown adds outcomes that could not be decided." example:"[high, unknown]"`
}

// Frameworks says which texts the estate is assessed against.
type Frameworks struct {
	InScope Setting[[]Scope]  `key:"in_scope" self:"yes" unset:"every framework is reported, none is claimed" doc:"Frameworks in scope, each with its profile and, where it holds for a part only, that part." example:"[SOC 2, {name: PCI DSS, tags: ['scope=card']}]"`
	Files   Setting[[]string] `key:"files" default:"[]" doc:"Files with frameworks, requirements or edges of your own, or that replace ours: see docs/frameworks.md." example:"[frameworks/acme.txt]"`
}

// A Scope is a framework and the part of the estate that it holds for: what
// meets every selector that is given.
type Scope struct {
	Name     FrameworkName `key:"name" short:"yes" required:"yes" doc:"Name of the framework, as bailiwick frameworks lists it."`
	Profile  []string      `key:"profile" doc:"Baseline and profiles of the framework, as bailiwick frameworks lists them." example:"[moderate, fedramp]"`
	Accounts []Account     `key:"accounts" doc:"Accounts that it holds for; all when left out."`
	Tags     []string      `key:"tags" doc:"Tags, as key=value, of resources that it holds for; all when left out."`
	Paths    []string      `key:"paths" doc:"Folders that it holds for (* is any text); all when left out."`
	Place    Place         // of the entry
}

// Programmes is about AWS's own reports.
type Programmes struct {
	Names         Setting[[]string] `key:"names" self:"yes" unset:"unknown" doc:"AWS compliance programmes that the estate relies on." example:"[FedRAMP, HIPAA, PCI]"`
	ReportMaxDays Setting[int]      `key:"report_max_days" default:"365" doc:"Oldest AWS report on file; a bridge letter adds 90 days."`
	ScopeTable    Setting[string]   `key:"scope_table" unset:"unknown" doc:"A file with the services that each programme covers, and the day on which that was checked." example:"tables/programme-scope.csv"`
}

// Assessment says what a run must reach, and how often.
type Assessment struct {
	MaxGapDays Setting[int]      `key:"max_gap_days" default:"7" doc:"Longest time between two complete runs (FedRAMP 20x Low; Moderate asks 3; PCI DSS 11.5.2 weekly)."`
	Scope      Setting[[]string] `key:"scope" unset:"unknown" doc:"What a run must reach: accounts, regions, or folders with roots." example:"['111122223333', eu-central-1, infra]"`
}

// Evidence is about what is kept of a run.
type Evidence struct {
	KeepDays Setting[int] `key:"keep_days" unset:"unknown" doc:"Days that runs, attestations and exceptions are kept; 2192 are six years." example:"2192"`
}

// Environments says which environments exist and which of them are production.
type Environments struct {
	Production Setting[[]string]      `key:"production" unset:"prod, production, prd and live, or all without any environment" doc:"Environments and accounts that mean production." example:"[live, '111122223333']"`
	Named      Setting[[]Environment] `key:"named" rest:"yes" unset:"environments are found by folders, *.tfvars files and workspaces" doc:"Environments by name, and what each is made of." example:"{live: {roots: [infra], var_files: [live.tfvars], production: true}}"`
}

// An Environment is one evaluation of declarations.
type Environment struct {
	Name       string            `name:"yes"`
	Roots      []string          `key:"roots" doc:"Folders with the roots of the environment, from the folder of bailiwick.yaml; all roots when left out."`
	VarFiles   []string          `key:"var_files" doc:"Variable files, from each root, in the order in which they are read."`
	Vars       map[string]string `key:"vars" doc:"Variables, as on Terraform's command line."`
	Workspace  string            `key:"workspace" doc:"Name of the Terraform workspace."`
	Accounts   []Account         `key:"accounts" doc:"Accounts that it is deployed to."`
	Regions    []Region          `key:"regions" doc:"Regions that it is deployed to."`
	Production bool              `key:"production" doc:"Whether it is production."`
}

// PANMethod says what makes card numbers unreadable in a store.
type PANMethod struct {
	Method  string   `key:"method" short:"yes" required:"yes" words:"keyed-hash truncation token field-encryption" doc:"The method (PCI DSS 3.5.1)."`
	Fields  []string `key:"fields" doc:"With field-encryption: the fields."`
	Library string   `key:"library" doc:"With field-encryption: the library that the code calls."`
}

// A Publisher is who publishes layers: an account, an ARN of layers with
// wildcards, or aws for the table of AWS's own.
type Publisher string

func (p *Publisher) set(text string) bool {
	*p = Publisher(text)
	var account Account
	var arn ARN
	return text == "aws" || account.set(text) || arn.set(text)
}

func (p *Publisher) form() form {
	return form{
		want: "an account id, an ARN of layers with wildcards, or aws", example: "777788889999",
		pattern: `^(aws|[0-9]{12}|arn:([^:\s]*:){4}\S+)$`, bare: true,
	}
}
