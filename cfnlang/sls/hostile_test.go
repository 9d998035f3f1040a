package sls_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bailiwick/cfnlang"
	"bailiwick/cfnlang/sls"
	"bailiwick/value"
)

// Whatever stands in place of any part of a configuration, there is a template
// or none, and no panic.
func TestPartsOfWrongTypes(t *testing.T) {
	services, _ := filepath.Glob("testdata/framework/*.yml")
	if len(services) == 0 {
		t.Fatal("no services")
	}
	told := make(map[string]bool)
	for _, file := range services {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		root, _ := cfnlang.Parse(new(value.Places), file, src)
		at := ""
		defer func() {
			if r := recover(); r != nil {
				t.Errorf("%s, %s: %v", file, at, r)
			}
		}()
		var walk func(n *cfnlang.Node, path string)
		walk = func(n *cfnlang.Node, path string) {
			for i, was := range n.List {
				below := fmt.Sprintf("%s[%d]", path, i)
				if n.Kind == cfnlang.Map {
					below = path + "." + n.Keys[i].Name
				}
				for _, w := range wrong {
					at = fmt.Sprintf("%s = %+v", below, *w)
					n.List[i] = w
					made := sls.Package(root, sls.Options{})
					if made == nil {
						continue
					}
					if missing := hole(made.Template, ""); missing != "" && !told[missing] {
						told[missing] = true
						t.Errorf("%s, %s: nothing stands at %s", file, at, missing)
					}
				}
				n.List[i] = was
				walk(was, below)
			}
		}
		walk(root, "")
	}
}

// wrong is what stands where something else belongs.
var wrong = []*cfnlang.Node{
	{},
	place.Node(true), place.Node(7), place.Node(""), place.Node("x:y/z a"), place.List("x", 7, place.List(), place.Object()),
	place.Object("x", place.Object("x", "y")), place.Ref("ssm:/other"), cfnlang.NewUnknown("hidden", 0), place.Object("Fn::Join", place.List("", place.List())),
}

const place = cfnlang.Place(0)

// The same of members that none of those services has.
func TestMembersOfWrongTypes(t *testing.T) {
	const written = `
service: s
provider:
  name: aws
plugins: [serverless-iam-roles-per-function, serverless-step-functions, serverless-domain-manager]
functions:
  a:
    handler: a.b
    events: [{http: GET /}, {httpApi: GET /}, {websocket: $connect}, {s3: b}, {schedule: rate(1 day)}]
`
	for of, members := range map[string]string{
		"functions.a": "awsKmsKeyArn condition dependsOn description destinations disableLogs environment ephemeralStorageSize fileSystemConfig iam " +
			"iamRoleStatements iamRoleStatementsInherit iamRoleStatementsName image kmsKeyArn layers logRetentionInDays logs maximumEventAge maximumRetryAttempts " +
			"memorySize name onError package provisionedConcurrency reservedConcurrency role runtime runtimeManagement snapStart tags timeout tracing url versionFunction vpc",
		"provider": "alb apiGateway apiKeys apiName architecture cloudFront deploymentBucket ecr endpointType environment eventBridge httpApi iam " +
			"iamManagedPolicies iamRoleStatements kmsKeyArn layers logRetentionInDays logs notificationArns region resourcePolicy role rolePermissionsBoundary " +
			"rolloutAlarms s3 stackName stackPolicy stackTags stage tags tracing usagePlan versionFunctions vpc vpcEndpointIds websocket websocketsApiName",
		"": "build custom layers outputs package params plugins resources service stages stepFunctions useDotenv",
	} {
		for member := range strings.FieldsSeq(members) {
			for i, w := range wrong {
				t.Run(fmt.Sprintf("%s.%s %d", of, member, i), func(t *testing.T) {
					root, _ := cfnlang.Parse(new(value.Places), "serverless.yml", []byte(written))
					at := root
					for name := range strings.SplitSeq(of, ".") {
						if name != "" {
							at = at.Get(name)
						}
					}
					at.Set(member, w)
					if made := sls.Package(root, sls.Options{}); made != nil && hole(made.Template, "") != "" {
						t.Errorf("nothing stands at %s", hole(made.Template, ""))
					}
				})
			}
		}
	}
}

// Texts that stand for ever more text have an end, and variables in the
// addresses of variables are not resolved again and again.
func TestVariablesWithoutEnd(t *testing.T) {
	const head = "service: s\nprovider: {name: aws}\nfunctions: {a: {handler: a.b, environment: {X: '${self:custom.last}'}}}\ncustom:\n"
	texts, lists := head+"  a0: xxxxxxxxxx\n", head+"  a0: [x]\n"
	for i := range 30 {
		texts += fmt.Sprintf("  a%d: '%s'\n", i+1, strings.Repeat(fmt.Sprintf("${self:custom.a%d}", i), 10))
		lists += fmt.Sprintf("  a%d: [%s]\n", i+1, strings.Repeat(fmt.Sprintf("'${self:custom.a%d}', ", i), 10))
	}
	for name, written := range map[string]string{
		"texts":    texts + "  last: '${self:custom.a30}'\n",
		"lists":    lists + "  last: '${self:custom.a30}'\n",
		"nested":   head + "  last: '" + strings.Repeat("${self:custom.", 50_000) + "x" + strings.Repeat("}", 50_000) + "'\n",
		"unclosed": head + "  last: '" + strings.Repeat("${self:custom.", 200_000) + "'\n",
		"name":     strings.Replace(texts, "service: s", "service: '${self:custom.a5}'", 1),
	} {
		t.Run(name, func(t *testing.T) {
			root, problems := cfnlang.Parse(new(value.Places), "serverless.yml", []byte(written))
			if root == nil {
				t.Fatal(problems)
			}
			s := sls.Package(root, sls.Options{})
			size := 0
			var walk func(n *cfnlang.Node)
			walk = func(n *cfnlang.Node) {
				size += 1 + len(n.Text)
				for _, e := range n.List {
					walk(e)
				}
			}
			if walk(s.Template); size > 8<<20 || s.Template.Get("Resources").Get("ALambdaFunction") == nil {
				t.Errorf("the template has %d parts and bytes", size)
			}
		})
	}
}

// hole returns where a node is missing in a tree, "" if there is none.
func hole(n *cfnlang.Node, path string) string {
	if n == nil {
		return path
	}
	for i, e := range n.List {
		below := fmt.Sprintf("%s[%d]", path, i)
		if n.Kind == cfnlang.Map {
			below = path + "." + n.Keys[i].Name
		}
		if at := hole(e, below); at != "" {
			return at
		}
	}
	return ""
}
