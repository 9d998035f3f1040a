package reason

import "testing"

// TestCompare asks of pairs that are easily got wrong.
func TestCompare(t *testing.T) {
	for _, test := range []struct {
		name, a, b string
		want       Verdict
	}{
		{
			"an empty value is a value",
			`{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalTag/k": ""}}}`,
			`{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalTag/k": "x"}}}`, Yes,
		},
		{
			"a star takes the empty value",
			`{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": {"StringLike": {"aws:PrincipalTag/k": "*"}}}`,
			`{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": {"StringLike": {"aws:PrincipalTag/k": "?*"}}}`, Yes,
		},
		{
			"an empty value is as good as none for Null",
			`{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": {"Null": {"aws:PrincipalTag/k": "true"}}}`,
			`{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": {"StringNotLike": {"aws:PrincipalTag/k": "*"}}}`, Yes,
		},
		{
			"an empty value is as good as none for ForAllValues",
			`{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": "x"}, "ForAnyValue:StringNotEquals": {"aws:TagKeys": "x"}}}`,
			`{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": {"Null": {"aws:TagKeys": "false"}}}`, Yes,
		},
		{
			"a role is in its account",
			`{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:role/x"}, "Action": "sts:AssumeRole"}`,
			`{"Effect": "Allow", "Principal": {"AWS": "111111111111"}, "Action": "sts:AssumeRole"}`, No,
		},
		{
			"an account is more than a role",
			`{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:root"}, "Action": "sts:AssumeRole"}`,
			`{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:role/x"}, "Action": "sts:AssumeRole"}`, Yes,
		},
		{
			"case of actions", `{"Effect": "Allow", "Action": "DynamoDB:getitem", "Resource": "*"}`,
			`{"Effect": "Allow", "Action": "dynamodb:Get*", "Resource": "*"}`, No,
		},
		{
			"case of resources", `{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::Ledger/*"}`,
			`{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::ledger/*"}`, Yes,
		},
		{
			"two statements that add up", `{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::ledger/*"}`,
			`{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::ledger/*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}},
			 {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::ledger/*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}`, No,
		},
		{
			"two that leave the absent key", `{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}`,
			`{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": {"StringEquals": {"aws:SourceVpc": "vpc-1"}}},
			 {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": {"StringNotEquals": {"aws:SourceVpc": "vpc-1"}}}`, No,
		},
		{
			"all actions but some", `{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}`,
			`{"Effect": "Allow", "Action": "*", "Resource": "*"}, {"Effect": "Deny", "Action": "iam:*", "Resource": "*"}`, No,
		},
		{
			"neighbouring networks", `{"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/23"}}}`,
			`{"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"IpAddress": {"aws:SourceIp": ["10.0.0.0/24", "10.0.1.0/24"]}}}`, No,
		},
		{
			"spellings of an address", `{"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"IpAddress": {"aws:SourceIp": "2001:db8:0:0::1"}}}`,
			`{"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"IpAddress": {"aws:SourceIp": "2001:db8::/32"}}}`, No,
		},
		{
			"spellings of an instant", `{"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"DateLessThan": {"aws:CurrentTime": "2026-01-01T00:00:00Z"}}}`,
			`{"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"DateLessThan": {"aws:CurrentTime": "1767225600"}}}`, No,
		},
		{
			"a set operator that an absent key passes",
			`{"Effect": "Allow", "Action": "ec2:*", "Resource": "*", "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": ["a"]}}}`,
			`{"Effect": "Allow", "Action": "ec2:*", "Resource": "*", "Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": ["a"]}}}`, Yes,
		},
		{
			"and one that it does not",
			`{"Effect": "Allow", "Action": "ec2:*", "Resource": "*", "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": ["a"]}, "Null": {"aws:TagKeys": "false"}}}`,
			`{"Effect": "Allow", "Action": "ec2:*", "Resource": "*", "Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": ["a"]}}}`, No,
		},
		{
			"a variable within its pattern", `{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::home/${aws:username}/*"}`,
			`{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::home/*"}`, No,
		},
		{
			"a pattern beyond its variable", `{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::home/*"}`,
			`{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::home/${aws:username}/*"}`, Yes,
		},
		{
			"the account of the caller and his ARN",
			`{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalAccount": "111111111111"}}}`,
			`{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:*:*::111111111111:*"}}}`, No,
		},
		{
			"the account of a source and its ARN",
			`{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:111111111111:*"}, "Null": {"aws:SourceAccount": "false"}}}`,
			`{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"StringEquals": {"aws:SourceAccount": "111111111111"}}}`, No,
		},
		{
			"an identity and a resource", `{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}`,
			`{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}`, Outside,
		},
		{"nothing", `{"Effect": "Deny", "Action": "*", "Resource": "*"}`, `{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}`, No},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, b := on(t, test.a), on(t, test.b)
			got := Compare(a, b)
			if got.Verdict != test.want {
				t.Errorf("got %s %s %v, want %s", got.Verdict, got.Why, got.Witness, test.want)
			}
			if got.Verdict == Yes {
				onlyFirst(t, test.name, a, b, got.Witness)
			}
		})
	}
}
