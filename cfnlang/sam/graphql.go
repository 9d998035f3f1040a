package sam

import "strings"

const resolverCode = `
export function request(ctx) {
    return {};
}

export function response(ctx) {
    return ctx.prev.result;
}
`

// A graph is an AWS::Serverless::GraphQLApi while it is transformed.
type graph struct {
	*macro
	api       *Node // the API's id
	sources   map[string]*Node
	functions map[string]*Node
	none      *resource // the data source that is none
}

// graphQLAPI makes an AWS::AppSync::GraphQLApi with all that it serves.
func (m *macro) graphQLAPI() {
	g := &graph{m, m.Attribute(m.id, "ApiId"), map[string]*Node{}, map[string]*Node{}, nil}
	g.main()
	inline, uri := m.get("SchemaInline"), m.get("SchemaUri")
	switch {
	case !given(inline) && !given(uri):
		m.fail(nil, "One of 'SchemaInline' or 'SchemaUri' must be set.")
	case given(inline) && given(uri):
		m.fail(uri, "Both 'SchemaInline' and 'SchemaUri' cannot be defined at the same time.")
	}
	g.part(m.place, m.id+"Schema", "GraphQLSchema", "Definition", inline, "DefinitionS3Location", uri)
	g.authorizers()
	g.keysAndCache()
	g.dataSources()
	g.domain()
	g.configurations()
	g.resolvers()
	if g.none != nil {
		m.add(g.none)
	}
}

// part makes a resource that belongs to the API.
func (g *graph) part(p place, id, kind string, properties ...any) *resource {
	r := p.resource(id, "AWS::AppSync::"+kind, g.own(), append([]any{"ApiId", g.api}, properties...)...)
	r.dependsOn = get(g.source, "DependsOn")
	return g.add(r)
}

func (g *graph) main() {
	m := g.macro
	r := m.main("AWS::AppSync::GraphQLApi").set("Name", firstOf(orNil(m.get("Name")), m.Node(m.id)))
	for _, name := range []string{"XrayEnabled", "Visibility", "OwnerContact", "IntrospectionConfig", "QueryDepthLimit", "ResolverCountLimit"} {
		r.set(name, m.get(name))
	}
	auth := m.get("Auth")
	m.appSyncAuth(auth, r.properties, true)
	if more := get(auth, "Additional"); given(more) {
		list := placeOf(more).List()
		for _, a := range elements(more) {
			n := placeOf(a).Object()
			m.appSyncAuth(a, n, false)
			list.List = append(list.List, n)
		}
		r.set("AdditionalAuthenticationProviders", list)
	}
	tags := m.Object()
	if t := m.get("Tags"); isMap(t) {
		tags = shallow(t)
	}
	r.set("Tags", m.tags(tags.Set("graphqlapi:createdBy", m.Node("SAM"))))
	logging := m.get("Logging")
	if isBool(logging) && !given(logging) {
		return
	}
	role := get(logging, "CloudWatchLogsRoleArn")
	if !given(role) {
		made := m.add(m.resource(m.id+"CloudWatchRole", "AWS::IAM::Role", m.own(), "AssumeRolePolicyDocument", m.assumedBy("appsync.amazonaws.com"),
			"ManagedPolicyArns", m.List(m.managedPolicy("service-role/AWSAppSyncPushToCloudWatchLogs"))))
		made.dependsOn = get(m.source, "DependsOn")
		role = m.Attribute(made.id, "Arn")
	}
	r.set("LogConfig", m.Object("ExcludeVerboseContent", orNil(get(logging, "ExcludeVerboseContent")),
		"FieldLogLevel", firstOf(orNil(get(logging, "FieldLogLevel")), m.Node("ALL")), "CloudWatchLogsRoleArn", role))
}

var appSyncAuth = map[string][2]string{
	"AWS_LAMBDA": {"LambdaAuthorizer", "LambdaAuthorizerConfig"}, "OPENID_CONNECT": {"OpenIDConnect", "OpenIDConnectConfig"},
	"AMAZON_COGNITO_USER_POOLS": {"UserPool", "UserPoolConfig"}, "AWS_IAM": {}, "API_KEY": {},
}

// appSyncAuth enters one kind of authorization.
func (m *macro) appSyncAuth(auth, into *Node, first bool) {
	kind := get(auth, "Type")
	names, known := appSyncAuth[textOf(kind)]
	if !known {
		m.fail(auth, "Property 'Auth.Type' is invalid.")
		return
	}
	into.Set("AuthenticationType", kind)
	if names[0] == "" {
		return
	}
	c := get(auth, names[0])
	if !isMap(c) {
		m.fail(auth, "'%s' must be defined if type is '%s'.", names[0], textOf(kind))
		return
	}
	if names[0] == "UserPool" && !first {
		c = shallow(c)
		remove(c, "DefaultAction")
	}
	into.Set(names[1], c)
}

