package reason

import "strings"

// The words that witnesses are made of: AWS's account for examples, a second
// one, and what reads like the rest.
const (
	exampleAccount = "111122223333"
	otherAccount   = "444455556666"
	exampleRegion  = "us-east-1"
	exampleWord    = "example"
)

// samples returns values that a key really has, to be shown where they are as
// good as any.
func samples(key string) []string {
	switch {
	case strings.HasSuffix(key, "account"):
		return []string{exampleAccount, otherAccount}
	case strings.HasSuffix(key, "orgid"):
		return []string{"o-exampleorgid", "o-otherorgid"}
	case strings.HasSuffix(key, "orgpaths"):
		return []string{"o-exampleorgid/r-ab12/ou-ab12-11111111/"}
	case strings.HasSuffix(key, "arn"):
		return []string{"arn:aws:sns:" + exampleRegion + ":" + exampleAccount + ":" + exampleWord}
	}
	switch key {
	case "aws:sourcevpc", "ec2:vpc":
		return []string{"vpc-0123456789abcdef0"}
	case "aws:sourcevpce":
		return []string{"vpce-0123456789abcdef0"}
	case "aws:requestedregion":
		return []string{exampleRegion, "eu-central-1"}
	case "aws:userid":
		return []string{"AROAEXAMPLEID:session", "AIDAEXAMPLEID"}
	case "iam:passedtoservice", "iam:awsservicename", "aws:calledvia", "aws:calledviafirst", "aws:calledvialast":
		return []string{"lambda.amazonaws.com", "cloudformation.amazonaws.com"}
	case "aws:currenttime", "aws:epochtime", "aws:tokenissuetime":
		return []string{"2026-01-01T00:00:00Z"}
	}
	return []string{exampleWord, "other"}
}

// fill returns a text that the pattern takes, or may take, which reads like
// one of AWS's, of the account if it is an ARN of any.
func (p *pattern) fill(account string) string {
	var b strings.Builder
	colons := 0
	for i, s := range p.signs {
		switch s {
		case anyRun, run:
			last := i+1 == len(p.signs) || p.signs[i+1] == ':'
			alone := i == 0 || p.signs[i-1] == ':'
			switch {
			case !strings.HasPrefix(b.String(), "arn:") || !alone || !last:
				b.WriteString(exampleWord)
			case colons == 1:
				b.WriteString("aws")
			case colons == 3:
				b.WriteString(exampleRegion)
			case colons == 4:
				b.WriteString(account)
			default:
				b.WriteString(exampleWord)
			}
		case anyOne, one:
			b.WriteByte('1')
		default:
			b.WriteRune(rune(s))
			if s == ':' {
				colons++
			}
		}
	}
	return b.String()
}
