package sam

import "strings"

// simpleTable makes an AWS::DynamoDB::Table.
func (m *macro) simpleTable() {
	r := m.main("AWS::DynamoDB::Table")
	name, kind := m.Node("id"), m.Node("S")
	if key := m.get("PrimaryKey"); given(key) {
		name = get(key, "Name")
		types := map[string]string{"String": "S", "Number": "N", "Binary": "B"}
		written := get(key, "Type")
		switch {
		case name == nil:
			m.fail(key, "Property 'PrimaryKey.Name' is required.")
		case written == nil:
			m.fail(key, "Property 'PrimaryKey.Type' is required.")
		case types[textOf(written)] == "":
			m.fail(written, "Invalid 'Type' \"%s\".", textOf(written))
		}
		kind = placeOf(key).Node(types[textOf(written)])
	}
	r.set("AttributeDefinitions", m.List(m.Object("AttributeName", name, "AttributeType", kind)))
	r.set("KeySchema", m.List(m.Object("AttributeName", name, "KeyType", "HASH")))
	if t := m.get("ProvisionedThroughput"); given(t) {
		r.set("ProvisionedThroughput", t)
	} else {
		r.set("BillingMode", "PAY_PER_REQUEST")
	}
	for _, name := range []string{"PointInTimeRecoverySpecification", "SSESpecification", "TableName"} {
		r.set(name, orNil(m.get(name)))
	}
	if tags := m.get("Tags"); given(tags) {
		r.set("Tags", m.tags(tags))
	}
}

// layerVersion makes an AWS::Lambda::LayerVersion, whose logical id changes
// with what it holds.
func (m *macro) layerVersion() {
	hash := m.Object("Type", prefix+"LayerVersion", "Properties", m.properties)
	for _, name := range []string{"LayerName", "LicenseInfo", "Description", "RetentionPolicy"} {
		if resolved := m.resolve(m.get(name)); resolved != nil {
			m.properties.Set(name, resolved)
		}
	}
	attributes := m.passed()
	if attributes.Get("DeletionPolicy") == nil {
		attributes.Set("DeletionPolicy", m.Node("Retain"))
	}
	if policy := m.get("RetentionPolicy"); policy != nil {
		switch strings.ToLower(textOf(policy)) {
		case "retain":
			attributes.Set("DeletionPolicy", placeOf(policy).Node("Retain"))
		case "delete":
			attributes.Set("DeletionPolicy", placeOf(policy).Node("Delete"))
		default:
			m.fail(policy, "'RetentionPolicy' must be one of the following options: ['Retain', 'Delete'].")
		}
	}
	if c := m.get("CompatibleArchitectures"); isList(c) {
		for _, e := range c.List {
			if !isCall(e) && !oneOf(e, "arm64", "x86_64") {
				m.fail(e, "CompatibleArchitectures needs to be a list of 'x86_64' or 'arm64'")
			}
		}
	}
	for _, name := range []string{"DependsOn", "Condition", "UpdatePolicy"} {
		put(hash, name, get(m.source, name))
	}
	id := m.id + hashed(m.Object(m.id, hash))
	m.renamed[m.id] = id
	r := m.add(m.resource(id, "AWS::Lambda::LayerVersion", attributes, "Content", m.location(m.get("ContentUri"), "ContentUri", "S3Bucket", "S3Key", "S3ObjectVersion")))
	r.dependsOn = get(m.source, "DependsOn")
	r.set("LayerName", firstOf(orNil(m.get("LayerName")), m.Node(m.id)))
	for _, name := range []string{"Description", "CompatibleArchitectures", "CompatibleRuntimes", "LicenseInfo"} {
		r.set(name, m.get(name))
	}
}

