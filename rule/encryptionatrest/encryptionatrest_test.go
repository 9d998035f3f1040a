package encryptionatrest_test

import (
	"testing"

	"bailiwick/rule/encryptionatrest"
	"bailiwick/rule/ruletest"
)

func TestFixtures(t *testing.T) {
	ruletest.Run(t, "testdata",
		encryptionatrest.EnvironmentCustomerKey, encryptionatrest.LogGroupCustomerKey, encryptionatrest.QueueEncrypted, encryptionatrest.TopicEncrypted, encryptionatrest.TableCustomerKey, encryptionatrest.BucketCustomerKey, encryptionatrest.StreamEncrypted, encryptionatrest.SecretCustomerKey, encryptionatrest.ParameterSecureString, encryptionatrest.FileSystemEncrypted, encryptionatrest.DatabaseEncrypted, encryptionatrest.KeyUsable, encryptionatrest.KeyPolicySeparatesDuties,
	)
}
