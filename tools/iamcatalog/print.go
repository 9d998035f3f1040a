package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"bailiwick/iam/catalog"
)

// printCatalog writes each fact on a line that says by itself what it is about,
// in an order that does not change, so that two editions can be compared.
func printCatalog(w *bufio.Writer, c *catalog.Catalog) {
	fmt.Fprintf(w, "date\t%s\tpolicies\t%s\n", c.Date(), c.PolicyDate())
	for _, s := range c.Sources() {
		fmt.Fprintf(w, "source\t%s\n", s)
	}
	for _, k := range c.GlobalKeys() {
		fmt.Fprintf(w, "key\t*\t%s\n", keyText(k))
	}
	for _, prefix := range c.Services() {
		s, _ := c.Service(prefix)
		printService(w, s)
	}
	for _, name := range c.ManagedPolicies() {
		p, _ := c.ManagedPolicy(name)
		printPolicy(w, p)
	}
}

func printService(w *bufio.Writer, s *catalog.Service) {
	rcp := ""
	if s.RCP {
		rcp = "\trcp"
	}
	fmt.Fprintf(w, "service\t%s%s\n", s.Prefix, rcp)
	for _, k := range s.ConditionKeys() {
		fmt.Fprintf(w, "key\t%s\t%s\n", s.Prefix, keyText(k))
	}
	for _, t := range s.ResourceTypes() {
		fmt.Fprintf(w, "resource\t%s\t%s\t%s%s\n", s.Prefix, t.Name, t.ARN, list("\t", t.ConditionKeys))
	}
	for _, a := range s.Actions() {
		fmt.Fprintf(w, "action\t%s\t%s%s\n", a, a.Levels, list("\t", a.ConditionKeys))
		for _, d := range a.Dependent {
			fmt.Fprintf(w, "action\t%s\tneeds %s\n", a, d)
		}
		for _, r := range a.Resources {
			required := "optional"
			if r.Required {
				required = "required"
			}
			fmt.Fprintf(w, "action\t%s\ton %s\t%s%s\n", a, r.Type, required, list("\t", r.ConditionKeys))
		}
	}
}

// printPolicy writes the newest document, a line for each of its lines, and a
// hash of each older one.
func printPolicy(w *bufio.Writer, p *catalog.ManagedPolicy) {
	name := p.Path + p.Name
	fmt.Fprintf(w, "policy\t%s\tv%d\tcreated %s\tupdated %s\n", name, p.Version, p.Created.Format(time.RFC3339), p.Updated.Format(time.RFC3339))
	for _, v := range p.Versions() {
		switch {
		case v.Number == p.Version:
			printDocument(w, name, v.Document())
		case v.Missing:
			fmt.Fprintf(w, "policy\t%s\tv%d\tmissing\n", name, v.Number)
		default:
			fmt.Fprintf(w, "policy\t%s\tv%d\tsha256 %.6x\n", name, v.Number, sha256.Sum256(v.Document()))
		}
	}
}

func printDocument(w *bufio.Writer, name string, document []byte) {
	var lines bytes.Buffer
	if err := json.Indent(&lines, document, "", " "); err != nil {
		lines.Reset()
		lines.Write(document)
	}
	for line := range strings.Lines(lines.String() + "\n") {
		fmt.Fprintf(w, "policy\t%s\t%s", name, line)
	}
}

func keyText(k *catalog.ConditionKey) string {
	if k.Multi {
		return k.Key + "\tmany " + k.Type.String()
	}
	return k.Key + "\t" + k.Type.String()
}

func list(before string, words []string) string {
	if len(words) == 0 {
		return ""
	}
	return before + strings.Join(words, ",")
}
