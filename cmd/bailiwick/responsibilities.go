package main

import (
	"bailiwick/check"
	"bailiwick/report"
)

const responsibilitiesUsage = `bailiwick responsibilities [TARGET…] draws, for each function from its
configuration, the line between what AWS carries and what you do, with the
reason and the AWS report that would be relied on. A target is as for check;
default: the working folder.

  bailiwick responsibilities ./infra
  bailiwick responsibilities ./infra --output json=responsibilities.json

  --output FORMAT[=FILE],…   json text; without a file to stdout; default: text
  --at DATE                  as of that day: 2026-11-23; of a day that is past,
                             with what was known on it
` + readingUsage

func runResponsibilities(s *session, args []string) (check.Status, error) {
	var r reading
	fs := newOptions()
	r.options(fs)
	if err := r.parse(fs, args); err != nil {
		return 0, err
	}
	_, status, err := s.tell(&r, "responsibilities", report.ResponsibilityFormats(), report.WriteResponsibilities)
	return status, err
}
