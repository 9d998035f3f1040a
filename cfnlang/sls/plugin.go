package sls

import (
	"slices"
	"strings"

	"bailiwick/cfnlang"
)

// harmlessNames are the plug-ins that build, test or look at the service, or that
// are read here (each one's own documentation on npm).
const harmlessNames = `
	serverless-offline serverless-offline-sqs serverless-offline-sns serverless-offline-ssm serverless-offline-kinesis serverless-offline-lambda
	serverless-offline-dynamodb-streams serverless-offline-s3 serverless-offline-scheduler serverless-offline-watcher serverless-offline-aws-eventbridge
	serverless-s3-local serverless-dynamodb-local serverless-dynamodb serverless-localstack serverless-step-functions-local serverless-plugin-simulate
	serverless-webpack serverless-esbuild serverless-bundle serverless-plugin-typescript serverless-typescript serverless-plugin-optimize
	serverless-plugin-include-dependencies serverless-plugin-common-excludes serverless-plugin-monorepo serverless-package-common serverless-jetpack
	serverless-parcel serverless-rollup-plugin serverless-vite serverless-swc serverless-plugin-browserifier serverless-plugin-composed-vars
	serverless-python-requirements serverless-python-individually serverless-wsgi serverless-package-python-functions serverless-rust serverless-go-build
	serverless-go-plugin serverless-golang serverless-haskell serverless-hooks-plugin serverless-plugin-scripts serverless-scriptable-plugin
	serverless-prune-plugin serverless-prune-versions serverless-dotenv-plugin serverless-dotenv serverless-export-env serverless-export-outputs
	serverless-stack-output serverless-plugin-stack-outputs serverless-manifest-plugin serverless-s3-sync serverless-finch serverless-s3-deploy
	serverless-s3-remover serverless-s3-cleaner serverless-cloudfront-invalidate serverless-plugin-split-stacks serverless-plugin-git-variables
	serverless-git-variables serverless-aws-documentation serverless-openapi-documentation serverless-openapi-documenter serverless-reqvalidator-plugin
	serverless-better-credentials serverless-deployment-bucket serverless-jest-plugin serverless-mocha-plugin serverless-plugin-test-helper
	serverless-plugin-bind-deployment-id serverless-cloudformation-sub-variables serverless-pseudo-parameters serverless-plugin-aws-resolvers
	serverless-iam-roles-per-function serverless-step-functions serverless-domain-manager serverless-plugin-log-retention serverless-aws-lambda-ric
	serverless-content-encoding serverless-api-gateway-throttling serverless-stage-manager serverless-plugin-select serverless-compose
	serverless-plugin-additional-stacks-outputs serverless-disable-functions serverless-auto-swagger serverless-plugin-lambda-dead-letter-fix
	serverless-analyze-bundle-plugin serverless-plugin-ncc serverless-plugin-simulate-dlq serverless-thundra-monitor-local`

// adds are the plug-ins that add resources, which are not read here, each with
// the types of those; none for one that may add any.
var adds = map[string]string{
	"serverless-plugin-warmup":           "AWS::Lambda::Function AWS::Lambda::Version AWS::Lambda::Permission AWS::Events::Rule AWS::IAM::Role AWS::Logs::LogGroup",
	"serverless-plugin-dynamodb-backups": "AWS::Lambda::Function AWS::Lambda::Version AWS::Lambda::Permission AWS::Events::Rule AWS::IAM::Role AWS::Logs::LogGroup AWS::SNS::Topic",

	"serverless-plugin-aws-alerts":           "AWS::CloudWatch::Alarm AWS::CloudWatch::CompositeAlarm AWS::CloudWatch::Dashboard AWS::Logs::MetricFilter AWS::SNS::Topic",
	"serverless-sqs-alarms-plugin":           "AWS::CloudWatch::Alarm",
	"serverless-slic-watch-plugin":           "AWS::CloudWatch::Alarm AWS::CloudWatch::Dashboard",
	"serverless-plugin-cloudwatch-dashboard": "AWS::CloudWatch::Dashboard",
	"serverless-plugin-metric":               "AWS::Logs::MetricFilter",
	"serverless-plugin-subscription-filter":  "AWS::Logs::SubscriptionFilter AWS::Lambda::Permission",
	"serverless-plugin-sns-filter":           "AWS::SNS::Subscription",

	"serverless-provisioned-concurrency-autoscaling": "AWS::ApplicationAutoScaling::ScalableTarget AWS::ApplicationAutoScaling::ScalingPolicy AWS::IAM::Role",
	"serverless-dynamodb-autoscaling":                "AWS::ApplicationAutoScaling::ScalableTarget AWS::ApplicationAutoScaling::ScalingPolicy AWS::IAM::Role",

	"serverless-associate-waf": "AWS::WAFv2::WebACLAssociation AWS::WAFRegional::WebACLAssociation",
	"serverless-apigateway-service-proxy": "AWS::ApiGateway::RestApi AWS::ApiGateway::Resource AWS::ApiGateway::Method AWS::ApiGateway::Model AWS::ApiGateway::RequestValidator " +
		"AWS::ApiGateway::Deployment AWS::IAM::Role",
	"serverless-appsync-plugin": "AWS::AppSync::GraphQLApi AWS::AppSync::GraphQLSchema AWS::AppSync::ApiKey AWS::AppSync::ApiCache AWS::AppSync::DataSource AWS::AppSync::Resolver " +
		"AWS::AppSync::FunctionConfiguration AWS::AppSync::DomainName AWS::AppSync::DomainNameApiAssociation AWS::CertificateManager::Certificate " +
		"AWS::Route53::RecordSet AWS::IAM::Role AWS::Logs::LogGroup AWS::WAFv2::WebACL AWS::WAFv2::WebACLAssociation",

	"serverless-plugin-canary-deployments": "", "serverless-plugin-additional-stacks": "", "serverless-lift": "", "serverless-single-page-app-plugin": "",
	"serverless-api-cloudfront": "", "serverless-aws-alias": "", "serverless-aws-static-file-handler": "", "serverless-fullstack-plugin": "",
	"serverless-plugin-custom-roles-additional": "", "serverless-cloudside-plugin": "", "serverless-dynamodb-ttl": "", "serverless-nextjs-plugin": "",
}

