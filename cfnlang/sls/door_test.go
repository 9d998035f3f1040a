package sls_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"bailiwick/cfnlang"
	"bailiwick/cfnlang/sls"
	"bailiwick/value"
)

// oneFunction is a service of one function with an event, and provider members.
func oneFunction(provider, event string) string {
	return "service: shop\nprovider:\n  name: aws\n  runtime: nodejs20.x\n" + indented("  ", provider) +
		"functions:\n  auth: {handler: a.handler}\n  orders:\n    handler: o.handler\n    events:\n" + indented("      ", "- "+strings.ReplaceAll(event, "\n", "\n  "))
}

func indented(by, text string) string {
	var out strings.Builder
	for l := range strings.Lines(text) {
		out.WriteString(by + strings.TrimRight(l, "\n") + "\n")
	}
	return out.String()
}

func packagedOf(t *testing.T, src string) (*sls.Service, *value.Places) {
	t.Helper()
	places := new(value.Places)
	root, problems := cfnlang.Parse(places, "serverless.yml", []byte(src))
	if len(problems) > 0 {
		t.Fatalf("%v\n%s", problems, src)
	}
	return sls.Package(root, sls.Options{}), places
}

// at returns the part of a tree that a path of names and numbers leads to.
func at(n *cfnlang.Node, path string) *cfnlang.Node {
	for _, name := range strings.Fields(path) {
		if n != nil && n.Kind == cfnlang.List {
			i, _ := strconv.Atoi(name)
			if i >= len(n.List) {
				return nil
			}
			n = n.List[i]
			continue
		}
		n = n.Get(name)
	}
	return n
}

