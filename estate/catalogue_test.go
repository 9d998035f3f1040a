package estate

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// notResources are the kinds of the catalogue that no source declares: what is
// read from an account, from code, from CloudTrail or from our own records.
var notResources = strings.Fields(`
	account activity artifact dependency exception file finding image ledger record recovery_point run`)

func TestCatalogueKindsExist(t *testing.T) {
	name := filepath.Join("..", "..", "shared", "catalogue", "controls.csv")
	file, err := os.Open(name)
	if err != nil {
		t.Skip("the catalogue is not beside the module: ", err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := slices.Index(rows[0], "kinds")
	kinds := make(map[Kind]bool)
	for _, typ := range Types() {
		kinds[typ.Kind] = true
	}
	missing := make(map[string]string)
	for _, row := range rows[1:] {
		for kind := range strings.SplitSeq(row[column], ";") {
			if !kinds[Kind(kind)] && !slices.Contains(notResources, kind) {
				missing[kind] = row[0]
			}
		}
	}
	for kind, rule := range missing {
		t.Errorf("no type is of the kind %s, of which %s speaks", kind, rule)
	}
}
