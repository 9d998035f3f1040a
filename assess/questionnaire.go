package assess

import (
	"fmt"
	"slices"
	"strings"

	"bailiwick/framework"
	"bailiwick/settings"
)

// A Question is one of the few by which frameworks are proposed. Its answer is
// a key of the settings.
type Question struct {
	Key     string // of the group answers
	Text    string
	Help    string
	Options []Option // nil: the answer is a list of countries
	Several bool     // more than one option may be chosen
}

// An Option is an answer to a question; the first is the one that nothing
// follows from.
type Option struct{ Word, Text string }

// Questions returns the questions, in their order.
func Questions() []Question {
	return []Question{
		{"data", "What do these functions handle?", "Data that is only passed on counts as handled.", []Option{
			{"none", "nothing of these"},
			{"contact", "data about people"},
			{"health", "health data"},
			{"cards", "payment card numbers"},
			{"confidential", "secrets of the business"},
		}, true},
		{"countries", "Where do those people live? (US, EU, or countries by their two letters)", "The country of the people, not of the servers.", nil, true},
		{"customers", "What do customers ask for?", "A report or certificate that contracts or questionnaires name.", []Option{
			{"none", "neither"}, {"soc-2", "a SOC 2 report"}, {"iso-27001", "an ISO/IEC 27001 certificate"},
		}, true},
		{"cards", "Who handles card payments?", "A page or field of the provider's, by which no card number reaches you, is the provider alone.", []Option{
			{"none", "there are none"}, {"provider", "a payment provider alone"}, {"ourselves", "we do: numbers pass through or are kept"},
		}, false},
		{"health", "What are you under HIPAA?", "A business associate works with health data for a provider or plan in the United States.", []Option{
			{"none", "neither"}, {"covered-entity", "a covered entity"}, {"business-associate", "a business associate"},
		}, false},
		{"government", "Do agencies of the United States use the service?", "FedRAMP authorises cloud services for agencies, by impact level or by 20x.", []Option{
			{"none", "no"},
			{"fedramp-low", "FedRAMP Low"},
			{"fedramp-moderate", "FedRAMP Moderate"},
			{"fedramp-high", "FedRAMP High"},
			{"fedramp-20x", "FedRAMP 20x"},
		}, false},
		{"sector", "What are you in the European Union?", "DORA names financial entities and their ICT providers; NIS2 lists essential and important sectors.", []Option{
			{"none", "neither"}, {"financial", "a financial entity, or an ICT provider of one"}, {"essential", "an essential or important entity"},
		}, true},
	}
}

// A Proposal is what follows from the answers for a framework. It is no legal
// opinion.
type Proposal struct {
	Framework string
	Profile   []string
	Standing  string // binds, asked, useful, not now, or not asked
	Reason    string
	Questions []int // by which it follows, from 1
}

// In reports whether the framework should be in the settings.
func (p Proposal) In() bool { return p.Standing == "binds" || p.Standing == "asked" }

// The standings of a proposal, in the order in which they are told.
var standings = []string{"binds", "asked", "useful", "not now", "not asked"}

