package jslang

import (
	"math"
	"strings"
	"unicode/utf16"

	"bailiwick/value"
)

// textMethod returns a method of texts that is followed, nil if it is none.
func textMethod(name string) native {
	switch name {
	case "replace", "replaceAll":
		return func(e *evaluator, this val, a []val, at value.Origin) val {
			return e.replace(this, a, name == "replaceAll", at)
		}
	case "split":
		return split
	case "concat":
		return concatText
	case "repeat":
		return repeat
	case "padStart", "padEnd":
		return pad(name == "padStart")
	case "startsWith":
		return testText(strings.HasPrefix)
	case "endsWith":
		return testText(strings.HasSuffix)
	case "includes":
		return testText(strings.Contains)
	case "indexOf":
		return indexText(strings.Index)
	case "lastIndexOf":
		return indexText(strings.LastIndex)
	case "toLowerCase":
		return onText(strings.ToLower)
	case "toUpperCase":
		return onText(strings.ToUpper)
	case "trim":
		return onText(strings.TrimSpace)
	case "trimStart":
		return onText(func(s string) string { return strings.TrimLeft(s, blanks) })
	case "trimEnd":
		return onText(func(s string) string { return strings.TrimRight(s, blanks) })
	case "toString", "valueOf":
		return func(_ *evaluator, this val, _ []val, _ value.Origin) val { return this }
	}
	return onUnits(parts[name])
}

const blanks = " \t\r\n\v\f"

// parts take a part of a text: of the units that JavaScript counts.
var parts = map[string]func(u []uint16, a []float64) []uint16{
	"charAt": func(u []uint16, a []float64) []uint16 {
		i := within(a, 0, 0, len(u))
		return u[i:min(i+1, len(u))]
	},
	"slice": func(u []uint16, a []float64) []uint16 {
		i, j := from(a, 0, 0, len(u)), from(a, 1, len(u), len(u))
		return u[i:max(i, j)]
	},
	"substr": func(u []uint16, a []float64) []uint16 {
		i := from(a, 0, 0, len(u))
		return u[i : i+within(a, 1, len(u)-i, len(u)-i)]
	},
	"substring": func(u []uint16, a []float64) []uint16 {
		i, j := within(a, 0, 0, len(u)), within(a, 1, len(u), len(u))
		return u[min(i, j):max(i, j)]
	},
}

// onText makes a method of what is done to a text whose folder is not in it.
func onText(do func(string) string) native {
	return func(e *evaluator, this val, _ []val, at value.Origin) val {
		if rooted(this.text) {
			return rootUnknown(at)
		}
		e.spend(len(this.text) / 16)
		return textOf(do(this.text), at)
	}
}

// onUnits makes a method of what is done to the units that JavaScript counts,
// with arguments that are numbers; NaN for those that are not given.
func onUnits(do func(u []uint16, a []float64) []uint16) native {
	if do == nil {
		return nil
	}
	return func(e *evaluator, this val, a []val, at value.Origin) val {
		if rooted(this.text) {
			return rootUnknown(at)
		}
		numbers := make([]float64, 2)
		for i := range numbers {
			numbers[i] = math.NaN()
			if i >= len(a) || a[i].kind == undefinedVal {
				continue
			}
			n, ok := a[i].toNumber()
			if !ok {
				return e.notKnown(a, "a part of a text is taken", at)
			}
			if numbers[i] = n; math.IsNaN(n) {
				numbers[i] = 0
			}
		}
		e.spend(len(this.text) / 8)
		return textOf(string(utf16.Decode(do(utf16.Encode([]rune(this.text)), numbers))), at)
	}
}

// within returns an argument as an index from 0 to n.
func within(a []float64, i, otherwise, n int) int {
	if math.IsNaN(a[i]) {
		return otherwise
	}
	return int(max(0, min(a[i], float64(n))))
}

// from returns an argument as an index of which a negative one counts from the end.
func from(a []float64, i, otherwise, n int) int {
	if a[i] < 0 {
		return int(max(0, float64(n)+math.Trunc(a[i])))
	}
	return within(a, i, otherwise, n)
}

