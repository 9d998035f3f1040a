package policy

import (
	"testing"

	"bailiwick/value"

	"github.com/google/go-cmp/cmp"
)

func TestNormalize(t *testing.T) {
	const doc = `{"Statement": {
		"Condition": {"stringequals": {"aws:SourceAccount": ["2", "1", "2"]}, "Bool": {"aws:SecureTransport": true}},
		"Resource": ["arn:aws:s3:::b/*", "arn:aws:s3:::a"],
		"Action": ["s3:PutObject", "s3:GetObject", "S3:getobject"],
		"Principal": {"Service": "s3.amazonaws.com", "AWS": ["222222222222", "111111111111"]},
		"Effect": "Allow"}, "Version": "2012-10-17"}`
	const want = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "AWS": [
          "111111111111",
          "222222222222"
        ],
        "Service": "s3.amazonaws.com"
      },
      "Action": [
        "s3:GetObject",
        "s3:PutObject"
      ],
      "Resource": [
        "arn:aws:s3:::a",
        "arn:aws:s3:::b/*"
      ],
      "Condition": {
        "Bool": {
          "aws:SecureTransport": "true"
        },
        "StringEquals": {
          "aws:SourceAccount": [
            "1",
            "2"
          ]
        }
      }
    }
  ]
}
`
	d, err := Parse([]byte(doc))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(d.Normalize().Format())); diff != "" {
		t.Errorf("normal form (-want +got):\n%s", diff)
	}
}

func TestFormatOfWhatIsNotRead(t *testing.T) {
	why := value.Because("known only after apply")
	d, _ := FromAny(tree(m{"Statement": []any{
		value.AnyUnknown(why, 0),
		m{"Effect": "Allow", "Action": []any{"s3:*", value.AnyUnknown(why, 0)}, "Resource": text(hole(value.ARN, "bucket.arn"), "/*")},
	}}))
	const want = `{
  "Statement": [
    "(not read: known only after apply)",
    {
      "Effect": "Allow",
      "Action": [
        "s3:*",
        "(not read: known only after apply)"
      ],
      "Resource": "${bucket.arn}/*"
    }
  ]
}
`
	if diff := cmp.Diff(want, string(d.Format())); diff != "" {
		t.Errorf("format (-want +got):\n%s", diff)
	}
	if got, whole := d.size(), len(`{"Statement":["",{"Effect":"Allow","Action":["s3:*",""],"Resource":"/*"}]}`); got != whole {
		t.Errorf("size = %d, want %d: what is not known is not counted", got, whole)
	}
}
