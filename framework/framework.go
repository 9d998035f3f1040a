// Package framework holds the frameworks as data: their requirements, who
// carries each, and the edges that tie it to rules. It decides nothing.
//
// Titles and texts are our own words; ids are the standards' own. Who carries a
// requirement and which rules decide it is our reading of the texts: no auditor
// has read it.
//
// # Files
//
// A framework is one file of paragraphs, which blank lines part. A paragraph
// is lines of "field: value"; a value goes on in the lines below that begin
// with a space or a tab. Lines that begin with # are comments. The first
// paragraph is about the framework, each of the others about one requirement.
//
//	framework: Acme
//	version: 3
//	about: What Acme asks of its services.
//	known: 2026-11-23
//
//	requirement: A-1
//	title: Logs are kept for two years
//	carried: customer
//	scope: all
//	decides:
//	  log-group-retention-long-enough
//	with:
//	  logging.min_days = 730
//	people: The log owner reviews what is kept.
//	reason: A group that drops its logs sooner keeps less than two years.
//
// The fields of a framework are framework, version, about, source, note, known
// (the day on which the text was last looked at), status (in force or
// proposed), base (of a proposed text: the framework that it would change),
// baselines (sets of requirements, one of which is chosen), and profiles (what
// may be chosen besides, for the values of settings). Of a requirement they are
//
//	requirement     its id
//	title           what it demands
//	formerly        former ids
//	source          where it stands, if not in the framework's source
//	baselines       the baselines of the framework that hold it, or none; all when left out
//	superseded      the day from which it is not asked any more, and by what
//	carried         customer, shared or aws
//	because         why
//	objectives      objectives, for people
//	scope           all, account, organisation, production, public, log-stores,
//	                admin, people or data-class:NAME
//	decides         rules whose failure contradicts the requirement
//	strengthens     rules about one of several means, or beyond the demand
//	via             frameworks whose met state decides, where a benchmark is asked for
//	with            settings at which the rules are judged: key = value; own asks the
//	                company to set the key; key@profile = value holds for a profile or baseline
//	exception_meets yes, if an approved exception is itself what is asked
//	people          what people must attest
//	aws             what AWS carries
//	reports         the AWS reports that show it
//	confidence      high, medium or low
//	reason          why these rules, or none
//
// Lists are parted by white space; those of names (via, reports) and of
// settings have one item a line.
//
// A file whose first paragraph has a version is a whole framework: it replaces
// one of the same name. Without a version it changes the framework of that
// name: of a requirement that is there, the fields that are written replace
// those that were, and an empty one removes them; a new requirement is added
// at the end; "remove: ID" takes one out.
package framework

import (
	"slices"
	"strings"

	"bailiwick/internal/civil"
	"bailiwick/objective"
	"bailiwick/settings"
)

// A Framework is a text against which an estate is assessed.
type Framework struct {
	Name      string
	Version   string
	About     string    // whom it binds, or what it is for
	Source    string    // the text itself, as it is cited
	Note      string    // what a reader must know beside
	Known     civil.Day // when the text was last looked at
	Proposed  bool      // it is not in force
	Base      string    // of a proposed text: the framework that it would change
	Baselines []string  // sets of requirements, from the smallest
	Profiles  []string  // that may be chosen besides

	Requirements []*Requirement // in the text's order
	File         string         // where it was read: "" for our own
}

// Requirement returns the requirement of that id, else of that former id, and
// whether there is one. Case makes no difference.
func (f *Framework) Requirement(id string) (*Requirement, bool) {
	for _, r := range f.Requirements {
		if strings.EqualFold(r.ID, id) {
			return r, true
		}
	}
	for _, r := range f.Requirements {
		if slices.ContainsFunc(r.Formerly, func(was string) bool { return strings.EqualFold(was, id) }) {
			return r, true
		}
	}
	return nil, false
}

// Decidable counts the requirements that a machine can decide, at least in
// part: those with a deciding rule or a benchmark.
func (f *Framework) Decidable() int {
	n := 0
	for _, r := range f.Requirements {
		if r.Decidable() {
			n++
		}
	}
	return n
}

// Choices returns what may be chosen of it: its baselines and profiles.
func (f *Framework) Choices() []string { return slices.Concat(f.Baselines, f.Profiles) }

