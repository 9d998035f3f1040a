package policy

// Lint will take the catalogue: func (d *Document) Lint(c *catalog.Catalog, kind Kind) []Issue
