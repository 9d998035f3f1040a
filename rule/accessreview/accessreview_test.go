package accessreview

import (
	"testing"

	"bailiwick/rule/ruletest"
)

func TestFixtures(t *testing.T) {
	ruletest.RunWithoutPass(t, "testdata", CodeReadersApproved)
}
