package settings_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bailiwick/settings"
)

func parse(t *testing.T, src string) *settings.Settings {
	t.Helper()
	s, problems := settings.Parse("bailiwick.yaml", []byte(src))
	for _, p := range problems {
		t.Errorf("%s\n  next %s", p, p.Next)
	}
	return s
}

func TestDefaultsCountUntilAKeyIsWritten(t *testing.T) {
	s := parse(t, "")
	if got := s.Logging.MinDays; got.Get() != 365 || got.Set() || got.Missing() || got.Any() {
		t.Errorf("logging.min_days = %+v, want the default 365", got.Fact())
	}
	if got := s.Network.ApprovedVPCs; !got.Missing() || got.Set() || got.Any() {
		t.Errorf("network.approved_vpcs = %+v, want missing", got.Fact())
	}
	if got := s.Network.VPCRequired; !got.Any() || got.Set() {
		t.Errorf("network.vpc_required = %+v, want none by default", got.Fact())
	}
}

func TestKeysAreWrittenInGroupsOrWhole(t *testing.T) {
	s := parse(t, `
accounts:
  own: [111122223333, "012345678901"]
network:
  approved_vpcs:
    - vpc-0a1b2c3d
    - tag:network=approved
  vpc_required: data-class:card
regions.approved: eu-central-1
logging.min_days: 400
vuln.sla_days: 30
findings.sla_days: {critical: 3}
inventory:
  required_tags: [owner, cost-center: 'cc-[0-9]{4}']
  data_classes: none
environments:
  live: {roots: [infra], vars: {stage: live, count: 3}, production: true}
  test: {roots: [infra]}
environments.production: [live]
programmes: [FedRAMP]
programmes.report_max_days: 300
frameworks: [SOC 2, {name: PCI DSS, tags: ["scope=card"]}]
`)
	if got, want := s.Accounts.Own.Get(), []settings.Account{"111122223333", "012345678901"}; !cmp.Equal(got, want) {
		t.Errorf("accounts.own = %v, want %v", got, want)
	}
	if got, want := s.Network.ApprovedVPCs.Get(), []settings.Ref{{Pattern: "vpc-0a1b2c3d"}, {Tag: "network", Pattern: "approved"}}; !cmp.Equal(got, want) {
		t.Errorf("network.approved_vpcs = %v, want %v", got, want)
	}
	if got, want := s.Network.VPCRequired.Get(), []settings.Selector{{By: settings.ByClass, Class: "card"}}; !cmp.Equal(got, want) {
		t.Errorf("network.vpc_required = %v, want %v", got, want)
	}
	if got, ok := s.Regions.Approved.Get().For("personal"); !ok || !cmp.Equal(got, []settings.Region{"eu-central-1"}) {
		t.Errorf("regions.approved for personal = %v, %v", got, ok)
	}
	if got := s.Logging.MinDays; got.Get() != 400 || !got.Set() || got.Line() != 10 {
		t.Errorf("logging.min_days = %+v on line %d, want 400 on 10", got.Fact(), got.Line())
	}
	if got, ok := s.Vuln.SLADays.Get().For(settings.Low); !ok || got != 30 {
		t.Errorf("vuln.sla_days for low = %d, %v, want 30", got, ok)
	}
	if _, ok := s.Findings.SLADays.Get().For(settings.High); ok {
		t.Error("findings.sla_days has days for high, which the table does not name")
	}
	if !s.Inventory.DataClasses.Any() {
		t.Error("inventory.data_classes: none does not ask nothing")
	}
	tags := s.Inventory.RequiredTags.Get()
	if len(tags) != 2 || !tags[0].Matches("x") || !tags[1].Matches("cc-0001") || tags[1].Matches("cc-00012") {
		t.Errorf("inventory.required_tags = %+v", tags)
	}
	want := []settings.Environment{
		{Name: "live", Roots: []string{"infra"}, Vars: map[string]string{"stage": "live", "count": "3"}, Production: true},
		{Name: "test", Roots: []string{"infra"}},
	}
	if diff := cmp.Diff(want, s.Environments.Named.Get()); diff != "" {
		t.Errorf("environments (-want +got)\n%s", diff)
	}
	if got := s.Environments.Production.Get(); !cmp.Equal(got, []string{"live"}) {
		t.Errorf("environments.production = %v", got)
	}
	if got := s.Programmes.Names.Get(); !cmp.Equal(got, []string{"FedRAMP"}) || s.Programmes.ReportMaxDays.Get() != 300 {
		t.Errorf("programmes = %v", got)
	}
	if got := s.Frameworks.InScope.Get(); len(got) != 2 || got[0].Name != "SOC 2" || got[1].Tags[0] != "scope=card" {
		t.Errorf("frameworks = %+v", got)
	}
}

