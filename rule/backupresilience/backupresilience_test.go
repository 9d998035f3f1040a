package backupresilience

import (
	"testing"

	"bailiwick/rule/ruletest"
)

func TestFixtures(t *testing.T) {
	ruletest.Run(t, "testdata", FunctionSubnetsMultiAZ, FunctionAsyncFailuresKept, MappingFailuresKept, QueueHasRedrive,
		FunctionConcurrencyBounded, FunctionRecursionStopped, FunctionNoTriggerLoop, TableRecoverable, TableDeletionProtected, BucketVersioned,
		BackupCopiedElsewhere, BackupVaultGuarded)
}
