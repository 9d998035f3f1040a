package report

import (
	"bufio"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"bailiwick/internal/civil"
)

// A calendar writes iCalendar (RFC 5545): lines that end in CRLF, folded at 75
// octets, without their end and never inside a character.
type calendar struct {
	w *bufio.Writer
}

// maxOctets is the longest line, without its end (RFC 5545, section 3.1).
const maxOctets = 75

func newCalendar(w io.Writer) *calendar { return &calendar{bufio.NewWriter(w)} }

// line writes one content line. The value must be as the property's type has
// it.
func (c *calendar) line(name, value string) {
	text := name + ":" + value
	for room := maxOctets; len(text) > room; room = maxOctets - 1 { // the space that a folded line begins with counts
		cut := room
		for !utf8.RuneStart(text[cut]) {
			cut--
		}
		c.w.WriteString(text[:cut])
		c.w.WriteString("\r\n ")
		text = text[cut:]
	}
	c.w.WriteString(text)
	c.w.WriteString("\r\n")
}

// text writes a line whose value is a TEXT of the lines, if there are any.
// Foreign text is shown as everywhere: control characters, which the format does
// not take, are spelled.
func (c *calendar) text(name string, lines ...string) {
	if len(lines) == 0 {
		return
	}
	escaped := make([]string, len(lines))
	for i, l := range lines {
		escaped[i] = escapeText.Replace(Clean(l))
	}
	c.line(name, strings.Join(escaped, `\n`))
}

// escapeText escapes what has a meaning in a TEXT (RFC 5545, section 3.3.11).
var escapeText = strings.NewReplacer(`\`, `\\`, `;`, `\;`, `,`, `\,`)

func (c *calendar) instant(name string, t time.Time) {
	c.line(name, t.UTC().Format("20060102T150405Z"))
}

func (c *calendar) day(name string, d civil.Day) {
	c.line(name+";VALUE=DATE", d.Time().Format("20060102"))
}
