package estate

import "testing"

func TestWorded(t *testing.T) {
	in := func(r Resource, kind *Type, d Dialect) Resource {
		r.Head().Type, r.Head().Scope = kind, &Scope{Dialect: d}
		return r
	}
	function := in(new(Function), &functionType, CloudFormation)
	for _, test := range []struct {
		r          Resource
		text, want string
	}{
		{function, "Set reserved_concurrent_executions, or maximum_concurrency of its queue's mapping.", "Set ReservedConcurrentExecutions, or MaximumConcurrency of its queue's mapping."},
		{function, "no vpc_config", "no VpcConfig"},
		{function, "Declare an aws_lambda_permission; what is open on purpose is recorded in api.public_routes.", "Declare an AWS::Lambda::Permission; what is open on purpose is recorded in api.public_routes."},
		{function, "Set TLS_1_2 and no_such_word", "Set TLS_1_2 and no_such_word"},
		{in(new(LogGroup), &logGroupType, CloudFormation), "Set retention_in_days.", "Set RetentionInDays."},
		{in(new(LogGroup), &logGroupType, Terraform), "Set retention_in_days.", "Set retention_in_days."},
	} {
		if got := Worded(test.r, test.text); got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}
