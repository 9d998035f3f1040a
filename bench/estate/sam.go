package main

import (
	"io"

	"go.yaml.in/yaml/v4"
)

// writeSAM writes all functions as one template of SAM, with the resources that
// the flat form has.
func writeSAM(dir folder, e estate) error {
	return dir.write("template.yaml", func(w io.Writer) error {
		resources := make(fields)
		for i := range e.functions {
			e.service(i).declareSAM(resources)
		}
		made := templateOf(resources)
		made["Transform"] = "AWS::Serverless-2016-10-31"
		encoder := yaml.NewEncoder(w)
		defer encoder.Close()
		return encoder.Encode(made)
	})
}

func (s service) declareSAM(into fields) {
	s.declare(into)
	id := s.id()
	function, _ := into[id].(fields)["Properties"].(fields)
	for _, renamed := range []string{"Code", "TracingConfig", "Tags"} {
		delete(function, renamed)
	}
	function["CodeUri"] = fields{"Bucket": "acme-artifacts", "Key": s.Name + ".zip"}
	function["Tracing"] = s.Tracing
	function["Tags"] = fields{"stage": ref("Stage"), "owner": "cloud-team", "service": s.Name, "team": s.Team}
	into[id].(fields)["Type"] = "AWS::Serverless::Function"
	if s.Store == "queue" { // SAM makes the mapping of an event
		delete(into, id+"Source")
		function["Events"] = fields{"Source": fields{"Type": "SQS", "Properties": fields{
			"Queue": getAtt(id+"Store", "Arn"), "BatchSize": 10, "MaximumBatchingWindowInSeconds": 5,
		}}}
	}
}
