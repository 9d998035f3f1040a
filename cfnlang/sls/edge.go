package sls

import (
	"net/url"
	"slices"
	"strings"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

const distributionID = "CloudFrontDistribution"

// optimized is AWS's cache policy Managed-CachingOptimized.
const optimized = "658327ea-f89d-4fab-a63d-7e88639e58f6"

// A distribution is that of CloudFront which calls functions at its edge.
type distribution struct {
	*service
	cfnlang.Place
	origins   []*Node
	byOrigin  map[string]int // of origins, by id
	first     string         // id of the default origin, "" if none is said to be
	firstID   string         // of the first origin
	behaviors []*behavior
	byPath    map[string]*behavior
	patterns  map[string]bool
}

// A behavior is what the distribution does with requests for a path.
type behavior struct {
	node   *Node
	events map[string]bool
}

// edge makes the distribution of events of the kind cloudFront.
func (s *service) edge(all []*event) {
	d := &distribution{service: s, Place: all[0].Place, byOrigin: make(map[string]int), byPath: make(map[string]*behavior), patterns: make(map[string]bool)}
	if text, ok := s.region(s.root.At).Literal(); ok && text != "us-east-1" {
		s.problem(all[0].node.At, "functions of CloudFront are deployed to "+text, "the framework refuses it", "set provider.region to us-east-1")
	}
	s.cachePolicies()
	for _, e := range all {
		d.event(e)
	}
	if len(d.behaviors) == 0 {
		return
	}
	s.atEdge(d.Place)
	d.add(d.Place, distributionID, "AWS::CloudFront::Distribution", d.Object("DistributionConfig", d.config()))
	s.outputs.Set(distributionID, d.Object("Description", "CloudFront Distribution Id", "Value", d.Ref(distributionID)))
	s.outputs.Set(distributionID+"DomainName", d.Object("Description", "CloudFront Distribution Domain Name", "Value", d.Attribute(distributionID, "DomainName")))
}

// cachePolicies makes those that the provider declares.
func (s *service) cachePolicies() {
	all := get(s.provider, "cloudFront", "cachePolicies")
	if !isMap(all) {
		return
	}
	for i, k := range all.Keys {
		p := placeOfKey(k)
		config := all.List[i]
		if isMap(config) {
			config = overridden(config, p.Object("Name", s.prefixed(p, k.Name)))
		}
		s.add(p, "CloudFrontCachePolicy"+normal(k.Name), "AWS::CloudFront::CachePolicy", p.Object("CachePolicyConfig", config))
	}
}

// event makes what an event needs: its origin, its behavior, and the function
// as one that runs at the edge.
func (d *distribution) event(e *event) {
	if !isMap(e.node) {
		d.refuse(e.node.At, "an event cloudFront of the function "+e.key+" is a "+e.node.Kind.String()+", not a map", "write a map with eventType and origin")
		return
	}
	version := d.versioned(e)
	origin, id := d.origin(e)
	if origin == nil {
		d.refuse(e.node.At, "an event cloudFront of the function "+e.key+" has no origin", "set origin")
		return
	}
	if i, ok := d.byOrigin[id]; ok {
		d.origins[i] = extendedDeep(d.origins[i], origin)
	} else {
		if d.byOrigin[id] = len(d.origins); len(d.origins) == 0 {
			d.firstID = id
		}
		d.origins = append(d.origins, origin)
	}
	if given(e.get("isDefaultOrigin")) {
		if d.first != "" && d.first != id {
			d.problem(e.node.At, "more than one origin is the default", "the framework refuses it", "keep isDefaultOrigin at one of them")
		}
		d.first = id
	}
	d.behave(e, id, version)
	d.add(e.Place, e.function.id+"InvokePermission", "AWS::Lambda::Permission", e.Object(
		"FunctionName", e.Ref(version), "Action", "lambda:InvokeFunction", "Principal", "edgelambda.amazonaws.com",
		"SourceArn", e.Object("Fn::Join", e.List("", e.List("", "arn:", e.Ref("AWS::Partition"), ":cloudfront::", e.Ref("AWS::AccountId"), ":distribution/", e.Ref(distributionID))))))
}

// atEdgeMost are the megabytes and seconds that a function at the edge may
// have: for requests and responses of the origin, and of the viewer.
var atEdgeMost = map[bool][2]int{true: {10240, 30}, false: {128, 5}}

// versioned makes the event's function one that may run at the edge: it has a
// version, no environment and no VPC. It returns the version's logical id.
func (d *distribution) versioned(e *event) string {
	f := e.function
	n := d.made(f.id)
	properties := n.Get("Properties")
	kind := e.get("eventType")
	most := atEdgeMost[strings.HasPrefix(textOf(kind), "origin-")]
	for i, m := range [][2]string{{"memorySize", "MemorySize"}, {"timeout", "Timeout"}} {
		own := f.get(m[0])
		if !given(own) {
			properties.Set(m[1], f.Node([]int{128, 5}[i]))
		} else if v, ok := number(own); ok && v > most[i] && !opaque(kind) {
			d.problem(own.At, "the function "+f.key+" has more "+m[0]+" than one may at the edge", "the framework refuses it", "lower it")
		}
	}
	drop(properties, "VpcConfig")
	drop(properties, "Environment")
	n.Set("DeletionPolicy", f.Node("Retain"))
	id := normal(f.key) + "LambdaVersion"
	if d.made(id) == nil {
		d.add(f.Place, id, "AWS::Lambda::Version", f.Object("FunctionName", f.Ref(f.id), "Description", firstOf(f.get("description"))))
		d.outputs.Set(f.id+"QualifiedArn", f.Object("Description", "Current Lambda function version", "Value", f.Ref(id)))
	}
	d.made(id).Set("DeletionPolicy", f.Node("Retain"))
	return id
}

// origin returns the origin of an event and its id, nil if it has none.
func (d *distribution) origin(e *event) (*Node, string) {
	n := e.get("origin")
	p := cfnlang.PlaceOf(n)
	out := p.Object()
	switch {
	case opaque(n):
		id := "custom/" + rendered(n)
		return cfnlang.NewUnknown("the origin is not known: "+reason(n), n.At), id
	case isMap(n) && get(n, "DomainName") != nil:
		out = overridden(out, n)
	case n != nil && n.Kind == cfnlang.String && n.Text != "":
		u, err := url.Parse(n.Text)
		if err != nil {
			return nil, ""
		}
		out.Set("DomainName", p.Node(u.Hostname()))
		if len(u.Path) > 1 {
			out.Set("OriginPath", p.Node(u.EscapedPath()))
		}
		if u.Scheme == "s3" {
			out.Set("S3OriginConfig", p.Object())
		} else {
			out.Set("CustomOriginConfig", p.Object("OriginProtocolPolicy", "match-viewer"))
		}
	default:
		return nil, ""
	}
	id := "custom/"
	if given(out.Get("S3OriginConfig")) {
		id = "s3/"
	}
	if domain, ok := out.Get("DomainName").Literal(); ok {
		id += domain
	} else {
		id += alphanumeric(rendered(out.Get("DomainName")))
	}
	id += textOf(firstOf(out.Get("OriginPath")))
	out.Set("Id", p.Node(id))
	return out, id
}

// behave says what the distribution does with requests for the path of an
// event.
func (d *distribution) behave(e *event, origin, version string) {
	out := e.Object("ViewerProtocolPolicy", "allow-all")
	own := e.get("behavior")
	if isMap(own) {
		out = overridden(out, own)
	}
	cached := given(out.Get("CachePolicyId"))
	for _, m := range []string{"ForwardedValues", "MaxTTL", "MinTTL", "DefaultTTL"} {
		cached = cached || out.Get(m) != nil
	}
	switch policy := e.get("cachePolicy"); {
	case given(get(policy, "id")):
		out.Set("CachePolicyId", get(policy, "id"))
	case given(policy):
		name := get(policy, "name")
		out.Set("CachePolicyId", cfnlang.NewUnknown("the cache policy is not known", policy.At))
		if text, ok := name.Literal(); ok && d.made("CloudFrontCachePolicy"+normal(text)) != nil {
			out.Set("CachePolicyId", e.Ref("CloudFrontCachePolicy"+normal(text)))
		} else if !opaque(name) && !opaque(get(d.provider, "cloudFront", "cachePolicies")) {
			d.problem(policy.At, "the cache policy of an event of the function "+e.key+" is none of provider.cloudFront.cachePolicies", "the framework refuses it", "declare it there")
		}
	case !cached && !opaque(own):
		out.Set("CachePolicyId", e.Node(optimized))
	}
	association := e.Object("EventType", e.get("eventType"), "LambdaFunctionARN", e.Ref(version), "IncludeBody", e.get("includeBody"))
	out.Set("TargetOriginId", e.Node(origin))
	pattern := e.get("pathPattern")
	put(out, "PathPattern", firstOf(pattern))
	if opaque(own) {
		out = cfnlang.NewUnknown("what is done with requests is not known: "+reason(own), own.At)
	}
	key := rendered(pattern) + "\x00" + origin
	b := d.byPath[key]
	if b == nil {
		if d.patterns[rendered(pattern)] {
			d.problem(e.node.At, "more than one behavior is for the path "+textOf(pattern), "the framework refuses it", "keep one of them")
		}
		d.patterns[rendered(pattern)] = true
		b = &behavior{node: out, events: make(map[string]bool)}
		d.byPath[key] = b
		d.behaviors = append(d.behaviors, b)
		if isMap(out) {
			out.Set("LambdaFunctionAssociations", e.List(association))
		}
	} else if isMap(out) && isMap(b.node) {
		b.node = extendedDeep(b.node, out)
		list := b.node.Get("LambdaFunctionAssociations")
		list.List = append(list.List, association)
	}
	on, known := e.get("eventType").Literal()
	if known && b.events[on] {
		d.problem(e.node.At, "two functions are called on the same event of one path", "the framework refuses it", "remove one of them")
	}
	b.events[on] = true
}

// config returns what the distribution is made with.
func (d *distribution) config() *Node {
	bare := func(b *behavior) bool { return isMap(b.node) && b.node.Get("PathPattern") == nil || opaque(b.node) }
	slices.SortStableFunc(d.behaviors, func(a, b *behavior) int {
		switch {
		case bare(a) == bare(b):
			return 0
		case bare(a):
			return -1
		}
		return 1
	})
	var others []*Node
	for _, b := range d.behaviors {
		others = append(others, b.node)
	}
	first := others[0]
	if bare(d.behaviors[0]) {
		others = others[1:]
	} else {
		origin := d.first
		if origin == "" {
			if len(d.origins) > 1 {
				d.problem(value.Origin(d.Place), "no origin is the default", "the framework refuses it", "set isDefaultOrigin at one event")
			}
			origin = d.firstID
		}
		first = overridden(d.Object(), first)
		drop(first, "PathPattern")
		drop(first, "LambdaFunctionAssociations")
		first.Set("TargetOriginId", d.Node(origin))
	}
	comment := joined(value.Origin(d.Place), d.name, d.Node(" "), d.stageName)
	out := d.Object("Comment", comment, "Enabled", true, "DefaultCacheBehavior", first, "Origins", d.origins)
	if len(others) > 0 {
		out.Set("CacheBehaviors", d.Node(others))
	}
	return out
}

// atEdge lets the shared role be that of functions at the edge, which write
// their logs in the region where they run.
func (s *service) atEdge(p cfnlang.Place) {
	if s.role == nil {
		return
	}
	for _, st := range elements(get(s.role.properties, "AssumeRolePolicyDocument", "Statement")) {
		if services := get(st, "Principal", "Service"); services != nil && services.Kind == cfnlang.List && among(services.List, p.Node("lambda.amazonaws.com")) {
			services.List = append(services.List, p.Node("edgelambda.amazonaws.com"))
			break
		}
	}
	s.role.allow(p, []string{"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "logs:TagResource"}, p.List(p.Sub("arn:${AWS::Partition}:logs:*:*:*")))
}
