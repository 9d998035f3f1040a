package sls

import (
	"slices"
	"strings"

	"bailiwick/cfnlang"
)

// An effect is what a plug-in means to what is deployed.
type effect uint8

const (
	// unheard: nothing is known of it, so it may change anything.
	unheard effect = iota
	// none: it builds, tests or looks at the service, or is read here.
	none
	// adds: it adds resources, which are not read here.
	adds
)

// effects are the plug-ins that are known, by their effect (each one's own
// documentation on npm).
var effects = map[effect]string{
	none: `
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
		serverless-analyze-bundle-plugin serverless-plugin-ncc serverless-plugin-simulate-dlq serverless-thundra-monitor-local`,
	adds: `
		serverless-plugin-warmup serverless-plugin-aws-alerts serverless-provisioned-concurrency-autoscaling serverless-associate-waf serverless-appsync-plugin serverless-plugin-canary-deployments
		serverless-apigateway-service-proxy serverless-plugin-subscription-filter serverless-plugin-additional-stacks serverless-lift serverless-plugin-cloudwatch-dashboard
		serverless-single-page-app-plugin serverless-api-cloudfront serverless-aws-alias serverless-plugin-dynamodb-backups serverless-aws-static-file-handler
		serverless-plugin-metric serverless-plugin-sns-filter serverless-sqs-alarms-plugin serverless-dynamodb-autoscaling serverless-fullstack-plugin
		serverless-plugin-custom-roles-additional serverless-slic-watch-plugin serverless-cloudside-plugin serverless-dynamodb-ttl serverless-nextjs-plugin`,
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

// effectOf returns what a plug-in means to what is deployed.
func effectOf(name string) effect {
	for e, names := range effects {
		if slices.Contains(strings.Fields(names), name) {
			return e
		}
	}
	return unheard
}

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
		switch effectOf(name) {
		case adds:
			s.gap(n.At, "the plug-in "+name+" adds resources, which are not read")
		case unheard:
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
