package sls

import (
	"strings"

	"bailiwick/cfnlang"
)

// mapping makes an event source mapping of what an event says, under the names
// that its properties have in CloudFormation.
func (s *service) mapping(e *event, id string, source *Node, properties ...any) *Node {
	made := e.Object(append([]any{"EventSourceArn", source, "FunctionName", e.target(e.Place)}, properties...)...)
	for _, m := range [][2]string{
		{"batchSize", "BatchSize"},
		{"maximumBatchingWindow", "MaximumBatchingWindowInSeconds"},
		{"batchWindow", "MaximumBatchingWindowInSeconds"},
		{"enabled", "Enabled"},
		{"startingPosition", "StartingPosition"},
		{"startingPositionTimestamp", "StartingPositionTimestamp"},
		{"parallelizationFactor", "ParallelizationFactor"},
		{"maximumRetryAttempts", "MaximumRetryAttempts"},
		{"bisectBatchOnFunctionError", "BisectBatchOnFunctionError"},
		{"maximumRecordAgeInSeconds", "MaximumRecordAgeInSeconds"},
		{"tumblingWindowInSeconds", "TumblingWindowInSeconds"},
		{"provisionedPollerConfig", "ProvisionedPollerConfig"},
		{"kmsKeyArn", "KmsKeyArn"},
	} {
		put(made, m[1], capitalised(e.get(m[0])))
	}
	if kind := e.get("functionResponseType"); kind != nil {
		made.Set("FunctionResponseTypes", cfnlang.PlaceOf(kind).List(kind))
	}
	if patterns := e.get("filterPatterns"); patterns != nil {
		p := cfnlang.PlaceOf(patterns)
		filters := p.List()
		for _, pattern := range elements(patterns) {
			filters.List = append(filters.List, p.Object("Pattern", document(pattern)))
		}
		made.Set("FilterCriteria", p.Object("Filters", filters))
	}
	if most := e.get("maximumConcurrency"); given(most) {
		made.Set("ScalingConfig", cfnlang.PlaceOf(most).Object("MaximumConcurrency", most))
	}
	var depends []string
	for _, on := range []string{s.roleName(e.function), e.aliasID} {
		if on != "" && (on != sharedRole || s.role != nil) {
			depends = append(depends, on)
		}
	}
	n := s.add(e.Place, id, "AWS::Lambda::EventSourceMapping", made)
	if len(depends) > 0 {
		n.Set("DependsOn", e.Node(depends))
	}
	return made
}

// orElse sets a member that is not set.
func orElse(n *Node, name string, v *Node) {
	if n.Get(name) == nil {
		n.Set(name, v)
	}
}

// queues makes what events of SQS need.
func (s *service) queues(all []*event) {
	arns := s.place.List()
	for _, e := range all {
		source := s.needed(e, e.short("arn"), "arn")
		made := s.mapping(e, normal(e.key)+"EventSourceMappingSQS"+alphanumeric(lastOf(source, ":")), source)
		orElse(made, "BatchSize", e.Node(10))
		orElse(made, "Enabled", e.Node(true))
		arns.List = append(arns.List, source)
	}
	s.role.allow(all[0].Place, []string{"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"}, arns)
}

// streamActions are those by which a function reads a stream, by its type.
var streamActions = map[string][]string{
	"dynamodb": {"dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream", "dynamodb:ListStreams"},
	"kinesis":  {"kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStream", "kinesis:ListStreams"},
	"consumer": {"kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStreamSummary", "kinesis:ListShards"},
	"shards":   {"kinesis:SubscribeToShard"},
	"sns":      {"sns:Publish"},
	"sqs":      {"sqs:ListQueues", "sqs:SendMessage"},
}

// streams makes what events of DynamoDB and Kinesis streams need; what a
// function may read is one statement for each of its kinds of streams.
func (s *service) streams(all []*event) {
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].function == all[0].function {
			n++
		}
		arns := make(map[string]*Node)
		for _, e := range all[:n] {
			s.stream(e, func(what string, arn *Node) {
				if arns[what] == nil {
					arns[what] = e.List()
				}
				arns[what].List = append(arns[what].List, arn)
			})
		}
		for _, what := range []string{"dynamodb", "kinesis", "consumer", "shards", "sns", "sqs"} {
			if arns[what] != nil {
				s.role.allow(all[0].Place, streamActions[what], arns[what])
			}
		}
		all = all[n:]
	}
}

