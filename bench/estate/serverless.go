package main

import (
	"io"
	"strings"

	"go.yaml.in/yaml/v4"
)

// writeServerless writes all functions as one service of the Serverless
// Framework, with the resources that the flat form has.
func writeServerless(dir folder, e estate) error {
	return dir.write("serverless.yml", func(w io.Writer) error {
		functions, resources := make(fields), make(fields)
		for i := range e.functions {
			e.service(i).declareServerless(functions, resources)
		}
		made := templateOf(resources)
		encoder := yaml.NewEncoder(w)
		defer encoder.Close()
		return encoder.Encode(fields{
			"service": "acme", "frameworkVersion": "3", "functions": functions,
			"custom": fields{"logKey": "arn:aws:kms:eu-central-1:123456789012:key/5e1b2f0c-0d0a-4c6e-9d51-3f5f5f1c7a10"},
			"provider": fields{
				"name": "aws", "region": "eu-central-1", "stage": "${opt:stage, 'production'}", "versionFunctions": false, "deploymentBucket": "acme-artifacts",
				"tags":        fields{"stage": "${sls:stage}", "owner": "cloud-team"},
				"environment": fields{"STAGE": "${sls:stage}", "LOG_LEVEL": "info"},
			},
			"resources": fields{"Parameters": made["Parameters"], "Resources": resources},
		})
	})
}

func (s service) declareServerless(functions, resources fields) {
	id := s.id()
	upper := strings.ToUpper(id[:1]) + id[1:]
	function, logs := upper+"LambdaFunction", upper+"LogGroup"
	s.declareAround(resources, function, logs)
	variables := s.variables()
	delete(variables, "STAGE")
	delete(variables, "LOG_LEVEL")
	made := fields{
		"name": "acme-${sls:stage}-" + s.Name, "handler": s.Handler, "runtime": s.Runtime, "memorySize": s.Memory, "timeout": s.Timeout,
		"role": id + "Role", "environment": variables, "tracing": s.Tracing, "tags": fields{"service": s.Name, "team": s.Team},
		"package": fields{"artifact": "build/" + s.Name + ".zip"},
	}
	group := fields{"Tags": tags()}
	if s.Retention > 0 {
		made["logRetentionInDays"] = s.Retention
	}
	if s.Flaw != "key" {
		made["kmsKeyArn"], group["KmsKeyId"] = "${self:custom.logKey}", "${self:custom.logKey}"
	}
	resources[logs] = fields{"Properties": group}
	if s.Store == "queue" { // the framework makes the mapping of an event
		delete(resources, id+"Source")
		made["events"] = []any{fields{"sqs": fields{"arn": getAtt(id+"Store", "Arn"), "batchSize": 10, "maximumBatchingWindow": 5}}}
	}
	functions[id] = made
}
