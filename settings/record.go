package settings

// Logging is about logs of functions and what surrounds them.
type Logging struct {
	MinDays           Setting[int]      `key:"min_days" default:"365" min:"1" doc:"Shortest retention of logs (PCI DSS 10.5.1)."`
	TrailMinDays      Setting[int]      `key:"trail_min_days" default:"365" min:"1" doc:"Shortest retention of trails and event data stores (PCI DSS 10.5.1)."`
	OnlineDays        Setting[int]      `key:"online_days" default:"90" doc:"Days that logs stay readable without a restore (PCI DSS 10.5.1)."`
	DebugTag          Setting[string]   `key:"debug_tag" unset:"no log group is exempt" doc:"Tag of log groups for debugging only." example:"debug"`
	DebugMinDays      Setting[int]      `key:"debug_min_days" default:"30" doc:"Shortest retention of log groups with that tag."`
	ReviewDays        Setting[int]      `key:"review_days" default:"30" doc:"Longest time between two log reviews (PCI DSS 10.4.1 asks 1, FedRAMP AU-6 asks 7)."`
	Archives          Setting[[]Ref]    `key:"archives" unset:"unknown" doc:"Write-once buckets, accounts or products that gather logs." example:"[acme-log-archive]"`
	Evidence          Setting[[]Ref]    `key:"evidence" unset:"trail groups, and groups of functions with a data class" doc:"Log groups that are evidence." example:"[/aws/lambda/orders-*]"`
	AccessLogFields   Setting[[]string] `key:"access_log_fields" default:"[]" doc:"Fields that an API's access log must hold beyond caller, time, method, resource, status and request id." example:"[userAgent]"`
	TrailBucketAccess Setting[string]   `key:"trail_bucket_access" default:"any" words:"any server" doc:"Which record of access to the trail's bucket counts: any, or server access logging alone (CIS 4.4)."`
	Format            Setting[string]   `key:"format" unset:"unknown" words:"json text" doc:"Format that functions must log in." example:"json"`
	Production        Setting[[]string] `key:"production" unset:"all environments" doc:"Environments in which the log level is judged." example:"[production]"`
	MaskClasses       Setting[[]Class]  `key:"mask_classes" unset:"unknown" doc:"Data classes whose log groups must mask data." example:"[personal, card]"`
	Insights          Setting[bool]     `key:"insights" unset:"unknown" doc:"Whether every function needs Lambda Insights (CIS Compute profile)." example:"true"`
	TracingLayers     Setting[[]ARN]    `key:"tracing_layers" default:"[]" doc:"Layers that trace in place of X-Ray." example:"['arn:aws:lambda:*:111122223333:layer:tracer:*']"`
	DeliveryStatus    Setting[bool]     `key:"delivery_status" unset:"unknown" doc:"Whether topics must log the delivery to functions." example:"true"`
}

// Trail is about CloudTrail.
type Trail struct {
	Invocations      Setting[[]Selector] `key:"invocations" unset:"functions with a data class or a public entry" waive:"none" doc:"Functions whose invocations must be recorded as data events." example:"all"`
	Objects          Setting[[]Selector] `key:"objects" default:"data-class" waive:"none" doc:"Buckets whose object events must be recorded." example:"all"`
	Tables           Setting[[]Selector] `key:"tables" default:"none" waive:"none" doc:"Tables whose data events must be recorded (they cost)." example:"data-class:card"`
	BucketProtection Setting[[]string]   `key:"bucket_protection" default:"[object-lock, mfa-delete, deny-delete]" words:"object-lock mfa-delete deny-delete" doc:"Protections of the trail's bucket, one of which it must have."`
	Insights         Setting[bool]       `key:"insights" unset:"unknown" doc:"Whether the trail needs CloudTrail Insights. Where GuardDuty is on, an unset key asks nothing." example:"true"`
	SeparateAccount  Setting[bool]       `key:"separate_account" unset:"unknown" doc:"Whether the trail must lie in another account than the workload." example:"true"`
}

// Alarms says who watches.
type Alarms struct {
	Source    Setting[string] `key:"source" default:"cloudwatch" words:"cloudwatch eventbridge bailiwick other" doc:"Who raises alarms; other is attested."`
	IgnoreTag Setting[string] `key:"ignore_tag" unset:"no function is exempt" doc:"Tag of functions whose errors need no alarm." example:"no-alarm"`
}

// Detection says who detects threats.
type Detection struct {
	Source Setting[string] `key:"source" default:"aws" words:"aws bailiwick other" doc:"Who detects threats: GuardDuty, bailiwick's detections, or another product, named and attested."`
}

// Recording says who records configuration.
type Recording struct {
	Source Setting[string] `key:"source" default:"aws" words:"aws bailiwick other" doc:"Who records configuration: AWS Config, bailiwick's runs, or another product, named and attested."`
}

// Findings is about what happens to findings.
type Findings struct {
	SLADays    Setting[Per[Level, int]] `key:"sla_days" default:"{critical: 7, high: 30, medium: 90}" doc:"Days within which a finding must be closed, by severity; a severity that is not named has no limit."`
	TriageDays Setting[Per[Level, int]] `key:"triage_days" default:"{critical: 1, high: 5, medium: 30}" doc:"Days within which a finding needs an owner and a date, by severity."`
	Hub        Setting[string]          `key:"hub" unset:"unknown" words:"securityhub" doc:"Where findings are gathered." example:"securityhub"`
}

// Vuln is about known flaws in code and dependencies.
type Vuln struct {
	Scanner      Setting[string]          `key:"scanner" default:"inspector" words:"inspector bailiwick other" doc:"Who looks for flaws; other is attested."`
	CodeScanning Setting[string]          `key:"code_scanning" default:"inspector" words:"inspector bailiwick other" doc:"Who scans the code of functions; other is attested."`
	SLADays      Setting[Per[Level, int]] `key:"sla_days" default:"{critical: 15, high: 30}" doc:"Days within which a known flaw must be gone, by severity."`
	SBOMRequired Setting[bool]            `key:"sbom_required" default:"false" doc:"Whether every running version needs a list of its components."`
}

// Malware is about files that outsiders send.
type Malware struct {
	Source   Setting[string] `key:"source" default:"aws" words:"aws other" doc:"Who scans uploads: GuardDuty, or another product, attested."`
	Scanners Setting[[]Ref]  `key:"scanners" default:"[]" doc:"Functions that scan uploads." example:"[scan-uploads]"`
}

// Scan says what bailiwick itself may look into.
type Scan struct {
	Logs Setting[bool] `key:"logs" default:"false" doc:"Whether an account run may sample logs for secrets."`
}
