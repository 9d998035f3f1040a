package main

import (
	"fmt"
	"slices"
	"strings"

	"bailiwick/assess"
	"bailiwick/check"
	"bailiwick/report"
)

const dutiesUsage = `bailiwick duties [TARGET…] lists what is left to do for each function and
environment, and by when: runtimes to leave, images and layers to renew, keys
without rotation, exceptions and attestations that end; and beside it what AWS
carries. A target is as for check; default: the working folder.

  bailiwick duties ./infra
  bailiwick duties ./infra --at 2027-06-30
  bailiwick duties ./infra --output ical=duties.ics,text

  --output FORMAT[=FILE],…   ical json text; without a file to stdout; default: text
  --at DATE                  as of that day: 2026-11-23; of a day that is past,
                             with what was known on it
  --fail-on overdue|never    overdue: status 1 if a day is past; default: never
` + readingUsage

func runDuties(s *session, args []string) (check.Status, error) {
	var r reading
	var failOn string
	fs := newOptions()
	r.options(fs)
	fs.Func("fail-on", "overdue or never", func(text string) error {
		if text != "overdue" && text != "never" {
			return fmt.Errorf("unknown")
		}
		failOn = text
		return nil
	})
	if err := r.parse(fs, args); err != nil {
		return 0, err
	}
	a, status, err := s.tell(&r, "duties", report.DutyFormats(), report.WriteDuties)
	if err != nil || status != check.Clean {
		return status, err
	}
	overdue := func(d assess.Duty) bool { return d.State(a.Today) == assess.Overdue }
	if failOn == "overdue" && slices.ContainsFunc(a.Duties(), overdue) {
		s.reason(check.Findings, "a duty is overdue, and --fail-on overdue")
		return check.Findings, nil
	}
	return check.Clean, nil
}

// tell reads the targets and writes what is asked of them. The status is Clean
// unless nothing was judged, or we failed ourselves.
func (s *session) tell(r *reading, command string, formats []string, write writer) (*assess.Assessment, check.Status, error) {
	r.look.apply(s)
	wanted, err := parseOutputs(r.output, formats)
	if err != nil {
		return nil, 0, err
	}
	done := s.progress("reading " + strings.Join(r.targets, " "))
	a, err := check.Run(s.ctx, r.check())
	done()
	if err != nil {
		return nil, 0, refused(err)
	}
	if err := s.write(wanted, a, r.report(s, command), write); err != nil {
		return nil, 0, err
	}
	if a.Count().Error > 0 {
		s.complain(broken(a))
		return a, check.Internal, nil
	}
	status, why := check.StatusOf(a, check.Demand{})
	s.reason(status, why)
	return a, status, nil
}
