package sam

import (
	"regexp"
	"slices"
	"strings"
)

// function makes an AWS::Lambda::Function and what belongs to it.
func (m *macro) function() {
	f := m.lambda()
	to := target{id: m.id, name: m.ref(m.id), arn: m.attribute(m.id, "Arn"), passed: m.passed(), condition: m.condition()}
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
	"AWS::ApiGatewayV2::Stage": "map", "AWS::ApiGatewayV2::DomainName": "map",
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
		f.set("CapacityProviderConfig", m.object("LambdaManagedInstancesCapacityProviderConfig", placeOf(c).object(
			"CapacityProviderArn", get(c, "Arn"),
			"PerExecutionEnvironmentMaxConcurrency", get(c, "PerExecutionEnvironmentMaxConcurrency"),
			"ExecutionEnvironmentMemoryGiBPerVCpu", get(c, "ExecutionEnvironmentMemoryGiBPerVCpu"))))
	}
	if q := m.get("DeadLetterQueue"); given(q) {
		m.checkDeadLetterQueue(q)
		f.set("DeadLetterConfig", placeOf(q).object("TargetArn", get(q, "TargetArn")))
	}
	if m.traced() {
		f.set("TracingConfig", placeOf(m.get("Tracing")).object("Mode", m.get("Tracing")))
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
	return m.tags(m.object("lambda:createdBy", "SAM"), tags)
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
			return m.object()
		}
		return placeOf(image).object("ImageUri", image)
	case kind != nil && textOf(kind) != "Zip" && !isCall(kind):
		m.fail(kind, "PackageType needs to be `Zip` or `Image`")
		return nil
	case isCall(kind) && given(image):
		return placeOf(image).object("ImageUri", image)
	case inline != nil:
		code = placeOf(inline).object("ZipFile", inline)
	case uri != nil:
		code = m.location(uri, "CodeUri", "S3Bucket", "S3Key", "S3ObjectVersion")
	default:
		code = m.node(".")
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
		return p.object(bucket, get(uri, "Bucket"), key, get(uri, "Key"), version, get(uri, "Version"))
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
	return p.object(bucket, in, key, strings.TrimLeft(of, "/"), version, v)
}

var aliasName = regexp.MustCompile(`^[a-zA-Z0-9\-_]+$`)

// publish makes the version and the alias of AutoPublishAlias, and returns the
// alias's name. What calls the function calls the alias then.
func (m *macro) publish(f *resource, to *target) string {
	at := m.get("AutoPublishAlias")
	p, resolved := placeOf(at), m.resolve(at)
	name, ok := resolved.Literal()
	if !ok { // what the parameter will be is not known
		name = referred(resolved)
	}
	if !ok && name == "" || isList(resolved) {
		m.fail(at, "'AutoPublishAlias' must be a string or a Ref to a template parameter")
	} else if !aliasName.MatchString(name) || strings.Trim(name, "0123456789") == "" {
		m.fail(at, "AutoPublishAlias name ('%s') must contain only alphanumeric characters, hyphens, or underscores matching (?!^[0-9]+$)([a-zA-Z0-9-_]+) pattern.", name)
	}
	if !ok {
		resolved = at
	} else {
		resolved = p.node(name)
	}
	version := p.resource(m.versionID(f), "AWS::Lambda::Version", m.passed(), "FunctionName", m.ref(m.id), "Description", m.get("VersionDescription"))
	if m.get("CapacityProviderConfig") != nil {
		version.set("FunctionScalingConfig", m.get("FunctionScalingConfig"))
	}
	if version.attributes.Get("DeletionPolicy") == nil {
		policy := p.node("Retain")
		if m.get("CapacityProviderConfig") != nil {
			policy = p.node("Delete")
		}
		version.attributes.Set("DeletionPolicy", firstOf(m.get("VersionDeletionPolicy"), policy))
	}
	id := m.id + "Alias" + strings.NewReplacer("-", "D", "_", "U").Replace(name)
	alias := p.resource(id, "AWS::Lambda::Alias", m.passed(),
		"Name", resolved, "FunctionName", m.ref(m.id), "FunctionVersion", p.attribute(version.id, "Version"),
		"ProvisionedConcurrencyConfig", orNil(m.get("ProvisionedConcurrencyConfig")))
	m.add(version)
	m.add(alias)
	to.id, to.name, to.arn = id, p.ref(id), p.ref(id)
	return name
}

