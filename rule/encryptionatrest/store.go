package encryptionatrest

import (
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// TableCustomerKey is decided for tables that the settings ask an own key of.
var TableCustomerKey = &rule.Rule{
	ID:       "table-customer-key",
	Title:    "Tables with sensitive data are encrypted with a customer managed key",
	Why:      "DynamoDB always encrypts, under a key of AWS's unless told otherwise. Only an own key has a policy that says who may read the data, a record of its use, and a switch.",
	Fix:      "Set kms_key_arn in server_side_encryption, and in every replica.",
	Severity: rule.Low,
	Example: `resource "aws_dynamodb_table" "customers" {
  name     = "customers"
  hash_key = "id"
  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.customers.arn
  }
  tags = { data-class = "personal" }
}`,
	Objectives: []objective.ID{objective.EncryptionAtRest},
	Settings:   []string{"encryption.customer_key_for"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "dynamodb_tables_kms_cmk_encryption_enabled"},
		{Tool: "checkov", ID: "CKV_AWS_119"},
		{Tool: "checkov", ID: "CKV_AWS_271"},
		{Tool: "trivy", ID: "AWS-0025"},
		{Tool: "trivy", ID: "AVD-AWS-0025"},
		{Tool: "config", ID: "dynamodb-table-encrypted-kms"},
		{Tool: "guard", ID: "dynamodb_table_encrypted_kms"},
		{Tool: "cfn-nag", ID: "W74"},
		{Tool: "powerpipe", ID: "dynamodb_table_encrypted_with_kms"},
	},
	Sources: []string{"Amazon DynamoDB Developer Guide, DynamoDB encryption at rest"},
	Decide: []rule.Decision{rule.On[*estate.Table](func(in *rule.Input, t *estate.Table) rule.Outcome {
		key := in.Estate.CustomerKey(t, t.Key)
		if on, known := t.Encrypted.Get(); known && !on {
			key = value.Absent[value.Text](t.Encrypted.Origin()).Named(t.Key.Attribute())
		} else if t.Encrypted.IsUnknown() && key.IsKnown() {
			key = value.Unknown[value.Text](value.NewNote(t.Encrypted.Attribute(), t.Encrypted.Reason()), t.Encrypted.Origin())
		}
		outcome := whereDemanded(in, t, key, t.Key, "{name} is encrypted with a key of AWS's")
		if outcome.Verdict != rule.PassVerdict {
			return outcome
		}
		return replicas(in, t, outcome)
	})},
}

// replicas judges the copies of a table that has an own key itself: each has a
// key argument of its own.
func replicas(in *rule.Input, t *estate.Table, table rule.Outcome) rule.Outcome {
	all := t.TableReplicas(in.Estate)
	list, _ := all.Get()
	asked, why := demanded(in, t)
	if asked == value.No {
		return table
	}
	var open rule.Fact
	for i := range list {
		switch key := in.Estate.CustomerKey(t, list[i].Key); {
		case key.IsAbsent() && asked == value.CannotTell:
			open = why
		case key.IsAbsent():
			return rule.Fail("The copy of {name} in "+list[i].Region.String()+" is encrypted with a key of AWS's", list[i].Key, list[i].Region, why).
				Label("no customer managed key in this region")
		case key.IsUnknown():
			open = key
		}
	}
	switch {
	case open != nil:
		return rule.Unknown(open, why)
	case all.IsUnknown(), all.Partial():
		return rule.UnknownBecause("its replicas are not all known: "+all.Reason(), t.Key, why)
	}
	return table
}

