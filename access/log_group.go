package access

import (
	"strings"

	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// LogGroupOf returns the ARN of the log group that a function writes to, as IAM
// policies name it, and whether the group is declared.
func (e *Engine) LogGroupOf(f *estate.Function) (arn value.Text, declared, known bool) {
	if g, reach := f.FunctionLogGroup(e.view); reach == estate.Here {
		arn, known = g.ARN()
		return arn, true, known
	}
	own, ok := f.ARN()
	of, parsed := policy.ParseARN(own)
	name, named := f.LogGroup.Get()
	if f.LogGroup.IsAbsent() {
		var function value.Text
		function, named = f.NameOr(f.FunctionName).Get()
		name = value.Join(value.Literal("/aws/lambda/"), function)
	}
	if !ok || !parsed || !named || strings.HasPrefix(name.Inline(), "arn:") {
		return value.Text{}, false, false
	}
	colon := value.Literal(":")
	return value.Join(value.Literal("arn:"), of.Partition, value.Literal(":logs:"), of.Region, colon, of.Account, value.Literal(":log-group:"), name), false, true
}
