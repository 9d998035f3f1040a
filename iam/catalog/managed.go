package catalog

import (
	"bytes"
	"slices"
	"strings"
	"time"
)

// recordedPartition is the one whose policies the sources record.
const recordedPartition = "aws"

// A ManagedPolicy is a policy that AWS maintains.
//
// The catalogue records one partition. Asked for an ARN of another, it answers
// with the same documents, in which ARNs are of that partition, and Recorded is
// false: AWS may keep another text there.
type ManagedPolicy struct {
	Name      string // "AWSLambdaBasicExecutionRole"
	Path      string // "/", "/service-role/", "/aws-service-role/", "/job-function/" or "/root-task/"
	Partition string // that of the ARN asked for, that of the records for a name
	Recorded  bool   // the records are of this partition

	Version int       // the newest: 3 for "v3"
	Created time.Time // when the first version was made
	Updated time.Time // when the newest version was made

	record *policyRecord
}

// A Version is one version of a managed policy.
//
// A source states when the policy was made and when its newest version was.
// Any other was in force for some part only of the time between.
type Version struct {
	Number  int
	From    time.Time // not in force before
	Until   time.Time // not in force from then on; zero for the newest
	Missing bool      // the catalogue lacks its document

	policy *ManagedPolicy
}

// ManagedPolicy finds a policy by its name or by its ARN in any partition, path
// included. It decodes an index, but no document.
func (c *Catalog) ManagedPolicy(nameOrARN string) (*ManagedPolicy, bool) {
	name, path, partition := nameOrARN, "", recordedPartition
	if strings.HasPrefix(nameOrARN, "arn:") {
		part := strings.SplitN(nameOrARN, ":", 6)
		if len(part) < 6 || !isPartition(part[1]) || part[2] != "iam" || part[3] != "" || part[4] != "aws" {
			return nil, false
		}
		rest, ok := strings.CutPrefix(part[5], "policy/")
		if !ok {
			return nil, false
		}
		slash := strings.LastIndexByte(rest, '/') + 1
		partition, path, name = part[1], "/"+rest[:slash], rest[slash:]
	}
	t := c.policyTable()
	i, ok := slices.BinarySearch(t.names, name)
	if !ok || path != "" && path != t.records[i].path {
		return nil, false
	}
	r := &t.records[i]
	return &ManagedPolicy{
		Name: name, Path: r.path, Partition: partition, Recorded: partition == recordedPartition,
		Version: r.newest, Created: time.Unix(r.created, 0).UTC(), Updated: time.Unix(r.updated, 0).UTC(),
		record: r,
	}, true
}

// isPartition keeps anything but a partition's name out of a document.
func isPartition(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// ManagedPolicies returns the names of all policies, sorted.
func (c *Catalog) ManagedPolicies() []string { return c.policyTable().names }

func (c *Catalog) policyTable() *policyTable {
	t, err := c.policies()
	if err != nil { // Open has read the table of any other file
		panic("internal error: embedded catalogue: " + err.Error())
	}
	return t
}

// ARN returns the policy's ARN in its partition.
func (p *ManagedPolicy) ARN() string {
	return "arn:" + p.Partition + ":iam::aws:policy" + p.Path + p.Name
}

// Document returns the newest version as JSON without white space. It must not
// be changed.
func (p *ManagedPolicy) Document() []byte { return p.document(p.Version) }

// Document returns the version as JSON without white space, or nil if it is
// missing. It must not be changed.
func (v Version) Document() []byte {
	if v.Missing {
		return nil
	}
	return v.policy.document(v.Number)
}

func (p *ManagedPolicy) document(version int) []byte {
	doc := must(p.record.document(version))
	if p.Recorded {
		return doc
	}
	return bytes.ReplaceAll(doc, []byte(`"arn:`+recordedPartition+`:`), []byte(`"arn:`+p.Partition+`:`))
}

// Versions returns all versions from the first to the newest, missing ones
// included.
func (p *ManagedPolicy) Versions() []Version {
	vs := make([]Version, p.Version)
	for i := range vs {
		vs[i] = Version{Number: i + 1, From: p.Created, Until: p.Updated, Missing: true, policy: p}
	}
	vs[p.Version-1] = Version{Number: p.Version, From: p.Updated, policy: p}
	for _, d := range must(p.record.history()) {
		vs[d.version-1].Missing = false
	}
	return vs
}

// InForce returns the versions of which one was in force at an instant, none if
// the policy did not exist yet. What was in force is known only if there is one
// and it is not Missing; a caller for whom they make a difference says that it
// is unknown, and names the policy.
//
// After [Catalog.PolicyDate] it is the version that was the newest then.
func (p *ManagedPolicy) InForce(at time.Time) []Version {
	vs := p.Versions()
	switch {
	case !at.Before(p.Updated):
		return vs[p.Version-1:]
	case at.Before(p.Created):
		return nil
	default:
		return vs[:p.Version-1]
	}
}

// must is for records of which Open has checked all but the embedded ones.
func must[T any](v T, err error) T {
	if err != nil {
		panic("internal error: embedded catalogue: " + err.Error())
	}
	return v
}
