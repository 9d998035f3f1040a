package main

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"bailiwick/access"
	"bailiwick/access/escalation"
	"bailiwick/cfnlang"
	"bailiwick/check"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/settings"
	"bailiwick/stack"
	"bailiwick/value"
)

// iamAloneUsage says what a policy file is to a command that reads an estate.
const iamAloneUsage = `
A target may also be a policy file: an identity policy is taken for that of a user,
a trust policy for that of a role, and the policy of a resource for that of the
resource that it names, each called as its file is.
`

// assumedAdmin is the role that policy files alone are looked at beside.
const assumedAdmin = "assumed-administrator"

// policyFiles reports whether the targets are policy files; some and not all are
// a mistake.
func policyFiles(targets []string) (bool, error) {
	n := 0
	for _, name := range targets {
		if isPolicy(name) {
			n++
		}
	}
	if n > 0 && n < len(targets) {
		return false, usage("targets are policy files or declarations, not both")
	}
	return n > 0, nil
}

// isPolicy reports whether a file is JSON with a Statement, or was meant to be.
// Stdin is nothing else.
func isPolicy(name string) bool {
	if name == "-" {
		return true
	}
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > policy.MaxSize {
		return false
	}
	text, err := os.ReadFile(name)
	if err != nil || !bytes.Contains(text, []byte(`"Statement"`)) {
		return false
	}
	var members map[string]jsontext.Value
	if json.Unmarshal(text, &members, jsontext.AllowDuplicateNames(true)) != nil {
		return !bytes.Contains(text, []byte(`"Resources"`)) // else a template that is broken
	}
	return members["Statement"] != nil
}

// alone reads policy files as an estate of the principals and resources that
// have them; if it is asked for, beside an administrator whom services may act
// as, since a policy tells nothing of what its holder could take.
func (s *session) alone(files []string, beside bool) (*iamEstate, error) {
	places := new(value.Places)
	b := &estate.Builder{Places: places}
	resources := cfnlang.NewMap(0)
	taken := map[string]bool{assumedAdmin: true}
	at := deployment{account: "111122223333", region: "us-east-1"}
	for _, name := range files {
		text, err := s.readInput(name, policy.MaxSize)
		if err != nil {
			return nil, err
		}
		f := &policyFile{name: inputName(name), text: text}
		if f.document, f.issues = policy.FromAny(value.AnyText(value.Literal(string(text)), 0)); len(f.issues) > 0 {
			i := &f.issues[0]
			return nil, f.complain(int(i.Start), int(i.End), i.Message)
		}
		n, _ := cfnlang.Parse(places, f.name, text)
		if n == nil {
			return nil, &complaint{Place: f.name, What: "is no JSON object", Status: check.Unread}
		}
		stem := strings.TrimSuffix(path.Base(f.name), path.Ext(f.name))
		for i := 2; taken[stem]; i++ {
			stem = fmt.Sprintf("%s-%d", strings.TrimSuffix(path.Base(f.name), path.Ext(f.name)), i)
		}
		taken[stem] = true
		if err := f.declare(resources, stem, n); err != nil {
			return nil, err
		}
		at.read(f.document)
	}
	if beside {
		resources.Set(assumedAdmin, administrator())
	}
	st := settings.Default()
	exports := new(stack.Exports)
	stack.New(b, cfnlang.NewMap(0).Set("Resources", resources), stack.Options{
		Scope: &estate.Scope{Source: "policies", Dialect: estate.CloudFormation}, Account: at.account, Region: at.region,
	}, exports).Emit()
	r := &check.Reading{Estate: b.Build(), Settings: st}
	r.Run.Targets, r.Run.Read.Files = files, len(files)
	return &iamEstate{r, access.New(r.Estate, st).In(r.Estate.In(nil)), true}, nil
}

// A deployment is where the policies are taken to be: where the ARNs in them say,
// else in an account of AWS's examples.
type deployment struct {
	account, region string
	named           bool
}

func (d *deployment) read(document *policy.Document) {
	for i := range document.Statements {
		for _, on := range document.Statements[i].Resources.List {
			arn, ok := policy.ParseARN(on.Text)
			if !ok || d.named {
				continue
			}
			switch partition := arn.Partition.Inline(); partition {
			case "aws-us-gov":
				d.region = "us-gov-west-1"
			case "aws-cn":
				d.region = "cn-north-1"
			}
			if account := arn.Account.Inline(); len(account) == 12 && !strings.ContainsAny(account, "*?$") {
				d.account, d.named = account, true
			}
			if region := arn.Region.Inline(); region != "" && !strings.ContainsAny(region, "*?$") {
				d.region = region
			}
		}
	}
}

// object returns a map of the pairs, which are names and nodes or texts.
func object(pairs ...any) *cfnlang.Node {
	n := cfnlang.NewMap(0)
	for i := 0; i+1 < len(pairs); i += 2 {
		switch v := pairs[i+1].(type) {
		case string:
			n.Set(pairs[i].(string), cfnlang.NewString(v, 0))
		case *cfnlang.Node:
			n.Set(pairs[i].(string), v)
		}
	}
	return n
}

