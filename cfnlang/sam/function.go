package sam

import "strings"

// function makes an AWS::Lambda::Function and what belongs to it.
func (m *macro) function() {
	f := m.lambda()
	to := target{id: m.id, name: m.Ref(m.id), arn: m.Attribute(m.id, "Arn"), passed: m.passed(), condition: m.condition()}
	alias := ""
	if m.get("AutoPublishAlias") != nil {
		alias = m.publish(f, &to)
	} else if at := m.get("ProvisionedConcurrencyConfig"); given(at) {
		m.fail(at, "To set ProvisionedConcurrencyConfig AutoPublishALias must be defined on the function")
	}
	m.functionURL(to, alias != "")
	m.deploymentPreference(alias != "")
	sends := m.eventInvoke(alias, to)
	role := m.executionRole(sends)
	m.giveRole(f, role)
	m.functionEvents(to, role)
	m.passTags()
}

// passTags gives all that was made the tags, if the resource says so.
func (m *macro) passTags() {
	tags := m.get("Tags")
	if !given(m.get("PropagateTags")) || !isMap(tags) || !given(tags) {
		return
	}
	for _, id := range m.buckets {
		if r := m.out.get(id); isMap(get(r, "Properties")) {
			get(r, "Properties").Set("Tags", m.tags(tags)) // its own are lost: SAM replaces them
		}
	}
	for _, r := range m.made {
		switch taggable[r.kind] {
		case "list":
			r.set("Tags", m.tags(tags))
		case "map":
			r.set("Tags", tags)
		}
	}
}

// taggable are the types to which SAM hands tags on, and how they take them.
var taggable = map[string]string{
	"AWS::Lambda::Function": "list", "AWS::IAM::Role": "list", "AWS::SQS::Queue": "list", "AWS::SNS::Topic": "list",
	"AWS::S3::Bucket": "list", "AWS::DynamoDB::Table": "list", "AWS::ApiGateway::RestApi": "list",
	"AWS::ApiGateway::Stage": "list", "AWS::ApiGateway::UsagePlan": "list", "AWS::ApiGateway::ApiKey": "list",
	"AWS::ApiGateway::DomainName": "list", "AWS::ApiGateway::DomainNameV2": "list", "AWS::ApiGateway::DomainNameAccessAssociation": "list",
	"AWS::StepFunctions::StateMachine": "list", "AWS::Lambda::CapacityProvider": "list", "AWS::CodeDeploy::Application": "list",
	"AWS::IoT::TopicRule": "list", "AWS::ApiGatewayV2::Stage": "map", "AWS::ApiGatewayV2::DomainName": "map",
}

// lambda makes the function itself.
func (m *macro) lambda() *resource {
	m.exclusive("CapacityProviderConfig", "ProvisionedConcurrencyConfig")
	m.exclusive("CapacityProviderConfig", "VpcConfig")
	m.requires("FunctionScalingConfig", "CapacityProviderConfig")
	m.requires("VersionDeletionPolicy", "AutoPublishAlias")
	m.checkTenancy()
	f := m.main("AWS::Lambda::Function")
	f.set("Code", m.code())
	for _, name := range []string{
		"PackageType", "Description", "FunctionName", "Handler", "MemorySize", "Role", "Runtime", "Timeout", "VpcConfig", "Environment",
		"KmsKeyArn", "Layers", "ReservedConcurrentExecutions", "FileSystemConfigs", "CodeSigningConfigArn", "ImageConfig", "Architectures",
		"SnapStart", "EphemeralStorage", "RuntimeManagementConfig", "LoggingConfig", "RecursiveLoop", "FunctionScalingConfig",
		"PublishToLatestPublished", "TenancyConfig", "DurableConfig",
	} {
		f.set(name, m.get(name))
	}
	if c := m.get("CapacityProviderConfig"); isMap(c) {
		if get(c, "Arn") == nil {
			m.fail(c, "Invalid CapacityProviderConfig: Arn field required")
		}
		f.set("CapacityProviderConfig", m.Object("LambdaManagedInstancesCapacityProviderConfig", placeOf(c).Object(
			"CapacityProviderArn", get(c, "Arn"),
			"PerExecutionEnvironmentMaxConcurrency", get(c, "PerExecutionEnvironmentMaxConcurrency"),
			"ExecutionEnvironmentMemoryGiBPerVCpu", get(c, "ExecutionEnvironmentMemoryGiBPerVCpu"))))
	}
	if q := m.get("DeadLetterQueue"); given(q) {
		m.checkDeadLetterQueue(q)
		f.set("DeadLetterConfig", placeOf(q).Object("TargetArn", get(q, "TargetArn")))
	}
	if m.traced() {
		f.set("TracingConfig", placeOf(m.get("Tracing")).Object("Mode", m.get("Tracing")))
	}
	return f.set("Tags", m.ownTags())
}

// ownTags returns the tags with the one that says who made the resource.
func (m *macro) ownTags() *Node {
	tags := m.get("Tags")
	for _, reserved := range []string{"lambda:createdBy", "serverlessrepo:applicationId", "serverlessrepo:semanticVersion"} {
		if tags.Get(reserved) != nil {
			m.fail(tags, "%s is a reserved Tag key name and cannot be set on your resource. Please change the tag key in the input.", reserved)
		}
	}
	return m.tags(m.Object("lambda:createdBy", "SAM"), tags)
}

