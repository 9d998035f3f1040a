package logging

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// VPCFlowLogsOn is decided for the VPCs that hold functions or their stores.
var VPCFlowLogsOn = &rule.Rule{
	ID:         "vpc-flow-logs-on",
	Title:      "Networks of functions keep flow logs",
	Why:        "After an intrusion nobody can say which addresses the functions talked to.",
	Fix:        "Add a flow log for the VPC, of all traffic or of what was rejected.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.Logging, objective.VPC},
	Settings:   []string{"network.all_vpcs"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "vpc_flow_logs_enabled"},
		{Tool: "checkov", ID: "CKV2_AWS_11"},
		{Tool: "trivy", ID: "AWS-0178"},
		{Tool: "kics", ID: "f83121ea-03da-434f-9277-9cd247ab3047"},
		{Tool: "securityhub", ID: "EC2.6"},
		{Tool: "config", ID: "vpc-flow-logs-enabled"},
		{Tool: "cfn_nag", ID: "W60"},
		{Tool: "cdk-nag", ID: "AwsSolutions-VPC7"},
		{Tool: "powerpipe", ID: "vpc_flow_logs_enabled"},
		{Tool: "scoutsuite", ID: "vpc-subnet-without-flow-log"},
		{Tool: "kics", ID: "f6d299d2-21eb-41cc-b1e1-fe12d857500b"},
	},
	Sources: []string{"CIS AWS Foundations 7.0.0", "VPC User Guide, Logging IP traffic using VPC Flow Logs"},
	Example: `resource "aws_flow_log" "main" {
  vpc_id          = aws_vpc.main.id
  traffic_type    = "ALL"
  log_destination = aws_cloudwatch_log_group.flows.arn
  iam_role_arn    = aws_iam_role.flows.arn
}`,
	Decide: []rule.Decision{rule.On[*estate.VPC](func(in *rule.Input, p *estate.VPC) rule.Outcome {
		every := in.Settings.Network.AllVPCs
		subnets := estate.Companions[*estate.Subnet](in.Estate, p, "vpc_id|VpcId")
		held, why := value.Yes, rule.Fact(rule.Setting(every))
		if !every.Get() {
			held, why = holds(in, p, subnets)
		}
		if held == value.No {
			return rule.NotApplicable("no function and no store lies in it", why, rule.Setting(every))
		}
		logged, log := logs(in, p)
		switch {
		case logged == value.Yes:
			return rule.Pass(log)
		case held == value.CannotTell:
			return rule.Unknown(why)
		case logged == value.CannotTell:
			return rule.Unknown(log)
		}
		if list, _ := subnets.Get(); len(list) > 0 {
			all := value.Yes
			for _, s := range list {
				one, _ := logs(in, s)
				all = value.Both(all, one)
			}
			switch {
			case all == value.Yes && !subnets.Partial():
				return rule.PassBecause("each of its subnets has a flow log", log)
			case all != value.No:
				return rule.Unknown(access.Unread("flow log", "it cannot be told whether each of its subnets has one", p.Block))
			}
		}
		return rule.Fail("The network {name} keeps no record of its traffic", log, why).Label("no flow log")
	})},
}

// holds tells whether a function or a store lies in one of the VPC's subnets.
func holds(in *rule.Input, p *estate.VPC, subnets value.Value[[]*estate.Subnet]) (value.Answer, rule.Fact) {
	list, _ := subnets.Get()
	answer, why := value.No, rule.Fact(rule.Given{Name: "functions and stores in it", Value: "none", At: p.Block})
	if subnets.Partial() {
		answer, why = value.CannotTell, access.Unread("subnets", subnets.Reason(), p.Block)
	}
	for _, s := range list {
		for _, l := range in.Estate.Incoming(s) {
			switch l.From.(type) {
			case *estate.Function, *estate.CapacityProvider, *estate.MountTarget, *estate.DatabaseSubnetGroup, *estate.CacheSubnetGroup,
				*estate.KafkaCluster, *estate.Broker, *estate.SearchDomain, *estate.Database, *estate.Cache:
				return value.Yes, rule.Given{Name: "in it", Value: l.From.Head().Address, At: l.From.Head().Block}
			}
		}
		if functions := estate.Companions[*estate.Function](in.Estate, s, ""); functions.Partial() {
			answer, why = value.CannotTell, access.Unread("functions in it", functions.Reason(), s.Block)
		}
	}
	return answer, why
}

// logs tells whether a flow log of all traffic, or of what was rejected, is on
// for the VPC or subnet.
func logs(in *rule.Input, r estate.Resource) (value.Answer, rule.Fact) {
	found := estate.Companions[*estate.FlowLog](in.Estate, r, "")
	list, _ := found.Get()
	answer, fact := value.No, rule.Fact(rule.Given{Name: "flow log", Value: "none", At: r.Head().Block})
	if found.Partial() {
		answer, fact = value.CannotTell, access.Unread("flow log", found.Reason(), r.Head().Block)
	}
	for _, f := range list {
		one := value.Both(f.Exists(), value.Either(value.Is(f.Traffic, "ALL"), value.Is(f.Traffic, "REJECT")))
		switch {
		case one == value.Yes:
			return one, f.Traffic
		case one == value.CannotTell && f.Exists() != value.Yes:
			answer, fact = one, access.Unread("flow log", f.Unsure.Reason(), f.Block)
		case one == value.CannotTell:
			answer, fact = one, access.Unread("traffic_type", f.Traffic.String()+" is not known", f.Traffic.Origin())
		case answer == value.No:
			fact = f.Traffic
		}
	}
	return answer, fact
}