// administrator is a role that everything in escalation.Methods may run as.
func administrator() *cfnlang.Node {
	services := cfnlang.NewList(0)
	var names []string
	for _, m := range escalation.Methods() {
		names = append(names, m.Services...)
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		services.List = append(services.List, cfnlang.NewString(name+".amazonaws.com", 0))
	}
	return object("Type", "AWS::IAM::Role", "Properties", object("RoleName", assumedAdmin,
		"ManagedPolicyArns", cfnlang.NewList(0, cfnlang.NewString("arn:aws:iam::aws:policy/AdministratorAccess", 0)),
		"AssumeRolePolicyDocument", object("Version", policy.Version2012, "Statement", object(
			"Effect", "Allow", "Action", "sts:AssumeRole", "Principal", object("Service", services)))))
}

// withPolicy says how a resource of a service declares its own policy: by a
// property, or by a companion that refers to it.
var withPolicy = map[string]struct{ kind, name, property, companion, to string }{
	"s3":                {"AWS::S3::Bucket", "BucketName", "PolicyDocument", "AWS::S3::BucketPolicy", "Bucket"},
	"sqs":               {"AWS::SQS::Queue", "QueueName", "PolicyDocument", "AWS::SQS::QueuePolicy", "Queues"},
	"sns":               {"AWS::SNS::Topic", "TopicName", "PolicyDocument", "AWS::SNS::TopicPolicy", "Topics"},
	"secretsmanager":    {"AWS::SecretsManager::Secret", "Name", "ResourcePolicy", "AWS::SecretsManager::ResourcePolicy", "SecretId"},
	"lambda":            {"AWS::Lambda::Function", "FunctionName", "PolicyDocument", "AWS::Lambda::ResourcePolicy", "ResourceArn"},
	"kms":               {"AWS::KMS::Key", "", "KeyPolicy", "", ""},
	"dynamodb":          {"AWS::DynamoDB::Table", "TableName", "ResourcePolicy", "", ""},
	"ecr":               {"AWS::ECR::Repository", "RepositoryName", "RepositoryPolicyText", "", ""},
	"events":            {"AWS::Events::EventBus", "Name", "Policy", "", ""},
	"elasticfilesystem": {"AWS::EFS::FileSystem", "", "FileSystemPolicy", "", ""},
	"execute-api":       {"AWS::ApiGateway::RestApi", "Name", "Policy", "", ""},
	"backup":            {"AWS::Backup::BackupVault", "BackupVaultName", "AccessPolicy", "", ""},
}

// declare adds what has the policy to the resources of a template.
func (f *policyFile) declare(resources *cfnlang.Node, stem string, n *cfnlang.Node) error {
	var principal, trust bool
	service, name := "", ""
	for i := range f.document.Statements {
		st := &f.document.Statements[i]
		principal = principal || !st.Principals.IsAbsent()
		for _, a := range st.Actions.List {
			of, action, _ := strings.Cut(a.Text.Inline(), ":")
			trust = trust || of == "sts" && strings.HasPrefix(action, "Assume")
			if service == "" {
				service = of
			}
		}
		for _, on := range st.Resources.List {
			arn, ok := policy.ParseARN(on.Text)
			if !ok || name != "" {
				continue
			}
			service = arn.Service.Inline()
			name = resourceName(arn)
		}
	}
	switch {
	case !principal:
		resources.Set(stem, object("Type", "AWS::IAM::User", "Properties", object("UserName", stem,
			"Policies", cfnlang.NewList(n.At, object("PolicyName", stem, "PolicyDocument", n)))))
		return nil
	case trust:
		resources.Set(stem, object("Type", "AWS::IAM::Role", "Properties", object("RoleName", stem, "AssumeRolePolicyDocument", n)))
		return nil
	}
	with, ok := withPolicy[service]
	if !ok {
		return f.complain(int(f.document.Start), int(f.document.Start)+1, "a policy of a resource of the service "+service+" cannot be read alone").
			say("next", "give the declaration of the resource")
	}
	properties := object()
	if with.name != "" {
		properties.Set(with.name, cfnlang.NewString(cmp.Or(name, stem), 0))
	}
	switch {
	case service == "dynamodb":
		properties.Set(with.property, object("PolicyDocument", n))
	case with.companion == "":
		properties.Set(with.property, n)
	default:
		to := cfnlang.NewCall("Ref", cfnlang.NewString(stem, 0), 0)
		switch with.to {
		case "Queues", "Topics":
			to = cfnlang.NewList(0, to)
		case "ResourceArn":
			to = cfnlang.NewCall("Fn::GetAtt", cfnlang.NewString(stem+".Arn", 0), 0)
		}
		resources.Set(stem+"-policy", object("Type", with.companion, "Properties", object(with.to, to, with.property, n)))
	}
	resources.Set(stem, object("Type", with.kind, "Properties", properties))
	return nil
}

// resourceName returns what the resource of an ARN is called: the bucket of an
// object, the table of an index; "" where the ARN is a pattern.
func resourceName(arn policy.ARN) string {
	parts := strings.FieldsFunc(arn.Resource.Inline(), func(r rune) bool { return r == '/' || r == ':' })
	at := 0
	switch arn.Service.Inline() {
	case "dynamodb", "ecr", "secretsmanager", "lambda", "events", "backup":
		at = 1
	}
	if at >= len(parts) || strings.ContainsAny(parts[at], "*?$") {
		return ""
	}
	return parts[at]
}
