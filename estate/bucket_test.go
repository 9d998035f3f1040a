package estate

import (
	"testing"

	"bailiwick/value"
)

func TestWhatHoldsForABucket(t *testing.T) {
	versioning := func(status string) func(*source, *Head) {
		return func(s *source, b *Head) {
			s.add("aws_s3_bucket_versioning", "v", m{"bucket": b.attribute(t, "id"), "versioning_configuration": []any{m{"status": status}}})
		}
	}
	tests := []struct {
		name   string
		bucket m
		more   func(s *source, b *Head)
		ask    func(v *View, b *Bucket) string
		want   string
	}{
		{"versioning of its own", m{"versioning": []any{m{"enabled": true}}}, nil, askVersioning, "Enabled"},
		{"versioning beside it", m{}, versioning("Suspended"), askVersioning, "Suspended"},
		{"versioning nowhere", m{}, nil, askVersioning, "absent"},
		{"versioning twice", m{"versioning": []any{m{"enabled": true}}}, versioning("Enabled"), askVersioning, "unknown"},
		{"versioning in a gap", m{}, func(s *source, b *Head) {
			s.Gaps = append(s.Gaps, Gap{Scope: s.scope, Why: value.Because("module.m is not on disk"), All: true})
		}, askVersioning, "unknown"},
		{"versioning of what is not known", m{}, func(s *source, b *Head) {
			s.add("aws_s3_bucket_versioning", "v", m{"bucket": hole("var.b"), "versioning_configuration": []any{m{"status": "Enabled"}}})
		}, askVersioning, "unknown"},
		{"a block with a flag left out", m{}, func(s *source, b *Head) {
			s.add("aws_s3_bucket_public_access_block", "p", m{"bucket": b.attribute(t, "bucket"), "block_public_acls": true})
		}, func(v *View, b *Bucket) string {
			p := b.BucketPublicAccess(v)
			return state(p.BlockACLs) + " " + state(p.Restrict)
		}, "true false"},
		{"no block", m{}, nil, func(v *View, b *Bucket) string { return state(b.BucketPublicAccess(v).Restrict) }, "absent"},
		{"a log target", m{}, func(s *source, b *Head) {
			other := s.add("aws_s3_bucket", "other", m{"bucket": "other"})
			s.add("aws_s3_bucket_logging", "l", m{"bucket": other.attribute(t, "id"), "target_bucket": b.attribute(t, "id")})
		}, func(v *View, b *Bucket) string {
			if b.IsLogTarget(v) {
				return "target, and its own log is " + state(b.BucketLog(v))
			}
			return "no target"
		}, "target, and its own log is absent"},
		{"lifecycle in the old spelling", m{"lifecycle_rule": []any{m{"enabled": true, "expiration": []any{m{"days": 30}}}}}, nil, func(v *View, b *Bucket) string {
			rules, _ := b.BucketLifecycle(v).Get()
			return rules[0].Applies().String() + " " + state(rules[0].Days)
		}, "yes 30"},
		{"lifecycle in the new spelling", m{}, func(s *source, b *Head) {
			s.add("aws_s3_bucket_lifecycle_configuration", "l", m{"bucket": b.attribute(t, "id"), "rule": []any{m{
				"status": "Disabled", "filter": []any{m{"prefix": "logs/"}}, "noncurrent_version_expiration": []any{m{"noncurrent_days": 7}},
			}}})
		}, func(v *View, b *Bucket) string {
			rules, _ := b.BucketLifecycle(v).Get()
			return rules[0].Applies().String() + " " + state(rules[0].Prefix) + " " + state(rules[0].NoncurrentDays)
		}, "no logs/ 7"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newSource(t)
			fields := m{"bucket": "b"}
			for k, x := range test.bucket {
				fields[k] = x
			}
			b := s.add("aws_s3_bucket", "b", fields)
			if test.more != nil {
				test.more(s, b)
			}
			v := s.Build().In(nil)
			if got := test.ask(v, seen[*Bucket](t, v, "aws_s3_bucket.b")); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func askVersioning(v *View, b *Bucket) string { return state(b.BucketVersioning(v)) }
