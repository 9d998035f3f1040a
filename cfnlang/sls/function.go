package sls

import (
	"path"
	"strings"

	"bailiwick/cfnlang"
)

// lambda makes a function and what belongs to it: its versions, its alias, its
// URL, and what becomes of asynchronous calls.
func (s *service) lambda(f *function) {
	properties := f.Object()
	if why := opaqueFunction(f); why != nil {
		s.add(f.Place, f.id, "AWS::Lambda::Function", why)
		s.gap(why.At, "what the function "+f.key+" is called by is not known: "+reason(why))
		return
	}
	var depends []string
	if !given(f.get("disableLogs")) {
		depends = append(depends, normal(f.key)+"LogGroup")
	}
	s.code(f, properties)
	put(properties, "FunctionName", f.name)
	put(properties, "MemorySize", firstOf(s.either(f, "memorySize"), f.Node(1024)))
	put(properties, "Timeout", firstOf(s.either(f, "timeout"), f.Node(6)))
	if a := s.either(f, "architecture"); a != nil {
		properties.Set("Architectures", cfnlang.PlaceOf(a).List(a))
	}
	put(properties, "Description", firstOf(f.get("description")))
	put(properties, "Tags", tagList(f.Place, get(s.provider, "tags"), f.get("tags")))
	if size := f.get("ephemeralStorageSize"); given(size) {
		properties.Set("EphemeralStorage", cfnlang.PlaceOf(size).Object("Size", size))
	}
	s.deadLetters(f, properties)
	s.encryption(f, properties)
	s.tracing(f, properties)
	s.environment(f, properties)
	s.giveRole(f, properties, &depends)
	s.network(f, properties)
	s.fileSystem(f, properties)
	put(properties, "ReservedConcurrentExecutions", f.get("reservedConcurrency"))
	put(properties, "Layers", firstOf(f.get("layers"), get(s.provider, "layers")))
	s.logging(f, properties)
	for _, d := range elements(f.get("dependsOn")) {
		depends = append(depends, textOf(d))
	}
	n := s.add(f.Place, f.id, "AWS::Lambda::Function", properties)
	put(n, "Condition", f.get("condition"))
	if len(depends) > 0 {
		n.Set("DependsOn", f.Node(depends))
	}
	s.versions(f, properties)
	s.url(f)
	s.asynchronous(f)
}

// opaqueFunction returns the configuration of a function that could not be
// read, nil if it was.
func opaqueFunction(f *function) *Node {
	if opaque(f.node) {
		return cfnlang.NewUnknown(reason(f.node), f.node.At)
	}
	return nil
}

// code sets what the function runs.
func (s *service) code(f *function, properties *Node) {
	image := f.get("image")
	if !given(image) {
		handler := f.get("handler")
		if handler == nil {
			s.problem(f.node.At, "the function "+f.key+" has neither handler nor image", "the framework refuses it", "give it a handler")
		}
		put(properties, "Handler", handler)
		bucket := firstOf(s.ownBucket(), f.Ref(deploymentBucket))
		archive := textOf(s.name) + ".zip"
		if artifact := firstOf(f.get("package", "artifact"), get(s.lookup(s.root, "package"), "artifact")); artifact != nil {
			archive = path.Base(textOf(artifact))
		} else if given(f.get("package", "individually")) || given(get(s.lookup(s.root, "package"), "individually")) {
			archive = f.key + ".zip"
		}
		stage, _ := s.stageName.Literal()
		properties.Set("Code", f.Object("S3Bucket", bucket, "S3Key", "serverless/"+textOf(s.name)+"/"+stage+"/"+archive))
		properties.Set("Runtime", s.runtime(f))
		s.runtimeManagement(f, properties)
		return
	}
	p := cfnlang.PlaceOf(image)
	properties.Set("Code", p.Object("ImageUri", s.imageURI(image)))
	properties.Set("PackageType", p.Node("Image"))
	if !isMap(image) {
		return
	}
	config := p.Object()
	put(config, "Command", firstOf(get(image, "command")))
	put(config, "EntryPoint", firstOf(get(image, "entryPoint")))
	put(config, "WorkingDirectory", firstOf(get(image, "workingDirectory")))
	if len(config.Keys) > 0 {
		properties.Set("ImageConfig", config)
	}
}

// imageURI returns the URI of a function's image: its own, or that of one which
// the framework builds and puts into a repository of its own.
func (s *service) imageURI(image *Node) *Node {
	name := image
	if isMap(image) {
		if uri := get(image, "uri"); given(uri) {
			return uri
		}
		name = get(image, "name")
	}
	text, ok := name.Literal()
	if !ok && name != nil {
		return name
	}
	if strings.Contains(text, "/") {
		return name
	}
	built := get(s.provider, "ecr", "images", text)
	if uri := firstOf(get(built, "uri")); uri != nil {
		return uri
	}
	if built != nil && built.Kind == cfnlang.String {
		return built
	}
	return cfnlang.NewUnknown("the image "+text+" is built when the service is deployed", image.At)
}

// runtime returns the runtime of a function. Without one the framework takes
// the Node.js of its day.
func (s *service) runtime(f *function) *Node {
	if r := s.either(f, "runtime"); r != nil {
		return r
	}
	return cfnlang.NewUnknown("no runtime is set: the framework's version decides", f.node.At)
}

