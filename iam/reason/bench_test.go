package reason

import (
	"slices"
	"testing"
	"time"

	"bailiwick/iam/authz"
	"bailiwick/value"
)

// BenchmarkCompare asks every public question once an iteration, and reports
// the median and the 99th percentile of one question.
func BenchmarkCompare(b *testing.B) {
	for _, file := range [...]string{"compare.jsonl", "managed.jsonl"} {
		b.Run(file, func(b *testing.B) {
			rows := shared[pair](b, file)
			pairs := make([][2]*authz.Policy, len(rows))
			for i, row := range rows {
				pairs[i] = [2]*authz.Policy{compiled(b, "a", row.A), compiled(b, "b", row.B)}
			}
			var times []time.Duration
			b.ReportAllocs()
			for b.Loop() {
				for _, p := range pairs {
					start := time.Now()
					Compare(p[0], p[1])
					times = append(times, time.Since(start))
				}
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Microseconds()), "µs-median")
			b.ReportMetric(float64(times[len(times)*99/100].Microseconds()), "µs-p99")
			b.ReportMetric(float64(times[len(times)-1].Microseconds()), "µs-max")
		})
	}
}

// BenchmarkExposure asks about the policy of one function, for all classes.
func BenchmarkExposure(b *testing.B) {
	p := on(b, `{"Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"}, "Action": "lambda:InvokeFunction", "Resource": "`+function+`",
		"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::uploads"}, "StringEquals": {"aws:SourceAccount": "111111111111"}}}`,
		`{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:role/caller"}, "Action": "lambda:InvokeFunction", "Resource": "`+function+`"}`)
	target := Target{
		Resource: value.Literal(function), Account: value.Literal(owner), Organization: value.Literal(org),
		Policies: authz.Policies{Resource: authz.All(p)}.RestNone(),
	}
	b.ReportAllocs()
	for b.Loop() {
		Exposure(&target)
	}
}

const function = "arn:aws:lambda:eu-central-1:111111111111:function:orders"

// BenchmarkCan asks for all that the role of a function can do.
func BenchmarkCan(b *testing.B) {
	h := holder(on(b, `{"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": "arn:aws:logs:*:111111111111:log-group:/aws/lambda/orders:*"}`,
		`{"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"], "Resource": "arn:aws:dynamodb:eu-central-1:111111111111:table/orders"}`,
		`{"Effect": "Allow", "Action": ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "Resource": "*"}`))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Can(h); err != nil {
			b.Fatal(err)
		}
	}
}
