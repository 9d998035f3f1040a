package sls

import (
	"strings"

	"bailiwick/cfnlang"
)

// domains makes the domain names of serverless-domain-manager. The plug-in makes
// them by calls of AWS's API; here they are resources like others, since they
// are as the configuration says.
func (s *service) domains() {
	if !s.has("serverless-domain-manager") {
		return
	}
	all := flat(firstOf(get(s.custom, "customDomains"), s.place.List()))
	if one := get(s.custom, "customDomain"); given(one) {
		all = append(all, one)
	}
	for _, n := range all {
		if opaque(n) {
			s.gap(n.At, "domain names are not known: "+reason(n))
			continue
		}
		p := cfnlang.PlaceOf(n)
		for _, kind := range []string{"rest", "http", "websocket"} { // a domain for each kind of API
			if inner := get(n, kind); isMap(inner) {
				s.domain(p, inner, kind)
			}
		}
		if get(n, "domainName") != nil {
			s.domain(p, n, strings.ToLower(textOf(get(n, "apiType"))))
		}
	}
}

func (s *service) domain(p cfnlang.Place, n *Node, kind string) {
	enabled := get(n, "enabled")
	if negative(enabled) || textOf(enabled) == "false" {
		return
	}
	name := get(n, "domainName")
	certificate := firstOf(get(n, "certificateArn"), cfnlang.NewUnknown("the plug-in looks the certificate up by its name", p.Node("").At))
	policy := firstOf(get(n, "securityPolicy"), p.Node("TLS_1_2"))
	if text, ok := policy.Literal(); ok {
		policy = cfnlang.PlaceOf(policy).Node(strings.ToUpper(text))
	}
	endpoint := "EDGE"
	if text := textOf(get(n, "endpointType")); text != "" {
		endpoint = strings.ToUpper(text)
	}
	id := alphanumeric(textOf(name)) + "DomainName"
	var trust *Node
	if uri := get(n, "tlsTruststoreUri"); given(uri) {
		trust = cfnlang.PlaceOf(uri).Object("TruststoreUri", uri, "TruststoreVersion", get(n, "tlsTruststoreVersion"))
	}
	if kind == "http" || kind == "websocket" {
		s.add(p, id, "AWS::ApiGatewayV2::DomainName", p.Object("DomainName", name, "MutualTlsAuthentication", trust,
			"DomainNameConfigurations", p.List(p.Object("CertificateArn", certificate, "EndpointType", "REGIONAL", "SecurityPolicy", policy))))
		api := map[string]string{"http": "HttpApi", "websocket": "WebsocketsApi"}[kind]
		if s.made(api) != nil {
			s.add(p, id+"ApiMapping", "AWS::ApiGatewayV2::ApiMapping", p.Object("DomainName", p.Ref(id), "ApiId", p.Ref(api), "Stage", firstOf(get(n, "stage"), p.Node("$default"))))
		}
		return
	}
	properties := p.Object("DomainName", name, "SecurityPolicy", policy, "MutualTlsAuthentication", trust,
		"EndpointConfiguration", p.Object("Types", []string{endpoint}))
	member := "RegionalCertificateArn"
	if endpoint == "EDGE" {
		member = "CertificateArn"
	}
	properties.Set(member, certificate)
	s.add(p, id, "AWS::ApiGateway::DomainName", properties)
	if s.made("ApiGatewayRestApi") != nil {
		s.add(p, id+"BasePathMapping", "AWS::ApiGateway::BasePathMapping", p.Object(
			"DomainName", p.Ref(id), "RestApiId", p.Ref("ApiGatewayRestApi"), "Stage", firstOf(get(n, "stage"), s.stageName), "BasePath", firstOf(get(n, "basePath"))))
	}
}
