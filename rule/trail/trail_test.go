package trail

import (
	"testing"

	"bailiwick/rule/ruletest"
)

func TestFixtures(t *testing.T) {
	ruletest.Run(t, "testdata", MultiRegion, LoggingOn, KeepsManagementEvents, ValidatesFiles, EncryptedWithOwnKey,
		RecordsInvocations, RecordsObjectWrites, RecordsObjectReads, BucketProtected, BucketPolicyBound)
}
