package publicexposure

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// StoreNoAnonymousEntry is decided for stores, topics and state machines: over
// all ways that lead to one past every function.
var StoreNoAnonymousEntry = &rule.Rule{
	ID:       "store-no-anonymous-entry",
	Title:    "No one reaches a store without proving who he is",
	Why:      "Whoever finds the way reads what is kept, or puts in what he likes, and no code of yours looks at it.",
	Fix:      "Require authentication on the way that is named, or record it as approved in api.public_routes.",
	Severity: rule.Critical,
	Example: `resource "aws_api_gateway_method" "order" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "POST"
  authorization = "AWS_IAM"
}`,
	Objectives: []objective.ID{objective.PublicExposure},
	Settings:   []string{"api.public_routes"},
	Sources:    []string{"API Gateway Developer Guide, Integrate with AWS services", "OWASP Serverless Top 10, SAS-2 broken authentication"},
	Decide: []rule.Decision{
		rule.On[*estate.Table](func(in *rule.Input, t *estate.Table) rule.Outcome { return storeEntry(in, t) }),
		rule.On[*estate.Bucket](func(in *rule.Input, b *estate.Bucket) rule.Outcome { return storeEntry(in, b) }),
		rule.On[*estate.Queue](func(in *rule.Input, q *estate.Queue) rule.Outcome { return storeEntry(in, q) }),
		rule.On[*estate.Topic](func(in *rule.Input, t *estate.Topic) rule.Outcome { return storeEntry(in, t) }),
		rule.On[*estate.Stream](func(in *rule.Input, s *estate.Stream) rule.Outcome { return storeEntry(in, s) }),
		rule.On[*estate.StateMachine](func(in *rule.Input, m *estate.StateMachine) rule.Outcome { return storeEntry(in, m) }),
	},
}

// A store is how strangers could use a kind of store, and of what.
type store struct {
	service string   // in front of .amazonaws.com, and of its actions
	actions []string // that read its content, put something in or take it out
}

var stores = map[estate.Kind]store{
	"table": {"dynamodb", []string{
		"dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:PartiQLSelect",
		"dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem",
	}},
	"bucket":        {"s3", []string{"s3:GetObject", "s3:ListBucket", "s3:PutObject", "s3:DeleteObject"}},
	"queue":         {"sqs", []string{"sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:PurgeQueue"}},
	"topic":         {"sns", []string{"sns:Publish", "sns:Subscribe"}},
	"stream":        {"kinesis", []string{"kinesis:PutRecord", "kinesis:PutRecords", "kinesis:GetRecords"}},
	"state_machine": {"states", []string{"states:StartExecution", "states:StartSyncExecution"}},
}

// storeEntryKinds are the kinds that a way to a store consists of.
var storeEntryKinds = []estate.Kind{
	"rest_api", "api_method", "api_integration", "http_api", "websocket_api", "api_route", "graphql_api", "graphql_data_source",
	"identity_pool", "identity_pool_roles", "pipe", "iot_rule",
}

func storeEntry(in *rule.Input, s estate.Resource) rule.Outcome {
	e := entries{in: in, of: s}
	e.store()
	e.pipes()
	return e.outcome()
}

// store collects the ways that lead to a store itself.
func (e *entries) store() {
	v, s := e.in.Estate, e.of
	arn, ok := s.Head().ARN()
	if !ok {
		e.elsewhere(s, "its ARN is not known")
		return
	}
	kind := stores[s.Head().Kind()]
	e.guests("use it", kind.actions, arn, value.Join(arn, value.Literal("/*")))
	e.integrations(kind, arn)
	e.operations(kind)
	e.own()
	for _, d := range read(e, estate.Companions[*estate.GraphQLDataSource](v, s, "")) {
		if api, reach := estate.Find[*estate.GraphQLAPI](v, d, d.API); reach == estate.Here {
			e.judge(GraphQLAPIAuthorized, api)
		} else {
			e.elsewhere(d, "its API is not declared here")
		}
	}
	for _, r := range read(e, estate.Companions[*estate.IoTRule](v, s, "")) {
		e.devices(r, arn)
	}
	for _, kind := range storeEntryKinds {
		if why, hides := v.Gap(kind, s); hides && e.hidden == "" {
			e.hidden = why.Reason()
		}
	}
}