func (s *service) stream(e *event, reads func(what string, arn *Node)) {
	source := s.needed(e, e.short("arn"), "arn")
	kind := textOf(e.get("type"))
	if parts := strings.Split(textOf(source), ":"); kind == "" && len(parts) > 2 {
		kind = parts[2]
	}
	name := lastOf(source, "/")
	if parts := strings.Split(textOf(source), "/"); len(parts) > 1 {
		name = parts[1]
	}
	mapped := normal(e.key) + "EventSourceMapping" + upper(kind) + alphanumeric(name)
	made := s.mapping(e, mapped, source)
	orElse(made, "BatchSize", e.Node(10))
	orElse(made, "StartingPosition", e.Node("TRIM_HORIZON"))
	orElse(made, "Enabled", e.Node(true))
	consumer := e.get("consumer")
	switch {
	case kind == "dynamodb":
		reads("dynamodb", source)
	case !given(consumer):
		reads("kinesis", source)
	default:
		reads("consumer", source)
	}
	if given(consumer) && kind == "kinesis" {
		arn := consumer
		if affirmative(consumer) {
			called := e.key + name + "Consumer"
			id := normal(called) + "StreamConsumer"
			s.add(e.Place, id, "AWS::Kinesis::StreamConsumer", e.Object("StreamARN", source, "ConsumerName", called))
			arn = e.Ref(id)
			mapping := s.made(mapped)
			mapping.Set("DependsOn", e.List(append(anyOf(elements(mapping.Get("DependsOn"))), id)...))
		}
		made.Set("EventSourceArn", arn)
		reads("shards", arn)
	}
	if to := e.get("destinations", "onFailure"); given(to) {
		arn, of := to, ""
		if isMap(to) {
			arn, of = s.needed(e, get(to, "arn"), "arn of its destination"), textOf(get(to, "type"))
		}
		if parts := strings.Split(textOf(arn), ":"); of == "" && len(parts) > 2 {
			of = parts[2]
		}
		if of != "sns" {
			of = "sqs"
		}
		reads(of, arn)
		p := cfnlang.PlaceOf(to)
		made.Set("DestinationConfig", p.Object("OnFailure", p.Object("Destination", arn)))
	}
}

func anyOf(nodes []*Node) []any {
	out := make([]any, len(nodes))
	for i, n := range nodes {
		out[i] = n
	}
	return out
}

// inNetwork are the actions by which Lambda reaches brokers in a VPC.
var inNetwork = []string{
	"ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeVpcs", "ec2:DeleteNetworkInterface",
	"ec2:DescribeSubnets", "ec2:DescribeSecurityGroups",
}

// brokers makes what events of Amazon MQ need.
func (s *service) brokers(all []*event) {
	secrets, brokers := s.place.List(), s.place.List()
	for _, e := range all {
		broker := s.needed(e, e.get("arn"), "arn")
		queue, password := s.needed(e, e.get("queue"), "queue"), s.needed(e, e.get("basicAuthArn"), "basicAuthArn")
		kind := map[string]string{"activemq": "ActiveMQ", "rabbitmq": "RabbitMQ"}[e.kind]
		access := e.List(e.Object("Type", "BASIC_AUTH", "URI", password))
		if host := e.get("virtualHost"); given(host) {
			access.List = append(access.List, e.Object("Type", "VIRTUAL_HOST", "URI", host))
		}
		s.mapping(e, normal(e.key)+"EventSourceMapping"+kind+shortened(alphanumeric(textOf(queue)), 150), broker,
			"Queues", e.List(queue), "SourceAccessConfigurations", access)
		secrets.List, brokers.List = append(secrets.List, password), append(brokers.List, broker)
	}
	p := all[0].Place
	s.role.allow(p, []string{"secretsmanager:GetSecretValue"}, secrets)
	s.role.allow(p, []string{"mq:DescribeBroker"}, brokers)
	s.role.allow(p, inNetwork, "*")
}