// Propose says what follows from the answers for each framework of the library
// that it knows the reach of: the gravest first.
func Propose(a *settings.Answers, l *framework.Library) []Proposal {
	data, countries := a.Data.Get(), a.Countries.Get()
	people := slices.Contains(data, "contact") || slices.Contains(data, "health") || slices.Contains(data, "cards")
	inUS := slices.Contains(countries, "US")
	inEU := slices.ContainsFunc(countries, func(c string) bool { return strings.Contains(unionMembers, " "+c+" ") })
	answered := []bool{a.Data.Set(), a.Countries.Set(), a.Customers.Set(), a.Cards.Set(), a.Health.Set(), a.Government.Set(), a.Sector.Set()}
	var out []Proposal
	add := func(name string, holds bool, standing, reason, otherwise string, questions ...int) {
		if !l.Has(name) {
			return
		}
		p := Proposal{Framework: name, Standing: standing, Reason: reason, Questions: questions}
		if !holds {
			p.Standing, p.Reason = "not now", otherwise
			if slices.ContainsFunc(questions, func(n int) bool { return !answered[n-1] }) {
				p.Standing, p.Reason = "not asked", "what it hangs on is not answered"
			}
		}
		out = append(out, p)
	}
	entity := map[string]string{"covered-entity": "as a covered entity", "business-associate": "as a business associate"}[a.Health.Get()]
	health := slices.Contains(data, "health")
	switch {
	case health && inUS && entity != "":
		add("HIPAA Security Rule", true, "binds", "health data of people in the US, "+entity, "", 1, 2, 5)
	case health && inUS:
		add("HIPAA Security Rule", true, "useful", "health data of people in the US, but neither covered entity nor business associate", "", 1, 2, 5)
	default:
		add("HIPAA Security Rule", false, "", "", "no health data of people in the US", 1, 2)
	}
	switch {
	case slices.Contains(data, "cards") || a.Cards.Get() == "ourselves":
		add("PCI DSS", true, "binds", "card numbers pass through or are kept", "", 1, 4)
	case a.Cards.Get() == "provider":
		add("PCI DSS", true, "useful", "a provider alone handles cards: a short self-assessment remains", "", 4)
	default:
		add("PCI DSS", false, "", "", "no card data", 1, 4)
	}
	add("GDPR", people && inEU, "binds", "data about people in the EU", "no data about people in the EU", 1, 2)
	add("DORA", slices.Contains(a.Sector.Get(), "financial"), "binds", "a financial entity, or an ICT provider of one, in the EU", "no financial entity in the EU", 7)
	add("NIS2", slices.Contains(a.Sector.Get(), "essential"), "binds", "an essential or important entity in the EU", "no essential or important entity in the EU", 7)
	government := a.Government.Get()
	level, rev5 := strings.CutPrefix(government, "fedramp-")
	rev5 = rev5 && level != "20x"
	add("NIST SP 800-53", rev5, "binds", "agencies of the US use it, under FedRAMP "+level, "no agency of the US uses it under FedRAMP Rev 5", 6)
	if rev5 && len(out) > 0 && out[len(out)-1].Framework == "NIST SP 800-53" {
		out[len(out)-1].Profile = []string{level, "fedramp"}
	}
	add("FedRAMP 20x KSI", government == "fedramp-20x", "binds", "agencies of the US use it, under FedRAMP 20x", "no agency of the US uses it under FedRAMP 20x", 6)
	add("SOC 2", slices.Contains(a.Customers.Get(), "soc-2"), "asked", "customers ask for a report", "no customer asks for a report", 3)
	add("ISO/IEC 27001", slices.Contains(a.Customers.Get(), "iso-27001"), "asked", "customers ask for a certificate", "no customer asks for a certificate", 3)
	add("CIS AWS Compute Services", true, "useful", "12 items on Lambda, no duty", "")
	add("CIS AWS Foundations", true, "useful", "the settings of an account, no duty", "")
	add("NIST CSF", true, "useful", "a frame to speak of risk, no duty", "")
	slices.SortStableFunc(out, func(a, b Proposal) int {
		return slices.Index(standings, a.Standing) - slices.Index(standings, b.Standing)
	})
	return out
}

// unionMembers are the European Union and its members, and those of the
// European Economic Area, where the GDPR holds as well.
const unionMembers = " EU EEA AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO "

// Country returns a country as an answer has it, and whether it can be one: two
// letters, EU or EEA.
func Country(text string) (string, bool) {
	text = strings.ToUpper(text)
	ok := len(text) == 2 || text == "EEA"
	return text, ok && strings.Trim(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// Answered returns the answers as a group of a settings file: words by key of
// the question.
func Answered(date, until, person, role string, words map[string][]string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "answers:\n  date: %s\n  valid_until: %s\n  person: %s\n  role: %s\n", date, until, scalar(person), scalar(role))
	for _, q := range Questions() {
		given, ok := words[q.Key]
		switch {
		case !ok:
		case len(given) == 0:
			fmt.Fprintf(&b, "  %s: none\n", q.Key)
		case q.Several:
			quotedWords := make([]string, len(given))
			for i, w := range given {
				quotedWords[i] = scalar(w)
			}
			fmt.Fprintf(&b, "  %s: [%s]\n", q.Key, strings.Join(quotedWords, ", "))
		default:
			fmt.Fprintf(&b, "  %s: %s\n", q.Key, given[0])
		}
	}
	return b.String()
}

// InScope returns the frameworks that are proposed as a key of a settings file;
// "" for none.
func InScope(list []Proposal) string {
	var items []string
	for _, p := range list {
		switch {
		case !p.In():
		case len(p.Profile) > 0:
			items = append(items, fmt.Sprintf("{name: %s, profile: [%s]}", scalar(p.Framework), strings.Join(p.Profile, ", ")))
		default:
			items = append(items, scalar(p.Framework))
		}
	}
	if items == nil {
		return ""
	}
	return "frameworks: [" + strings.Join(items, ", ") + "]\n"
}

// scalar writes a text as YAML takes it for one: in single quotes, unless it is
// letters, digits, spaces, dots, slashes and hyphens that begin with a letter.
// NO alone, the country, is a truth in older YAML.
func scalar(s string) string {
	plain := s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ./-") == "" &&
		strings.Trim(s[:1], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" && s == strings.TrimSpace(s)
	switch strings.ToLower(s) {
	case "no", "yes", "on", "off", "y", "n", "true", "false", "null", "none", "any":
		plain = false
	}
	if plain {
		return s
	}
	return "'" + strings.ReplaceAll(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s), "'", "''") + "'"
}
