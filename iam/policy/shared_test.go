package policy

import (
	"bytes"
	"encoding/json"
	"testing"
)

// Every policy of the shared questions is read.
func TestSharedDocuments(t *testing.T) {
	var documents, refused int
	visit := func(raw json.RawMessage) {
		documents++
		d, err := Parse(raw)
		if err != nil {
			refused++
			t.Log(err, string(raw))
			return
		}
		again, err := Parse(d.Format())
		if err != nil || !bytes.Equal(again.Format(), d.Format()) {
			t.Errorf("format of %s is no fixed point: %v", raw, err)
		}
	}
	for _, name := range []string{"documented.jsonl", "authorize.jsonl", "patterns.jsonl", "compare.jsonl", "managed.jsonl"} {
		for _, row := range sharedRows[json.RawMessage](t, name) {
			visitDocuments(row, visit)
		}
	}
	t.Logf("%d documents, %d refused", documents, refused)
	if refused > 0 {
		t.Errorf("%d of %d documents are refused", refused, documents)
	}
}

// visitDocuments calls visit with each object that has a Statement.
func visitDocuments(raw json.RawMessage, visit func(json.RawMessage)) {
	var object map[string]json.RawMessage
	if json.Unmarshal(raw, &object) == nil {
		if _, ok := object["Statement"]; ok {
			visit(raw)
			return
		}
		for _, part := range object {
			visitDocuments(part, visit)
		}
		return
	}
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil {
		for _, part := range list {
			visitDocuments(part, visit)
		}
	}
}