// notKnown returns the reason why an argument is not known, or that it is not
// what is followed.
func (e *evaluator) notKnown(a []val, what string, at value.Origin) val {
	e.risks++
	for _, v := range a {
		if why, open := v.opaque(); open {
			return unknownOf(why, a...)
		}
	}
	return unknownOf(unknown(what+" in a way that only Node.js can tell", at), a...)
}

// texts returns the arguments as texts.
func (e *evaluator) texts(a []val) ([]string, bool) {
	var out []string
	for _, v := range a {
		s, ok := e.primitive(v).written()
		if !ok {
			return nil, false
		}
		out = append(out, s)
	}
	return out, true
}

func concatText(e *evaluator, this val, a []val, at value.Origin) val {
	return e.concat(make([]string, len(a)+1), append([]val{this}, a...), at)
}

// testText makes a method that looks for a text.
func testText(test func(s, part string) bool) native {
	return func(e *evaluator, this val, a []val, at value.Origin) val {
		s, ok := e.texts(a)
		if !ok || len(s) != 1 {
			return e.notKnown(a, "a text is searched", at)
		}
		if rooted(this.text) != rooted(s[0]) {
			return rootUnknown(at)
		}
		return boolOf(test(this.text, s[0]), at)
	}
}

func indexText(index func(s, part string) int) native {
	return func(e *evaluator, this val, a []val, at value.Origin) val {
		s, ok := e.texts(a)
		if !ok || len(s) != 1 || !ascii(this.text) {
			return e.notKnown(a, "a text is searched", at)
		}
		return numberOf(float64(index(this.text, s[0])), at)
	}
}

func pad(start bool) native {
	return func(e *evaluator, this val, a []val, at value.Origin) val {
		s, ok := e.texts(a[min(1, len(a)):])
		n := math.NaN()
		if len(a) > 0 {
			n, _ = a[0].toNumber()
		}
		if len(s) == 0 {
			s = []string{" "}
		}
		if !ok || !(n < 1000) || len(s) != 1 || s[0] == "" || !ascii(this.text+s[0]) {
			return e.notKnown(a, "a text is filled up", at)
		}
		missing := int(n) - len(this.text)
		if missing <= 0 {
			return this
		}
		filling := strings.Repeat(s[0], missing/len(s[0])+1)[:missing]
		if start {
			return textOf(filling+this.text, at)
		}
		return textOf(this.text+filling, at)
	}
}

func repeat(e *evaluator, this val, a []val, at value.Origin) val {
	n := math.NaN()
	if len(a) == 1 {
		n, _ = a[0].toNumber()
	}
	if !(n >= 0 && n*float64(len(this.text)) <= 1<<16 && n <= 1<<16) || rooted(this.text) {
		return e.notKnown(a, "a text is repeated", at)
	}
	return textOf(strings.Repeat(this.text, int(n)), at)
}

func split(e *evaluator, this val, a []val, at value.Origin) val {
	var parts []string
	switch {
	case len(a) == 0 || a[0].kind == undefinedVal:
		parts = []string{this.text}
	case len(a) == 1 && a[0].kind == regexpVal && !rooted(this.text):
		re := e.compiled(a[0])
		if re == nil || re.NumSubexp() > 0 || re.MatchString("") {
			return e.notKnown(a, "a text is split", at)
		}
		parts = re.Split(this.text, -1)
	case len(a) == 1 && a[0].kind == textVal:
		if rooted(this.text) && !rooted(a[0].text) {
			return rootUnknown(at)
		}
		if a[0].text == "" && !ascii(this.text) {
			return e.notKnown(nil, "a text is split", at)
		}
		parts = strings.Split(this.text, a[0].text)
	default:
		return e.notKnown(a, "a text is split", at)
	}
	e.spend(len(this.text)/16 + len(parts))
	list := make([]val, len(parts))
	for i, p := range parts {
		list[i] = textOf(p, at)
	}
	return e.newList(list, at)
}