func (m *macro) traced() bool {
	return given(m.get("Tracing")) && textOf(m.resolve(m.get("Tracing"))) != "Disabled"
}

func (m *macro) exclusive(a, b string) {
	if m.get(a) != nil && m.get(b) != nil {
		m.fail(m.get(b), "Cannot specify '%s' and '%s' together.", a, b)
	}
}

func (m *macro) requires(a, b string) {
	if m.get(a) != nil && m.get(b) == nil {
		m.fail(m.get(a), "'%s' requires '%s'.", a, b)
	}
}

// checkTenancy checks that what tenancy excludes is not there.
func (m *macro) checkTenancy() {
	at := m.get("TenancyConfig")
	if !given(at) {
		return
	}
	for _, excluded := range [][2]string{
		{"ProvisionedConcurrencyConfig", "Provisioned concurrency"}, {"FunctionUrlConfig", "Function URL"}, {"SnapStart", "SnapStart"},
	} {
		if given(m.get(excluded[0])) {
			m.fail(at, "%s is not supported for functions enabled with tenancy configuration.", excluded[1])
		}
	}
	if events := m.get("Events"); isMap(events) {
		for _, e := range events.List {
			if kind := textOf(get(e, "Type")); kind != "Api" && kind != "HttpApi" {
				m.fail(e, "Event source '%s' is not supported for functions enabled with tenancy configuration. Only Api and HttpApi event sources are supported.", kind)
			}
		}
	}
}

func (m *macro) checkDeadLetterQueue(q *Node) {
	kind := get(q, "Type")
	switch {
	case !given(kind) || !given(get(q, "TargetArn")):
		m.fail(q, "'DeadLetterQueue' requires Type and TargetArn properties to be specified.")
	case deadLetterActions[textOf(kind)] == "":
		m.fail(q, "'DeadLetterQueue' requires Type of ['SQS', 'SNS']")
	}
}

// code returns the code of the function. A path on disk stays one, and what
// sam build fills in (CodeUri, an image) is not missed.
func (m *macro) code() *Node {
	inline, uri, image := m.get("InlineCode"), m.get("CodeUri"), m.get("ImageUri")
	var code *Node
	switch kind := m.get("PackageType"); {
	case textOf(kind) == "Image":
		for _, name := range []string{"Handler", "Runtime", "Layers"} {
			if given(m.get(name)) {
				m.fail(m.get(name), "Runtime, Handler, Layers cannot be present when PackageType is of type `Image`")
			}
		}
		if !given(image) {
			if get(m.source, "Metadata") == nil {
				m.fail(kind, "'ImageUri' must be set.")
			}
			return m.Object()
		}
		return placeOf(image).Object("ImageUri", image)
	case kind != nil && textOf(kind) != "Zip" && !isCall(kind):
		m.fail(kind, "PackageType needs to be `Zip` or `Image`")
		return nil
	case isCall(kind) && given(image):
		return placeOf(image).Object("ImageUri", image)
	case inline != nil:
		code = placeOf(inline).Object("ZipFile", inline)
	case uri != nil:
		code = m.location(uri, "CodeUri", "S3Bucket", "S3Key", "S3ObjectVersion")
	default:
		code = m.Node(".")
	}
	if !given(m.get("Runtime")) || !given(m.get("Handler")) {
		m.fail(nil, "Runtime and Handler needs to be present when PackageType is of type `Zip`")
	}
	if key := m.get("SourceKMSKeyArn"); given(key) && isMap(code) {
		code.Set("SourceKMSKeyArn", key)
	}
	return code
}

// location returns what a URI of S3 or a map of Bucket, Key and Version says,
// under the names that the property has in CloudFormation; a path on disk as
// it is.
func (m *macro) location(uri *Node, property, bucket, key, version string) *Node {
	p := placeOf(uri)
	if isMap(uri) && !isCall(uri) {
		if !given(get(uri, "Bucket")) || !given(get(uri, "Key")) {
			m.fail(uri, "'%s' requires Bucket and Key properties to be specified.", property)
		}
		return p.Object(bucket, get(uri, "Bucket"), key, get(uri, "Key"), version, get(uri, "Version"))
	}
	if !isText(uri) && !isCall(uri) {
		m.fail(uri, "'%s' must be of type dict or string.", property)
	}
	rest, ok := strings.CutPrefix(textOf(uri), "s3://")
	if !ok {
		return uri
	}
	rest, query, _ := strings.Cut(rest, "?")
	in, of, _ := strings.Cut(rest, "/")
	if in == "" {
		m.fail(uri, "'%s' is not a valid S3 Uri of the form 's3://bucket/key' with optional versionId query parameter.", property)
	}
	var v any
	if id, ok := strings.CutPrefix(query, "versionId="); ok {
		v = id
	}
	return p.Object(bucket, in, key, strings.TrimLeft(of, "/"), version, v)
}
