package secrets_test

import (
	"testing"

	"bailiwick/rule/ruletest"
	"bailiwick/rule/secrets"
)

func TestFixtures(t *testing.T) {
	ruletest.Run(t, "testdata",
		secrets.NoUserKeyForFunctions, secrets.AccessKeyNotInCode, secrets.EnvironmentNoSecret, secrets.EnvironmentNoResolvedSecret, secrets.NoHardcodedSecret,
	)
}