// BucketCustomerKey is decided for buckets that the settings ask an own key
// of.
var BucketCustomerKey = &rule.Rule{
	ID:       "bucket-customer-key",
	Title:    "Buckets with sensitive data are encrypted with a customer managed key",
	Why:      "S3 encrypts every object, under a key of its own unless told otherwise: whoever may read the object reads it in clear. An own key adds a second policy, a record and a switch. For card numbers encryption by S3 alone does not count as unreadable (PCI DSS 3.5.1.2).",
	Fix:      "Set the bucket's default encryption to aws:kms with a customer managed key.",
	Severity: rule.Low,
	Example: `resource "aws_s3_bucket_server_side_encryption_configuration" "documents" {
  bucket = aws_s3_bucket.documents.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.documents.arn
    }
  }
}`,
	Objectives: []objective.ID{objective.EncryptionAtRest},
	Settings:   []string{"encryption.customer_key_for"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "s3_bucket_kms_encryption"},
		{Tool: "checkov", ID: "CKV_AWS_145"},
		{Tool: "trivy", ID: "AWS-0132"},
		{Tool: "trivy", ID: "AVD-AWS-0132"},
		{Tool: "config", ID: "s3-default-encryption-kms"},
		{Tool: "guard", ID: "s3_default_encryption_kms"},
		{Tool: "cdk-nag", ID: "S3DefaultEncryptionKMS"},
	},
	Sources: []string{"Amazon S3 User Guide, Setting default server-side encryption behavior for Amazon S3 buckets", "Amazon S3 User Guide, Enabling Amazon S3 server access logging"},
	Decide: []rule.Decision{rule.On[*estate.Bucket](func(in *rule.Input, b *estate.Bucket) rule.Outcome {
		configured := b.BucketEncryption(in.Estate)
		key, fact := bucketKey(in.Estate, b, configured)
		logs, why := receivesLogs(in, b)
		if !key.IsKnown() && logs == value.Yes {
			return rule.NotApplicable("S3 writes access logs only to buckets that it encrypts with its own key", fact)
		}
		o := whereDemanded(in, b, key, fact, "{name} is encrypted with a key of AWS's")
		if o.Verdict == rule.FailVerdict && logs == value.CannotTell {
			return rule.UnknownBecause("access logs may be written to it, which an own key forbids: "+why, o.Facts...)
		}
		return o
	})},
}

// receivesLogs tells whether S3 writes access logs to the bucket: one that was
// read names it, or its ACL or policy lets the service of S3's logs in (Amazon S3
// User Guide, "Enabling Amazon S3 server access logging"); and why that cannot be
// told.
func receivesLogs(in *rule.Input, b *estate.Bucket) (value.Answer, string) {
	answer, note := b.MayBeLogTarget(in.Estate)
	why := note.Reason()
	also := func(may value.Answer, reason string) {
		if answer == value.No && may == value.CannotTell {
			why = reason
		}
		answer = value.Either(answer, may)
	}
	acl := b.BucketACL(in.Estate)
	also(value.Either(value.Is(acl, "log-delivery-write"), value.Is(acl, "LogDeliveryWrite")), "its ACL is not known")
	grants := b.BucketGrants(in.Estate)
	list, known := grants.Get()
	if grants.Partial() || !known && !grants.IsAbsent() {
		also(value.CannotTell, "its grants are not all known")
	}
	for _, g := range list {
		also(value.Is(g.URI, "http://acs.amazonaws.com/groups/s3/LogDelivery"), "whom a grant is for is not known")
	}
	p := in.Access.ResourcePolicy(b)
	for _, s := range p.Statements {
		for _, who := range s.Principals.List {
			if service, ok := who.ServiceName(); ok && service == "logging.s3" && s.Effect == policy.Allow {
				also(value.Yes, "")
			}
		}
	}
	if len(p.Gaps()) > 0 {
		also(value.CannotTell, "its policy is not wholly known")
	}
	return answer, why
}

