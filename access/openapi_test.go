package access_test

import (
	"testing"

	"bailiwick/access"
	"bailiwick/value"
)

// What cannot be read says why, and nothing is authorised that names no
// scheme.
func FuzzReadOpenAPI(f *testing.F) {
	for _, seed := range []string{
		`{"openapi":"3.0.1","security":[{"iam":[]}],"components":{"securitySchemes":{"iam":{"type":"apiKey","x-amazon-apigateway-authtype":"awsSigv4"}}},"paths":{"/orders":{"get":{}}}}`,
		"swagger: '2.0'\npaths:\n  /a: &a\n    get: {security: [{key: []}]}\n  /b: *a\nsecurityDefinitions:\n  key: {type: apiKey}\n",
		"a: &a [*a]\npaths: {/: {get: *a}}\n",
		"", "{", "paths", "paths: []",
	} {
		f.Add(seed)
		f.Add(seed[:len(seed)/2])
	}
	f.Fuzz(func(t *testing.T, doc string) {
		body := value.Known(value.AnyText(value.Literal(doc), 1), 1)
		got := access.ReadOpenAPI(body)
		for _, o := range got.Operations {
			if o.Authorized == value.CannotTell && o.Why == "" {
				t.Errorf("%s %s cannot be told, and nothing says why", o.Method, o.Path)
			}
		}
	})
}
