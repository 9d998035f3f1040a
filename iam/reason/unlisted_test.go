package reason

import "testing"

// TestUnlistedActions compares policies that differ only in actions which the
// catalogue does not have, where the first name that comes to mind is one that
// it has.
func TestUnlistedActions(t *testing.T) {
	allow := func(actions string) string {
		return `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": [` + actions + `], "Resource": "*"}]}`
	}
	for _, test := range []struct {
		a, b string
		want Verdict
	}{
		{`"s3:*GetObject"`, `"s3:GetObject"`, Yes},
		{`"s3:GetObject?"`, `"s3:GetObject"`, Yes},
		{`"kms:GenerateDataKey*"`, `"kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:GenerateDataKeyPair", "kms:GenerateDataKeyPairWithoutPlaintext"`, Yes},
		{`"s3:GetObject"`, `"s3:*GetObject"`, No},
		{`"s3:*GetObject"`, `"s3:*Object"`, No},
		{`"s3:*GetObject"`, `"s3:?*GetObject", "s3:GetObject"`, No},
	} {
		t.Run(test.a+" in "+test.b, func(t *testing.T) {
			if got := Compare(withHoles(t, allow(test.a)), withHoles(t, allow(test.b))); got.Verdict != test.want {
				t.Errorf("got %s %s %v, want %s", got.Verdict, got.Why, got.Witness, test.want)
			}
		})
	}
}