// bucketKey returns the customer managed key of the bucket's default
// encryption, and the fact that says so.
func bucketKey(v *estate.View, b *estate.Bucket, configured value.Value[[]estate.BucketEncryption]) (value.Value[value.Text], rule.Fact) {
	none := value.Absent[value.Text](configured.Origin()).Named("default encryption")
	unread := func(attribute, why string) (value.Value[value.Text], rule.Fact) {
		u := value.Unknown[value.Text](value.NewNote(attribute, why), configured.Origin())
		return u, u
	}
	rules, known := configured.Get()
	switch {
	case configured.IsAbsent():
		return none, none
	case !known:
		return unread("default encryption", configured.Reason())
	case len(rules) == 0 && configured.Partial():
		return unread("default encryption", configured.Reason())
	case len(rules) == 0:
		return none, none
	}
	r := rules[0]
	algorithm, ok := r.Algorithm.Get()
	switch {
	case r.Algorithm.IsAbsent():
		return none, none
	case !ok:
		return unread(r.Algorithm.Attribute(), r.Algorithm.Reason())
	}
	switch algorithm.HasPrefix("aws:kms") {
	case value.No:
		return none, r.Algorithm
	case value.CannotTell:
		return unread(r.Algorithm.Attribute(), algorithm.String()+" is not known")
	}
	key := v.CustomerKey(b, r.Key)
	if key.IsKnown() {
		return key, key
	}
	return key, r.Key
}

// FileSystemEncrypted is decided for file systems.
var FileSystemEncrypted = &rule.Rule{
	ID:       "file-system-encrypted",
	Title:    "File systems are encrypted",
	Why:      "EFS encrypts only where it is told to when the file system is created, and it cannot be switched on later.",
	Fix:      "Create a file system with encrypted = true, and move the data there.",
	Severity: rule.High,
	Example: `resource "aws_efs_file_system" "models" {
  encrypted = true
}`,
	Objectives: []objective.ID{objective.EncryptionAtRest},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "efs_encryption_at_rest_enabled"},
		{Tool: "checkov", ID: "CKV_AWS_42"},
		{Tool: "trivy", ID: "AWS-0037"},
		{Tool: "trivy", ID: "AVD-AWS-0037"},
		{Tool: "kics", ID: "48207659-729f-4b5c-9402-f884257d794f"},
		{Tool: "securityhub", ID: "EFS.1"},
		{Tool: "securityhub", ID: "EFS.8"},
		{Tool: "config", ID: "efs-encrypted-check"},
		{Tool: "guard", ID: "efs_encrypted_check"},
		{Tool: "cfn-nag", ID: "F32"},
		{Tool: "cdk-nag", ID: "AwsSolutions-EFS1"},
		{Tool: "powerpipe", ID: "efs_file_system_encrypt_data_at_rest"},
		{Tool: "kics", ID: "2ff8e83c-90e1-4d68-a300-6d652112e622"},
	},
	Sources: []string{"Amazon EFS User Guide, Data encryption in Amazon EFS"},
	Decide: []rule.Decision{rule.On[*estate.FileSystem](func(in *rule.Input, f *estate.FileSystem) rule.Outcome {
		on, known := f.Encrypted.Get()
		switch {
		case on:
			return rule.Pass(f.Encrypted)
		case !known && !f.Encrypted.IsAbsent():
			return rule.Unknown(f.Encrypted)
		}
		if by := mountedBy(in.Estate, f); by != nil {
			return rule.Fail("{name} is not encrypted, and "+by.Name()+" mounts it", f.Encrypted, rule.Given{Name: "mounted by", Value: by.Name(), At: by.Block}).
				Label("no encryption at rest")
		}
		return rule.Fail("{name} is not encrypted", f.Encrypted, rule.Given{Name: "mounted by", Value: "no function that was read", At: f.Block}).
			As(rule.Medium).Label("no encryption at rest")
	})},
}

// mountedBy returns a function that mounts the file system, nil if none that
// was read does.
func mountedBy(v *estate.View, f *estate.FileSystem) *estate.Function {
	for p := range estate.From[*estate.AccessPoint](v, f, "") {
		for by := range estate.From[*estate.Function](v, p, "") {
			return by
		}
	}
	return nil
}
