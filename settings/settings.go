// Package settings reads bailiwick.yaml: what an organisation approves, asks
// and accepts, so that rules can judge an estate by it.
//
// Every key is declared once, as a field of a group below Settings: its tags
// name it, give its default or say what happens when it is not set, and
// document it. Reading, the JSON Schema for editors and the reference in
// docs/settings.md all come from that declaration.
//
// A key that a rule needs is in one of three states, which Setting tells apart:
// a value counts (written, or a documented default), the word any or none says
// on purpose that nothing is asked, or nobody said anything; the rule is then
// unknown, so that a demand never drops out of the count.
//
//	switch vpcs := in.Settings.Network.ApprovedVPCs; {
//	case vpcs.Any():     // not applicable: on purpose
//	case vpcs.Missing(): // unknown: vpcs.Key() is not set
//	default:             // judge by vpcs.Get(), and list vpcs.Fact()
//	}
//
// Settings are read once and then only read: they are safe for use by many
// goroutines.
package settings

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Filename is the name that Find looks for.
const Filename = "bailiwick.yaml"

// maxSize bounds a settings file, in bytes; the largest seen has a few
// thousand.
const maxSize = 1 << 20

// Settings is the content of one bailiwick.yaml with the defaults of what it
// does not say.
type Settings struct {
	Accounts      Accounts               `key:"accounts" doc:"Which accounts are ours, and which others may have access."`
	Organization  Organization           `key:"organization" doc:"The organisation in AWS Organizations."`
	Regions       Regions                `key:"regions" doc:"Where things may lie."`
	Residency     Residency              `key:"residency" doc:"Data classes and where they are served."`
	Environments  Environments           `key:"environments" doc:"Which environments exist, by name, and which of them are production."`
	Exclude       Setting[[]string]      `key:"exclude" default:"[]" doc:"Folders and files that are left out, such as examples, tests and vendored copies: paths from the folder of bailiwick.yaml, in which * is any text without a slash and ** is any text." example:"[examples/**, test/**]"`
	Frameworks    Frameworks             `key:"frameworks" doc:"Which texts the estate is assessed against."`
	Answers       Answers                `key:"answers" doc:"What was answered to bailiwick scope, as statements of a person."`
	Programmes    Programmes             `key:"programmes" doc:"AWS's own reports that are relied on."`
	Attestations  Setting[[]Attestation] `key:"attestations" default:"[]" doc:"Statements of people for what no machine can decide, or for what AWS carries." example:"[{framework: SOC 2, requirement: CC1.1, statement: The code of conduct is signed by everyone, person: Ada, role: CISO, date: 2026-11-01, valid_until: 2027-10-31}]"`
	Exceptions    Exceptions             `key:"exceptions" doc:"Risks that were accepted, by whom and until when."`
	Baseline      Setting[string]        `key:"baseline" unset:"every failure counts" doc:"File with the failures that were there when bailiwick was adopted: only what is new fails." example:"bailiwick-baseline.json"`
	Rules         Rules                  `key:"rules" doc:"How failures count."`
	Assessment    Assessment             `key:"assessment" doc:"What a run must reach, and how often."`
	Evidence      Evidence               `key:"evidence" doc:"What is kept of runs."`
	Findings      Findings               `key:"findings" doc:"Until when findings must be closed."`
	Inventory     Inventory              `key:"inventory" doc:"What resources must tell about themselves: tags, data classes, environments."`
	Identity      Identity               `key:"identity" doc:"Who may deploy, administer and act in an emergency."`
	IAM           IAM                    `key:"iam" doc:"Limits for roles, users, keys and passwords."`
	Access        Access                 `key:"access" doc:"Reviews of rights."`
	Cognito       Cognito                `key:"cognito" doc:"User pools."`
	Network       Network                `key:"network" doc:"Where functions may lie, and what they may reach."`
	API           API                    `key:"api" doc:"APIs and load balancers in front of functions."`
	Functions     Functions              `key:"functions" doc:"What is approved for single functions."`
	InTransit     InTransit              `key:"in_transit" doc:"Encryption on the way."`
	Encryption    Encryption             `key:"encryption" doc:"Keys."`
	Secrets       Secrets                `key:"secrets" doc:"Secrets, and what only looks like one."`
	Stores        Stores                 `key:"stores" doc:"Who may read what is stored."`
	DataRetention DataRetention          `key:"data_retention" doc:"Deleting in time."`
	Backup        Backup                 `key:"backup" doc:"Copies, and the way back."`
	Logging       Logging                `key:"logging" doc:"Logs of functions and of what surrounds them."`
	Trail         Trail                  `key:"trail" doc:"CloudTrail."`
	Alarms        Alarms                 `key:"alarms" doc:"Who raises alarms."`
	Detection     Detection              `key:"detection" doc:"Who detects threats."`
	Recording     Recording              `key:"recording" doc:"Who records configuration."`
	Vuln          Vuln                   `key:"vuln" doc:"Known flaws in code and dependencies."`
	Malware       Malware                `key:"malware" doc:"Files that outsiders send."`
	Scan          Scan                   `key:"scan" doc:"What bailiwick itself may look into."`
	Runtimes      Runtimes               `key:"runtimes" doc:"What functions run on."`
	Patching      Patching               `key:"patching" doc:"Ages after which something counts as not patched."`
	Layers        Layers                 `key:"layers" doc:"Whose layers may run with a function's rights."`
	Registries    Registries             `key:"registries" doc:"From where images may come."`
	Code          Code                   `key:"code" doc:"Who may read code."`
	CodeSigning   CodeSigning            `key:"code_signing" doc:"Signatures of code."`
	Build         Build                  `key:"build" doc:"Where artifacts come from."`
	Deploy        Deploy                 `key:"deploy" doc:"How functions are deployed."`
	Concurrency   Concurrency            `key:"concurrency" doc:"How many may run at once."`
	IaC           IaC                    `key:"iac" doc:"The code that declares the estate."`
	Vendors       Setting[[]string]      `key:"vendors" default:"[]" doc:"Outside parties that data may flow to: hosts (* is any text), account ids, or layer ARNs." example:"['*.datadoghq.eu', '777788889999']"`

	file     string
	mentions []mention
}

