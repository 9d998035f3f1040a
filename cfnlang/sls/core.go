package sls

import (
	"slices"
	"strings"

	"bailiwick/cfnlang"
)

const deploymentBucket = "ServerlessDeploymentBucket"

// ownBucket returns the bucket that code is put into, nil if the framework
// makes one.
func (s *service) ownBucket() *Node {
	n := get(s.provider, "deploymentBucket")
	if isMap(n) {
		n = get(n, "name")
	}
	return firstOf(n)
}

// core makes the bucket that code is put into, with a policy that wants TLS.
// Version 4 puts the code of all services of an account into one bucket, which
// no service declares.
func (s *service) core() {
	config := get(s.provider, "deploymentBucket")
	if s.ownBucket() != nil || s.version() >= 4 {
		return
	}
	p := s.place
	if config != nil {
		p = cfnlang.PlaceOf(config)
	}
	properties := p.Object("BucketEncryption", p.Object("ServerSideEncryptionConfiguration", p.List(
		p.Object("ServerSideEncryptionByDefault", p.Object("SSEAlgorithm", "AES256")))))
	if isMap(config) {
		put(properties, "Tags", tagList(p, get(config, "tags")))
		if given(get(config, "blockPublicAccess")) {
			properties.Set("PublicAccessBlockConfiguration", p.Object(
				"BlockPublicAcls", true, "BlockPublicPolicy", true, "IgnorePublicAcls", true, "RestrictPublicBuckets", true))
		}
		if given(get(config, "versioning")) {
			properties.Set("VersioningConfiguration", p.Object("Status", "Enabled"))
		}
	}
	s.add(p, deploymentBucket, "AWS::S3::Bucket", properties)
	s.outputs.Set(deploymentBucket+"Name", p.Object("Value", p.Ref(deploymentBucket)))
	if isMap(config) && given(get(config, "skipPolicySetup")) {
		return
	}
	arn := func(end ...any) *Node {
		return p.Object("Fn::Join", p.List("", p.List(append([]any{"arn:", p.Ref("AWS::Partition"), ":s3:::", p.Ref(deploymentBucket)}, end...)...)))
	}
	s.add(p, deploymentBucket+"Policy", "AWS::S3::BucketPolicy", p.Object(
		"Bucket", p.Ref(deploymentBucket), "PolicyDocument", p.Object("Statement", p.List(p.Object(
			"Action", "s3:*", "Effect", "Deny", "Principal", "*", "Resource", p.List(arn("/*"), arn()),
			"Condition", p.Object("Bool", p.Object("aws:SecureTransport", false)))))))
}

// version returns the first number of the framework's version that the service
// asks for, 0 if it asks for none.
func (s *service) version() int {
	text, _ := s.lookup(s.root, "frameworkVersion").Literal()
	for _, c := range text {
		if c >= '0' && c <= '9' {
			return int(c - '0')
		}
	}
	return 0
}

// layers makes the layers of the service, and lets others use them.
func (s *service) layers() {
	all := s.lookup(s.root, "layers")
	if opaque(all) {
		s.gap(all.At, "layers are not known: "+reason(all))
		return
	}
	if !isMap(all) {
		return
	}
	for i, k := range all.Keys {
		n, p := all.List[i], cfnlang.Place(k.At)
		if k.Name == cfnlang.Unread || opaque(n) {
			s.gap(k.At, "layers are not known: "+reason(n))
			continue
		}
		id := normal(k.Name) + "LambdaLayer"
		stage, _ := s.stageName.Literal()
		properties := p.Object(
			"Content", p.Object("S3Bucket", firstOf(s.ownBucket(), p.Ref(deploymentBucket)), "S3Key", "serverless/"+textOf(s.name)+"/"+stage+"/"+k.Name+".zip"),
			"LayerName", firstOf(get(n, "name"), p.Node(k.Name)))
		for _, m := range [][2]string{
			{"description", "Description"}, {"compatibleRuntimes", "CompatibleRuntimes"}, {"compatibleArchitectures", "CompatibleArchitectures"}, {"licenseInfo", "LicenseInfo"},
		} {
			put(properties, m[1], firstOf(get(n, m[0])))
		}
		made := s.add(p, id, "AWS::Lambda::LayerVersion", properties)
		if given(get(n, "retain")) {
			made.Set("DeletionPolicy", p.Node("Retain"))
		}
		for _, account := range elements(get(n, "allowedAccounts")) {
			p := cfnlang.PlaceOf(account)
			s.add(p, normal(k.Name)+alphanumeric(strings.ReplaceAll(textOf(account), "*", "Wild"))+"LambdaLayerPermission", "AWS::Lambda::LayerVersionPermission",
				p.Object("Action", "lambda:GetLayerVersion", "LayerVersionArn", p.Ref(id), "Principal", account))
		}
		s.outputs.Set(id+"QualifiedArn", p.Object("Description", "Current Lambda layer version", "Value", p.Ref(id)))
	}
}

