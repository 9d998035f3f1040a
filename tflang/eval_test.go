package tflang

import "testing"

func BenchmarkEval(b *testing.B) {
	for _, tt := range []struct{ name, expr string }{
		{"literal", `"nodejs22.x"`},
		{"template", `"arn:aws:s3:::${var.free}/*"`},
		{"reference", `aws_sqs_queue.q.arn`},
		{"conditional", `var.flag ? "a" : "b"`},
		{"tags", `merge({Name = "x", Team = "payments"}, {Env = var.free})`},
		{"policy", `jsonencode({Version = "2012-10-17", Statement = [{Effect = "Allow", Action = ["sqs:SendMessage", "sqs:GetQueueUrl"], Resource = aws_sqs_queue.q.arn}]})`},
	} {
		b.Run(tt.name, func(b *testing.B) {
			e := testEnv(tt.expr)
			root := e.File.Root()
			b.ReportAllocs()
			for b.Loop() {
				e.Budget.Steps, e.Budget.Bytes = defaultSteps, defaultBytes
				if _, f := e.Eval(root); f != nil {
					b.Fatal(f)
				}
			}
		})
	}
}
