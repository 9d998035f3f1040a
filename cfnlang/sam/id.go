package sam

import (
	"crypto/sha1"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"bailiwick/cfnlang"
)

// hashed returns the ending that SAM gives to a logical id which must change
// with some data: ten digits of the SHA-1 of a string, or of the JSON of
// anything else, keys sorted, as Python writes it. Of nothing it is "".
func hashed(data *Node) string {
	if !given(data) {
		return ""
	}
	text := data.Text
	if data.Kind != cfnlang.String {
		text = string(appendJSON(nil, data))
	}
	return hashedText(text)
}

func hashedText(text string) string {
	if text == "" {
		return ""
	}
	sum := sha1.Sum([]byte(text))
	return hex.EncodeToString(sum[:])[:10]
}

// appendJSON appends the JSON of a node, without blanks and with sorted keys.
func appendJSON(b []byte, n *Node) []byte {
	switch n.Kind {
	case cfnlang.Null:
		return append(b, "null"...)
	case cfnlang.Bool:
		return strconv.AppendBool(b, affirmative(n.Text))
	case cfnlang.Number:
		return append(b, number(n.Text)...)
	case cfnlang.String:
		return appendString(b, n.Text)
	case cfnlang.List:
		b = append(b, '[')
		for i, e := range n.List {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendJSON(b, e)
		}
		return append(b, ']')
	}
	order := make([]int, len(n.Keys))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(x, y int) int { return strings.Compare(n.Keys[x].Name, n.Keys[y].Name) })
	b = append(b, '{')
	for i, at := range order {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendString(b, n.Keys[at].Name), ':')
		b = appendJSON(b, n.List[at])
	}
	return append(b, '}')
}

// number returns a number of YAML 1.1 in decimal.
func number(text string) string {
	plain := strings.ReplaceAll(text, "_", "")
	if i, err := strconv.ParseInt(plain, 0, 64); err == nil {
		return strconv.FormatInt(i, 10)
	}
	if f, err := strconv.ParseFloat(plain, 64); err == nil {
		s := strconv.FormatFloat(f, 'g', -1, 64)
		if !strings.ContainsAny(s, ".eIN") {
			s += ".0"
		}
		return s
	}
	return text
}

// appendString appends a JSON string of ASCII.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\r':
			b = append(b, `\r`...)
		case r == '\t':
			b = append(b, `\t`...)
		case r == '\b':
			b = append(b, `\b`...)
		case r == '\f':
			b = append(b, `\f`...)
		case r >= ' ' && r < utf8.RuneSelf-1:
			b = append(b, byte(r))
		case r > 0xFFFF:
			r -= 0x10000
			b = appendEscape(appendEscape(b, 0xD800+r>>10), 0xDC00+r&0x3FF)
		case r == 0x7F:
			b = append(b, 0x7F)
		default:
			b = appendEscape(b, r)
		}
	}
	return append(b, '"')
}

func appendEscape(b []byte, r rune) []byte {
	const digits = "0123456789abcdef"
	return append(b, '\\', 'u', digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15])
}