// merged returns the template: what the framework makes, and over it what the
// service itself declares.
func (s *service) merged() *Node {
	at := s.root.At
	made := cfnlang.NewMap(at)
	put(made, "Parameters", s.parameters)
	made.Set("Resources", s.resources)
	made.Set("Outputs", s.outputs)
	var own *Node
	for _, n := range elements(s.lookup(s.root, "resources")) {
		switch {
		case opaque(n):
			s.gap(n.At, "resources are not known: "+reason(n))
		case n.Kind == cfnlang.Map:
			own = merged(own, n)
		case n.Kind != cfnlang.Null:
			s.problem(n.At, "resources is a "+n.Kind.String()+", not a map", "what it declares is in no count", "write a map with Resources")
			s.gap(n.At, "resources are not known: they are no map")
		}
	}
	if own == nil {
		return made
	}
	for i, k := range own.Keys {
		n := own.List[i]
		switch k.Name {
		case "Resources":
			s.declared(n)
		case "extensions":
			s.extend(n)
		case "Parameters", "Outputs":
			made.Set(k.Name, merged(made.Get(k.Name), n))
		case cfnlang.Unread:
			s.gap(k.At, "resources are not known: "+reason(n))
		default:
			made.Set(k.Name, n)
		}
	}
	return made
}

// declared enters the service's own resources, over those that the framework
// makes.
func (s *service) declared(all *Node) {
	switch {
	case opaque(all):
		s.gap(all.At, "resources are not known: "+reason(all))
		return
	case all.Kind == cfnlang.List: // as an error of hand, lists of resources come up
		for _, n := range all.List {
			s.declared(n)
		}
		return
	case all.Kind != cfnlang.Map:
		return
	}
	for i, k := range all.Keys {
		n := all.List[i]
		if before := s.made(k.Name); before != nil {
			at := s.resources.Keys[s.ids[k.Name]]
			s.put(k.Name, at, merged(before, n))
			continue
		}
		if strings.HasPrefix(k.Name, "Fn::") {
			s.resources.Keys, s.resources.List = append(s.resources.Keys, k), append(s.resources.List, n)
			continue
		}
		s.put(k.Name, k, n)
	}
}

// extend changes resources of the template as extensions say. Properties
// replace those of the name.
func (s *service) extend(all *Node) {
	if opaque(all) {
		s.changed = "extensions, which are not known,"
		return
	}
	if !isMap(all) {
		return
	}
	for i, k := range all.Keys {
		before := s.made(k.Name)
		if before == nil {
			s.problem(k.At, "there is no resource "+k.Name+" that could be extended", "the framework refuses it", "correct the name")
			continue
		}
		out := cfnlang.NewMap(before.At)
		out.Keys, out.List = slices.Clone(before.Keys), slices.Clone(before.List)
		if opaque(all.List[i]) {
			out.Set("Properties", cfnlang.NewUnknown(reason(all.List[i]), all.List[i].At))
		} else {
			for j, m := range all.List[i].Keys {
				out.Set(m.Name, extended(m.Name, out.Get(m.Name), all.List[i].List[j]))
			}
		}
		s.put(k.Name, s.resources.Keys[s.ids[k.Name]], out)
	}
}

func extended(name string, before, n *Node) *Node {
	if name != "Properties" && name != "Metadata" || !isMap(before) || !isMap(n) {
		return n
	}
	out := cfnlang.NewMap(before.At)
	out.Keys, out.List = slices.Clone(before.Keys), slices.Clone(before.List)
	for i, k := range n.Keys {
		out.Set(k.Name, n.List[i])
	}
	return out
}

// stackTags returns the tags that the deployment gives to the stack: that of
// the stage, and provider.stackTags.
func (s *service) stackTags() *Node {
	p := s.place
	return merged(p.Object("STAGE", s.stageName), get(s.provider, "stackTags"))
}

// place of a key, for what is made of it.
func placeOfKey(k cfnlang.Key) cfnlang.Place { return cfnlang.Place(k.At) }
