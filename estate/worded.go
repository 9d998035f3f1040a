package estate

import (
	"reflect"
	"regexp"
	"strings"
	"sync"
)

// Worded returns a text about a resource in the words of the dialect that
// declares it. Rules speak of attributes and types as Terraform calls them; in a
// text about what a template declares these become the properties and types of
// CloudFormation. A setting, which has a dot in front of its last name, stays.
func Worded(r Resource, text string) string {
	h := r.Head()
	if h.Scope == nil || h.Scope.Dialect != CloudFormation || !strings.Contains(text, "_") {
		return text
	}
	own, all := wordsOf(h.Type), everyWord()
	var b strings.Builder
	last := 0
	for _, at := range snakeCase().FindAllStringIndex(text, -1) {
		start, end := at[0], at[1]
		if start > 0 && text[start-1] == '.' {
			continue
		}
		word := text[start:end]
		to, ok := own[word]
		if !ok {
			to, ok = all[word]
		}
		if ok {
			b.WriteString(text[last:start])
			b.WriteString(to)
			last = end
		}
	}
	b.WriteString(text[last:])
	return b.String()
}

// snakeCase matches what Terraform may call an attribute or a type.
var snakeCase = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b`) })

var wordsByType sync.Map // *Type to map[string]string

// wordsOf returns what CloudFormation calls the attributes of a kind, and the
// types that declare it: of what another kind's declaration holds, that property.
func wordsOf(t *Type) map[string]string {
	if known, ok := wordsByType.Load(t); ok {
		return known.(map[string]string)
	}
	words := make(map[string]string)
	addWords(words, reflect.TypeOf(t.New()).Elem())
	if len(t.CloudFormation) > 0 {
		to := t.CloudFormation[0].Type
		if inside := t.CloudFormation[0].Inside; inside != "" {
			to = inside[strings.LastIndexByte(inside, '.')+1:]
		}
		for _, d := range t.Terraform {
			words[d.Type] = to
		}
	}
	wordsByType.Store(t, words)
	return words
}

// everyWord returns the words of all kinds that mean one thing in all of them, or
// are spelled alike in one.
var everyWord = sync.OnceValue(func() map[string]string {
	all := make(map[string]string)
	for _, t := range Types() {
		for word, to := range wordsOf(t) {
			if had, ok := all[word]; ok && had != to {
				if alike := camel(word); had == alike || to == alike {
					to = alike
				} else {
					to = ""
				}
			}
			all[word] = to
		}
	}
	for word, to := range all {
		if to == "" {
			delete(all, word)
		}
	}
	return all
})

// addWords adds the attributes of a struct, those of its blocks included.
func addWords(words map[string]string, of reflect.Type) {
	cfn := make(map[int][]string)
	for _, f := range planFor(of, CloudFormation) {
		if len(f.paths) > 0 {
			cfn[f.index] = f.paths[0]
		}
	}
	for _, f := range planFor(of, Terraform) {
		to := cfn[f.index]
		for _, from := range f.paths {
			for i := 1; i <= min(len(from), len(to)); i++ { // the last names are one, and those before them as far as there are
				if word := from[len(from)-i]; strings.Contains(word, "_") && words[word] == "" {
					words[word] = to[len(to)-i]
				}
			}
		}
		if blocks, ok := reflect.New(of.Field(f.index).Type).Interface().(untyped); ok {
			_, inner := blocks.untyped()
			addWords(words, inner)
		}
	}
}
