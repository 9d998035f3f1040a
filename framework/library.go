package framework

import (
	_ "embed" // our own files
	"fmt"
	"strings"
	"sync"
	"unicode"
)

// A Library is the frameworks that there are for a run: our own, changed by
// the files that the settings name. Our own are read when they are asked for.
// A Library is only read once it is made, and then safe for many goroutines.
type Library struct {
	entries []entry
}

// An entry is a framework that is read when it is asked for.
type entry struct {
	name     string
	proposed bool
	read     func() *Framework
}

// source is one of our own files.
type source struct{ name, file, text string }

var (
	//go:embed data/soc-2.txt
	soc2 string
	//go:embed data/hipaa.txt
	hipaa string
	//go:embed data/hipaa-proposed.txt
	hipaaProposed string
	//go:embed data/pci-dss.txt
	pciDSS string
	//go:embed data/iso-27001.txt
	iso27001 string
	//go:embed data/nist-800-53.txt
	nist80053 string
	//go:embed data/nist-csf.txt
	nistCSF string
	//go:embed data/fedramp-20x.txt
	fedramp20x string
	//go:embed data/cis-aws-foundations.txt
	cisFoundations string
	//go:embed data/cis-aws-compute.txt
	cisCompute string
	//go:embed data/gdpr.txt
	gdpr string
	//go:embed data/nis2.txt
	nis2 string
	//go:embed data/dora.txt
	dora string
)

// proposedFile is the one of our own files whose text is not in force.
const proposedFile = "hipaa-proposed.txt"

// sources are our own files, in the order in which frameworks are listed.
var sources = [...]source{
	{"SOC 2", "soc-2.txt", soc2},
	{"HIPAA Security Rule", "hipaa.txt", hipaa},
	{"HIPAA (proposed 2025)", proposedFile, hipaaProposed},
	{"PCI DSS", "pci-dss.txt", pciDSS},
	{"ISO/IEC 27001", "iso-27001.txt", iso27001},
	{"NIST SP 800-53", "nist-800-53.txt", nist80053},
	{"NIST CSF", "nist-csf.txt", nistCSF},
	{"FedRAMP 20x KSI", "fedramp-20x.txt", fedramp20x},
	{"CIS AWS Foundations", "cis-aws-foundations.txt", cisFoundations},
	{"CIS AWS Compute Services", "cis-aws-compute.txt", cisCompute},
	{"GDPR", "gdpr.txt", gdpr},
	{"NIS2", "nis2.txt", nis2},
	{"DORA", "dora.txt", dora},
}

// Default returns the library of our own frameworks. It reads none of them.
var Default = sync.OnceValue(func() *Library {
	l := new(Library)
	for _, s := range sources {
		l.entries = append(l.entries, entry{s.name, s.file == proposedFile, sync.OnceValue(func() *Framework { return s.read() })})
	}
	return l
})

// read reads one of our own files. That it holds, a test says.
func (s source) read() *Framework {
	r := &reader{scanner: scanner{file: s.file, text: s.text}}
	paragraphs := r.scan()
	f := r.header(paragraphs[0])
	f.File = ""
	f.Requirements = make([]*Requirement, 0, len(paragraphs)-1)
	store := make([]Requirement, len(paragraphs)-1)
	for i, p := range paragraphs[1:] {
		r.requirement(p, f, &store[i])
		f.Requirements = append(f.Requirements, &store[i])
	}
	if len(r.problems) > 0 {
		panic("internal error: " + r.problems[0].String())
	}
	return f
}

// Beginning returns the names of the frameworks that begin so.
func (l *Library) Beginning(name string) []string {
	var out []string
	for _, e := range l.entries {
		if wanted := plain(name); wanted != "" && strings.HasPrefix(plain(e.name), wanted) {
			out = append(out, e.name)
		}
	}
	return out
}

// Names returns the names of the frameworks, in their order.
func (l *Library) Names() []string {
	var out []string
	for _, e := range l.entries {
		out = append(out, e.name)
	}
	return out
}

// All returns the frameworks, in their order.
func (l *Library) All() []*Framework {
	var out []*Framework
	for _, e := range l.entries {
		out = append(out, e.read())
	}
	return out
}

// Find returns the framework of the name, and whether there is one. Case and
// whatever is neither letter nor digit make no difference ("soc2"), and the
// beginning of the name of one text in force is enough ("hipaa").
func (l *Library) Find(name string) (*Framework, bool) {
	i := l.index(name)
	if i < 0 {
		return nil, false
	}
	return l.entries[i].read(), true
}

// Has reports whether Find finds the framework, and does not read it.
func (l *Library) Has(name string) bool { return l.index(name) >= 0 }

func (l *Library) index(name string) int {
	wanted := plain(name)
	if i := l.exact(wanted); i >= 0 || wanted == "" {
		return i
	}
	begun := -1
	for i, e := range l.entries {
		switch {
		case e.proposed || !strings.HasPrefix(plain(e.name), wanted):
		case begun >= 0:
			return -1 // two names begin so
		default:
			begun = i
		}
	}
	return begun
}

func (l *Library) exact(plainName string) int {
	if plainName == "" {
		return -1
	}
	for i, e := range l.entries {
		if plain(e.name) == plainName {
			return i
		}
	}
	return -1
}

// plain returns the letters and digits of a name, in lower case.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// Text returns the file of one of our own frameworks, as a start for one that
// replaces it.
func Text(name string) (string, error) {
	for _, s := range sources {
		if s.name == name {
			return s.text, nil
		}
	}
	return "", fmt.Errorf("%s is none of our own frameworks", name)
}
