package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// bill returns the bill of materials of a binary. Its date is the release's
// and its serial number is made of the binary, so that it is the same each
// time.
func (r *release) bill(target string, binary []byte, info *debug.BuildInfo, licences []licence) ([]byte, error) {
	sum := sha256.Sum256(binary)
	main := cdx.Component{
		BOMRef: "bailiwick", Type: cdx.ComponentTypeApplication, Name: "bailiwick", Version: r.version,
		Description: "bailiwick for " + target,
		Licenses:    &cdx.Licenses{{License: &cdx.License{ID: "Apache-2.0"}}},
		Hashes:      &[]cdx.Hash{{Algorithm: cdx.HashAlgoSHA256, Value: fmt.Sprintf("%x", sum)}},
	}
	ids := make(map[string]string)
	for _, l := range licences {
		ids[l.of] = l.id
	}
	library := func(path, version, url, of string) cdx.Component {
		c := cdx.Component{BOMRef: url, Type: cdx.ComponentTypeLibrary, Name: path, Version: version, PackageURL: url, Scope: cdx.ScopeRequired}
		if id := ids[of]; id != "" {
			c.Licenses = &cdx.Licenses{{License: &cdx.License{ID: id}}}
		}
		return c
	}
	goVersion := strings.TrimPrefix(info.GoVersion, "go")
	components := []cdx.Component{library("std", goVersion, "pkg:golang/std@"+goVersion, "Go's standard library, "+info.GoVersion)}
	refs := []string{components[0].BOMRef}
	for _, d := range info.Deps {
		c := library(d.Path, d.Version, "pkg:golang/"+strings.ToLower(d.Path)+"@"+d.Version, d.Path+" "+d.Version)
		components = append(components, c)
		refs = append(refs, c.BOMRef)
	}
	b := cdx.NewBOM()
	b.SerialNumber = serial(sum)
	b.Metadata = &cdx.Metadata{Timestamp: r.date.Format(time.RFC3339), Component: &main}
	b.Components = &components
	b.Dependencies = &[]cdx.Dependency{{Ref: main.BOMRef, Dependencies: &refs}}
	var out bytes.Buffer
	e := cdx.NewBOMEncoder(&out, cdx.BOMFileFormatJSON).SetPretty(true).SetEscapeHTML(false)
	err := e.EncodeVersion(b, cdx.SpecVersion1_6)
	return out.Bytes(), err
}

// serial returns a UUID of version 8, whose bits are the user's (RFC 9562,
// section 5.8), from the sum of the binary.
func serial(sum [sha256.Size]byte) string {
	u := sum[:16]
	u[6] = u[6]&0x0f | 0x80
	u[8] = u[8]&0x3f | 0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}