// runtimeManagement says when the runtime is updated.
func (s *service) runtimeManagement(f *function, properties *Node) {
	n := s.either(f, "runtimeManagement")
	if n == nil {
		return
	}
	p := cfnlang.PlaceOf(n)
	mode := n
	if isMap(n) {
		mode = get(n, "mode")
	}
	switch text, ok := mode.Literal(); {
	case !ok && mode != nil:
		properties.Set("RuntimeManagementConfig", cfnlang.NewUnknown(reason(mode), n.At))
	case text == "onFunctionUpdate":
		properties.Set("RuntimeManagementConfig", p.Object("UpdateRuntimeOn", "FunctionUpdate"))
	case text == "manual":
		properties.Set("RuntimeManagementConfig", p.Object("UpdateRuntimeOn", "Manual", "RuntimeVersionArn", get(n, "arn")))
	}
}

func (s *service) deadLetters(f *function, properties *Node) {
	to := f.get("onError")
	if !given(to) {
		return
	}
	p := cfnlang.PlaceOf(to)
	properties.Set("DeadLetterConfig", p.Object("TargetArn", to))
	if to.Kind == cfnlang.String {
		s.role.allow(p, []string{"sns:Publish"}, p.List(to))
	}
}

func (s *service) encryption(f *function, properties *Node) {
	key := s.either(f, "kmsKeyArn")
	if key == nil {
		return
	}
	properties.Set("KmsKeyArn", key)
	if key.Kind == cfnlang.String {
		s.role.allowOnce(cfnlang.PlaceOf(key), []string{"kms:Decrypt"}, key)
	}
}

func (s *service) tracing(f *function, properties *Node) {
	mode := firstOf(f.get("tracing"), get(s.provider, "tracing", "lambda"))
	if mode == nil {
		return
	}
	p := cfnlang.PlaceOf(mode)
	if mode.Kind == cfnlang.Bool {
		mode = p.Node("Active")
	}
	properties.Set("TracingConfig", p.Object("Mode", mode))
	s.role.allowOnce(p, []string{"xray:PutTraceSegments", "xray:PutTelemetryRecords"}, p.Node("*"))
}

// environment sets the environment variables: the function's own over the
// provider's.
func (s *service) environment(f *function, properties *Node) {
	own, shared := f.get("environment"), get(s.provider, "environment")
	if own == nil && shared == nil {
		return
	}
	for _, n := range []*Node{own, shared} {
		if opaque(n) {
			properties.Set("Environment", cfnlang.NewUnknown(reason(n), n.At))
			return
		}
	}
	variables := cfnlang.NewMap(s.place.Node("").At)
	for _, of := range []*Node{shared, own} {
		if !isMap(of) {
			continue
		}
		variables.At = of.At
		for i, k := range of.Keys {
			variables.Set(k.Name, of.List[i])
			for at := range variables.Keys {
				if variables.Keys[at].Name == k.Name {
					variables.Keys[at].At = k.At
				}
			}
		}
	}
	properties.Set("Environment", cfnlang.Place(variables.At).Object("Variables", variables))
}

// network puts the function into the VPC that it, or the provider, names.
func (s *service) network(f *function, properties *Node) {
	own := f.node.Get("vpc")
	if own != nil && own.Kind == cfnlang.Null || negative(own) {
		return
	}
	shared := get(s.provider, "vpc")
	groups := firstOf(get(own, "securityGroupIds"), get(shared, "securityGroupIds"))
	subnets := firstOf(get(own, "subnetIds"), get(shared, "subnetIds"))
	if groups != nil && subnets != nil {
		at := firstOf(own, shared)
		config := cfnlang.PlaceOf(at).Object("SecurityGroupIds", groups, "SubnetIds", subnets)
		put(config, "Ipv6AllowedForDualStack", firstOf(get(own, "ipv6AllowedForDualStack"), get(shared, "ipv6AllowedForDualStack")))
		properties.Set("VpcConfig", config)
	}
}

func (s *service) fileSystem(f *function, properties *Node) {
	n := f.get("fileSystemConfig")
	if !given(n) {
		return
	}
	p := cfnlang.PlaceOf(n)
	access := get(n, "arn")
	if access == nil {
		s.refuse(n.At, "the fileSystemConfig of the function "+f.key+" has no arn", "add the ARN of an access point")
		access = cfnlang.NewUnknown("it has no arn", n.At)
	}
	s.role.allow(p, []string{"elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"}, p.List(access))
	properties.Set("FileSystemConfigs", p.List(p.Object("Arn", access, "LocalMountPath", get(n, "localMountPath"))))
}

// logging sets the format and the log group (Serverless Framework 4,
// functions.logs and provider.logs.lambda).
func (s *service) logging(f *function, properties *Node) {
	config := f.Object()
	for _, m := range [][2]string{
		{"logFormat", "LogFormat"}, {"applicationLogLevel", "ApplicationLogLevel"}, {"systemLogLevel", "SystemLogLevel"}, {"logGroup", "LogGroup"},
	} {
		put(config, m[1], firstOf(f.get("logs", m[0]), get(s.provider, "logs", "lambda", m[0])))
	}
	if len(config.Keys) > 0 {
		config.At = config.List[0].At
		properties.Set("LoggingConfig", config)
	}
}

// logGroups makes the log group of each function.
func (s *service) logGroups() {
	for _, f := range s.functions {
		if opaque(f.node) || given(f.get("disableLogs")) {
			continue
		}
		properties := f.Object("LogGroupName", joined(f.node.At, f.Node("/aws/lambda/"), f.name))
		put(properties, "RetentionInDays", s.either(f, "logRetentionInDays"))
		put(properties, "DataProtectionPolicy", s.either(f, "logDataProtectionPolicy"))
		s.add(f.Place, normal(f.key)+"LogGroup", "AWS::Logs::LogGroup", properties)
	}
}