// versionID returns the logical id of the version, which changes with the code
// and whatever else AWS takes as a change.
func (m *macro) versionID(f *resource) string {
	if sha := m.get("AutoPublishCodeSha256"); given(sha) {
		resolved := m.resolve(sha)
		if !isText(resolved) {
			m.fail(sha, "AutoPublishCodeSha256 must be a string")
		}
		description := m.get("Description")
		switch d := m.resolve(description); {
		case !given(d):
			f.set("Description", resolved)
		case isText(d):
			f.set("Description", placeOf(d).node(d.Text+" "+textOf(resolved)))
		default:
			f.set("Description", placeOf(d).object("Fn::Join", placeOf(d).list(" ", placeOf(d).list(description, resolved))))
		}
		text := textOf(resolved)
		return m.id + "Version" + text[:min(len(text), 10)]
	}
	data := m.object("Code", f.properties.Get("Code"))
	switch code := m.resolve(f.properties.Get("Code")); {
	case given(m.get("AutoPublishAliasAllProperties")):
		data = shallow(f.properties)
		m.addLayers(data)
	case isMap(code):
		data = shallow(code)
		fallthrough
	default:
		if e := m.get("Environment"); isMap(e) {
			for i, k := range e.Keys {
				data.Set(k.Name, e.List[i])
			}
		}
		put(data, "MemorySize", orNil(m.get("MemorySize")))
		if s := m.get("SnapStart"); given(get(s, "ApplyOn")) && textOf(get(s, "ApplyOn")) != "None" {
			data.Set("SnapStart", s)
		}
	}
	return m.id + "Version" + hashed(data)
}

// addLayers adds the properties of the layers whose changes publish a version.
func (m *macro) addLayers(data *Node) {
	layers := m.get("Layers")
	if !isList(layers) {
		return
	}
	for _, l := range layers.List {
		id := referred(l)
		if properties := get(m.resources[id], "Properties"); given(get(properties, "PublishLambdaVersion")) {
			data.Set(id, properties)
		}
	}
}

// functionURL makes the URL of FunctionUrlConfig and, where all may call it,
// both permissions.
func (m *macro) functionURL(to target, alias bool) {
	c := m.get("FunctionUrlConfig")
	if !given(c) {
		return
	}
	p := placeOf(c)
	auth := get(c, "AuthType")
	if !isCall(c) && !isCall(auth) && !slices.Contains([]string{"AWS_IAM", "NONE"}, textOf(auth)) {
		m.fail(firstOf(auth, c), "AuthType is required to configure function property `FunctionUrlConfig`. Please provide either AWS_IAM or NONE.")
	}
	m.checkURLCors(get(c, "Cors"))
	m.add(p.resource(m.id+"Url", "AWS::Lambda::Url", m.passed(),
		"TargetFunctionArn", to.name, "AuthType", auth, "Cors", orNil(get(c, "Cors")), "InvokeMode", get(c, "InvokeMode")))
	if textOf(auth) != "NONE" {
		return
	}
	m.add(p.resource(m.id+"UrlPublicPermissions", "AWS::Lambda::Permission", m.passed(),
		"Action", "lambda:InvokeFunctionUrl", "FunctionName", to.name, "Principal", "*", "FunctionUrlAuthType", auth))
	m.add(p.resource(m.id+"URLInvokeAllowPublicAccess", "AWS::Lambda::Permission", m.passed(),
		"Action", "lambda:InvokeFunction", "FunctionName", to.name, "Principal", "*", "InvokedViaFunctionUrl", true))
}

func (m *macro) checkURLCors(cors *Node) {
	if !given(cors) || isCall(cors) {
		return
	}
	if !isMap(cors) {
		m.fail(cors, "Property 'FunctionUrlConfig.Cors' should be a map.")
		return
	}
	kinds := map[string][2]string{
		"AllowOrigins": {"l", "list"}, "AllowMethods": {"l", "list"}, "AllowCredentials": {"b", "bool"},
		"AllowHeaders": {"l", "list"}, "ExposeHeaders": {"l", "list"}, "MaxAge": {"ib", "int"},
	}
	for i, k := range cors.Keys {
		kind, known := kinds[k.Name]
		switch {
		case !known:
			m.fail(cors.List[i], "%s is not a valid property for configuring Cors.", k.Name)
		case !isCall(cors.List[i]) && !fits(cors.List[i], kind[0]+"-"):
			m.fail(cors.List[i], "%s must be of type %s.", k.Name, kind[1])
		}
	}
}
