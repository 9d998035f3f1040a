package codesigning_test

import (
	"testing"

	"bailiwick/rule/codesigning"
	"bailiwick/rule/ruletest"
)

func TestFixtures(t *testing.T) {
	ruletest.Run(t, "testdata", codesigning.LayerFromTrustedPublisher, codesigning.RepositoryTagsImmutable, codesigning.FunctionCodeSigned)
	ruletest.RunWithoutPass(t, "testdata", codesigning.ArtifactStoreGuarded)
}