// Each case is a file and what is told about it: place, summary, next, near.
func TestProblemsSayWhatToDo(t *testing.T) {
	for name, c := range map[string]struct{ src, want string }{
		"wrong type": {
			"logging:\n  min_days: \"1y\"\n",
			`bailiwick.yaml:2:13: min_days must be a number of days, not "1y" [21 25] | min_days: 365`,
		},
		"unknown key in a group": {
			"logging:\n  min_dais: 365\n",
			`bailiwick.yaml:2:3: there is no key min_dais in logging [11 19] | write min_days, or remove the line | min_days`,
		},
		"unknown group": {
			"netwrok: {}\n",
			`bailiwick.yaml:1:1: there is no key netwrok [0 7] | write network, or remove the line | network`,
		},
		"key without its group": {
			"approved_vpcs: [vpc-1]\n",
			`bailiwick.yaml:1:1: there is no key approved_vpcs [0 13] | write network.approved_vpcs, or remove the line | network.approved_vpcs`,
		},
		"unknown whole name": {
			"logging.min_dais: 1\n",
			`bailiwick.yaml:1:1: there is no key logging.min_dais [0 16] | write logging.min_days, or remove the line | logging.min_days, logging.online_days`,
		},
		"written twice": {
			"logging:\n  min_days: 1\n  min_days: 2\n",
			`bailiwick.yaml:3:3: min_days is written twice: on line 2 and on line 3 [25 33] | keep one of the two`,
		},
		"written twice in two forms": {
			"logging:\n  min_days: 1\nlogging.min_days: 2\n",
			`bailiwick.yaml:3:1: logging.min_days is written twice: on line 2 and on line 3 [23 39] | keep one of the two`,
		},
		"yaml 1.1 truth": {
			"iac: {baseline: yes}\n",
			`bailiwick.yaml:1:17: baseline must be true or false, not yes [16 19] | baseline: false`,
		},
		"account id": {
			"accounts: {own: [1234]}\n",
			`bailiwick.yaml:1:18: each of own must be an account id of 12 digits, not 1234 [17 21] | own: [111122223333, 444455556666]`,
		},
		"several in one text": {
			"regions.approved: eu-central-1, eu-west-1\n",
			`bailiwick.yaml:1:19: regions.approved must be a list, not "eu-central-1, eu-west-1" [18 41] | regions.approved: [eu-central-1, eu-west-1]`,
		},
		"word": {
			"alarms.source: cloudwach\n",
			`bailiwick.yaml:1:16: alarms.source must be cloudwatch, eventbridge, bailiwick or other, not cloudwach [15 24] | alarms.source: cloudwatch | cloudwatch`,
		},
		"none where any is meant": {
			"network.approved_vpcs: none\n",
			`bailiwick.yaml:1:24: network.approved_vpcs takes any to ask nothing, not none [23 27] | network.approved_vpcs: any`,
		},
		"no value": {
			"network:\n  min_zones:\n",
			`bailiwick.yaml:2:13: min_zones is written without a value [21 21] | min_zones: 2`,
		},
		"second document": {
			"iac.baseline: true\n---\n{}\n",
			`bailiwick.yaml:2:1: a second document begins here, and settings are one document [19 19] | write one file: remove the --- and what follows, or join the two`,
		},
		"no table": {
			"- a\n",
			`bailiwick.yaml:1:1: the file must be a table of settings, not a list [0 3] | logging.min_days: 365`,
		},
		"syntax": {
			"a: [1, 2\nb: 3",
			`bailiwick.yaml:2:2: this is not YAML: did not find expected ',' or ']' [10 10] | correct this line, or the one above it`,
		},
		"approver who asks": {
			"exceptions: [{rule: r, resources: x, asked_by: Ada L, approved_by: ada  l, until: 2027-01-31, reason: y}]\n",
			`bailiwick.yaml:1:68: approved_by must be another person than asked_by, not "ada  l" [67 73] | approved_by: who answers for the risk`,
		},
		"date": {
			"exceptions: [{rule: r, resources: x, asked_by: A, approved_by: B, until: 31.01.2027, reason: y}]\n",
			`bailiwick.yaml:1:74: until must be a date, not 31.01.2027 [73 83] | until: 2027-01-31`,
		},
		"a group's own key": {
			"frameworks: {in_scope: 3.5, files: {}}\nprogrammes: {a: b}\n",
			`bailiwick.yaml:1:36: files must be a list, not a table [35 37] | files: [frameworks/acme.txt]` + "\n" +
				`bailiwick.yaml:2:14: there is no key a in programmes [52 53] | remove the line; docs/settings.md lists the keys`,
		},
		"required key": {
			"exceptions:\n  - {rule: r, resources: x, asked_by: A, approved_by: B, reason: y}\n",
			`bailiwick.yaml:2:5: until is missing: last day on which it holds [16 79] | until: 2027-01-31`,
		},
		"alias bomb": {
			"a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e]\n",
			`bailiwick.yaml:1:18: this nests or repeats too deep for settings [17 18] | write the values out, without aliases`,
		},
		"merge key": {
			"logging: {<<: {min_days: 1}}\n",
			`bailiwick.yaml:1:11: tags and merge keys have no meaning in settings [10 12] | write the value out`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := settings.Parse("bailiwick.yaml", []byte(c.src))
			var told []string
			for _, p := range problems {
				line := fmt.Sprintf("%s [%d %d] | %s", p, p.Place.Start, p.Place.End, p.Next)
				if len(p.Near) > 0 {
					line += " | " + strings.Join(p.Near, ", ")
				}
				told = append(told, line)
			}
			if diff := cmp.Diff(c.want, strings.Join(told, "\n")); diff != "" {
				t.Errorf("problems (-want +got)\n%s", diff)
			}
		})
	}
}
