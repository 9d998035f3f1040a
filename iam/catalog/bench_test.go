package catalog_test

import (
	"os"
	"testing"

	"bailiwick/iam/catalog"
)

// BenchmarkFirst measures what the first look-ups of a process cost, from the
// index on.
func BenchmarkFirst(b *testing.B) {
	for _, bench := range []struct {
		name string
		ask  func(*catalog.Catalog)
	}{
		{"index", func(*catalog.Catalog) {}},
		{"lambda", func(c *catalog.Catalog) { c.Service("lambda") }},
		{"lambda and dynamodb", func(c *catalog.Catalog) { c.Service("lambda"); c.Service("dynamodb") }},
		{"ec2", func(c *catalog.Catalog) { c.Service("ec2") }},
		{"all services", func(c *catalog.Catalog) { c.MatchCount("*:?*") }},
		{"a managed policy", func(c *catalog.Catalog) {
			p, _ := c.ManagedPolicy("AWSLambdaBasicExecutionRole")
			p.Document()
		}},
		{"ReadOnlyAccess and its first version", func(c *catalog.Catalog) {
			p, _ := c.ManagedPolicy("ReadOnlyAccess")
			p.Versions()[0].Document()
		}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				bench.ask(catalog.Fresh())
			}
		})
	}
}

func BenchmarkOpen(b *testing.B) {
	file, err := os.ReadFile("data/catalogue.bin")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := catalog.Open(file); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMatch(b *testing.B) {
	c := catalog.Default()
	for _, pattern := range []string{"dynamodb:GetItem", "dynamodb:Get*", "ec2:*Instance*", "dynamodb:*", "*:Get*", "*"} {
		b.Run(pattern, func(b *testing.B) {
			b.ReportAllocs()
			c.MatchCount(pattern)
			for b.Loop() {
				c.MatchCount(pattern)
			}
		})
	}
}
