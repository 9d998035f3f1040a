package cloudformation

import "strings"

// overrides reads what SAM takes as parameter overrides: Key=Value and
// ParameterKey=Key,ParameterValue=Value with blanks between, and a value in
// quotes or with backslashes before what would end it (AWS SAM Developer Guide,
// sam deploy). It reports whether the whole text was read; SAM leaves out what it
// does not read.
func overrides(text string, set func(key, value string)) bool {
	whole := true
	for text = strings.Trim(text, " "); text != ""; text = strings.TrimLeft(text, " ") {
		word, after, _ := strings.Cut(text, " ")
		key, _, found := strings.Cut(word, "=")
		begin := len(key) + 1
		if found && key == "ParameterKey" {
			key, _, found = strings.Cut(word[begin:], between)
			begin += len(key) + len(between)
		}
		if found && key != "" {
			if written, rest, ok := quoted(text[begin:]); ok {
				set(unquoted(key), unquoted(written))
				text = rest
				continue
			}
		}
		whole, text = false, after
	}
	return whole
}

// between stands between a key and a value in the longer form.
const between = ",ParameterValue="

// quoted cuts off a value: one in quotes, or what goes up to the next blank. It
// is no value if it is empty, does not end, or if something else follows.
func quoted(text string) (written, rest string, ok bool) {
	quote := byte(0)
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\':
			i++
			if i == len(text) {
				return "", "", false
			}
		case i == 0 && (c == '"' || c == '\''):
			quote = c
		case quote != 0 && c == quote:
			if i++; i < len(text) && text[i] != ' ' {
				return "", "", false
			}
			return text[:i], text[i:], true
		case quote == 0 && c == '"':
			return "", "", false
		case quote == 0 && c == ' ':
			return text[:i], text[i:], i > 0
		}
	}
	return text, "", quote == 0 && text != ""
}

// unquoted takes away quotes around a text, and backslashes before blanks and
// quotes.
func unquoted(text string) string {
	if n := len(text); n > 1 && text[0] == text[n-1] && (text[0] == '"' || text[0] == '\'') {
		text = text[1 : n-1]
	}
	return strings.NewReplacer(`\ `, " ", `\"`, `"`, `\'`, "'").Replace(text)
}

// tagPairs reads what SAM takes as tags: Key=Value with blanks between. A text
// with one equals sign is one tag, blanks or not.
func tagPairs(text string, set func(key, value string)) bool {
	if strings.Count(text, "=") == 1 {
		key, value, _ := strings.Cut(text, "=")
		set(unquoted(key), unquoted(value))
		return true
	}
	pieces := strings.Split(text, " ")
	for _, piece := range pieces {
		if strings.Count(piece, "=") != 1 {
			return overrides(text, set)
		}
	}
	for _, piece := range pieces {
		key, value, _ := strings.Cut(piece, "=")
		set(unquoted(key), unquoted(value))
	}
	return true
}
