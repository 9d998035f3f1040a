package leastprivilege

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// RoleTrustServiceHasSource is decided for roles that services of AWS take.
var RoleTrustServiceHasSource = &rule.Rule{
	ID:       "role-trust-service-has-source",
	Title:    "Trust in a service is bound to own resources",
	Why:      "The service can be made to take the role for a resource in somebody else's account: the confused deputy.",
	Fix:      "Add a condition on aws:SourceAccount and, where it is known, on aws:SourceArn to the trust policy.",
	Severity: rule.Medium,
	Example: `resource "aws_iam_role" "nightly" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "scheduler.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
    }]
  })
}`,
	Objectives:  []objective.ID{objective.LeastPrivilege},
	Equivalents: []rule.Equivalent{{Tool: "prowler", ID: "iam_role_cross_service_confused_deputy_prevention"}},
	Sources: []string{
		"IAM User Guide, The confused deputy problem",
		"EventBridge Scheduler User Guide, Confused deputy prevention in EventBridge Scheduler",
	},
	Decide: []rule.Decision{rule.On[*estate.Role](func(in *rule.Input, r *estate.Role) rule.Outcome {
		t := in.Access.Trust(r)
		return rule.Each(r, t, noService, func(s access.ResourceStatement) rule.Outcome { return servicesOwn(t, s) })
	})},
}

const noService = "no service takes it that says for whom"

// A sender says whether a service tells for which resource and account it takes a
// role, and which page of AWS shows a trust policy that asks for it. AWS has no
// list of all; what is not here cannot be told. CloudTrail is not: its trails
// stopped to deliver logs where its role asked.
type sender struct {
	says bool
	page string
}

var senders = map[string]sender{
	"autoscaling":   {true, "Amazon EC2 Auto Scaling User Guide, Cross-service confused deputy prevention"},
	"bedrock":       {true, "Amazon Bedrock User Guide, Create a service role for Amazon Bedrock Agents"},
	"codebuild":     {true, "AWS CodeBuild User Guide, Cross-service confused deputy prevention"},
	"config":        {true, "AWS Config Developer Guide, Permissions for the IAM Role Assigned to AWS Config"},
	"ecs-tasks":     {true, "Amazon ECS Developer Guide, Amazon ECS task IAM role"},
	"events":        {true, "Amazon EventBridge User Guide, Cross-service confused deputy prevention in Amazon EventBridge"},
	"iot":           {true, "AWS IoT Core Developer Guide, Cross-service confused deputy prevention"},
	"logs":          {true, "Amazon CloudWatch Logs User Guide, Confused deputy prevention"},
	"personalize":   {true, "Amazon Personalize Developer Guide, Cross-service confused deputy prevention"},
	"pipes":         {true, "Amazon EventBridge User Guide, Amazon EventBridge Pipes permissions"},
	"scheduler":     {true, "EventBridge Scheduler User Guide, Confused deputy prevention in EventBridge Scheduler"},
	"sms-voice":     {true, "AWS End User Messaging SMS User Guide, IAM policy for Amazon CloudWatch"},
	"states":        {true, "AWS Step Functions Developer Guide, Creating an IAM role for your state machine in Step Functions"},
	"vpc-flow-logs": {true, "Amazon VPC User Guide, IAM role for publishing flow logs to CloudWatch Logs"},
	"ec2":           {false, "Amazon EC2 User Guide, IAM roles for Amazon EC2"},
	"lambda":        {false, "AWS Lambda Developer Guide, Defining Lambda function permissions with an execution role"},
	"edgelambda":    {false, "Amazon CloudFront Developer Guide, Set up IAM permissions and roles for Lambda@Edge"},
}

// servicesOwn judges what one statement of a trust policy asks of the services
// that it lets in.
func servicesOwn(t *access.ResourcePolicy, s access.ResourceStatement) rule.Outcome {
	worst := rule.NotApplicable(noService, access.Known("Principal", "no such service", s.At()))
	if s.Effect == policy.Deny || s.MatchesAction("sts:AssumeRole") == value.No {
		return worst
	}
	for _, p := range s.Principals.List {
		o := worst
		switch {
		case p.Kind == policy.UnreadPrincipal && (p.Type == "" || p.Type == "Service"):
			o = rule.Unknown(access.Unread("Principal", "it is not known who "+p.String()+" is", s.At()))
		case p.Kind == policy.Service:
			o = serviceOwn(t, s, p)
		}
		worst = worse(worst, o)
	}
	if s.Principals.Partial() && worst.Verdict != rule.FailVerdict {
		return rule.Unknown(access.Unread("Principal", s.Principals.Reason(), s.At()))
	}
	return worst
}

// serviceOwn judges what a statement asks of one service.
func serviceOwn(t *access.ResourcePolicy, s access.ResourceStatement, p policy.Principal) rule.Outcome {
	who := s.Element("Principal", p.Element)
	name, known := p.ServiceName()
	service, listed := senders[name]
	if known && listed && !service.says {
		return rule.NotApplicable(p.String()+" does not say for whom it takes a role", who)
	}
	bound, c := s.BoundBy(access.SourceKeys...)
	switch {
	case bound == value.Yes && c != nil:
		return rule.Pass(who, access.Known(c.Key.String(), "is asked for", s.At()))
	case !known:
		return rule.Unknown(access.Unread("Principal", "it is not known which service "+p.String()+" is", s.At()))
	case !listed:
		return rule.UnknownBecause("no page of AWS was found that tells whether "+p.String()+" says for whom it takes a role", who)
	case bound != value.No:
		return rule.Unknown(access.Unread("Condition", "it cannot be told whether it asks for whom the service acts", s.At()))
	case s.Effect != policy.Allow:
		return rule.Unknown(access.Unread("Effect", "it is not known", s.At()))
	case t.DeniesBySource():
		return rule.UnknownBecause("a Deny asks for whom a request is, and what it leaves is not worked out", who)
	}
	return rule.Fail(p.String()+" may take {name} for anyone's resources: no source is asked for", who, access.Known("documented", service.page, who.Origin())).
		Label("for any of the service's users")
}