// What is not known of an event stays in the template as not known: a route
// without its authorizer would be open, and one that is left out not there.
func TestWhatIsNotKnownOfADoor(t *testing.T) {
	const unknown = "?"
	for _, tc := range []struct {
		name, provider, event string
		want                  map[string]string // by path in Resources; ? of what is not known
	}{
		{"authorizer of a method", "", "http: {path: a, method: get, authorizer: '${ssm:/auth}'}", map[string]string{
			"ApiGatewayMethodAGet Properties AuthorizationType": unknown, "ApiGatewayMethodAGet Properties AuthorizerId": unknown,
			"OrdersEvent1ApiGatewayAuthorizer Condition": unknown, "OrdersEvent1LambdaPermissionApiGateway Condition": unknown,
		}},
		{"type of an authorizer", "", "http: {path: a, method: get, authorizer: {name: auth, type: '${ssm:/type}'}}", map[string]string{
			"ApiGatewayMethodAGet Properties AuthorizationType": unknown, "AuthApiGatewayAuthorizer Properties Type": unknown,
		}},
		{"ARN of an authorizer", "", "http: {path: a, method: get, authorizer: {arn: '${ssm:/arn}'}}", map[string]string{
			"ApiGatewayMethodAGet Properties AuthorizationType": unknown, "OrdersEvent1ApiGatewayAuthorizer Properties Type": unknown,
			"OrdersEvent1LambdaPermissionApiGateway Condition": unknown, "OrdersEvent1LambdaPermissionApiGateway Properties FunctionName Ref": "ssm:/arn",
		}},
		{"who lets the API call an authorizer", "", "http: {path: a, method: get, authorizer: {name: auth, managedExternally: '${ssm:/x}'}}", map[string]string{
			"ApiGatewayMethodAGet Properties AuthorizationType": "CUSTOM", "AuthLambdaPermissionApiGateway Condition": unknown,
		}},
		{"ARN of an authorizer in part", "", "http: {path: a, method: get, authorizer: 'arn:aws:lambda:eu-central-1:${aws:accountId}:function:shop-auth'}", map[string]string{
			"ApiGatewayMethodAGet Properties AuthorizationType": "CUSTOM", "AuthApiGatewayAuthorizer Properties Type": "TOKEN",
			"AuthLambdaPermissionApiGateway Properties Principal": "apigateway.amazonaws.com",
		}},
		{"beginning of the ARN of an authorizer", "", "http: {path: a, method: get, authorizer: {arn: '${ssm:/arn}:userpool/x'}}", map[string]string{
			"ApiGatewayMethodAGet Properties AuthorizationType": unknown,
		}},
		{"path of a method", "", "http: {path: '${ssm:/path}', method: get}", map[string]string{
			"ApiGatewayMethodOrdersEvent1Get Properties ResourceId": unknown, "ApiGatewayMethodOrdersEvent1Get Properties AuthorizationType": "NONE",
		}},
		{"verb of a method", "", "http: {path: a, method: '${ssm:/verb}'}", map[string]string{
			"ApiGatewayMethodOrdersEvent1 Properties HttpMethod Ref": "ssm:/verb", "ApiGatewayMethodOrdersEvent1 Properties ResourceId Ref": "ApiGatewayResourceA",
		}},
		{"whether a key is needed", "", "http: {path: a, method: get, private: '${ssm:/key}'}", map[string]string{
			"ApiGatewayMethodAGet Properties ApiKeyRequired Ref": "ssm:/key",
		}},
		{"integration", "", "http: {path: a, method: get, integration: '${ssm:/x}'}", map[string]string{
			"ApiGatewayMethodAGet Properties Integration Type": unknown, "ApiGatewayMethodAGet Properties Integration Uri": unknown,
		}},
		{"CORS", "", "http: {path: a, method: get, cors: '${ssm:/x}'}", map[string]string{"ApiGatewayMethodAOptions Condition": unknown}},
		{"request parameters", "", "http: {path: a, method: get, request: {parameters: '${ssm:/x}'}}", map[string]string{
			"ApiGatewayMethodAGet Properties RequestParameters " + cfnlang.Unread: unknown, "ApiGatewayMethodAGet Properties RequestValidatorId": unknown,
		}},
		{"endpoint type", "endpointType: ${ssm:/type}", "http: GET a", map[string]string{
			"ApiGatewayRestApi Properties EndpointConfiguration Types 0 Ref": "ssm:/type",
		}},
		{"resource policy", "apiGateway: {resourcePolicy: '${ssm:/policy}'}", "http: GET a", map[string]string{
			"ApiGatewayRestApi Properties Policy Statement Ref": "ssm:/policy",
		}},
		{"all of apiGateway", "apiGateway: ${ssm:/all}", "http: GET a", map[string]string{
			cfnlang.Unread: unknown, "ApiGatewayMethodAGet Properties RestApiId": unknown,
		}},
		{"keys", "apiGateway: {apiKeys: '${ssm:/keys}'}", "http: GET a", map[string]string{cfnlang.Unread: unknown}},
		{"logs", "logs: {restApi: '${ssm:/logs}'}", "http: GET a", map[string]string{
			"ApiGatewayStage Properties AccessLogSetting": unknown, "ApiGatewayStage Properties MethodSettings 0 DataTraceEnabled": unknown,
		}},

		{"authorizer of a route", "", "httpApi: {path: /a, method: get, authorizer: '${ssm:/auth}'}", map[string]string{
			"HttpApiRouteGetA Properties AuthorizationType": unknown,
		}},
		{"authorizers", "httpApi: {authorizers: '${ssm:/all}'}", "httpApi: {path: /a, method: get, authorizer: users}", map[string]string{
			"HttpApiRouteGetA Properties AuthorizationType": unknown, cfnlang.Unread: unknown,
		}},
		{"function of an authorizer", "httpApi: {authorizers: {own: {type: request, functionName: '${ssm:/name}'}}}", "httpApi: {path: /a, method: get, authorizer: own}", map[string]string{
			"HttpApiRouteGetA Properties AuthorizationType": "CUSTOM", "OwnLambdaAuthorizerPermissionHttpApi Properties FunctionName Ref": "ssm:/name",
		}},
		{"path of a route", "", "httpApi: {path: '${ssm:/path}', method: get}", map[string]string{
			"HttpApiRouteOrdersEvent1 Properties RouteKey Fn::Join 1 1 Ref": "ssm:/path",
		}},
		{"CORS of an HTTP API", "httpApi: {cors: '${ssm:/cors}'}", "httpApi: GET /a", map[string]string{"HttpApi Properties CorsConfiguration": unknown}},
		{"logs of an HTTP API", "logs: {httpApi: '${ssm:/logs}'}", "httpApi: GET /a", map[string]string{"HttpApiStage Properties AccessLogSettings": unknown}},

		{"authorizer of a websocket", "", "websocket: {route: $connect, authorizer: '${ssm:/auth}'}", map[string]string{
			"SconnectWebsocketsRoute Properties AuthorizationType": unknown, "OrdersEvent1WebsocketsAuthorizer Condition": unknown,
		}},
		{"route of a websocket", "", "websocket: {route: '${ssm:/route}'}", map[string]string{
			"OrdersEvent1WebsocketsRoute Properties RouteKey Ref": "ssm:/route",
		}},
		{"logs of a websocket", "logs: {websocket: '${ssm:/logs}'}", "websocket: $connect", map[string]string{
			"WebsocketsDeploymentStage Properties DefaultRouteSettings": unknown,
		}},

		{"listener", "", "alb: {listenerArn: '${ssm:/arn}', priority: 1, conditions: {path: /a}}", map[string]string{
			"OrdersAlbListenerRule1 Properties ListenerArn Ref": "ssm:/arn", "OrdersAlbTargetGroupEvent1 Properties TargetType": "lambda",
		}},
		{
			"authorizer of a rule", "alb: {authorizers: '${ssm:/all}'}",
			"alb: {listenerArn: !Ref Listener, priority: 1, conditions: {path: /a}, authorizer: [users]}",
			map[string]string{
				"OrdersAlbListenerRule1 Properties Actions 0": unknown, "OrdersAlbListenerRule1 Properties Actions 1 Type": "forward",
			},
		},
		{"conditions", "", "alb: {listenerArn: !Ref Listener, priority: 1, conditions: '${ssm:/all}'}", map[string]string{
			"OrdersAlbListenerRule1 Properties Conditions": unknown,
		}},

		{"origin", "", "cloudFront: {eventType: viewer-request, origin: '${ssm:/origin}'}", map[string]string{
			"CloudFrontDistribution Properties DistributionConfig Origins 0": unknown,
		}},
		{"behavior", "", "cloudFront: {eventType: viewer-request, origin: 's3://bucket.example', behavior: '${ssm:/all}'}", map[string]string{
			"CloudFrontDistribution Properties DistributionConfig DefaultCacheBehavior": unknown,
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s, _ := packagedOf(t, oneFunction(tc.provider, tc.event))
			for path, want := range tc.want {
				n := at(s.Template.Get("Resources"), path)
				got, ok := n.Literal()
				if n != nil && n.Kind == cfnlang.Unknown {
					got, ok = unknown, true
				}
				if !ok || got != want {
					t.Errorf("%s is %v, want %s", path, plain(n), want)
				}
			}
			for _, p := range s.Problems {
				t.Errorf("%s", p.Summary)
			}
		})
	}
}

