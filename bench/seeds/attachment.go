package seeds

import "strings"

// An attachment is one way to give a role a policy, whose expression stands
// where its texts have <document>.
type attachment struct {
	name   string
	inRole string // lines of the role
	beside string // blocks
}

func (a attachment) lines(document string) string {
	return strings.ReplaceAll(a.inRole, "<document>", document)
}

func (a attachment) blocks(document string) string {
	return strings.ReplaceAll(a.beside, "<document>", document)
}

const managedBlock = `resource "aws_iam_policy" "<label>" {
  name   = "<name>"
  policy = <document>
}

`

var attachments = []attachment{
	{"inline", "", `resource "aws_iam_role_policy" "<label>" {
  role   = aws_iam_role.<label>.id
  policy = <document>
}
`},
	{"inline-by-name", "", `resource "aws_iam_role_policy" "<label>" {
  name   = "<name>"
  role   = aws_iam_role.<label>.name
  policy = <document>
}
`},
	{"attachment", "", managedBlock + `resource "aws_iam_role_policy_attachment" "<label>" {
  role       = aws_iam_role.<label>.name
  policy_arn = aws_iam_policy.<label>.arn
}
`},
	{"policy-attachment", "", managedBlock + `resource "aws_iam_policy_attachment" "<label>" {
  name       = "<name>"
  roles      = [aws_iam_role.<label>.name]
  policy_arn = aws_iam_policy.<label>.arn
}
`},
	{"attachments-exclusive", "", managedBlock + `resource "aws_iam_role_policy_attachments_exclusive" "<label>" {
  role_name   = aws_iam_role.<label>.name
  policy_arns = [aws_iam_policy.<label>.arn]
}
`},
	{"bounded-by-nothing", "  permissions_boundary = aws_iam_policy.<label>_boundary.arn\n", `resource "aws_iam_policy" "<label>_boundary" {
  name   = "<name>-boundary"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_role_policy" "<label>" {
  role   = aws_iam_role.<label>.id
  policy = <document>
}
`},
	{"policy-arns", "  managed_policy_arns = [aws_iam_policy.<label>.arn]\n", managedBlock},
	{"inline-block", "  inline_policy {\n    name   = \"<name>\"\n    policy = <document>\n  }\n", ""},
}

// attached gives the role a policy of AWS's by an attachment.
func attached(spelling, bad, good string) pair {
	side := func(name string) part {
		return part{
			value: `"arn:aws:iam::aws:policy/` + name + `"`,
			blocks: `resource "aws_iam_role_policy_attachment" "<label>" {
  role       = aws_iam_role.<label>.name
  policy_arn = <value>
}
`,
		}
	}
	return pair{judgement: judgement{spelling: spelling}, bad: side(bad), good: side(good)}
}

// managedList gives it in the role's own list.
func managedList(spelling, bad, good string) pair {
	side := func(name string) part {
		return part{value: `["arn:aws:iam::aws:policy/` + name + `"]`, role: "  managed_policy_arns = <value>\n"}
	}
	return pair{judgement: judgement{spelling: spelling}, bad: side(bad), good: side(good)}
}
