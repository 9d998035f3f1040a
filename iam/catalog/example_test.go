package catalog_test

import (
	"fmt"
	"time"

	"bailiwick/iam/catalog"
)

func ExampleCatalog_Match() {
	for a := range catalog.Default().Match("sqs:*Message") {
		fmt.Println(a, a.Level())
	}
	// Output:
	// sqs:DeleteMessage write
	// sqs:ReceiveMessage read
	// sqs:SendMessage write
}

func ExampleManagedPolicy_InForce() {
	p, ok := catalog.Default().ManagedPolicy("arn:aws:iam::aws:policy/AWSLambda_FullAccess")
	if !ok {
		fmt.Println("not in the catalogue")
		return
	}
	switch versions := p.InForce(time.Date(2025, 3, 1, 0, 0, 0, 0, time.UTC)); {
	case len(versions) == 1 && !versions[0].Missing:
		fmt.Println(p.Name, "version", versions[0].Number)
	default:
		fmt.Printf("which of %d versions of %s was in force is not recorded\n", len(versions), p.Name)
	}
	// Output: which of 6 versions of AWSLambda_FullAccess was in force is not recorded
}