// What the framework refuses is a problem.
func TestDoorsThatTheFrameworkRefuses(t *testing.T) {
	for _, tc := range []struct{ provider, event, want string }{
		{"", "http: '*'", "no method and path"},
		{"", "http: {path: a}", "no method and path"},
		{"", "http:", "no method and path"},
		{"", "http: {path: a, method: get, authorizer: nobody}", "no function nobody"},
		{"", "http: {path: a, method: get, authorizer: {type: token}}", "neither name nor ARN"},
		{"", "http: {path: a, method: get, authorizer: {arn: !GetAtt Pool.Arn, type: COGNITO_USER_POOLS}}", "has no name"},
		{"", "http: {path: a, method: get, authorizer: {arn: 'arn:aws:cognito-idp:eu-central-1:1:userpool/x', claims: [email]}}", "claims"},
		{"", "http: {path: a, method: get, integration: http}", "no request.uri"},
		{"", "http: {path: a, method: get, integration: http, connectionType: VPC_LINK, request: {uri: 'https://x.example'}}", "no connectionId"},
		{"apiGateway: {restApiId: abc}", "http: GET a", "no restApiRootResourceId"},
		{"apiGateway: {restApiId: abc, restApiRootResourceId: def}\nlogs: {restApi: true}", "http: GET a", "provider.logs.restApi"},
		{"apiGateway: {restApiId: abc, restApiRootResourceId: def, restApiResources: {a/b: c}}", "http: GET a/d", "resources below a"},
		{"apiGateway: {apiKeys: [{free: [a]}]}", "http: GET a", "no usage plan"},
		{"endpointType: EDGE\nvpcEndpointIds: [vpce-1]", "http: GET a", "vpcEndpointIds"},
		{"stage: a.b", "http: GET a", "the stage a.b"},
		{"", "httpApi: FETCH /a", "no method and path"},
		{"", "httpApi: {path: '*', method: get}", "no method and path"},
		{"", "httpApi: GET /a\n- httpApi: GET /a", "stands twice"},
		{"", "httpApi: {path: /a, method: get, authorizer: nobody}", "no authorizer nobody"},
		{"", "httpApi: {path: /a, method: get, authorizer: {type: jwt}}", "neither id nor name"},
		{"", "httpApi: {path: /a, method: get, authorizer: {type: aws_iam, name: x}}", "more members"},
		{"", "httpApi: {path: /a, method: get, authorizer: {id: x}}", "the service's own"},
		{"httpApi: {id: x, cors: true}", "httpApi: GET /a", "provider.httpApi.id"},
		{"httpApi: {authorizers: {x: {type: request}}}", "httpApi: GET /a", "exactly one of"},
		{"httpApi: {authorizers: {x: {type: request, functionName: nobody}}}", "httpApi: GET /a", "no function nobody"},
		{"httpApi: {authorizers: {x: {type: request, functionName: auth, resultTtlInSeconds: 5}}}", "httpApi: GET /a", "no identitySource"},
		{"", "websocket: {authorizer: auth}", "has no route"},
		{"", "websocket: {route: x, authorizer: nobody}", "no function nobody"},
		{"", "websocket: {route: x, authorizer: {identitySource: [a]}}", "neither name nor ARN"},
		{"logs: {websocket: {level: DEBUG}}", "websocket: x", "the level"},
		{"", "alb: {listenerArn: x, priority: 1, conditions: {path: /a}}", "no ARN of a listener"},
		{"", "alb: {listenerArn: !Ref L, priority: 1}", "no conditions"},
		{"", "alb: {listenerArn: !Ref L, priority: 1, conditions: {path: /a}, authorizer: [nobody]}", "has no nobody"},
		{"", "alb: {listenerArn: !Ref L, priority: 1, conditions: {path: /a}}\n- alb: {listenerArn: !Ref M, priority: 1, conditions: {path: /a}}", "is taken"},
		{"alb: {targetGroupPrefix: x}", "alb: {listenerArn: !Ref L, priority: 1, conditions: {path: /a}, targetGroupName: y}", "targetGroupPrefix"},
		{"region: eu-central-1", "cloudFront: {eventType: viewer-request, origin: 's3://b.example'}", "deployed to eu-central-1"},
		{"", "cloudFront: {eventType: viewer-request}", "no origin"},
		{"", "cloudFront: {eventType: viewer-request, origin: 's3://b.example', cachePolicy: {name: none}}", "cache policy"},
	} {
		s, _ := packagedOf(t, strings.ReplaceAll(oneFunction(tc.provider, tc.event), "\n        - ", "\n      - "))
		if !slices.ContainsFunc(s.Problems, func(p value.Problem) bool { return strings.Contains(p.Summary, tc.want) }) {
			t.Errorf("%s, %s: problems %v, want one with %q", tc.provider, tc.event, s.Problems, tc.want)
		}
	}
}

