package changemanagement

import (
	"testing"

	"bailiwick/rule/ruletest"
)

func TestFixtures(t *testing.T) {
	ruletest.Run(t, "testdata", StateBackendProtected, ModuleSourcePinned)
	ruletest.RunWithoutPass(t, "testdata", FunctionCodeWritersApproved)
}
