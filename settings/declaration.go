package settings

import (
	"reflect"
	"slices"
	"strings"
	"sync"

	yaml "go.yaml.in/yaml/v4"
)

// A Key is what is declared about a setting.
type Key struct {
	Name    string // whole: "network.approved_vpcs"
	Doc     string
	Default string // as it would be written; empty when there is none
	Unset   string // without Default: what counts when nobody sets it; "unknown" for rules that need it
	Waiver  string // the word, any or none, by which nothing is asked on purpose; empty when there is none
	Words   []string
	Example string

	tags  tags
	index []int
	value reflect.Type
}

// Keys returns every key, in the order of the documentation.
func Keys() []*Key { return declared() }

// LookUp returns the key of that whole name, such as "logging.min_days".
func LookUp(name string) (*Key, bool) {
	for _, k := range declared() {
		if k.Name == name {
			return k, true
		}
	}
	return nil, false
}

// tags are the tags of one field.
type tags struct {
	name     string // how messages call it
	key      string // last part of the name
	fallback string
	words    []string
	example  string
	min, max int
}

// defaultMax bounds numbers that have no bound of their own: days of some 270
// years.
const defaultMax = 100_000

// readTags reads the tags of a field that decide how its value is read, in one
// pass: every start reads those of all keys.
func readTags(tag reflect.StructTag) tags {
	t := tags{max: defaultMax}
	eachTag(tag, func(name, value string) {
		switch name {
		case "key":
			t.name, t.key = value, value
		case "default":
			t.fallback = value
		case "words":
			t.words = strings.Fields(value)
		case "example":
			t.example = value
		case "min":
			t.min = number(value)
		case "max":
			t.max = number(value)
		}
	})
	return t
}

// eachTag calls f for the pairs of a tag. Our tags escape nothing.
func eachTag(tag reflect.StructTag, f func(name, value string)) {
	rest := string(tag)
	for rest != "" {
		name, after, _ := strings.Cut(strings.TrimLeft(rest, " "), `:"`)
		value, next, _ := strings.Cut(after, `"`)
		f(name, value)
		rest = next
	}
}

// sample is a value to write.
func (t tags) sample() string {
	if t.example != "" || t.fallback == "" {
		return t.example
	}
	return t.fallback
}

func number(s string) int {
	n := 0
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	return n
}

var slotType = reflect.TypeFor[slot]()

// declared reads the declarations off the fields of Settings.
var declared = sync.OnceValue(func() []*Key {
	var keys []*Key
	root := reflect.TypeFor[Settings]()
	for i := range root.NumField() {
		group := root.Field(i)
		switch {
		case !group.IsExported():
		case reflect.PointerTo(group.Type).Implements(slotType):
			keys = append(keys, declare("", group, []int{i}))
		default:
			for j := range group.Type.NumField() {
				keys = append(keys, declare(group.Tag.Get("key"), group.Type.Field(j), []int{i, j}))
			}
		}
	}
	return keys
})

func declare(group string, f reflect.StructField, index []int) *Key {
	t := readTags(f.Tag)
	k := &Key{Default: t.fallback, Words: t.words, Example: t.example, tags: t, index: index, value: valueType(f.Type)}
	k.Name = group + "." + t.key
	if group == "" {
		k.Name = t.key
	}
	eachTag(f.Tag, func(name, value string) {
		switch name {
		case "doc":
			k.Doc = value
		case "unset":
			k.Unset = value
		case "waive":
			k.Waiver = value
		case "self", "rest":
			k.Name = group
		}
	})
	if k.Waiver == "" && k.value.Kind() != reflect.Bool {
		k.Waiver = "any"
	}
	if slices.Contains(k.Words, k.Waiver) {
		k.Waiver = ""
	}
	return k
}

// valueType returns T of a Setting[T].
func valueType(setting reflect.Type) reflect.Type { return setting.Field(0).Type }

// slot returns the field of s that k declares.
func (k *Key) slot(s *Settings) slot {
	return reflect.ValueOf(s).Elem().FieldByIndex(k.index).Addr().Interface().(slot)
}

// reset gives k in s its default.
func (k *Key) reset(s *Settings) {
	to := k.slot(s)
	switch k.Default {
	case "":
		state := defaulted
		if k.Unset == "unknown" {
			state = missing
		}
		to.become(state, k.Name, "", Place{})
		return
	case "none", "any":
		if k.Default == k.Waiver {
			to.become(waived, k.Name, k.Default, Place{})
			return
		}
	case "[]", "{}":
		to.become(defaulted, k.Name, k.Default, Place{})
		return
	}
	d := &decoder{}
	d.value(parseDefault(k.Default), reflect.ValueOf(to.target()).Elem(), k.tags)
	if len(d.problems) > 0 {
		panic("internal error: default of " + k.Name + ": " + d.problems[0].Summary)
	}
	to.become(defaulted, k.Name, k.Default, Place{})
}

// parseDefault reads a word, [a, b] or {a: 1, b: 2}. It spares the YAML parser
// half of the time that every start needs for the defaults; examples, which may
// be anything, are for parseExample.
func parseDefault(text string) *yaml.Node {
	inner := strings.Trim(text, "[]{}")
	switch text[0] {
	case '[':
		list := &yaml.Node{Kind: yaml.SequenceNode}
		for item := range strings.SplitSeq(inner, ", ") {
			list.Content = append(list.Content, word(item))
		}
		return list
	case '{':
		table := &yaml.Node{Kind: yaml.MappingNode}
		for pair := range strings.SplitSeq(inner, ", ") {
			key, value, _ := strings.Cut(pair, ": ")
			table.Content = append(table.Content, word(key), word(value))
		}
		return table
	}
	return word(text)
}

func word(text string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Value: text} }

func parseExample(text string) *yaml.Node {
	var doc yaml.Node
	if err := yaml.Load([]byte(text), &doc); err != nil {
		panic("internal error: example " + text + ": " + err.Error())
	}
	return doc.Content[0]
}
