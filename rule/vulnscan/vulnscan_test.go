package vulnscan_test

import (
	"testing"

	"bailiwick/rule/ruletest"
	"bailiwick/rule/vulnscan"
)

func TestFixtures(t *testing.T) {
	ruletest.Run(t, "testdata", vulnscan.FunctionNotExcluded, vulnscan.RepositoryScansImages)
}
