package intransit

import (
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// DistributionHTTPSOnly is decided for distributions in front of functions,
// APIs or buckets of the estate.
var DistributionHTTPSOnly = &rule.Rule{
	ID:       "distribution-https-only",
	Title:    "Viewers reach CloudFront over HTTPS",
	Why:      "Who listens on the way reads and changes what viewers send and get, tokens and cookies among it.",
	Fix:      "Set viewer_protocol_policy to redirect-to-https.",
	Severity: rule.High,
	Example: `resource "aws_cloudfront_distribution" "shop" {
  default_cache_behavior {
    target_origin_id       = "shop"
    viewer_protocol_policy = "redirect-to-https"
  }
}`,
	Objectives: []objective.ID{objective.InTransit},
	Equivalents: []rule.Equivalent{
		{Tool: "checkov", ID: "CKV_AWS_34"},
		{Tool: "trivy", ID: "AWS-0012"},
		{Tool: "kics", ID: "55af1353-2f62-4fa0-a8e1-a210ca2708f5"},
		{Tool: "securityhub", ID: "CloudFront.3"},
		{Tool: "config", ID: "cloudfront-viewer-policy-https"},
		{Tool: "guard", ID: "cloudfront_viewer_policy_https"},
		{Tool: "kics", ID: "31733ee2-fef0-4e87-9778-65da22a8ecf1"},
	},
	Sources: []string{"Amazon CloudFront Developer Guide, Require HTTPS for communication between viewers and CloudFront"},
	Decide: []rule.Decision{rule.On[*estate.Distribution](func(in *rule.Input, d *estate.Distribution) rule.Outcome {
		front, origin := in.Access.InFrontOfEstate(d)
		var plain, unclear rule.Fact
		var facts []rule.Fact
		for _, list := range []value.Value[[]estate.Behaviour]{estate.Listed(d.Default), estate.Listed(d.Behaviours)} {
			behaviours, ok := list.Get()
			if !ok && !list.IsAbsent() || list.Partial() {
				unclear = list
			}
			for _, b := range behaviours {
				facts = append(facts, b.Viewer)
				switch is(b.Viewer, "allow-all") {
				case value.Yes:
					plain = b.Viewer
				case value.CannotTell:
					unclear = b.Viewer
				}
			}
		}
		switch {
		case plain != nil && front == value.Yes:
			return rule.Fail("{name} serves viewers without encryption", plain, origin).Label("plain HTTP is served")
		case plain != nil && front == value.No:
			return rule.Fail("{name} serves viewers without encryption", plain, origin).Label("plain HTTP is served").As(rule.Info)
		case plain != nil:
			return rule.UnknownBecause("it cannot be told whether it serves anything of the estate", plain, origin)
		case unclear != nil:
			return rule.UnknownBecause("it is not known how viewers may come", unclear)
		case len(facts) == 0 && front == value.No:
			return rule.NotApplicable("it serves nothing of the estate", origin)
		case len(facts) == 0:
			return rule.UnknownBecause("no behaviour is declared", d.Default)
		}
		return rule.Pass(facts...)
	})},
}

// APIDomainTLSModern is decided for domain names of APIs.
var APIDomainTLSModern = &rule.Rule{
	ID:       "api-domain-tls-modern",
	Title:    "API domains speak TLS 1.2 or later",
	Why:      "TLS 1.0 and 1.1 can be broken by who sits on the way, and the standards for cards and government forbid them.",
	Fix:      "Set security_policy to TLS_1_2 or to an enhanced policy.",
	Severity: rule.High,
	Example: `resource "aws_api_gateway_domain_name" "shop" {
  domain_name     = "api.example.com"
  security_policy = "TLS_1_2"
}`,
	Objectives: []objective.ID{objective.InTransit},
	Settings:   []string{"in_transit.min_tls"},
	Equivalents: []rule.Equivalent{
		{Tool: "checkov", ID: "CKV_AWS_206"},
		{Tool: "trivy", ID: "AWS-0005"},
		{Tool: "kics", ID: "4e1cc5d3-2811-4fb2-861c-ee9b3cb7f90b"},
		{Tool: "cfn-nag", ID: "W62"},
		{Tool: "guard", ID: "api_gw_domain_deny_non_tls_traffic"},
		{Tool: "kics", ID: "8275fab0-68ec-4705-bbf4-86975edb170e"},
	},
	Sources: []string{"API Gateway Developer Guide, Choose a security policy for your custom domain in API Gateway"},
	Decide: []rule.Decision{rule.On[*estate.APIDomain](func(in *rule.Input, d *estate.APIDomain) rule.Outcome {
		want := rule.Setting(in.Settings.InTransit.MinTLS)
		policy, set := d.SecurityPolicy.Get()
		if !set {
			switch {
			case d.SecurityPolicy.IsUnknown():
				return rule.Unknown(d.SecurityPolicy)
			case !d.ForREST() && asked(in) <= tls12:
				return rule.PassBecause("domains of HTTP and WebSocket APIs support TLS 1.2 only", d.SecurityPolicy, want)
			}
			return rule.Fail("{name} says nothing of the TLS versions that it takes", d.SecurityPolicy, want).As(rule.Medium).
				Label("the default is not the same everywhere")
		}
		version, known := domainVersion(policy)
		switch {
		case !known:
			return rule.Undecided(d.SecurityPolicy, want)
		case version < asked(in):
			return rule.Fail("{name} takes old versions of TLS", d.SecurityPolicy, want).Label("admits " + versionNames[version])
		}
		return rule.Pass(d.SecurityPolicy, want)
	})},
}

var versionNames = [...]string{tls10: "TLS 1.0", tls11: "TLS 1.1", tls12: "TLS 1.2", tls13: "TLS 1.3"}

// domainVersion returns the lowest version that a security policy of API
// Gateway takes, from its name: TLS_1_2, SecurityPolicy_TLS13_1_2_PQ_2025_09
// (1.3 and 1.2), SecurityPolicy_TLS12_2018_EDGE.
func domainVersion(t value.Text) (int, bool) {
	s, ok := t.Literal()
	if !ok {
		return 0, false
	}
	switch {
	case s == "TLS_1_0":
		return tls10, true
	case s == "TLS_1_2":
		return tls12, true
	case strings.HasPrefix(s, "SecurityPolicy_TLS13_1_3_"), strings.HasPrefix(s, "SecurityPolicy_TLS13_20"):
		return tls13, true
	case strings.HasPrefix(s, "SecurityPolicy_TLS13_1_2_"), strings.HasPrefix(s, "SecurityPolicy_TLS12_"):
		return tls12, true
	}
	return 0, false
}

// ListenerHTTPSModern is decided for listeners behind which functions lie.
var ListenerHTTPSModern = &rule.Rule{
	ID:       "listener-https-modern",
	Title:    "Load balancers in front of functions speak modern HTTPS",
	Why:      "Who listens on the way reads and changes what callers send to the function and get from it.",
	Fix:      "Redirect port 80 to HTTPS, and set ssl_policy to one of the policies for TLS 1.3.",
	Severity: rule.High,
	Example: `resource "aws_lb_listener" "shop" {
  load_balancer_arn = aws_lb.shop.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = aws_acm_certificate.shop.arn
}`,
	Objectives: []objective.ID{objective.InTransit},
	Settings:   []string{"in_transit.min_tls"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "elbv2_ssl_listeners"},
		{Tool: "prowler", ID: "elbv2_insecure_ssl_ciphers"},
		{Tool: "checkov", ID: "CKV_AWS_2"},
		{Tool: "checkov", ID: "CKV_AWS_103"},
		{Tool: "checkov", ID: "CKV2_AWS_20"},
		{Tool: "checkov", ID: "CKV2_AWS_74"},
		{Tool: "trivy", ID: "AWS-0054"},
		{Tool: "trivy", ID: "AWS-0047"},
		{Tool: "kics", ID: "de7f5e83-da88-4046-871f-ea18504b1d43"},
		{Tool: "securityhub", ID: "ELB.1"},
		{Tool: "securityhub", ID: "ELB.17"},
		{Tool: "config", ID: "alb-http-to-https-redirection-check"},
		{Tool: "guard", ID: "elbv2_listener_ssl_policy_rule"},
		{Tool: "cfn-nag", ID: "W55"},
		{Tool: "cfn-nag", ID: "W56"},
	},
	Sources: []string{"Elastic Load Balancing User Guide, Security policies for your Application Load Balancer"},
	Decide:  []rule.Decision{rule.On[*estate.Listener](listenerModern)},
}

