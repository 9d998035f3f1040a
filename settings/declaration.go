package settings

import (
	"reflect"
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

func readTags(t reflect.StructTag) tags {
	key := t.Get("key")
	return tags{
		name: key, key: key, fallback: t.Get("default"), words: strings.Fields(t.Get("words")), example: t.Get("example"),
		min: number(t.Get("min"), 0), max: number(t.Get("max"), defaultMax),
	}
}

// sample is a value to write.
func (t tags) sample() string {
	if t.example != "" || t.fallback == "" {
		return t.example
	}
	return t.fallback
}

func number(s string, otherwise int) int {
	if s == "" {
		return otherwise
	}
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
	k := &Key{
		Name: t.key, Doc: f.Tag.Get("doc"), Default: t.fallback, Unset: f.Tag.Get("unset"),
		Words: t.words, Example: t.example, tags: t, index: index,
	}
	value, _ := f.Type.FieldByName("value")
	k.value = value.Type
	switch {
	case f.Tag.Get("self") != "", f.Tag.Get("rest") != "":
		k.Name = group
	case group != "":
		k.Name = group + "." + t.key
	}
	k.Waiver = f.Tag.Get("waive")
	if k.Waiver == "" && k.value.Kind() != reflect.Bool {
		k.Waiver = "any"
	}
	for _, w := range k.Words {
		if w == k.Waiver {
			k.Waiver = ""
		}
	}
	return k
}

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

// parseDefault spares the parser for a plain word or number, since every start
// reads all defaults.
func parseDefault(text string) *yaml.Node {
	if text[0] != '[' && text[0] != '{' {
		return &yaml.Node{Kind: yaml.ScalarNode, Value: text}
	}
	var doc yaml.Node
	if err := yaml.Load([]byte(text), &doc); err != nil {
		panic("internal error: default " + text + ": " + err.Error())
	}
	return doc.Content[0]
}