// authorizers lets the API call the functions that authorize.
func (g *graph) authorizers() {
	auth := g.get("Auth")
	number := 0
	for _, a := range append([]*Node{auth}, elements(get(auth, "Additional"))...) {
		if arn := get(a, "LambdaAuthorizer", "AuthorizerUri"); textOf(get(a, "Type")) == "AWS_LAMBDA" && arn != nil {
			number++
			g.connectAs(g.id+"ToLambdaAuthConnector"+string(rune('0'+min(number, 9))), end{kind: "AWS::AppSync::GraphQLApi", arn: g.Ref(g.id), resource: g.api},
				end{kind: "AWS::Lambda::Function", arn: arn}, g.Node([]string{"Write"}))
		}
	}
}

// connectAs makes what a connector of another name would.
func (g *graph) connectAs(id string, from, to end, permissions *Node) {
	c := &macro{transform: g.transform, place: g.place, id: id, source: g.Object(), properties: g.Object()}
	c.connect(from, to, permissions, "")
	g.made = append(g.made, c.made...)
	g.failed = g.failed || c.failed
}

func (g *graph) keysAndCache() {
	if keys := g.get("ApiKeys"); isMap(keys) {
		for i, k := range keys.Keys {
			c := keys.List[i]
			g.part(placeAt(k.At), g.id+k.Name, "ApiKey", "ApiKeyId", get(c, "ApiKeyId"), "Description", get(c, "Description"), "Expires", get(c, "ExpiresOn"))
		}
	}
	if c := g.get("Cache"); given(c) {
		g.part(placeOf(c), g.id+"ApiCache", "ApiCache", "ApiCachingBehavior", get(c, "ApiCachingBehavior"), "Type", get(c, "Type"), "Ttl", get(c, "Ttl"),
			"AtRestEncryptionEnabled", get(c, "AtRestEncryptionEnabled"), "TransitEncryptionEnabled", get(c, "TransitEncryptionEnabled"))
	}
}

func (g *graph) domain() {
	c := g.get("DomainName")
	if !given(c) {
		return
	}
	p, id := placeOf(c), g.id+"DomainName"
	r := p.resource(id, "AWS::AppSync::DomainName", g.own(), "CertificateArn", get(c, "CertificateArn"), "DomainName", get(c, "DomainName"),
		"Description", get(c, "Description"))
	r.dependsOn = get(g.source, "DependsOn")
	g.add(r)
	g.part(p, id+"ApiAssociation", "DomainNameApiAssociation", "DomainName", p.Ref(id))
}

// dataSources makes the data sources, with roles that may use what they name.
func (g *graph) dataSources() {
	for _, of := range []string{"DynamoDb", "Lambda"} {
		all := get(g.get("DataSources"), of)
		if !isMap(all) {
			continue
		}
		for i, k := range all.Keys {
			p, c := placeAt(k.At), all.List[i]
			id := g.id + k.Name + strings.Replace(of, "Db", "DB", 1) + "DataSource"
			r := g.part(p, id, "DataSource", "Name", firstOf(orNil(get(c, "Name")), p.Node(k.Name)), "Description", get(c, "Description"))
			g.sources[k.Name] = p.Attribute(id, "Name")
			uses := end{kind: "AWS::Lambda::Function", arn: get(c, "FunctionArn")}
			connector, permissions := id+"ToLambdaConnector", p.Node([]string{"Write"})
			if of == "Lambda" {
				r.set("Type", "AWS_LAMBDA").set("LambdaConfig", p.Object("LambdaFunctionArn", get(c, "FunctionArn")))
			} else {
				region := firstOf(orNil(get(c, "Region")), p.Ref("AWS::Region"))
				r.set("Type", "AMAZON_DYNAMODB").set("DynamoDBConfig", p.Object("AwsRegion", region, "TableName", get(c, "TableName"),
					"UseCallerCredentials", orNil(get(c, "UseCallerCredentials")), "Versioned", orNil(get(c, "Versioned")), "DeltaSyncConfig", orNil(get(c, "DeltaSync"))))
				uses = end{kind: "AWS::DynamoDB::Table", arn: orNil(get(c, "TableArn"))}
				if uses.arn == nil {
					uses.arn = p.Sub("arn:${AWS::Partition}:dynamodb:${__Region__}:${AWS::AccountId}:table/${__TableName__}",
						"__TableName__", get(c, "TableName"), "__Region__", region)
				}
				connector = id + "ToTableConnector"
				permissions = firstOf(orNil(get(c, "Permissions")), p.Node([]string{"Read", "Write"}))
			}
			g.sourceRole(p, r, c, uses, connector, permissions)
		}
	}
}

func (g *graph) sourceRole(p place, r *resource, c *Node, uses end, connector string, permissions *Node) {
	if role := get(c, "ServiceRoleArn"); given(role) {
		r.set("ServiceRoleArn", role)
		return
	}
	role := p.resource(r.id+"Role", "AWS::IAM::Role", g.own(), "AssumeRolePolicyDocument", p.assumedBy("appsync.amazonaws.com"))
	role.dependsOn = get(g.source, "DependsOn")
	g.add(role)
	r.set("ServiceRoleArn", p.Attribute(role.id, "Arn"))
	from := end{kind: "AWS::AppSync::DataSource", arn: p.Attribute(r.id, "DataSourceArn"), role: p.Ref(role.id)}
	g.connectAs(connector, from, uses, permissions)
}