// application makes an AWS::CloudFormation::Stack. Of an application in the
// Serverless Application Repository the template is not known.
func (m *macro) application() {
	r := m.resource(m.id, "AWS::CloudFormation::Stack", m.passed())
	r.dependsOn = get(m.source, "DependsOn")
	m.add(r)
	for _, name := range []string{"Parameters", "NotificationARNs", "TimeoutInMinutes"} {
		r.set(name, m.get(name))
	}
	location := m.get("Location")
	from := m.Object()
	r.set("TemplateURL", location)
	if isMap(location) && !isCall(location) {
		app, version := m.lookUp(get(location, "ApplicationId")), m.lookUp(get(location, "SemanticVersion"))
		if app == nil {
			m.fail(location, "Resource is missing the required [ApplicationId] property.")
		} else if version == nil {
			m.fail(location, "Resource is missing the required [SemanticVersion] property.")
		}
		p := placeOf(location)
		from = p.Object("serverlessrepo:applicationId", app, "serverlessrepo:semanticVersion", version)
		r.set("TemplateURL", p.Node("serverlessrepo:"+textOf(app)+"@"+textOf(version)))
	}
	tags := m.ownTags()
	if len(from.Keys) > 0 {
		tags = m.tags(m.Object("lambda:createdBy", "SAM"), from, m.get("Tags"))
	}
	r.set("Tags", tags)
}

// capacityProvider makes an AWS::Lambda::CapacityProvider with the role that
// operates its instances.
func (m *macro) capacityProvider() {
	tags := m.Object()
	if t := m.get("Tags"); isMap(t) {
		tags = shallow(t)
	}
	tags.Set("lambda:createdBy", m.Node("SAM"))
	role := m.get("OperatorRole")
	if !given(role) {
		of := m.Object("lambda:createdBy", "SAM")
		if given(m.get("PropagateTags")) && isMap(m.get("Tags")) {
			for i, k := range m.get("Tags").Keys {
				of.Set(k.Name, m.get("Tags").List[i])
			}
		}
		m.add(m.resource(m.id+"OperatorRole", "AWS::IAM::Role", m.passed(), "AssumeRolePolicyDocument", m.assumedBy("lambda.amazonaws.com"),
			"ManagedPolicyArns", m.List(m.managedPolicy("AWSLambdaManagedEC2ResourceOperator")), "Tags", m.tags(of)))
		role = m.Attribute(m.id+"OperatorRole", "Arn")
	}
	r := m.main("AWS::Lambda::CapacityProvider")
	vpc, machines, scaling := m.get("VpcConfig"), m.get("InstanceRequirements"), m.get("ScalingConfig")
	if get(vpc, "SubnetIds") == nil {
		m.fail(vpc, "Property 'VpcConfig.SubnetIds' is required.")
	}
	if get(machines, "AllowedTypes") != nil && get(machines, "ExcludedTypes") != nil {
		m.fail(machines, "Cannot specify 'InstanceRequirements.AllowedTypes' and 'InstanceRequirements.ExcludedTypes' together.")
	}
	r.set("CapacityProviderName", m.get("CapacityProviderName"))
	r.set("VpcConfig", placeOf(vpc).Object("SubnetIds", get(vpc, "SubnetIds"), "SecurityGroupIds", get(vpc, "SecurityGroupIds")))
	r.set("PermissionsConfig", m.Object("CapacityProviderOperatorRoleArn", role))
	r.set("Tags", m.tags(tags))
	if given(machines) {
		r.set("InstanceRequirements", placeOf(machines).Object("Architectures", get(machines, "Architectures"),
			"AllowedInstanceTypes", get(machines, "AllowedTypes"), "ExcludedInstanceTypes", get(machines, "ExcludedTypes")))
	}
	if given(scaling) {
		p := placeOf(scaling)
		c := p.Object("MaxVCpuCount", get(scaling, "MaxVCpuCount"), "ScalingMode", "Auto")
		if use := get(scaling, "AverageCPUUtilization"); use != nil {
			c.Set("ScalingMode", p.Node("Manual"))
			c.Set("ScalingPolicies", p.List(p.Object("PredefinedMetricType", "LambdaCapacityProviderAverageCPUUtilization", "TargetValue", use)))
		}
		r.set("CapacityProviderScalingConfig", c)
	}
	r.set("KmsKeyArn", m.get("KmsKeyArn"))
}