// clusters makes what events of Amazon MSK need.
func (s *service) clusters(all []*event) {
	arns := s.place.List()
	for _, e := range all {
		cluster, topic := s.needed(e, e.get("arn"), "arn"), s.needed(e, e.get("topic"), "topic")
		name := lastOf(cluster, "/")
		if parts := strings.Split(textOf(cluster), "/"); len(parts) > 1 {
			name = parts[1]
		}
		made := s.mapping(e, normal(e.key)+"EventSourceMappingMSK"+shortened(alphanumeric(name), 79)+shortened(alphanumeric(textOf(topic)), 79), cluster,
			"Topics", e.List(topic))
		orElse(made, "StartingPosition", e.Node("TRIM_HORIZON"))
		if group := e.get("consumerGroupId"); given(group) {
			made.Set("AmazonManagedKafkaEventSourceConfig", cfnlang.PlaceOf(group).Object("ConsumerGroupId", group))
		}
		if secret := e.get("saslScram512"); secret != nil {
			p := cfnlang.PlaceOf(secret)
			made.Set("SourceAccessConfigurations", p.List(p.Object("Type", "SASL_SCRAM_512_AUTH", "URI", secret)))
		}
		arns.List = append(arns.List, cluster)
	}
	s.role.allow(all[0].Place, []string{"kafka:DescribeCluster", "kafka:GetBootstrapBrokers"}, arns)
	s.role.allow(all[0].Place, inNetwork, "*")
}

// kafkaAccess are the ways to reach a Kafka cluster of one's own.
var kafkaAccess = [][2]string{
	{"vpcSubnet", "VPC_SUBNET"},
	{"vpcSecurityGroup", "VPC_SECURITY_GROUP"},
	{"saslPlainAuth", "BASIC_AUTH"},
	{"saslScram256Auth", "SASL_SCRAM_256_AUTH"},
	{"saslScram512Auth", "SASL_SCRAM_512_AUTH"},
	{"clientCertificateTlsAuth", "CLIENT_CERTIFICATE_TLS_AUTH"},
	{"serverRootCaCertificate", "SERVER_ROOT_CA_CERTIFICATE"},
}

// kafka makes what events of a Kafka cluster of one's own need.
func (s *service) kafka(all []*event) {
	secrets, inside := s.place.List(), false
	for _, e := range all {
		topic := s.needed(e, e.get("topic"), "topic")
		access := e.List()
		for _, a := range kafkaAccess {
			for _, n := range elements(e.get("accessConfigurations", a[0])) {
				uri := n
				if text, ok := n.Literal(); ok && strings.HasPrefix(a[1], "VPC") && !strings.Contains(text, ":") {
					uri = cfnlang.PlaceOf(n).Node(map[string]string{"VPC_SUBNET": "subnet:", "VPC_SECURITY_GROUP": "security_group:"}[a[1]] + text)
				}
				access.List = append(access.List, cfnlang.PlaceOf(n).Object("Type", a[1], "URI", uri))
				if strings.HasPrefix(a[1], "VPC") {
					inside = true
				} else {
					secrets.List = append(secrets.List, n)
				}
			}
		}
		made := s.mapping(e, normal(e.key)+"EventSourceMappingKafka"+shortened(alphanumeric(textOf(topic)), 158), nil,
			"SelfManagedEventSource", e.Object("Endpoints", e.Object("KafkaBootstrapServers", e.get("bootstrapServers"))),
			"SourceAccessConfigurations", access, "Topics", e.List(topic))
		orElse(made, "StartingPosition", e.Node("TRIM_HORIZON"))
		if group := e.get("consumerGroupId"); given(group) {
			made.Set("SelfManagedKafkaEventSourceConfig", cfnlang.PlaceOf(group).Object("ConsumerGroupId", group))
		}
	}
	if len(secrets.List) > 0 {
		s.role.allow(all[0].Place, []string{"secretsmanager:GetSecretValue"}, secrets)
	}
	if inside {
		s.role.allow(all[0].Place, inNetwork, "*")
	}
}
