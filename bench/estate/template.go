package main

import (
	"encoding/json"
	"io"
	"strings"

	"go.yaml.in/yaml/v4"
)

// writeTemplate writes all functions as one template of CloudFormation in YAML,
// with the resources that the flat form has.
func writeTemplate(dir folder, e estate) error {
	return dir.write("template.yaml", func(w io.Writer) error {
		encoder := yaml.NewEncoder(w)
		defer encoder.Close()
		return encoder.Encode(e.template())
	})
}

// writeTemplateJSON writes the same template as JSON.
func writeTemplateJSON(dir folder, e estate) error {
	return dir.write("template.json", func(w io.Writer) error {
		encoder := json.NewEncoder(w)
		encoder.SetIndent("", "  ")
		return encoder.Encode(e.template())
	})
}

type fields = map[string]any

func ref(id string) fields               { return fields{"Ref": id} }
func getAtt(id, attribute string) fields { return fields{"Fn::GetAtt": []string{id, attribute}} }
func sub(text string) fields             { return fields{"Fn::Sub": text} }

func (e estate) template() fields {
	resources := make(fields)
	for i := range e.functions {
		e.service(i).declare(resources)
	}
	return templateOf(resources)
}

// templateOf returns the template of the resources.
func templateOf(resources fields) fields {
	return fields{
		"AWSTemplateFormatVersion": "2010-09-09",
		"Parameters": fields{
			"Stage":  fields{"Type": "String", "Default": "production"},
			"LogKey": fields{"Type": "String", "Default": "arn:aws:kms:eu-central-1:123456789012:key/5e1b2f0c-0d0a-4c6e-9d51-3f5f5f1c7a10"},
		},
		"Resources": resources,
	}
}

// id is what the logical ids of the function's resources begin with.
func (s service) id() string { return strings.ReplaceAll(s.Label, "_", "") }

// declare enters the function and the five resources around it.
func (s service) declare(into fields) {
	id := s.id()
	s.declareAround(into, id, id+"Logs")
	name := sub("acme-${Stage}-" + s.Name)
	function := fields{
		"FunctionName": name, "Role": getAtt(id+"Role", "Arn"), "Runtime": s.Runtime, "Handler": s.Handler,
		"Code": fields{"S3Bucket": "acme-artifacts", "S3Key": s.Name + ".zip"}, "MemorySize": s.Memory, "Timeout": s.Timeout,
		"Environment": fields{"Variables": s.variables()}, "TracingConfig": fields{"Mode": s.Tracing}, "Tags": tags("service", s.Name, "team", s.Team),
	}
	logs := fields{"LogGroupName": sub("/aws/lambda/acme-${Stage}-" + s.Name), "Tags": tags()}
	if s.Retention > 0 {
		logs["RetentionInDays"] = s.Retention
	}
	if s.Flaw != "key" {
		function["KmsKeyArn"], logs["KmsKeyId"] = ref("LogKey"), ref("LogKey")
	}
	into[id] = fields{"Type": "AWS::Lambda::Function", "Properties": function}
	into[id+"Logs"] = fields{"Type": "AWS::Logs::LogGroup", "Properties": logs}
}

// variables are those of the function's environment.
func (s service) variables() fields {
	variables := fields{"STAGE": ref("Stage"), "LOG_LEVEL": "info", "STORE": ref(s.id() + "Store"), "FEATURE": s.Team}
	if s.Secret != "" {
		variables["DATABASE_URL"] = s.Secret
	}
	return variables
}

// declareAround enters what belongs to a function beside its log group: role,
// policy, store, and what calls it.
func (s service) declareAround(into fields, function, logs string) {
	id := s.id()
	store, storeARN := id+"Store", any(getAtt(id+"Store", "Arn"))
	if s.Store == "bucket" {
		storeARN = sub("${" + store + ".Arn}/*")
	}
	if s.Wide() {
		storeARN = "*"
	}
	name := sub("acme-${Stage}-" + s.Name)
	into[id+"Role"] = fields{"Type": "AWS::IAM::Role", "Properties": fields{
		"RoleName": name, "Tags": tags(),
		"AssumeRolePolicyDocument": document(fields{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": fields{"Service": "lambda.amazonaws.com"}}),
	}}
	into[id+"Policy"] = fields{"Type": "AWS::IAM::Policy", "Properties": fields{
		"PolicyName": s.Name, "Roles": []any{ref(id + "Role")},
		"PolicyDocument": document(
			fields{"Sid": "Store", "Effect": "Allow", "Action": s.Actions, "Resource": storeARN},
			fields{"Sid": "Logs", "Effect": "Allow", "Action": []string{"logs:CreateLogStream", "logs:PutLogEvents"}, "Resource": sub("${" + logs + ".Arn}:*")},
		),
	}}
	into[store] = s.store(name)
	if s.Store == "queue" {
		into[id+"Source"] = fields{"Type": "AWS::Lambda::EventSourceMapping", "Properties": fields{
			"EventSourceArn": getAtt(store, "Arn"), "FunctionName": ref(function), "BatchSize": 10, "MaximumBatchingWindowInSeconds": 5,
		}}
		return
	}
	permission := fields{"Action": "lambda:InvokeFunction", "FunctionName": ref(function), "Principal": "events.amazonaws.com"}
	source := any(sub("arn:${AWS::Partition}:events:${AWS::Region}:123456789012:rule/" + s.Name))
	if s.Store == "bucket" {
		permission["Principal"], source = "s3.amazonaws.com", getAtt(store, "Arn")
	}
	if s.Flaw != "source" {
		permission["SourceArn"] = source
		if s.Store == "bucket" {
			permission["SourceAccount"] = "123456789012"
		}
	}
	into[id+"Permission"] = fields{"Type": "AWS::Lambda::Permission", "Properties": permission}
}

func (s service) store(name fields) fields {
	switch s.Store {
	case "queue":
		return fields{"Type": "AWS::SQS::Queue", "Properties": fields{
			"QueueName": name, "VisibilityTimeout": s.Timeout * 6, "SqsManagedSseEnabled": s.Flaw != "key", "Tags": tags("team", s.Team),
		}}
	case "bucket":
		return fields{"Type": "AWS::S3::Bucket", "Properties": fields{"BucketName": name, "Tags": tags("team", s.Team)}}
	}
	return fields{"Type": "AWS::DynamoDB::Table", "Properties": fields{
		"TableName": name, "BillingMode": "PAY_PER_REQUEST", "Tags": tags("team", s.Team),
		"KeySchema":                        []any{fields{"AttributeName": "pk", "KeyType": "HASH"}},
		"AttributeDefinitions":             []any{fields{"AttributeName": "pk", "AttributeType": "S"}},
		"PointInTimeRecoverySpecification": fields{"PointInTimeRecoveryEnabled": true},
	}}
}

func document(statements ...fields) fields {
	return fields{"Version": "2012-10-17", "Statement": statements}
}

// tags are those of every resource, and more.
func tags(more ...string) []any {
	list := []any{fields{"Key": "stage", "Value": ref("Stage")}, fields{"Key": "owner", "Value": "cloud-team"}}
	for i := 0; i+1 < len(more); i += 2 {
		list = append(list, fields{"Key": more[i], "Value": more[i+1]})
	}
	return list
}
