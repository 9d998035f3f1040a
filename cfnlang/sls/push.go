package sls

import (
	"slices"
	"strconv"
	"strings"

	"bailiwick/cfnlang"
)

// topic makes the subscription to a topic of SNS, and the topic, if it is not
// named by its ARN.
func (s *service) topic(e *event) {
	source, name := e.get("arn"), textOf(e.get("topicName"))
	if text, ok := e.node.Literal(); ok {
		source, name = nil, text
		if strings.HasPrefix(text, "arn:") {
			source = e.node
		}
	}
	if text, ok := source.Literal(); ok && (e.get("topicName") == nil) {
		name = text[strings.LastIndexByte(text, ':')+1:]
	}
	if name == "" && source == nil {
		s.gap(e.node.At, "what topic calls the function "+e.key+" is not known")
		return
	}
	if name == "" {
		name = lastOf(source, ":")
	}
	redrive, permission := s.redrive(e, name, source), normal(e.key)+"LambdaPermission"+alphanumeric(name)+"SNS"
	subscription := e.Object("Protocol", "lambda", "Endpoint", e.target(e.Place),
		"FilterPolicy", e.get("filterPolicy"), "FilterPolicyScope", e.get("filterPolicyScope"), "RedrivePolicy", redrive)
	id := normal(e.key) + "SnsSubscription" + alphanumeric(name)
	if source != nil {
		subscription.Set("TopicArn", source)
		if parts := strings.Split(textOf(source), ":"); len(parts) > 4 && parts[3] != textOf(s.region(s.root.At)) {
			subscription.Set("Region", e.Node(parts[3]))
		}
		s.add(e.Place, id, "AWS::SNS::Subscription", subscription, "DependsOn", e.depends())
		s.invokes(e, permission, "sns.amazonaws.com", source)
		return
	}
	topic := "SNSTopic" + alphanumeric(name)
	if s.made(topic) == nil {
		s.add(e.Place, topic, "AWS::SNS::Topic", e.Object("TopicName", name, "DisplayName", firstOf(e.get("displayName"))), "DependsOn", e.depends())
	}
	if e.get("filterPolicy") != nil || redrive != nil {
		subscription.Set("TopicArn", e.Ref(topic))
		s.add(e.Place, id, "AWS::SNS::Subscription", subscription)
	} else {
		properties := s.made(topic).Get("Properties")
		if properties.Get("Subscription") == nil {
			properties.Set("Subscription", e.List())
		}
		list := properties.Get("Subscription")
		list.List = append(list.List, e.Object("Endpoint", e.target(e.Place), "Protocol", "lambda"))
	}
	s.invokes(e, permission, "sns.amazonaws.com", arn(e.Place, "sns", name))
}

// redrive lets a topic put what is not taken into a queue.
func (s *service) redrive(e *event, name string, source *Node) *Node {
	n := e.get("redrivePolicy")
	if !given(n) {
		return nil
	}
	p := cfnlang.PlaceOf(n)
	var queue, url *Node
	switch {
	case get(n, "deadLetterTargetArn") != nil:
		queue = get(n, "deadLetterTargetArn")
		parts := strings.Split(textOf(queue), ":")
		slices.Reverse(parts)
		if len(parts) > 2 {
			url = p.Object("Fn::Join", p.List("", p.List("https://sqs."+parts[2]+".", p.Ref("AWS::URLSuffix"), "/"+parts[1]+"/"+parts[0])))
		} else {
			url = cfnlang.NewUnknown("the URL of the queue is not known", n.At)
		}
	case get(n, "deadLetterTargetRef") != nil:
		id := textOf(get(n, "deadLetterTargetRef"))
		queue, url = p.Attribute(id, "Arn"), p.Ref(id)
	default:
		queue = p.Object("Fn::ImportValue", get(n, "deadLetterTargetImport", "arn"))
		url = p.Object("Fn::ImportValue", get(n, "deadLetterTargetImport", "url"))
	}
	id := alphanumeric(name) + "To" + normal(e.key) + "DLQPolicy"
	s.add(p, id, "AWS::SQS::QueuePolicy", p.Object("PolicyDocument", p.Object(
		"Version", "2012-10-17", "Id", id, "Statement", p.List(p.Object(
			"Effect", "Allow", "Principal", p.Object("Service", "sns.amazonaws.com"), "Action", "sqs:SendMessage", "Resource", queue,
			"Condition", p.Object("ArnEquals", p.Object("aws:SourceArn", source))))), "Queues", p.List(url)))
	return p.Object("deadLetterTargetArn", queue)
}

// bucketID returns the logical id of a bucket that the framework makes.
func bucketID(name string) string { return "S3Bucket" + alphanumeric(name) }

