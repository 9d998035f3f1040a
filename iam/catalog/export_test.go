package catalog

// Fresh returns the embedded catalogue as a new process would see it.
func Fresh() *Catalog {
	body, _, _ := split(embeddedFile)
	c, err := read(body)
	if err != nil {
		panic(err)
	}
	return c
}
