package catalog_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"os"
	"testing"

	"bailiwick/iam/catalog"
)

// small is a catalogue of one service and one policy, which tools/iamcatalog
// writes in its tests.
func small(t testing.TB) []byte {
	file, err := os.ReadFile("testdata/small.bin")
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestOpenRefusesWhatIsDamaged(t *testing.T) {
	file := small(t)
	if _, err := catalog.Open(file); err != nil {
		t.Fatal(err)
	}
	for n := range file {
		refused(t, file[:n])
		flipped := bytes.Clone(file)
		flipped[n] ^= 0x10
		refused(t, flipped)
	}
	refused(t, append(bytes.Clone(file), 0))
	refused(t, seal(append(bytes.Clone(file), 0)))
	refused(t, []byte("<html>not found</html>"))
}

func refused(t *testing.T, file []byte) {
	t.Helper()
	if c, err := catalog.Open(file); c != nil || !errors.Is(err, catalog.ErrFormat) {
		t.Errorf("Open(%d bytes) = %v, %v; want ErrFormat", len(file), c, err)
	}
}

// seal makes the checksum of a file right.
func seal(file []byte) []byte {
	n := len(catalog.Magic)
	if len(file) >= n+4 {
		binary.LittleEndian.PutUint32(file[n:], crc32.ChecksumIEEE(file[n+4:]))
	}
	return file
}

// FuzzOpen states that a file is refused, or else all of it can be read.
func FuzzOpen(f *testing.F) {
	file := small(f)
	f.Add(file)
	f.Add(file[:len(file)/2])
	f.Add([]byte(catalog.Magic))
	f.Add(append([]byte(catalog.Magic), make([]byte, 4+9)...))
	f.Fuzz(func(t *testing.T, file []byte) {
		c, err := catalog.Open(seal(bytes.Clone(file)))
		if err != nil {
			if c != nil || !errors.Is(err, catalog.ErrFormat) {
				t.Fatalf("Open = %v, %v", c, err)
			}
			return
		}
		n := 0
		for _, prefix := range c.Services() {
			s, ok := c.Service(prefix)
			if !ok {
				t.Fatalf("no service %q", prefix)
			}
			for _, a := range s.Actions() {
				if c.ActionAt(n) != a {
					t.Fatalf("action %d is %v, want %v", n, c.ActionAt(n), a)
				}
				n++
			}
			for _, k := range s.ConditionKeys() {
				c.ConditionKey(k.Key)
			}
		}
		if n != c.ActionCount() {
			t.Fatalf("%d actions, want %d", n, c.ActionCount())
		}
		for _, name := range c.ManagedPolicies() {
			p, ok := c.ManagedPolicy(name)
			if !ok {
				continue // a name that reads as an ARN
			}
			versions := p.Versions()
			for _, v := range versions[max(0, len(versions)-20):] {
				v.Document()
			}
		}
	})
}
