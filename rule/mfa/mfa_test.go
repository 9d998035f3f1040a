package mfa_test

import (
	"testing"

	"bailiwick/rule/mfa"
	"bailiwick/rule/ruletest"
)

func TestFixtures(t *testing.T) {
	ruletest.Run(t, "testdata", mfa.AdminRequiresMFA, mfa.UserKeysRequireMFA)
}