// buckets makes the buckets whose events call functions. One that exists is
// told of its function by code of the framework's.
func (s *service) buckets(all []*event) {
	for _, e := range all {
		if isMap(e.node) && given(e.get("existing")) {
			s.existingBucket(e)
			continue
		}
		ref := e.short("bucket")
		written, ok := ref.Literal()
		if !ok || written == "" {
			s.gap(e.node.At, "what bucket calls the function "+e.key+" is not known")
			continue
		}
		config := get(s.provider, "s3", written)
		name := firstOf(get(config, "name"), e.Node(written))
		id := bucketID(written)
		permission := normal(e.key) + "LambdaPermission" + alphanumeric(written) + "S3"
		n := s.made(id)
		if n == nil {
			n = s.add(e.Place, id, "AWS::S3::Bucket", s.bucket(e, name, config))
		}
		to := e.Object("Event", firstOf(e.get("event"), e.Node("s3:ObjectCreated:*")), "Function", e.target(e.Place))
		if rules := e.get("rules"); rules != nil {
			list := e.List()
			for _, r := range elements(rules) {
				for i, k := range r.Keys {
					list.List = append(list.List, cfnlang.Place(k.At).Object("Name", k.Name, "Value", r.List[i]))
				}
			}
			to.Set("Filter", e.Object("S3Key", e.Object("Rules", list)))
		}
		if list := get(n, "Properties", "NotificationConfiguration", "LambdaConfigurations"); list != nil {
			list.List = append(list.List, to)
		}
		depends := n.Get("DependsOn")
		if depends == nil {
			depends = e.List()
			n.Set("DependsOn", depends)
		}
		depends.List = append(depends.List, e.Node(permission))
		if e.aliasID != "" {
			depends.List = append(depends.List, e.Node(e.aliasID))
		}
		s.invokes(e, permission, "s3.amazonaws.com", e.Object("Fn::Join", e.List("", bucketARN(e.Place, name))), "SourceAccount", e.Ref("AWS::AccountId"))
	}
}

// bucketARN returns the parts of the ARN of a bucket.
func bucketARN(p cfnlang.Place, name *Node) *Node {
	if text, ok := name.Literal(); ok {
		return p.List("arn:", p.Ref("AWS::Partition"), ":s3:::"+text)
	}
	return p.List("arn:", p.Ref("AWS::Partition"), ":s3:::", name)
}

// bucket returns the properties of a bucket, as provider.s3 has them.
func (s *service) bucket(e *event, name, config *Node) *Node {
	properties := e.Object("BucketName", name)
	notices := e.Object("LambdaConfigurations", e.List())
	if opaque(config) {
		return cfnlang.NewUnknown(reason(config), config.At)
	}
	if isMap(config) {
		for i, k := range config.Keys {
			switch k.Name {
			case "name":
			case "notificationConfiguration":
				notices = merged(notices, config.List[i])
			default:
				properties.Set(upper(k.Name), config.List[i])
			}
		}
	}
	properties.Set("NotificationConfiguration", notices)
	return properties
}

// subscriptions makes the subscription to each log group.
func (s *service) subscriptions(all []*event) {
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].function == all[0].function {
			n++
		}
		var names []string
		permission := normal(all[0].key) + "LambdaPermissionLogsSubscriptionFilterCloudWatchLog"
		for _, e := range all[:n] {
			group := e.short("logGroup")
			filter := e.get("filter")
			if filter == nil {
				filter = e.Node("")
			}
			depends := []string{permission}
			if e.aliasID != "" {
				depends = append(depends, e.aliasID)
			}
			s.add(e.Place, normal(e.key)+"LogsSubscriptionFilterCloudWatchLog"+strconv.Itoa(e.number), "AWS::Logs::SubscriptionFilter", e.Object(
				"LogGroupName", group, "FilterPattern", filter, "DestinationArn", e.target(e.Place)), "DependsOn", depends)
			if text, ok := group.Literal(); ok {
				names = append(names, text)
			} else {
				names = append(names, "")
			}
		}
		e := all[0]
		name := e.Node(commonPrefix(names))
		if group := e.short("logGroup"); n == 1 && opaque(group) {
			name = group
		}
		s.invokes(e, permission, e.Object("Fn::Join", e.List("", e.List("logs.", e.Ref("AWS::Region"), ".amazonaws.com"))), arn(e.Place, "logs", "log-group:", name, ":*"))
		all = all[n:]
	}
}

// commonPrefix returns what names begin with alike; of several, with *.
func commonPrefix(names []string) string {
	prefix := names[0]
	for _, name := range names[1:] {
		for !strings.HasPrefix(name, prefix) {
			prefix = prefix[:len(prefix)-1]
		}
	}
	if len(names) > 1 && !strings.HasSuffix(prefix, "*") {
		prefix += "*"
	}
	return prefix
}

// userPools makes the pools of Cognito whose events call functions. One that
// exists is told of its function by code of the framework's.
func (s *service) userPools(all []*event) {
	for _, e := range all {
		pool, trigger := e.get("pool"), textOf(e.get("trigger"))
		if given(e.get("existing")) {
			s.existingPool(e)
			continue
		}
		name, ok := pool.Literal()
		if !ok || trigger == "" {
			s.gap(e.node.At, "what user pool calls the function "+e.key+" is not known")
			continue
		}
		id := "CognitoUserPool" + alphanumeric(name)
		n := s.made(id)
		if n == nil {
			n = s.add(e.Place, id, "AWS::Cognito::UserPool", e.Object("UserPoolName", pool, "LambdaConfig", e.Object()), "DependsOn", e.List())
		}
		config := n.Get("Properties").Get("LambdaConfig")
		if trigger == "CustomSMSSender" || trigger == "CustomEmailSender" {
			config.Set(trigger, e.Object("LambdaArn", e.target(e.Place), "LambdaVersion", firstOf(e.get("lambdaVersion"), e.Node("V1_0"))))
			put(config, "KMSKeyID", e.get("kmsKeyId"))
		} else {
			config.Set(trigger, e.target(e.Place))
		}
		on := e.id
		if e.aliasID != "" {
			on = e.aliasID
		}
		depends := n.Get("DependsOn")
		depends.List = append(depends.List, e.Node(on))
		s.invokes(e, normal(e.key)+"LambdaPermissionCognitoUserPool"+alphanumeric(name)+"TriggerSource"+alphanumeric(trigger), "cognito-idp.amazonaws.com", e.Attribute(id, "Arn"))
	}
}
