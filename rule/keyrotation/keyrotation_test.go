package keyrotation_test

import (
	"testing"

	"bailiwick/rule/keyrotation"
	"bailiwick/rule/ruletest"
)

func TestFixtures(t *testing.T) {
	ruletest.Run(t, "testdata", keyrotation.KeyRotates, keyrotation.SecretRotates)
}
