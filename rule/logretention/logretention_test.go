package logretention

import (
	"testing"

	"bailiwick/rule/ruletest"
)

func TestFixtures(t *testing.T) {
	ruletest.Run(t, "testdata", LogGroupRetentionSet, LogGroupRetentionLongEnough, FunctionRoleCannotCreateLogGroup)
}
