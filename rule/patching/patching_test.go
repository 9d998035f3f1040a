package patching_test

import (
	"testing"

	"bailiwick/rule/patching"
	"bailiwick/rule/ruletest"
)

func TestFixtures(t *testing.T) {
	ruletest.RunWithoutFail(t, "testdata", patching.RuntimeUpdatesAutomatic)
	ruletest.Run(t, "testdata", patching.OrganizationGuardsRuntimeUpdates)
}