// The framework sets what a stage of a REST API logs when it has deployed; here
// it stands in the template.
func TestStageOfARestAPI(t *testing.T) {
	for _, tc := range []struct {
		provider, path, want string
	}{
		{"", "TracingEnabled", "false"},
		{"", "StageName", "dev"},
		{"", "DeploymentId Ref", "ApiGatewayDeployment"},
		{"apiGateway: {stage: v1}", "StageName", "v1"},
		{"tracing: {apiGateway: true}", "TracingEnabled", "true"},
		{"apiGateway: {metrics: true}", "MethodSettings 0 MetricsEnabled", "true"},
		{"tags: {team: shop}", "Tags 0 Value", "shop"},
		{"logs: {restApi: true}", "AccessLogSetting DestinationArn Fn::GetAtt 0", "ApiGatewayLogGroup"},
		{"logs: {restApi: true}", "MethodSettings 0 LoggingLevel", "INFO"},
		{"logs: {restApi: true}", "MethodSettings 0 DataTraceEnabled", "true"},
		{"logs: {restApi: {level: ERROR, fullExecutionData: false}}", "MethodSettings 0 LoggingLevel", "ERROR"},
		{"logs: {restApi: {level: ERROR, fullExecutionData: false}}", "MethodSettings 0 DataTraceEnabled", "false"},
		{"logs: {restApi: {executionLogging: false}}", "MethodSettings 0 LoggingLevel", "OFF"},
		{"logs: {restApi: {format: $context.requestId}}", "AccessLogSetting Format", "$context.requestId"},
		{"logs: {restApi: {accessLogging: false}}", "AccessLogSetting", ""},
		{"logs: {restApi: false}", "MethodSettings 0 LoggingLevel", "OFF"},
		{"", "MethodSettings", ""},
	} {
		s, _ := packagedOf(t, oneFunction(tc.provider, "http: GET a"))
		n := at(s.Template, "Resources ApiGatewayStage Properties "+tc.path)
		if got, _ := n.Literal(); got != tc.want || tc.want == "" && n != nil {
			t.Errorf("%s: %s is %v, want %q", tc.provider, tc.path, plain(n), tc.want)
		}
	}
}

// What is made stands where its cause does.
func TestPlacesOfDoors(t *testing.T) {
	s, places := packagedOf(t, oneFunction("apiGateway: {description: x}", "http: {path: a/b, method: get, authorizer: auth}"))
	resources := s.Template.Get("Resources")
	for id, want := range map[string]int{
		"ApiGatewayRestApi": 5, "ApiGatewayStage": 5, "ApiGatewayDeployment": 5, "ApiGatewayMethodABGet": 11, "ApiGatewayResourceA": 11,
		"OrdersLambdaPermissionApiGateway": 11, "AuthApiGatewayAuthorizer": 11, "AuthLambdaPermissionApiGateway": 11,
	} {
		i := slices.IndexFunc(resources.Keys, func(k cfnlang.Key) bool { return k.Name == id })
		if i < 0 {
			t.Errorf("there is no %s", id)
		} else if got := places.At(resources.Keys[i].At); got.Line != want {
			t.Errorf("%s stands in line %d, want %d", id, got.Line, want)
		}
	}
}
