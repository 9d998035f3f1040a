package logging

import (
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// StateMachineLogged is decided for workflows.
var StateMachineLogged = &rule.Rule{
	ID:         "state-machine-logged",
	Title:      "Workflows log",
	Why:        "Without a log nobody can say what an execution did; an express workflow keeps no other history.",
	Fix:        "Set a logging configuration with a level and a log group.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.Logging},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "stepfunctions_statemachine_logging_enabled"},
		{Tool: "checkov", ID: "CKV_AWS_285"},
		{Tool: "trivy", ID: "AWS-0119"},
		{Tool: "securityhub", ID: "StepFunctions.1"},
		{Tool: "config", ID: "step-functions-state-machine-logging-enabled"},
		{Tool: "cdk-nag", ID: "AwsSolutions-SF1"},
		{Tool: "powerpipe", ID: "sfn_state_machine_logging_enabled"},
	},
	Sources: []string{"Step Functions Developer Guide, Using CloudWatch Logs to log execution history"},
	Example: `resource "aws_sfn_state_machine" "orders" {
  name       = "orders"
  role_arn   = aws_iam_role.workflow.arn
  definition = file("orders.asl.json")
  logging_configuration {
    level           = "ERROR"
    log_destination = "${aws_cloudwatch_log_group.workflow.arn}:*"
  }
}`,
	Decide: []rule.Decision{rule.On[*estate.StateMachine](func(_ *rule.Input, m *estate.StateMachine) rule.Outcome {
		logs := value.Both(value.Present(m.LogLevel), value.Is(m.LogLevel, "OFF").Not())
		switch {
		case logs == value.Yes:
			return rule.Pass(m.LogLevel, m.LogDestination)
		case m.LogLevel.IsUnknown():
			return rule.Unknown(m.LogLevel)
		case logs == value.CannotTell:
			return rule.UnknownBecause("the level "+m.LogLevel.String()+" is not known", m.LogLevel)
		case value.Is(m.Type, "EXPRESS") == value.Yes:
			return rule.Fail("The express workflow {name} keeps no history", m.LogLevel, m.Type).As(rule.High).Label("logging is off")
		}
		return rule.Fail("The workflow {name} does not log", m.LogLevel).Label("logging is off")
	})},
}
