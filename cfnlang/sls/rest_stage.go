package sls

import (
	"strings"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

// deployment deploys the API to its stage.
func (r *rest) deployment() {
	properties := r.Object("RestApiId", r.id, "StageName", r.stage)
	put(properties, "Description", firstOf(get(r.config, "description")))
	r.add(r.Place, restDeployment, "AWS::ApiGateway::Deployment", properties, "DependsOn", r.methods)
	r.outputs.Set("ServiceEndpoint", r.Object("Description", "URL of the service endpoint", "Value", endpoint(r.Place, "https://", r.id, joined(value.Origin(r.Place), r.Node("/"), r.stageName))))
}

// callFields are what is logged of a call, under the names that the framework
// gives them.
var callFields = []string{
	"requestId requestId", "ip identity.sourceIp", "caller identity.caller", "user identity.user", "requestTime requestTime", "httpMethod httpMethod",
	"resourcePath resourcePath", "status status", "protocol protocol", "responseLength responseLength",
}

// staged makes the stage. In the framework's template the deployment makes it;
// what is set of it the framework sets when it has deployed, by calls of its
// own.
func (r *rest) staged() {
	if r.shared {
		return
	}
	logs, tracing := get(r.provider, "logs", "restApi"), get(r.provider, "tracing", "apiGateway")
	properties := r.Object("RestApiId", r.id, "DeploymentId", r.Ref(restDeployment), "StageName", r.stage, "TracingEnabled", truth(r.Place, tracing))
	put(properties, "Tags", tagList(r.Place, get(r.provider, "stackTags"), get(r.provider, "tags")))
	settings := r.Object("HttpMethod", "*", "ResourcePath", "/*")
	if m := get(r.config, "metrics"); m != nil {
		settings.Set("MetricsEnabled", truth(r.Place, m))
	}
	switch {
	case opaque(logs):
		why := cfnlang.NewUnknown(reason(logs), logs.At)
		properties.Set("AccessLogSetting", why)
		settings.Set("LoggingLevel", why)
		settings.Set("DataTraceEnabled", why)
		r.gap(logs.At, "the logs of the REST API are not known: "+reason(logs))
	case given(logs):
		r.logged(logs, properties, settings)
	case logs != nil: // logs: false turns off what was on
		settings.Set("LoggingLevel", cfnlang.PlaceOf(logs).Node("OFF"))
		settings.Set("DataTraceEnabled", cfnlang.PlaceOf(logs).Node(false))
	}
	if len(settings.Keys) > 2 {
		properties.Set("MethodSettings", r.List(settings))
	}
	r.over(r.Place, "ApiGatewayStage", "AWS::ApiGateway::Stage", properties)
}

// logged sets what a stage logs.
func (r *rest) logged(logs, properties, settings *Node) {
	const group = "ApiGatewayLogGroup"
	p := cfnlang.PlaceOf(logs)
	of := func(name string) *Node {
		if isMap(logs) {
			return get(logs, name)
		}
		return nil
	}
	access := unlessNo(p, of("accessLogging"))
	if given(access) {
		var fields []string
		for _, f := range callFields {
			name, variable, _ := strings.Cut(f, " ")
			fields = append(fields, name+": $context."+variable)
		}
		setting := p.Object("DestinationArn", p.Attribute(group, "Arn"), "Format", firstOf(of("format"), p.Node(strings.Join(fields, ", "))))
		if opaque(access) {
			setting = cfnlang.NewUnknown(reason(access), access.At)
		}
		properties.Set("AccessLogSetting", setting)
		r.accessLogGroup(p, group, joined(value.Origin(p), p.Node("/aws/api-gateway/"), r.name, p.Node("-"), r.stageName))
		r.accountRole(p)
	}
	level := firstOf(of("level"), p.Node("INFO"))
	switch execution := unlessNo(p, of("executionLogging")); {
	case opaque(execution):
		level = cfnlang.NewUnknown(reason(execution), execution.At)
	case !given(execution):
		level = cfnlang.PlaceOf(of("executionLogging")).Node("OFF")
	}
	settings.Set("LoggingLevel", level)
	settings.Set("DataTraceEnabled", unlessNo(p, of("fullExecutionData")))
}
