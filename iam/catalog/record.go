package catalog

import (
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
)

// A policyTable is the index of the managed policies.
type policyTable struct {
	names   []string // sorted
	records []policyRecord
}

// A policyRecord is a managed policy in the index; its documents are unpacked
// when they are asked for.
type policyRecord struct {
	path             string
	newest           int   // version
	created, updated int64 // seconds since 1970
	segment          string
	dictionary       string
	size             int // of the segment, unpacked
	length           int // of the newest document, with which it begins

	document0 atomic.Pointer[[]byte]
	deltas    atomic.Pointer[[]delta]
}

// A delta makes an older version out of the one before it in the record.
type delta struct {
	version int
	steps   string
}

// readPolicies decodes the index; the format is described at [Magic].
func readPolicies(in cursor) (*policyTable, error) {
	dictionary, paths := in.text(), in.texts()
	t := &policyTable{records: make([]policyRecord, in.count())}
	t.names = make([]string, len(t.records))
	lengths := make([]int, len(t.records))
	for i := range t.records {
		r := &t.records[i]
		t.names[i] = in.text()
		if at := in.below(len(paths)); !in.bad {
			r.path = paths[at]
		}
		r.newest = in.below(maxVersions)
		r.created, r.updated = int64(in.number()), int64(in.number())
		r.dictionary = dictionary
		lengths[i], r.size, r.length = in.number(), in.number(), in.number()
		if r.newest == 0 || r.length > maxDocument {
			in.fail()
		}
	}
	for i := range t.records {
		t.records[i].segment = in.bytes(lengths[i])
	}
	switch {
	case in.bad || in.s != "":
		return nil, errShort
	case !ascending(t.names, strings.Compare):
		return nil, errors.New("its policies are not in order")
	}
	return t, nil
}

// verify decodes every document.
func (t *policyTable) verify() error {
	unpacked := 0
	for i := range t.records {
		r := &t.records[i]
		unpacked += r.size
		doc, err := r.newestDocument()
		if err != nil {
			return fmt.Errorf("policy %q: %w", t.names[i], err)
		}
		history, err := r.history()
		for at := 0; err == nil && at < len(history); at++ {
			if unpacked += len(doc); unpacked > maxDocuments {
				return fmt.Errorf("its policies unpack to more than %d bytes", maxDocuments)
			}
			doc, err = history[at].apply(doc)
		}
		if err != nil {
			return fmt.Errorf("history of policy %q: %w", t.names[i], err)
		}
		r.deltas.Store(nil) // unpacked again if ever it is asked for
	}
	return nil
}

func (r *policyRecord) newestDocument() ([]byte, error) {
	if doc := r.document0.Load(); doc != nil {
		return *doc, nil
	}
	text, err := inflate(r.segment, r.dictionary, r.length, r.size)
	if err != nil {
		return nil, err
	}
	doc := []byte(text)
	r.document0.CompareAndSwap(nil, &doc)
	return *r.document0.Load(), nil
}

// history returns the older versions that have a document, from the newest down.
func (r *policyRecord) history() ([]delta, error) {
	if ds := r.deltas.Load(); ds != nil {
		return *ds, nil
	}
	text, err := inflate(r.segment, r.dictionary, r.size, r.size)
	if err != nil {
		return nil, err
	}
	var ds []delta
	version := r.newest
	for in := (cursor{s: text[r.length:]}); in.s != ""; {
		down, steps := in.number(), in.text()
		if version -= down; in.bad || down == 0 || version < 1 {
			return nil, errShort
		}
		ds = append(ds, delta{version, steps})
	}
	r.deltas.CompareAndSwap(nil, &ds)
	return ds, nil
}

// document returns a version that is the newest or in the history.
func (r *policyRecord) document(version int) ([]byte, error) {
	doc, err := r.newestDocument()
	if err != nil || version == r.newest {
		return doc, err
	}
	history, err := r.history()
	if err != nil {
		return nil, err
	}
	for _, d := range history {
		if d.version < version {
			break
		}
		if doc, err = d.apply(doc); err != nil {
			return nil, err
		}
	}
	return doc, nil
}

// apply makes the document that the delta describes out of the one before.
func (d delta) apply(before []byte) ([]byte, error) {
	in := cursor{s: d.steps}
	length := in.below(maxDocument + 1)
	doc := make([]byte, 0, length)
	for in.s != "" {
		n := in.number()
		if n%2 == 0 {
			doc = append(doc, in.bytes(n/2)...)
		} else if from := in.number(); from > len(before) || n/2 > len(before)-from {
			in.fail()
		} else {
			doc = append(doc, before[from:from+n/2]...)
		}
		if len(doc) > length {
			in.fail()
		}
	}
	if in.bad || len(doc) != length {
		return nil, errShort
	}
	return doc, nil
}