// File returns the name of the file that was read, or "" for the defaults.
func (s *Settings) File() string { return s.file }

// Default returns the settings of an empty file.
func Default() *Settings {
	s := &Settings{}
	for _, k := range declared() {
		k.reset(s)
	}
	return s
}

// Find looks for bailiwick.yaml in the folder start, or in the folder of the
// file start, and upwards. It returns "" when there is none.
func Find(start string) (string, error) {
	folder, err := filepath.Abs(start)
	if err != nil {
		return "", fmt.Errorf("find %s: %w", Filename, err)
	}
	for {
		path := filepath.Join(folder, Filename)
		info, err := os.Stat(path)
		if err == nil && info.Mode().IsRegular() {
			return path, nil
		}
		if err != nil && !errors.Is(err, os.ErrNotExist) && !notAFolder(folder) {
			return "", fmt.Errorf("find %s: %w", Filename, err)
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return "", nil
		}
		folder = parent
	}
}

// notAFolder tells a target that is a file, below which nothing can be found,
// from a folder that may not be read.
func notAFolder(path string) bool {
	info, err := os.Stat(path)
	return err != nil || !info.IsDir()
}

// Load reads the settings file at path. Problems are told as Parse tells them;
// the error is about the file as a whole: it cannot be read.
func Load(path string) (*Settings, []Problem, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, fmt.Errorf("read settings: %w", err)
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err != nil {
		return nil, nil, fmt.Errorf("read settings: %w", err)
	}
	s, problems := Parse(path, src)
	return s, problems, nil
}
