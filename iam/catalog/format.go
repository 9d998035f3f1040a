package catalog

import (
	"errors"
	"fmt"
	"hash/crc32"

	_ "embed"
)

// Magic is the first line of a catalogue's file; its number is the version of
// the format.
//
// After it come the CRC-32 (IEEE, four bytes, the lowest first) of all that
// follows, and then, one after the other:
//
//	day, day     of the service tables and of the policies, in days since 1970
//	texts        the packages that they were made from
//	keys         the global condition keys
//	count, and for each prefix of condition keys in another service's list:
//	             text prefix in lower case, text service
//	count, and for each service in order of its prefix:
//	             text prefix, number of actions, 1 if it supports RCPs else 0,
//	             length of its segment, length of that unpacked
//	segments     of the services, in this order
//	text         the dictionary of the policies
//	texts        the paths of policies
//	count, and for each policy in order of its name:
//	             text name, number of its path, number of its newest version,
//	             second since 1970 of its creation and of its update, length of
//	             its segment, of that unpacked, and of the newest document
//	segments     of the policies, in this order
//
// A number is an unsigned varint as in encoding/binary. A text is its length in
// bytes and the bytes; texts are a count and so many texts. A segment is a raw
// DEFLATE stream (RFC 1951), that of a policy with the dictionary preset.
//
// Keys are a count and for each, in order of its name in lower case, its text
// and a number: twice the [KeyType], plus one if it can have several values.
//
// A service's segment holds its keys, and then
//
//	count, and for each resource type in order of its name:
//	             text name, text ARN form, list of keys
//	count, and for each action in order of its name in lower case:
//	             text name, number of its [Levels], list of keys,
//	             count, and for each of its resource types:
//	                    twice its number, plus one if required; list of keys
//	             texts of its dependent actions
//
// where a list of keys is a count and the numbers of keys of the service.
//
// A policy's segment holds the newest document, and then, for each older one
// from the newest down: by how much its version is lower than the one before,
// and a text, its delta to the one before. A delta is the length of what it
// makes and steps until the text ends: a number n; if n is even, n/2 bytes to
// put; if odd, the place in the one before from where to copy n/2 bytes.
const Magic = "bailiwick iam catalogue 1\n"

// Limits on what a file may hold, several times what AWS's data needs.
const (
	maxFile      = 16 << 20
	maxSegment   = 2 << 20   // a service, or a policy with its versions as deltas
	maxServices  = 32 << 20  // all services, unpacked
	maxDocuments = 512 << 20 // all versions of all policies
	maxDocument  = 1 << 20
	maxVersions  = 10_000
	maxCount     = 1 << 16
	maxDay       = 1 << 20 // some 2,800 years
	maxNumber    = 1 << 40
)

//go:embed data/catalogue.bin
var embeddedFile string

// ErrFormat is wrapped by the errors of [Open].
var ErrFormat = errors.New("not a catalogue of IAM")

// Open reads a catalogue from the contents of a file that tools/iamcatalog
// wrote. Unlike [Default] it decodes everything once, so that a damaged file is
// an error here and never later.
func Open(file []byte) (*Catalog, error) {
	if len(file) > maxFile {
		return nil, fmt.Errorf("%w: larger than %d bytes", ErrFormat, maxFile)
	}
	body, sum, ok := split(string(file))
	if !ok {
		return nil, fmt.Errorf("%w of this version, which begins with %q; write one with tools/iamcatalog", ErrFormat, Magic[:len(Magic)-1])
	}
	if got := crc32.ChecksumIEEE([]byte(body)); got != sum {
		return nil, fmt.Errorf("%w, or damaged: its checksum is %08x, not %08x; copy it again", ErrFormat, got, sum)
	}
	c, err := read(body)
	if err == nil {
		err = c.verify()
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w; write it anew with tools/iamcatalog", ErrFormat, err)
	}
	return c, nil
}

// split takes a file apart into its body and the checksum of it.
func split(file string) (body string, sum uint32, ok bool) {
	n := len(Magic)
	if len(file) < n+4 || file[:n] != Magic {
		return "", 0, false
	}
	for i := range 4 {
		sum |= uint32(file[n+i]) << (8 * i)
	}
	return file[n+4:], sum, true
}
