package logging

import (
	"testing"

	"bailiwick/rule/ruletest"
)

func TestFixtures(t *testing.T) {
	ruletest.Run(t, "testdata", VPCFlowLogsOn, FunctionLogGroupDeclared, FunctionTraced, APIAccessLogged, APIBodiesNotLogged, StateMachineLogged,
		APIAccessLogFieldsComplete, FunctionCanWriteLogs)
}