func listenerModern(in *rule.Input, l *estate.Listener) rule.Outcome {
	to, group, why := in.Access.ListenerForwardsToFunction(l)
	if to == value.No {
		return rule.NotApplicable("it forwards to no function", group)
	}
	want := rule.Setting(in.Settings.InTransit.MinTLS)
	encrypted := is(l.Protocol, "HTTPS")
	if l.Protocol.IsAbsent() {
		encrypted = value.No
	}
	version, known := tls10, l.TLSPolicy.IsAbsent() // AWS's default admits TLS 1.0
	if text, ok := l.TLSPolicy.Get(); ok {
		version, known = listenerVersion(text)
	}
	var fail rule.Outcome
	switch {
	case encrypted == value.CannotTell:
		return rule.Undecided(l.Protocol, group)
	case encrypted == value.No:
		fail = rule.Fail("The function behind {name} is reached without encryption", l.Protocol, group).Label("plain HTTP")
	case !known:
		return rule.Undecided(l.TLSPolicy, want)
	case version >= asked(in):
		return rule.Pass(l.Protocol, l.TLSPolicy, want)
	default:
		fail = rule.Fail("The function behind {name} is reached by old versions of TLS", l.TLSPolicy, want).Label("admits " + versionNames[version])
	}
	if to == value.CannotTell {
		return rule.UnknownBecause(why, group, l.Protocol)
	}
	if b, reach := estate.Find[*estate.LoadBalancer](in.Estate, l, l.LoadBalancer); reach == estate.Here && access.IsInternal(b) == value.Yes {
		return fail.As(rule.Medium)
	}
	return fail
}

// listenerVersion returns the lowest version that a security policy of a load
// balancer takes, from its name: ELBSecurityPolicy-TLS13-1-2-Res-2021-06,
// -FS-1-2-2019-08, -TLS-1-1-2017-01, -2016-08.
func listenerVersion(t value.Text) (int, bool) {
	s, ok := t.Literal()
	name, named := strings.CutPrefix(s, "ELBSecurityPolicy-")
	if !ok || !named {
		return 0, false
	}
	for _, family := range [...]string{"TLS13-1-", "TLS-1-", "FS-1-"} {
		rest, found := strings.CutPrefix(name, family)
		if !found {
			continue
		}
		minor, _, _ := strings.Cut(rest, "-")
		switch minor {
		case "0":
			return tls10, true
		case "1":
			return tls11, true
		case "2":
			return tls12, true
		case "3":
			return tls13, true
		}
		return 0, false
	}
	switch name {
	case "2016-08", "2015-05", "2015-03", "2015-02", "2014-10", "FS-2018-06":
		return tls10, true
	}
	return 0, false
}
