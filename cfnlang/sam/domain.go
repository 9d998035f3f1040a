package sam

import (
	"regexp"
	"strings"
)

// restDomain makes the custom domain of a REST API.
func (m *macro) restDomain(c *Node) {
	if c == nil {
		return
	}
	p := placeOf(c)
	name, certificate, kind := get(c, "DomainName"), get(c, "CertificateArn"), get(c, "EndpointConfiguration")
	switch {
	case name == nil:
		m.fail(c, "Property 'Domain.DomainName' is required.")
		return
	case certificate == nil:
		m.fail(c, "Property 'Domain.CertificateArn' is required.")
		return
	case kind != nil && !oneOf(kind, "EDGE", "REGIONAL", "PRIVATE"):
		m.fail(kind, "EndpointConfiguration for Custom Domains must be one of ['EDGE', 'REGIONAL', 'PRIVATE'].")
		return
	case kind == nil:
		kind = p.Node("REGIONAL")
	}
	endpoint := p.Object("Types", p.List(kind), "IpAddressType", orNil(get(c, "IpAddressType")))
	private := textOf(kind) == "PRIVATE"
	id, resourceKind, suffix := "ApiGatewayDomainName", "AWS::ApiGateway::DomainName", ""
	if private {
		id, resourceKind, suffix = "ApiGatewayDomainNameV2", "AWS::ApiGateway::DomainNameV2", "V2"
	}
	id += hashed(name)
	d := p.resource(id, resourceKind, m.passed(), "DomainName", name, "EndpointConfiguration", endpoint,
		"SecurityPolicy", orNil(get(c, "SecurityPolicy")), "EndpointAccessMode", orNil(get(c, "EndpointAccessMode")))
	if textOf(kind) == "REGIONAL" {
		d.set("RegionalCertificateArn", certificate)
	} else {
		d.set("CertificateArn", certificate)
	}
	if private {
		d.set("Policy", orNil(get(c, "Policy")))
	} else {
		d.set("MutualTlsAuthentication", m.mutualTLS(get(c, "MutualTlsAuthentication")))
		d.set("OwnershipVerificationCertificateArn", orNil(get(c, "OwnershipVerificationCertificateArn")))
	}
	m.add(d)
	m.basePaths(c, id, suffix)
	if a := get(c, "AccessAssociation"); private && a != nil {
		endpointID := get(a, "VpcEndpointId")
		m.add(p.resource("DomainNameAccessAssociation"+hashed(p.List(firstOf(endpointID, p.Node("")), id)), "AWS::ApiGateway::DomainNameAccessAssociation", m.passed(),
			"DomainNameArn", p.Ref(id), "AccessAssociationSourceType", "VPCE", "AccessAssociationSource", endpointID))
	}
	m.records(c, id, textOf(kind), private)
}

func (m *macro) mutualTLS(c *Node) *Node {
	if !given(c) {
		return nil
	}
	if !isMap(c) {
		m.fail(c, "Property 'Domain.MutualTlsAuthentication' should be a map.")
		return nil
	}
	for _, k := range c.Keys {
		if k.Name != "TruststoreUri" && k.Name != "TruststoreVersion" {
			m.fail(c, "Available Domain.MutualTlsAuthentication fields are ['TruststoreUri', 'TruststoreVersion'].")
		}
	}
	return placeOf(c).Object("TruststoreUri", orNil(get(c, "TruststoreUri")), "TruststoreVersion", orNil(get(c, "TruststoreVersion")))
}

var notAlphanumeric = regexp.MustCompile(`[^0-9A-Za-z]`)

// basePaths maps the paths of a domain to the stage of the REST API.
func (m *macro) basePaths(c *Node, domain, suffix string) {
	p := placeOf(c)
	mapping := func(id string, path any) {
		r := p.resource(id, "AWS::ApiGateway::BasePathMapping"+suffix, m.passed(),
			"RestApiId", p.Ref(m.id), "Stage", p.Ref(m.id+".Stage"), "BasePath", path)
		if suffix == "" {
			r.set("DomainName", p.Ref(domain))
		} else {
			r.set("DomainNameArn", p.Ref(domain))
		}
		m.add(r)
	}
	paths := asList(orNil(get(c, "BasePath")))
	if paths == nil || isMap(get(c, "BasePath")) {
		mapping(m.id+"BasePathMapping", nil)
		return
	}
	for _, path := range paths.List {
		if !isText(path) {
			m.fail(path, "Property 'Domain.BasePath' should be a string.")
			return
		}
		plain := notAlphanumeric.ReplaceAllString(path.Text, "")
		as := plain
		if n := c.Get("NormalizeBasePath"); n != nil && !given(n) {
			as = path.Text
		}
		mapping(m.id+plain+"BasePathMapping", placeOf(path).Node(as))
	}
}

