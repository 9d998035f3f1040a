package catalog

import (
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"strings"
)

// A cursor reads numbers and texts from the front of a string. After the first
// failure it is bad, and all further reads give zero.
type cursor struct {
	s   string
	bad bool
}

func (c *cursor) fail() { c.s, c.bad = "", true }

func (c *cursor) number() int {
	var n uint64
	for i := 0; i < len(c.s); i++ {
		b := c.s[i]
		n |= uint64(b&0x7f) << (7 * i)
		if n > maxNumber {
			break
		}
		if b < 0x80 {
			c.s = c.s[i+1:]
			return int(n)
		}
	}
	c.fail()
	return 0
}

// count reads the number of things that follow, each of at least one byte.
func (c *cursor) count() int { return c.below(min(len(c.s), maxCount) + 1) }

// below reads a number that must be less than limit.
func (c *cursor) below(limit int) int {
	n := c.number()
	if n >= limit {
		c.fail()
		return 0
	}
	return n
}

func (c *cursor) bytes(n int) string {
	if n < 0 || n > len(c.s) {
		c.fail()
		return ""
	}
	b := c.s[:n]
	c.s = c.s[n:]
	return b
}

func (c *cursor) text() string { return c.bytes(c.number()) }

func (c *cursor) texts() []string {
	n := c.count()
	if n == 0 {
		return nil
	}
	ts := make([]string, n)
	for i := range ts {
		ts[i] = c.text()
	}
	return ts
}

var errShort = errors.New("it ends early or holds a number out of range")

// inflate unpacks the first want bytes of a segment that has size of them.
func inflate(segment, dictionary string, want, size int) (string, error) {
	if want > size || size > maxSegment {
		return "", fmt.Errorf("a segment of %d bytes, of which %d are wanted", size, want)
	}
	r := flate.NewReaderDict(strings.NewReader(segment), []byte(dictionary))
	b := make([]byte, want, want+1)
	if _, err := io.ReadFull(r, b); err != nil {
		return "", fmt.Errorf("unpack a segment: %w", err)
	}
	if want == size {
		if n, err := r.Read(b[want : want+1]); n != 0 || err != io.EOF {
			return "", errors.New("a segment is longer than its index says")
		}
	}
	return string(b), nil
}
