package escalation_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"bailiwick/access/escalation"
)

// A publishedPath is one of the published ways to more rights.
type publishedPath struct {
	ID       string
	Required []string
}

// holds is a small estate in which each published path is there once dev has the
// permissions: as a user (in the group devs) and as a role.
const holds = `
resource "aws_iam_user" "dev" { name = "dev" }
resource "aws_iam_user" "boss" { name = "boss" }
resource "aws_iam_user_policy_attachment" "boss" {
  user       = aws_iam_user.boss.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
resource "aws_iam_user" "clerk" { name = "clerk" }
resource "aws_iam_group" "devs" { name = "devs" }
resource "aws_iam_user_group_membership" "dev" {
  user   = aws_iam_user.dev.name
  groups = [aws_iam_group.devs.name]
}
resource "aws_iam_group" "ops" { name = "ops" }
resource "aws_iam_group_policy_attachment" "ops" {
  group      = aws_iam_group.ops.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
data "aws_caller_identity" "me" {}
resource "aws_iam_role" "dev" {
  name               = "dev"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "example.amazonaws.com" } }] })
}
resource "aws_iam_policy" "dev" {
  name   = "dev"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = %s, Resource = "*" }] })
}
resource "aws_iam_user_policy_attachment" "dev" {
  user       = aws_iam_user.dev.name
  policy_arn = aws_iam_policy.dev.arn
}
resource "aws_iam_role_policy_attachment" "dev" {
  role       = aws_iam_role.dev.name
  policy_arn = aws_iam_policy.dev.arn
}
resource "aws_iam_role" "admin" {
  name               = "admin"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = [
    "lambda.amazonaws.com", "ec2.amazonaws.com", "ecs-tasks.amazonaws.com", "glue.amazonaws.com", "sagemaker.amazonaws.com",
    "cloudformation.amazonaws.com", "codebuild.amazonaws.com", "datapipeline.amazonaws.com", "tasks.apprunner.amazonaws.com",
    "bedrock-agentcore.amazonaws.com",
  ] } }] })
}
resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.admin.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
resource "aws_iam_role" "chief" {
  name               = "chief"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = data.aws_caller_identity.me.account_id } }] })
}
resource "aws_iam_role_policy_attachment" "chief" {
  role       = aws_iam_role.chief.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
resource "aws_iam_role" "app" {
  name               = "app"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = data.aws_caller_identity.me.account_id } }] })
}
resource "aws_iam_policy" "app" {
  name   = "app"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*" }] })
}
resource "aws_iam_role_policy_attachment" "app" {
  role       = aws_iam_role.app.name
  policy_arn = aws_iam_policy.app.arn
}
resource "aws_lambda_function" "tool" {
  function_name = "tool"
  role          = aws_iam_role.admin.arn
}
`

func published(t *testing.T) []publishedPath {
	t.Helper()
	const name = "../../../shared/data/iam/escalation.jsonl"
	f, err := os.Open(name)
	if err != nil {
		t.Skipf("LEFT OUT: the published paths are not here (%s)", name)
	}
	defer f.Close()
	var out []publishedPath
	for s := bufio.NewScanner(f); s.Scan(); {
		var p publishedPath
		if err := json.Unmarshal(s.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		slices.Sort(p.Required)
		out = append(out, p)
	}
	return out
}

// sets returns the actions that each told path from dev needs, in any of the
// ways that each of its steps can be gone.
func sets(t *testing.T, allowed []string) [][]string {
	t.Helper()
	list, _ := json.Marshal(allowed)
	g, e, _ := read(t, fmt.Sprintf(holds, list))
	var out [][]string
	for _, address := range []string{"aws_iam_user.dev", "aws_iam_role.dev"} {
		way := g.From(node(t, e, address))
		confirm(t, way.Paths)
		for i := range way.Open {
			t.Errorf("open: %s: %s", way.Open[i].String(), way.Open[i].Open())
		}
		for i := range way.Paths {
			out = append(out, ways(way.Paths[i].Steps)...)
		}
	}
	return out
}

func ways(steps []escalation.Step) [][]string {
	if len(steps) == 0 {
		return [][]string{nil}
	}
	var out [][]string
	for _, e := range steps[0].Edges {
		for _, rest := range ways(steps[1:]) {
			set := slices.Concat(e.Method.Actions(), rest)
			slices.Sort(set)
			out = append(out, slices.Compact(set))
		}
	}
	return out
}

// TestEveryPublishedPathIsTold: where dev has its permissions, and not where one
// of them is missing.
func TestEveryPublishedPathIsTold(t *testing.T) {
	paths := published(t)
	for _, p := range paths {
		t.Run(strings.TrimPrefix(p.ID, "pathfinding:"), func(t *testing.T) {
			has := func(sets [][]string) bool {
				return slices.ContainsFunc(sets, func(s []string) bool { return slices.Equal(s, p.Required) })
			}
			if got := sets(t, p.Required); !has(got) {
				t.Errorf("%v is not told; told are %v", p.Required, got)
			}
			for i := range p.Required {
				rest := slices.Delete(slices.Clone(p.Required), i, i+1)
				got := sets(t, rest)
				if has(got) {
					t.Errorf("without %s it is told", p.Required[i])
				}
				other := slices.ContainsFunc(paths, func(o publishedPath) bool {
					return !slices.ContainsFunc(o.Required, func(a string) bool { return !slices.Contains(rest, a) })
				})
				if len(got) > 0 && !other {
					t.Errorf("without %s, another path is told: %v", p.Required[i], got)
				}
			}
		})
	}
}
