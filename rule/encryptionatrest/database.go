package encryptionatrest

import (
	"strings"

	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// DatabaseEncrypted is decided for databases: instances and clusters of RDS,
// Aurora, DocumentDB, Neptune and Redshift, and tables of DynamoDB. The catalogue
// of controls has no such rule: without it an estate whose databases lie in clear
// breaks no requirement of encryption at rest, and one of tables meets none.
var DatabaseEncrypted = &rule.Rule{
	ID:       "database-encrypted",
	Title:    "Databases are encrypted at rest",
	Why:      "RDS, DocumentDB and Neptune encrypt only where they are told to when the database is made, backups and copies with it, and it cannot be switched on later.",
	Fix:      "Make an encrypted copy of a snapshot, restore the database from it with storage_encrypted = true, and move over.",
	Severity: rule.High,
	Example: `resource "aws_db_instance" "orders" {
  identifier        = "orders"
  engine            = "postgres"
  storage_encrypted = true
}`,
	Objectives: []objective.ID{objective.EncryptionAtRest},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "rds_instance_storage_encrypted"},
		{Tool: "prowler", ID: "rds_cluster_storage_encrypted"},
		{Tool: "checkov", ID: "CKV_AWS_16"},
		{Tool: "checkov", ID: "CKV_AWS_96"},
		{Tool: "trivy", ID: "AWS-0080"},
		{Tool: "trivy", ID: "AWS-0079"},
		{Tool: "securityhub", ID: "RDS.3"},
		{Tool: "securityhub", ID: "RDS.27"},
		{Tool: "config", ID: "rds-storage-encrypted"},
		{Tool: "guard", ID: "rds_storage_encrypted"},
		{Tool: "cfn_nag", ID: "F26"},
		{Tool: "cfn_nag", ID: "F27"},
		{Tool: "cdk-nag", ID: "AwsSolutions-RDS2"},
	},
	Sources: []string{
		"Amazon RDS User Guide, Encrypting Amazon RDS resources",
		"Amazon Aurora User Guide, Encrypting Amazon Aurora resources",
		"Amazon Redshift Management Guide, Amazon Redshift database encryption",
		"Amazon DynamoDB Developer Guide, DynamoDB encryption at rest",
	},
	Decide: []rule.Decision{rule.On[*estate.Table](func(_ *rule.Input, t *estate.Table) rule.Outcome {
		return rule.PassBecause("DynamoDB encrypts every table, and nobody can switch it off", t.Key)
	}), rule.On[*estate.Database](func(_ *rule.Input, d *estate.Database) rule.Outcome {
		on, known := d.Encrypted.Get()
		switch {
		case on:
			return rule.Pass(d.Encrypted)
		case !known && !d.Encrypted.IsAbsent():
			return rule.Unknown(d.Encrypted)
		case !d.Copied.IsAbsent():
			return rule.UnknownBecause("it is made from "+d.Copied.String()+", and is encrypted if that is", d.Encrypted, d.Copied)
		case strings.Contains(strings.ToLower(d.Written), "redshift") && d.Encrypted.IsAbsent():
			return rule.UnknownBecause("Redshift encrypts clusters that were made since January 2025; an older one may lie in clear", d.Encrypted)
		}
		switch aurora := isAurora(d); aurora {
		case value.Yes:
			return rule.UnknownBecause("Aurora encrypts every cluster that was made since 18 February 2026; an older one may lie in clear", d.Encrypted, d.Engine)
		case value.CannotTell:
			return rule.UnknownBecause("it is not known whether it is of Aurora, which encrypts every new cluster", d.Encrypted, d.Engine)
		}
		return rule.Fail("{name} is not encrypted", d.Encrypted).Label("no encryption at rest")
	})},
}

// isAurora tells whether a database is a cluster of Aurora. Without an engine an
// RDS cluster is of Aurora too (Terraform), or is refused (CloudFormation).
func isAurora(d *estate.Database) value.Answer {
	if !strings.HasSuffix(d.Written, "rds_cluster") && !strings.HasSuffix(d.Written, "RDS::DBCluster") {
		return value.No
	}
	engine, ok := d.Engine.Get()
	if !ok {
		if d.Engine.IsAbsent() {
			return value.Yes
		}
		return value.CannotTell
	}
	return engine.HasPrefix("aurora")
}