// records makes the records of Route 53 for a domain. Domains of one zone
// share a group.
func (m *macro) records(c *Node, domain, kind string, private bool) {
	route := get(c, "Route53")
	if route == nil {
		return
	}
	p := placeOf(route)
	zone, zoneName := get(route, "HostedZoneId"), get(route, "HostedZoneName")
	switch {
	case !isMap(route):
		m.fail(route, "Property 'Domain.Route53' should be a map.")
		return
	case zone == nil && zoneName == nil:
		m.fail(route, "HostedZoneId or HostedZoneName is required to enable Route53 support on Custom Domains.")
		return
	}
	id := "RecordSetGroup" + hashed(firstOf(orNil(zone), zoneName))
	alone := given(get(route, "SeparateRecordSetGroup"))
	if alone {
		if !isBool(get(route, "SeparateRecordSetGroup")) {
			m.fail(route, "Property 'Domain.Route53.SeparateRecordSetGroup' should be a boolean.")
		}
		id = "RecordSetGroup" + hashed(p.List(firstOf(orNil(zone), zoneName), get(c, "DomainName")))
	}
	group := m.groups[id]
	if group == nil || alone {
		group = p.resource(id, "AWS::Route53::RecordSetGroup", m.passed(), "HostedZoneId", zone, "HostedZoneName", zoneName, "RecordSets", p.List())
		if !alone {
			m.groups[id] = group
		}
	}
	target := p.Object("EvaluateTargetHealth", get(route, "EvaluateTargetHealth"))
	switch kind {
	case "REGIONAL":
		target.Set("HostedZoneId", p.Attribute(domain, "RegionalHostedZoneId")).Set("DNSName", p.Attribute(domain, "RegionalDomainName"))
	case "EDGE":
		target.Set("HostedZoneId", p.Node("Z2FDTNDATAQYW2"))
		target.Set("DNSName", firstOf(get(route, "DistributionDomainName"), p.Attribute(domain, "DistributionDomainName")))
	default:
		put(target, "HostedZoneId", get(route, "VpcEndpointHostedZoneId"))
		put(target, "DNSName", get(route, "VpcEndpointDomainName"))
	}
	sets := group.properties.Get("RecordSets")
	types := []string{"A"}
	if isTrue(get(route, "IpV6")) {
		types = append(types, "AAAA")
	}
	for _, t := range types {
		m.appended(sets, p, p.Object("Name", get(c, "DomainName"), "Type", t, "AliasTarget", target,
			"Region", get(route, "Region"), "SetIdentifier", get(route, "SetIdentifier")))
	}
	m.add(group)
}

// domainV2 makes the custom domain of an HTTP or WebSocket API.
func (m *macro) domainV2(c *Node, tag string) {
	if c == nil {
		return
	}
	p := placeOf(c)
	name, certificate, kind := get(c, "DomainName"), get(c, "CertificateArn"), get(c, "EndpointConfiguration")
	if name == nil || certificate == nil {
		m.fail(c, "Custom Domains only works if both DomainName and CertificateArn are provided.")
		return
	}
	if kind != nil && textOf(kind) != "REGIONAL" {
		m.fail(kind, "EndpointConfiguration for Custom Domains must be one of ['REGIONAL'].")
	}
	if tls := get(c, "MutualTlsAuthentication"); given(tls) && !isMap(tls) {
		m.fail(tls, "MutualTlsAuthentication must be a map with at least one of the following fields ['TruststoreUri', 'TruststoreVersion'].")
	}
	id := "ApiGatewayDomainNameV2" + hashed(name)
	m.add(p.resource(id, "AWS::ApiGatewayV2::DomainName", m.passed(), "DomainName", name,
		"DomainNameConfigurations", p.List(p.Object("CertificateArn", certificate, "EndpointType", firstOf(kind, p.Node("REGIONAL")),
			"OwnershipVerificationCertificateArn", orNil(get(c, "OwnershipVerificationCertificateArn")), "SecurityPolicy", orNil(get(c, "SecurityPolicy")))),
		"MutualTlsAuthentication", m.mutualTLS(get(c, "MutualTlsAuthentication")), "Tags", p.Object(tag, "SAM")))
	mapping := func(id string, path any) {
		m.add(p.resource(id, "AWS::ApiGatewayV2::ApiMapping", m.passed(), "DomainName", p.Ref("ApiGatewayDomainNameV2"+hashed(name)),
			"ApiId", p.Ref(m.id), "Stage", p.Ref(m.id+".Stage"), "ApiMappingKey", path))
	}
	paths := asList(orNil(get(c, "BasePath")))
	if paths == nil || isMap(get(c, "BasePath")) {
		mapping(m.id+"ApiMapping", nil)
	} else {
		for _, path := range paths.List {
			if !isText(path) {
				m.fail(path, "Basepath must be a string.")
			} else if regexp.MustCompile(`[^0-9a-zA-Z/\-_]`).MatchString(path.Text) {
				m.fail(path, "Invalid Basepath name provided.")
			}
			text := textOf(path)
			mapping(m.id+strings.NewReplacer("-", "", "_", "", "/", "").Replace(text)+"ApiMapping", placeOf(path).Node(strings.Trim(text, "/")))
		}
	}
	m.records(c, id, "REGIONAL", false)
}
