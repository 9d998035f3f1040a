package runtimesupport_test

import (
	"testing"

	"bailiwick/rule/ruletest"
	"bailiwick/rule/runtimesupport"
)

func TestFixtures(t *testing.T) {
	ruletest.Run(t, "testdata", runtimesupport.RuntimeSupported, runtimesupport.RuntimeNotEndingSoon)
}