// Holds reports whether the requirement is asked where the profiles are chosen:
// where no baseline is among them, every requirement is.
func (f *Framework) Holds(r *Requirement, chosen []string) bool {
	if r.Baselines == nil {
		return true
	}
	all := true
	for _, p := range chosen {
		if slices.Contains(r.Baselines, p) {
			return true
		}
		all = all && !slices.Contains(f.Baselines, p)
	}
	return all
}

// A Requirement is one numbered demand of a framework, with its edges.
type Requirement struct {
	ID         string
	Title      string
	Formerly   []string
	Source     string   // "" for the framework's
	Baselines  []string // that hold it; nil for all, empty for none
	Superseded Superseded
	Carried    Carrier
	Because    string
	Objectives []objective.ID

	Scope          Scope
	Decides        []string // ids of rules
	Strengthens    []string
	Via            []string // names of frameworks
	With           []Assignment
	ExceptionMeets bool
	People         string // what people must attest, "" for nothing
	AWS            string // what AWS carries, "" for nothing
	Reports        []string
	Confidence     Confidence
	Reason         string

	Line int // in its file
}

// Decidable reports whether a machine can decide it, at least in part.
func (r *Requirement) Decidable() bool { return len(r.Decides)+len(r.Via) > 0 }

// Superseded says from when a requirement is not asked any more. The zero
// Superseded is a requirement that is.
type Superseded struct {
	Since civil.Day
	By    string
}

// On reports whether it was superseded on the day.
func (s Superseded) On(day civil.Day) bool { return !s.Since.IsZero() && !day.Before(s.Since) }

// A Carrier is who carries a requirement.
type Carrier uint8

// The carriers. The zero Carrier is the cautious one.
const (
	Customer Carrier = iota
	Shared
	AWS
)

var carriers = []string{"customer", "shared", "aws"}

func (c Carrier) String() string { return carriers[c] }

// Confidence says how sure the reading of an edge is.
type Confidence uint8

// The confidences. The zero Confidence is the cautious one.
const (
	Low Confidence = iota
	Medium
	High
)

var confidences = []string{"low", "medium", "high"}

func (c Confidence) String() string { return confidences[c] }

// A Scope says which resources a requirement is about.
type Scope struct {
	Sort  Sort
	Class settings.Class // with ByClass
}

// A Sort is a sort of Scope.
type Sort uint8

// The sorts of scopes.
const (
	Everything   Sort = iota // every resource that the framework's selector admits
	Account                  // account-level kinds
	Organisation             // kinds of an organisation
	Production               // what lies in production
	Public                   // what an anonymous or foreign caller reaches
	LogStores                // log groups, trails, and what logs are delivered to
	Admin                    // principals that may write IAM
	People                   // users, permission sets, identity providers
	ByClass                  // what holds a data class
)

var sorts = []string{"all", "account", "organisation", "production", "public", "log-stores", "admin", "people", "data-class:"}

// String writes s as in a file.
func (s Scope) String() string { return sorts[s.Sort] + string(s.Class) }

// An Assignment is a setting at which the rules of a requirement are judged.
type Assignment struct {
	Key     string
	Value   string // as in a settings file; Own for the company's own
	Profile string // that it holds for; "" for all
}

// Own is the value of a setting that the company must set itself.
const Own = "own"

// String writes a as in a file.
func (a Assignment) String() string {
	key := a.Key
	if a.Profile != "" {
		key += "@" + a.Profile
	}
	return key + " = " + a.Value
}

// Assignments returns the settings at which the rules are judged where the
// profiles are chosen, one for each key, as settings.With takes them. What is
// written for a chosen profile goes before what is written for all.
func (r *Requirement) Assignments(chosen []string) []Assignment {
	var out []Assignment
	put := func(a Assignment) {
		i := slices.IndexFunc(out, func(b Assignment) bool { return b.Key == a.Key })
		if i < 0 {
			out = append(out, a)
			return
		}
		out[i] = a
	}
	for _, a := range r.With {
		if a.Profile == "" {
			put(a)
		}
	}
	for _, a := range r.With {
		if a.Profile != "" && slices.Contains(chosen, a.Profile) {
			put(a)
		}
	}
	return out
}
