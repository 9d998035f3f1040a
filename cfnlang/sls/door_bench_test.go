package sls_test

import (
	"fmt"
	"strings"
	"testing"

	"bailiwick/cfnlang"
	"bailiwick/cfnlang/sls"
	"bailiwick/value"
)

// Four times the events take four times as long, whatever they share.
func BenchmarkDoors(b *testing.B) {
	for name, event := range map[string]string{
		"paths":      "http: {path: 'a/b%[1]d/c', method: get, cors: {origins: [https://o%[1]d.example]}, authorizer: auth}",
		"one path":   "http: {path: a, method: 'M%[1]d', cors: {origins: [https://o%[1]d.example]}}",
		"routes":     "httpApi: {path: /a%[1]d, method: get}",
		"websocket":  "websocket: {route: r%[1]d, authorizer: auth}",
		"alb":        "alb: {listenerArn: !Ref L, priority: %[1]d, conditions: {path: /a}}",
		"behaviors":  "cloudFront: {eventType: viewer-request, origin: 'https://o%[1]d.example', pathPattern: /a%[1]d}",
		"one origin": "cloudFront: {eventType: viewer-request, origin: {DomainName: a.example, OriginCustomHeaders: [{HeaderName: h%[1]d}]}}",
	} {
		for _, n := range []int{1000, 4000} {
			var events strings.Builder
			for i := range n {
				if i > 0 {
					events.WriteString("\n- ")
				}
				fmt.Fprintf(&events, event, i+1)
			}
			src := strings.ReplaceAll(oneFunction("httpApi: {cors: true}", events.String()), "\n        - ", "\n      - ")
			root, _ := cfnlang.Parse(new(value.Places), "serverless.yml", []byte(src))
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					sls.Package(root, sls.Options{})
				}
			})
		}
	}
}