// configurations makes the functions of pipelines.
func (g *graph) configurations() {
	all := g.get("Functions")
	if !isMap(all) {
		return
	}
	for i, k := range all.Keys {
		p, c := placeAt(k.At), all.List[i]
		if id := get(c, "Id"); given(id) {
			if len(c.Keys) > 1 {
				g.fail(c, "'Id' cannot be defined with other properties in Function.")
			}
			g.functions[k.Name] = id
			continue
		}
		inline, uri := orNil(get(c, "InlineCode")), orNil(get(c, "CodeUri"))
		g.checkCode(c, inline, uri)
		if inline == nil && uri == nil {
			g.fail(c, "One of 'InlineCode' or 'CodeUri' must be set.")
		}
		g.part(p, g.id+k.Name, "FunctionConfiguration", "Name", firstOf(orNil(get(c, "Name")), p.Node(k.Name)), "Code", inline, "CodeS3Location", uri,
			"DataSourceName", g.dataSource(c), "MaxBatchSize", get(c, "MaxBatchSize"), "Description", get(c, "Description"),
			"Runtime", g.runtime(c, k.Name), "SyncConfig", orNil(get(c, "Sync")))
		g.functions[k.Name] = p.Attribute(g.id+k.Name, "FunctionId")
	}
}

func (g *graph) checkCode(c, inline, uri *Node) {
	if inline != nil && uri != nil {
		g.fail(c, "Both 'InlineCode' and 'CodeUri' cannot be defined at the same time.")
	}
}

func (g *graph) runtime(c *Node, name string) *Node {
	r := get(c, "Runtime")
	if !given(r) {
		g.fail(c, "'Runtime' must be defined as a property in %s.", name)
		return nil
	}
	return placeOf(r).Object("Name", get(r, "Name"), "RuntimeVersion", get(r, "Version"))
}

// dataSource returns the name of the data source of a function.
func (g *graph) dataSource(c *Node) *Node {
	s := get(c, "DataSource")
	name := textOf(s)
	switch {
	case !given(s):
		g.fail(c, "'DataSource' must be set.")
	case !isText(s):
		return s
	case strings.EqualFold(name, "none"):
		id := g.id + "NoneDataSource"
		if g.none == nil {
			g.none = placeOf(s).resource(id, "AWS::AppSync::DataSource", g.own(), "ApiId", g.api, "Name", id, "Type", "NONE")
			g.none.dependsOn = get(g.source, "DependsOn")
		}
		return placeOf(s).Attribute(id, "Name")
	case g.sources[name] == nil:
		g.fail(s, "Either define DataSource '%s' in 'DataSources' or use intrinsic function like GetAtt, ImportValue, Sub or another one to reference a DataSource defined outside of this GraphQLApi resource.", name)
	}
	return g.sources[name]
}

// resolvers makes the resolvers of fields.
func (g *graph) resolvers() {
	types := g.get("Resolvers")
	if !isMap(types) {
		return
	}
	for i, kind := range types.Keys {
		for j, k := range keysOf(types.List[i]) {
			if isMap(types.List[i]) {
				g.resolver(placeAt(k.At), kind.Name, k.Name, types.List[i].List[j])
			}
		}
	}
}

func (g *graph) resolver(p place, kind, name string, c *Node) {
	inline, uri := orNil(get(c, "InlineCode")), orNil(get(c, "CodeUri"))
	g.checkCode(c, inline, uri)
	code, runtime := inline, p.Object("Name", "APPSYNC_JS", "RuntimeVersion", "1.0.0")
	if inline == nil && uri == nil {
		code = p.Node(resolverCode)
	} else {
		runtime = g.runtime(c, name)
	}
	steps := get(c, "Pipeline")
	if !given(steps) {
		g.fail(c, "Resolver '%s' must have Pipeline defined. Unit resolvers are not supported. If you need a Unit resolver you can use AppSync resource.", name)
		return
	}
	ids := p.List()
	for _, s := range elements(steps) {
		id := g.functions[textOf(s)]
		if id == nil {
			g.fail(s, "Function '%s' does not exist.", textOf(s))
			return
		}
		ids.List = append(ids.List, id)
	}
	r := g.part(p, g.id+kind+name, "Resolver", "Code", code, "CodeS3Location", uri, "Runtime", runtime,
		"FieldName", firstOf(orNil(get(c, "FieldName")), p.Node(name)), "TypeName", kind, "Kind", "PIPELINE",
		"PipelineConfig", p.Object("Functions", ids), "CachingConfig", orNil(get(c, "Caching")), "MaxBatchSize", orNil(get(c, "MaxBatchSize")))
	r.dependsOn = p.List(g.id + "Schema")
}