// own judges the policy of the store itself, and the ACL of a bucket. Some of the
// services that it lets in bring what strangers ask or send.
func (e *entries) own() {
	p := e.in.Access.ResourcePolicy(e.of)
	if o := reached(e.in, e.of, p, "it has no policy", "use {name}", "lets them in", reason.Anonymous); o.Verdict != rule.NotApplicableVerdict {
		e.add(e.of, o)
	}
	if b, ok := e.of.(*estate.Bucket); ok {
		if o := aclNotPublic(e.in, b); o.Verdict == rule.FailVerdict || o.Verdict == rule.UnknownVerdict {
			e.add(b, o)
		}
	}
	for _, s := range p.Statements {
		if s.Effect == policy.Deny {
			continue
		}
		for _, who := range s.Principals.List {
			name, _ := who.ServiceName()
			switch {
			case name == "cloudfront" || who.Kind == policy.OriginAccessIdentity:
				e.elsewhere(s.By, "it lets in CloudFront, for viewers of whom it cannot be told who they are")
			case name == "ses":
				e.elsewhere(s.By, "it lets in SES, with mail of whoever sends it")
			case name == "apigateway" && !e.called:
				e.elsewhere(s.By, "the API that it lets in is not declared here")
			}
		}
	}
}

// devices judges a rule of IoT that brings what devices send. They prove who
// they are by certificates or as users of Cognito (IoT Core Developer Guide,
// "Client authentication"): who may send without is a guest of an identity pool.
func (e *entries) devices(r *estate.IoTRule, to value.Text) {
	topics, ok := iotTopics(r, to)
	if !ok {
		e.elsewhere(r, "its account or region is not known")
		return
	}
	before := len(e.open) + len(e.unsure)
	e.guests("send what the rule "+r.Name()+" brings to it", []string{"iot:Publish"}, topics)
	if len(e.open)+len(e.unsure) == before {
		e.closed = append(e.closed, access.Known("IoT rule", r.Name()+", for devices that prove who they are", r.Block))
	}
}

// iotTopics returns the ARN of every topic of devices where the rule lies, in the
// partition of the ARN of a store.
func iotTopics(r *estate.IoTRule, store value.Text) (value.Text, bool) {
	arn, ok := policy.ParseARN(store)
	region, known := r.Region.Get()
	account, too := r.Account.Get()
	return policy.ARN{
		Partition: arn.Partition, Service: value.Literal("iot"), Region: region, Account: account, Resource: value.Literal("topic/*"),
	}.Text(), ok && known && too
}

// maxUpstream is how many stores that pipes read from are looked at.
const maxUpstream = 16

// pipes judges what pipes bring: whoever may put something into a store puts it
// into those that pipes lead to.
func (e *entries) pipes() {
	v := e.in.Estate
	seen := map[estate.Resource]bool{e.of: true}
	for next := []estate.Resource{e.of}; len(next) > 0; next = next[1:] {
		for _, p := range read(e, estate.Companions[*estate.Pipe](v, next[0], "target|Target")) {
			text, _ := p.Source.Get()
			from := v.Named(p, text, "queue", "stream", "table")
			switch {
			case from == nil:
				e.elsewhere(p, "what it reads from is not declared here")
				continue
			case seen[from]:
				continue
			case len(seen) > maxUpstream:
				e.elsewhere(p, "it is fed by more stores than are looked at")
				return
			}
			seen[from] = true
			next = append(next, from)
			up := entries{in: e.in, of: from}
			up.store()
			switch o := up.outcome(); o.Verdict {
			case rule.FailVerdict:
				e.add(p, rule.Fail("The pipe {name} brings what anyone may put into the "+up.what()+" "+from.Head().Name(), o.Facts...))
			case rule.UnknownVerdict:
				e.elsewhere(p, "whether anyone reaches the "+up.what()+" "+from.Head().Name()+", which it reads from, cannot be told")
			default:
				e.closed = append(e.closed, access.Known("pipe", p.Head().Name(), p.Block))
			}
		}
	}
}
