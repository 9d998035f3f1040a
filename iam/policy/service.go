package policy

import "strings"

// domains are the ends of service principals in the partitions.
var domains = [...]string{
	".amazonaws.com",
	".amazonaws.com.cn",
	".amazonaws.eu",
	".c2s.ic.gov",
	".sc2s.sgov.gov",
	".cloud.adc-e.uk",
	".csp.hci.ic.gov",
	".amazon.com", // alexa-appkit
}

// ServiceName returns the service of a service principal without its region
// and domain, in any partition: "lambda" of "lambda.amazonaws.com", "logs" of
// "logs.cn-north-1.amazonaws.com.cn" and of "logs.${region}.amazonaws.com". It
// reports false for other principals, and where holes hide it.
func (p Principal) ServiceName() (string, bool) {
	if p.Type != "Service" {
		return "", false
	}
	s := p.Text.LiteralPrefix()
	if p.Text.HasHoles() {
		i := strings.LastIndexByte(s, '.')
		if i <= 0 {
			return "", false
		}
		s = s[:i]
	}
	for _, domain := range domains {
		if rest, ok := strings.CutSuffix(s, domain); ok {
			s = rest
			break
		}
	}
	s = strings.TrimSuffix(s, ".amazonaws") // amazonaws.${suffix}
	if i := strings.LastIndexByte(s, '.'); i > 0 && isRegion(s[i+1:]) {
		s = s[:i]
	}
	return s, s != "" && s != "*"
}

// AreServices reports whether the principals are services and nobody else, all
// of them named.
func (p *Principals) AreServices() bool {
	if p.Not || p.partial || len(p.List) == 0 {
		return false
	}
	for _, e := range p.List {
		if name, is := e.ServiceName(); !is || e.Kind != Service || strings.Contains(name, ":") {
			return false
		}
	}
	return true
}

// isRegion reports whether s has the form of a region: eu-central-1,
// us-gov-west-1, eusc-de-east-1.
func isRegion(s string) bool {
	last := len(s) - 1
	return strings.Count(s, "-") >= 2 && s[last] >= '0' && s[last] <= '9'
}
