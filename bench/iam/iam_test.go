package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Every row of the shared questions that has an answer gets it, or cannot be
// told for a reason that docs/disagreements.md gives.
func TestNoRowDisagrees(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "data", "iam")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the shared questions are not beside the module: ", err)
	}
	var out, problems strings.Builder
	if status := run([]string{dir}, &out, &problems); status != 0 {
		t.Errorf("status %d\n%s%s", status, out.String(), problems.String())
	}
}

func TestUsage(t *testing.T) {
	var out, problems strings.Builder
	if status := run(nil, &out, &problems); status != 2 || !strings.HasPrefix(problems.String(), "usage:") {
		t.Errorf("without arguments: status %d, %q", status, problems.String())
	}
	problems.Reset()
	if status := run([]string{t.TempDir()}, &out, &problems); status != 2 || problems.Len() == 0 {
		t.Errorf("of an empty folder: status %d, %q", status, problems.String())
	}
}

// A row that disagrees is told, with what was wanted, what was got and why.
func TestDisagreementIsTold(t *testing.T) {
	dir := t.TempDir()
	row := `{"id":"x","request":{"principal":"arn:aws:iam::111122223333:user/ada","action":"s3:GetObject","resource":"arn:aws:s3:::b/k","resource_account":"111122223333","context":{}},"identity":[],"expected":"allow"}`
	if err := os.WriteFile(filepath.Join(dir, "documented.jsonl"), []byte(row+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var out, problems strings.Builder
	if status := run([]string{dir}, &out, &problems); status != 1 {
		t.Errorf("status %d, want 1: %s", status, problems.String())
	}
	for _, part := range []string{"0 agree", "1 disagree", "want allow, got implicit-deny: denied: the identity policies do not allow it"} {
		if !strings.Contains(out.String(), part) {
			t.Errorf("no %q in %s", part, out.String())
		}
	}
}