// touched are the plug-ins that set properties of all functions, with those that
// they may set; managed are those which attach policies to the role as well.
var (
	touched = map[string][]string{
		"serverless-layers": {"Layers"}, "serverless-ruby-layer": {"Layers"}, "serverless-latest-layer-version": {"Layers"},
		"serverless-plugin-lambda-insights": {"Layers"}, "serverless-vpc-plugin": {"VpcConfig"}, "serverless-vpc-discovery": {"VpcConfig"},
		"serverless-plugin-tracing": {"TracingConfig"}, "serverless-plugin-resource-tagging": {"Tags"},
		"serverless-newrelic-lambda-layers": {"Layers", "Environment", "Handler"}, "serverless-sentry": {"Layers", "Environment", "Handler"},
		"serverless-plugin-datadog": {"Layers", "Environment", "Handler", "Tags"}, "serverless-lumigo": {"Layers", "Environment", "Handler"},
		"serverless-plugin-lumigo": {"Layers", "Environment", "Handler"}, "serverless-plugin-epsagon": {"Layers", "Environment", "Handler"},
		"serverless-ssm-fetch": {"Environment"}, "serverless-plugin-lambda-dead-letter": {"DeadLetterConfig"},
	}
	managed = []string{
		"serverless-plugin-lambda-insights", "serverless-plugin-tracing", "serverless-newrelic-lambda-layers", "serverless-ssm-fetch", "serverless-plugin-datadog",
	}
)

// touch makes unknown what a plug-in may set of the functions.
func (s *service) touch(at *Node, name string) {
	why := cfnlang.NewUnknown("the plug-in "+name+" may set it", at.At)
	for _, f := range s.functions {
		properties := s.made(f.id).Get("Properties")
		if properties == nil || properties.Kind != cfnlang.Map {
			continue
		}
		for _, property := range touched[name] {
			properties.Set(property, why)
		}
		if f.roles != nil && slices.Contains(managed, name) {
			f.roles.manage(cfnlang.NewUnknown("the plug-in "+name+" attaches a policy", at.At))
		}
	}
	if s.role != nil && slices.Contains(managed, name) {
		s.role.manage(cfnlang.NewUnknown("the plug-in "+name+" attaches a policy", at.At))
	}
}

// harmless reports whether a plug-in means nothing to what is deployed beyond
// what is read here.
func harmless(name string) bool { return slices.Contains(strings.Fields(harmlessNames), name) }

// called returns the plug-ins that the service names.
func (s *service) called() []*Node {
	all := s.lookup(s.root, "plugins")
	if isMap(all) { // with a path to local ones
		all = get(all, "modules")
	}
	return elements(all)
}

// has reports whether the service names the plug-in.
func (s *service) has(name string) bool {
	return slices.ContainsFunc(s.called(), func(n *Node) bool { return textOf(n) == name })
}

// plugins does what is known of the service's plug-ins, and says what is not.
func (s *service) plugins() {
	for _, n := range s.called() {
		name, ok := n.Literal()
		if !ok {
			s.changed = "plug-ins, which are not known,"
			continue
		}
		if touched[name] != nil {
			s.touch(n, name)
			continue
		}
		if types, ok := adds[name]; ok {
			s.gap(n.At, "the plug-in "+name+" adds resources, which are not read", strings.Fields(types)...)
			continue
		}
		if !harmless(name) {
			if s.changed == "" {
				s.changed = "the plug-in " + name
			}
			s.problem(n.At, "what the plug-in "+name+" makes of the service is not known", "nothing that rests on absence is decided",
				"check what `serverless package` writes: .serverless/cloudformation-template-update-stack.json")
		}
	}
	if s.has("serverless-step-functions") {
		s.stateMachines()
	}
	s.domains()
	if n := get(s.custom, "logRetentionInDays"); s.has("serverless-plugin-log-retention") && given(n) {
		for _, f := range s.functions {
			if group := s.made(normal(f.key) + "LogGroup"); group != nil {
				orElse(group.Get("Properties"), "RetentionInDays", n)
			}
		}
	}
}

// dotenv adds the variables of .env files to the environment of all functions,
// as serverless-dotenv-plugin does.
func (s *service) dotenv() {
	if !s.has("serverless-dotenv-plugin") || !isMap(s.provider) {
		return
	}
	at := s.lookup(s.root, "plugins").At
	own := get(s.provider, "environment")
	if opaque(own) {
		return
	}
	made := cfnlang.NewMap(at)
	only, without := elements(get(s.custom, "dotenv", "include")), elements(get(s.custom, "dotenv", "exclude"))
	in := func(list []*Node, name string) bool {
		return slices.ContainsFunc(list, func(n *Node) bool { return textOf(n) == name })
	}
	for _, name := range sortedKeys(s.Env) {
		if len(only) > 0 && !in(only, name) || in(without, name) {
			continue
		}
		made.Set(name, s.secret("env:"+name, s.Env[name], at))
	}
	provider := cfnlang.NewMap(s.provider.At)
	provider.Keys, provider.List = slices.Clone(s.provider.Keys), slices.Clone(s.provider.List)
	if len(made.Keys) > 0 {
		provider.Set("environment", merged(made, own))
	}
	s.provider = provider
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
