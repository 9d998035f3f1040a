package main

import (
	"bytes"
	"cmp"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
	"time"

	"bailiwick/iam/catalog"
	"bailiwick/internal/civil"
)

// A buffer collects what a file is made of; the format is described at
// [catalog.Magic].
type buffer struct{ b []byte }

func (o *buffer) number(n int) { o.b = binary.AppendUvarint(o.b, uint64(n)) }

func (o *buffer) text(s string) {
	o.number(len(s))
	o.b = append(o.b, s...)
}

func (o *buffer) texts(list []string) {
	o.number(len(list))
	for _, s := range list {
		o.text(s)
	}
}

func (o *buffer) day(d civil.Day) { o.number(d.Sub(civil.DayOf(time.Unix(0, 0)))) }

func (o *buffer) flag(set bool) {
	if set {
		o.number(1)
	} else {
		o.number(0)
	}
}

func (o *buffer) keys(keys []key) {
	o.number(len(keys))
	for _, k := range keys {
		o.text(k.name)
		n := 2 * int(k.typ)
		if k.multi {
			n++
		}
		o.number(n)
	}
}

// encode returns the file.
func (t *table) encode() ([]byte, error) {
	var o buffer
	o.day(t.date)
	o.day(t.policyDate)
	o.texts(t.sources)
	o.keys(t.globals)
	lodgers := t.lodgers()
	o.number(len(lodgers))
	for _, l := range lodgers {
		o.text(l[0])
		o.text(l[1])
	}
	if err := t.encodeServices(&o); err != nil {
		return nil, err
	}
	if err := t.encodePolicies(&o); err != nil {
		return nil, err
	}
	file := binary.LittleEndian.AppendUint32([]byte(catalog.Magic), crc32.ChecksumIEEE(o.b))
	return append(file, o.b...), nil
}

// lodgers lists the prefixes of keys that stand in the list of a service of
// another name, each with that service.
func (t *table) lodgers() [][2]string {
	var list [][2]string
	for _, s := range t.services {
		for _, k := range s.keys {
			prefix, _, _ := strings.Cut(strings.ToLower(k.name), ":")
			if prefix != s.prefix && prefix != "aws" {
				list = append(list, [2]string{prefix, s.prefix})
			}
		}
	}
	slices.SortFunc(list, func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return slices.Compact(list)
}

func (t *table) encodeServices(o *buffer) error {
	var segments []byte
	o.number(len(t.services))
	for _, s := range t.services {
		plain, err := s.encode()
		if err != nil {
			return fmt.Errorf("service %s: %w", s.prefix, err)
		}
		packed, err := deflate(plain, nil)
		if err != nil {
			return err
		}
		o.text(s.prefix)
		o.number(len(s.actions))
		o.flag(s.rcp)
		o.number(len(packed))
		o.number(len(plain))
		segments = append(segments, packed...)
	}
	o.b = append(o.b, segments...)
	return nil
}

func (s *service) encode() ([]byte, error) {
	var o buffer
	var failed error
	list := func(keys []string) {
		o.number(len(keys))
		for _, name := range keys {
			i := slices.IndexFunc(s.keys, func(k key) bool { return strings.EqualFold(k.name, name) })
			if i < 0 {
				failed = fmt.Errorf("it does not list its condition key %s", name)
				return
			}
			o.number(i)
		}
	}
	o.keys(s.keys)
	o.number(len(s.types))
	for _, r := range s.types {
		o.text(r.name)
		o.text(r.arn)
		list(r.keys)
	}
	o.number(len(s.actions))
	for _, a := range s.actions {
		o.text(a.name)
		o.number(int(a.levels))
		list(a.keys)
		o.number(len(a.resources))
		for _, r := range a.resources {
			i := slices.IndexFunc(s.types, func(t resourceType) bool { return t.name == r.typ })
			if i < 0 {
				return nil, fmt.Errorf("it does not list its resource type %s", r.typ)
			}
			n := 2 * i
			if r.required {
				n++
			}
			o.number(n)
			list(r.keys)
		}
		o.texts(a.dependent)
	}
	return o.b, failed
}

func (t *table) encodePolicies(o *buffer) error {
	dictionary := t.dictionary()
	var paths []string
	for _, p := range t.policies {
		paths = append(paths, p.path)
	}
	slices.Sort(paths)
	paths = slices.Compact(paths)

	o.text(string(dictionary))
	o.texts(paths)
	o.number(len(t.policies))
	var segments []byte
	for _, p := range t.policies {
		plain := p.encode()
		packed, err := deflate(plain, dictionary)
		if err != nil {
			return err
		}
		path, _ := slices.BinarySearch(paths, p.path)
		o.text(p.name)
		o.number(path)
		o.number(p.versions[0].number)
		o.number(int(p.created.Unix()))
		o.number(int(p.updated.Unix()))
		o.number(len(packed))
		o.number(len(plain))
		o.number(len(p.versions[0].document))
		segments = append(segments, packed...)
	}
	o.b = append(o.b, segments...)
	return nil
}

func (p *policy) encode() []byte {
	o := buffer{slices.Clone(p.versions[0].document)}
	for i, v := range p.versions[1:] {
		before := p.versions[i]
		o.number(before.number - v.number)
		o.text(string(appendDelta(nil, before.document, v.document)))
	}
	return o.b
}

func deflate(plain, dictionary []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := flate.NewWriterDict(&b, flate.BestCompression, dictionary)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(plain); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
