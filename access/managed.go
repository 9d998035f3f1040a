package access

import (
	"strings"
	"sync"

	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// documents holds the policies of AWS that were asked for, by ARN: roles by
// the thousand have the same few. It only grows by ARNs that the catalogue
// knows.
var documents sync.Map // string to *awsPolicy

type awsPolicy struct {
	*catalog.ManagedPolicy
	read func() *policy.Document
}

// managed returns the document of a policy that AWS maintains and notes its
// entry, nil for other policies and for those that the catalogue lacks. A hole
// for the partition takes the partition of the records.
func managed(p *Policy) *policy.Document {
	arn, ok := p.ARN.Get()
	if !ok || p.By.Head().Unsure != 0 {
		return nil
	}
	name, ok := arn.Literal()
	if !ok {
		if name, ok = awsARN(arn); !ok {
			return nil
		}
	}
	a := lookUp(name)
	if a == nil {
		return nil
	}
	p.AWS = a.ManagedPolicy
	return a.read()
}

// lookUp finds a policy of AWS by its ARN.
func lookUp(arn string) *awsPolicy {
	if known, ok := documents.Load(arn); ok {
		return known.(*awsPolicy)
	}
	entry, ok := catalog.Default().ManagedPolicy(arn)
	if !ok {
		return nil
	}
	a := &awsPolicy{entry, sync.OnceValue(func() *policy.Document {
		d, err := policy.Parse(entry.Document())
		if err != nil {
			return nil
		}
		return d
	})}
	known, _ := documents.LoadOrStore(arn, a)
	return known.(*awsPolicy)
}

// awsARN returns the ARN of a policy of AWS in the recorded partition, where
// the partition is all that is not known: arn:${partition}:iam::aws:policy/….
func awsARN(t value.Text) (string, bool) {
	var pieces []string
	for literal := range t.Pieces() {
		pieces = append(pieces, literal)
	}
	if len(pieces) != 3 || pieces[0] != "arn:" || pieces[1] != "" {
		return "", false
	}
	return "arn:aws" + pieces[2], strings.HasPrefix(pieces[2], ":iam::aws:policy/")
}
