package tflang

import (
	"bytes"
	"compress/gzip"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/binary"
	"encoding/csv"
	"encoding/hex"
	"io"
	"net/url"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"bailiwick/value"
)

func base64Encode(c *call) value.Any {
	return c.str(base64.StdEncoding.EncodeToString([]byte(c.literal(0))))
}

func base64Decode(c *call) value.Any {
	b, err := base64.StdEncoding.DecodeString(c.literal(0))
	if err != nil {
		return c.fail("the text is not base64")
	}
	if !utf8.Valid(b) {
		return c.fail("the bytes are no text")
	}
	return c.str(string(b))
}

func base64Gzip(c *call) value.Any {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(c.literal(0))) // a bytes.Buffer takes everything
	w.Close()
	return c.str(base64.StdEncoding.EncodeToString(b.Bytes()))
}

func base64Gunzip(c *call) value.Any {
	b, err := base64.StdEncoding.DecodeString(c.literal(0))
	if err != nil {
		return c.fail("the text is not base64")
	}
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return c.fail("the bytes are not gzip")
	}
	out, err := io.ReadAll(io.LimitReader(r, int64(c.Budget.Bytes)+1))
	if err != nil {
		return c.fail("the bytes are not gzip")
	}
	if !utf8.Valid(out) {
		return c.fail("the bytes are no text")
	}
	return c.str(string(out))
}

func urlEncode(c *call) value.Any { return c.str(url.QueryEscape(c.literal(0))) }

func urlDecode(c *call) value.Any {
	s, err := url.QueryUnescape(c.literal(0))
	if err != nil {
		return c.fail("the text is not URL-encoded")
	}
	return c.str(s)
}

func csvDecode(c *call) value.Any {
	r := csv.NewReader(strings.NewReader(c.literal(0)))
	head, err := r.Read()
	if err == io.EOF {
		return c.fail("the text has no header")
	}
	if err != nil {
		return c.fail("%v", err)
	}
	seen := make(map[string]bool, len(head))
	for _, name := range head {
		if seen[name] {
			return c.fail("the column %q stands twice", name)
		}
		seen[name] = true
	}
	var out []value.Any
	for {
		row, err := r.Read()
		if err == io.EOF {
			return c.list(out)
		}
		if err != nil {
			return c.fail("%v", err)
		}
		if c.bad(c.spend(len(row), c.at)) {
			return value.Any{}
		}
		m := newMapping(len(row))
		for i, cell := range row {
			m.add(value.Literal(head[i]).Inline(), value.AnyText(value.Literal(cell), c.at))
		}
		out = append(out, m.done(c.at))
	}
}

// textEncodeBase64 knows the encodings that the standard library can write.
func textEncodeBase64(c *call) value.Any {
	s := c.literal(0)
	var out []byte
	switch encoding := strings.ToUpper(c.literal(1)); encoding {
	case "UTF-8":
		out = []byte(s)
	case "UTF-16LE":
		for _, u := range utf16.Encode([]rune(s)) {
			out = binary.LittleEndian.AppendUint16(out, u)
		}
	case "UTF-16BE", "UTF-16":
		for _, u := range utf16.Encode([]rune(s)) {
			out = binary.BigEndian.AppendUint16(out, u)
		}
	case "US-ASCII", "ISO-8859-1":
		for _, r := range s {
			if r > 0xFF || r > 0x7F && encoding == "US-ASCII" {
				return c.fail("the text has characters that the encoding lacks")
			}
			out = append(out, byte(r))
		}
	default:
		return unknown("`"+c.name+"` with the encoding "+encoding+" is not supported", c.at)
	}
	return c.str(base64.StdEncoding.EncodeToString(out))
}

func textDecodeBase64(c *call) value.Any {
	b, err := base64.StdEncoding.DecodeString(c.literal(0))
	if err != nil {
		return c.fail("the text is not base64")
	}
	order := binary.ByteOrder(binary.BigEndian)
	switch encoding := strings.ToUpper(c.literal(1)); encoding {
	case "UTF-8":
		return c.str(strings.ToValidUTF8(string(b), "\uFFFD"))
	case "US-ASCII", "ISO-8859-1":
		runes := make([]rune, len(b))
		for i, x := range b {
			runes[i] = rune(x)
		}
		return c.str(string(runes))
	case "UTF-16LE":
		order = binary.LittleEndian
	case "UTF-16BE", "UTF-16":
	default:
		return unknown("`"+c.name+"` with the encoding "+encoding+" is not supported", c.at)
	}
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = order.Uint16(b[2*i:])
	}
	return c.str(string(utf16.Decode(units)))
}

func digest(c *call) value.Any { return c.digest(c.name, []byte(c.literal(0))) }

// digest returns the hash of b that the function of that name gives.
func (c *call) digest(name string, b []byte) value.Any {
	var sum []byte
	switch {
	case strings.HasSuffix(name, "md5"):
		h := md5.Sum(b)
		sum = h[:]
	case strings.HasSuffix(name, "sha1"):
		h := sha1.Sum(b)
		sum = h[:]
	case strings.HasSuffix(name, "sha256"):
		h := sha256.Sum256(b)
		sum = h[:]
	default:
		h := sha512.Sum512(b)
		sum = h[:]
	}
	if strings.Contains(name, "base64") {
		return c.str(base64.StdEncoding.EncodeToString(sum))
	}
	return c.str(hex.EncodeToString(sum))
}

// uuidV5 returns the UUID of a name in a namespace (RFC 4122, section 4.3).
func uuidV5(c *call) value.Any {
	var space []byte
	switch s := c.literal(0); s {
	case "dns", "url", "oid", "x500":
		space, _ = hex.DecodeString("6ba7b810" + "9dad11d180b400c04fd430c8")
		space[3] += map[string]byte{"dns": 0, "url": 1, "oid": 2, "x500": 4}[s]
	default:
		b, err := hex.DecodeString(strings.ReplaceAll(s, "-", ""))
		if err != nil || len(b) != 16 {
			return c.fail("%q is no namespace", s)
		}
		space = b
	}
	h := sha1.Sum(append(space, c.literal(1)...))
	u := h[:16]
	u[6] = u[6]&0x0F | 0x50
	u[8] = u[8]&0x3F | 0x80
	x := hex.EncodeToString(u)
	return c.str(x[:8] + "-" + x[8:12] + "-" + x[12:16] + "-" + x[16:20] + "-" + x[20:])
}

// onlyAtApply is the result of functions that give another value each time.
func onlyAtApply(c *call) value.Any {
	return unknown("`"+c.name+"` is known only after apply", c.at)
}

func secret(c *call) value.Any {
	return unknown("`"+c.name+"` gives a secret, which is not read", c.at).Hidden()
}
