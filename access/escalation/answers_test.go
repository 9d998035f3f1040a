package escalation_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAnswersAreKeptForThoseWhomTheyHoldFor asks the graph of principals one
// after another, and a graph that has been asked of nobody else: an answer that
// is kept for one must be that of another.
func TestAnswersAreKeptForThoseWhomTheyHoldFor(t *testing.T) {
	unread := `file("missing.json")`
	effect := `jsonencode({ Version = "2012-10-17", Statement = [{ Effect = var.effect, Action = "sts:AssumeRole", Principal = { AWS = "*" } }] })`
	for name, trust := range map[string]string{
		"not read":        unread,
		"unknown effect":  effect,
		"everyone":        trusts(`"*"`),
		"own account":     trusts(`{ AWS = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:root" }`),
		"an account":      trusts(`{ AWS = "arn:aws:iam::111122223333:root" }`),
		"unknown account": trusts(`{ AWS = "arn:aws:iam::${var.account}:root" }`),
		"one role":        trusts(`{ AWS = aws_iam_role.silent.arn }`),
		"unknown":         trusts(`{ AWS = var.who }`),
		"a condition":     `jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "*" }, Condition = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::*:role/silent" } } }] })`,
		"a deny":          `jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "*" } }, { Effect = "Deny", Action = "sts:*", Principal = { AWS = aws_iam_role.other.arn } }] })`,
	} {
		t.Run(name, func(t *testing.T) {
			const queue = `{ Effect = "Allow", Action = "sqs:*", Resource = "*" }`
			src := `
variable "effect" {}
variable "account" {}
variable "who" {}
variable "name" {}
data "aws_caller_identity" "me" {}
` + role("root", trust, allows(all), "") +
				role("silent", trusts(byEC2), allows(queue), "") +
				role("other", trusts(byEC2), allows(queue), "") +
				role("taker", trusts(byEC2), allows(`{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "*" }`), "") +
				role("denied", trusts(byEC2), allows(queue, `{ Effect = "Deny", Action = "sts:*", Resource = "*" }`), "") +
				role("bound", trusts(byEC2), allows(queue), `permissions_boundary = "arn:aws:iam::aws:policy/ReadOnlyAccess"`) +
				role("linked", trusts(byEC2), allows(queue), `path = "/aws-service-role/x.amazonaws.com/"`) + `
resource "aws_iam_role" "unnamed" {
  name               = var.name
  assume_role_policy = ` + trusts(byEC2) + `
}
resource "aws_iam_user" "person" {
  name = "person"
}
`
			principals := []string{
				"aws_iam_role.silent", "aws_iam_role.other", "aws_iam_role.taker", "aws_iam_role.denied", "aws_iam_role.bound",
				"aws_iam_role.linked", "aws_iam_role.unnamed", "aws_iam_user.person",
			}
			asked, e, _ := read(t, src)
			for _, p := range slices.Backward(principals) {
				told(asked, node(t, e, p))
			}
			for _, p := range principals {
				alone, fresh, _ := read(t, src)
				want := told(alone, node(t, fresh, p))
				if diff := cmp.Diff(want, told(asked, node(t, e, p))); diff != "" {
					t.Errorf("%s (-asked alone +asked after others):\n%s", p, diff)
				}
			}
		})
	}
}
