package jslang

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"bailiwick/value"
)

// method returns a method of a value that is followed, nil if it is none.
func method(this val, name string) native {
	switch this.kind {
	case textVal:
		return textMethod(name)
	case listVal:
		if this.object.more == "" {
			return listMethod(name)
		}
		if name == "push" || name == "unshift" {
			return func(e *evaluator, this val, a []val, at value.Origin) val {
				return unknown(this.object.more, this.object.moreAt)
			}
		}
	case mapVal:
		if _, own := this.object.get(name); !own && name == "hasOwnProperty" {
			return func(e *evaluator, this val, a []val, at value.Origin) val {
				return hasOwn(e, this, append([]val{this}, a...), at)
			}
		}
	case numberVal, boolVal:
		if name == "toString" {
			return func(e *evaluator, this val, a []val, at value.Origin) val {
				if len(a) > 0 {
					return e.notKnown(a, "a number is written", at)
				}
				return toText(e, val{}, []val{this}, at)
			}
		}
	case regexpVal:
		if name == "test" {
			return testPattern
		}
	case promiseVal:
		return promiseMethod(name)
	case functionVal:
		return functionMethod(name)
	}
	return nil
}

func testPattern(e *evaluator, this val, a []val, at value.Origin) val {
	re := e.compiled(this)
	if re == nil || len(a) != 1 || a[0].kind != textVal || !ascii(a[0].text) || strings.Contains(this.object.pattern.flags, "g") {
		return e.notKnown(a, "a text is searched", at)
	}
	e.spend(len(a[0].text))
	return boolOf(re.MatchString(a[0].text), at)
}

func promiseMethod(name string) native {
	switch name {
	case "then":
		return func(e *evaluator, this val, a []val, at value.Origin) val {
			if len(a) == 0 {
				return this
			}
			return e.promise(e.call(a[0], arguments{list: []val{this.object.inner}}, at, "a function"), at)
		}
	case "catch", "finally":
		return func(e *evaluator, this val, a []val, at value.Origin) val {
			for _, f := range a {
				e.spoil(f, unknown("a promise may fail", at), make(map[*object]bool))
			}
			return this
		}
	}
	return nil
}

func functionMethod(name string) native {
	switch name {
	case "call":
		return func(e *evaluator, this val, a []val, at value.Origin) val {
			if len(a) == 0 {
				a = []val{{}}
			}
			return e.callOn(this, a[0], arguments{list: a[1:]}, at, "a function")
		}
	case "apply":
		return func(e *evaluator, this val, a []val, at value.Origin) val {
			if len(a) != 2 || a[1].kind != listVal {
				return e.unread(this, append(a, this), at, "apply")
			}
			return e.callOn(this, a[0], arguments{list: slices.Clone(a[1].object.list), open: a[1].object.more != ""}, at, "a function")
		}
	}
	return nil
}

// globalFunctions are the functions of the language that are followed.
var globalFunctions = map[string]native{
	"String":     toText,
	"Number":     toNumber,
	"Boolean":    toBoolean,
	"parseInt":   parseInt,
	"parseFloat": parseFloat,
	"structuredClone": func(e *evaluator, _ val, a []val, at value.Origin) val {
		if len(a) != 1 {
			return e.notKnown(a, "structuredClone is called", at)
		}
		return e.copied(a[0], 0)
	},
}

// global returns the scope of what the language brings.
func (e *evaluator) global() *scope {
	s := &scope{}
	put := func(name string, v val) {
		c := e.declare(s, name)
		c.val, c.set = v, true
	}
	functions := func(name string, members map[string]native) {
		v := e.newNative(globalFunctions[name])
		if globalFunctions[name] == nil {
			v = e.newMap(0)
		}
		for _, n := range sorted(members) {
			v.object.set(n, e.newNative(members[n]), 0)
		}
		v.object.open(unknown("a function of "+name+" is called that is not followed", 0))
		put(name, v)
	}
	functions("Object", objectFunctions)
	functions("Array", arrayFunctions)
	functions("JSON", jsonFunctions)
	functions("Math", mathFunctions)
	functions("Promise", promiseFunctions)
	functions("console", consoleFunctions)
	for _, n := range sorted(globalFunctions) {
		functions(n, nil)
	}
	process := e.newMap(0)
	environment := e.newMap(0)
	environment.object.outside = true
	environment.object.open(unknown("the environment is not known here", 0))
	process.object.set("env", environment, 0)
	process.object.set("cwd", e.newNative(func(e *evaluator, _ val, _ []val, at value.Origin) val { return textOf(e.cwd(), at) }), 0)
	process.object.open(unknown("process is what only Node.js can tell", 0))
	put("process", process)
	put("NaN", numberOf(math.NaN(), 0))
	put("Infinity", numberOf(math.Inf(1), 0))
	return s
}

func sorted(m map[string]native) []string {
	var names []string
	for n := range m {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

func toText(e *evaluator, _ val, a []val, at value.Origin) val {
	if len(a) == 0 {
		return textOf("", at)
	}
	return e.concat([]string{"", ""}, a[:1], at)
}

func toNumber(e *evaluator, _ val, a []val, at value.Origin) val {
	if len(a) == 0 {
		return numberOf(0, at)
	}
	n, ok := e.primitive(a[0]).toNumber()
	if !ok || rooted(a[0].text) {
		return e.notKnown(a, "a number is made", at)
	}
	return numberOf(n, at)
}

func toBoolean(e *evaluator, _ val, a []val, at value.Origin) val {
	if len(a) == 0 {
		return boolOf(false, at)
	}
	if why, open := a[0].opaque(); open {
		return unknown(why.text, why.at)
	}
	return boolOf(a[0].truth(), at)
}

func parseInt(e *evaluator, _ val, a []val, at value.Origin) val {
	s, ok := e.texts(a)
	if !ok || len(s) == 0 || len(s) == 2 && s[1] != "10" || len(s) > 2 || strings.HasPrefix(strings.ToLower(strings.TrimLeft(s[0], " +-")), "0x") {
		return e.notKnown(a, "a number is read", at)
	}
	text := strings.TrimSpace(s[0])
	n := 0
	for n < len(text) && (isDigit(text[n]) || n == 0 && (text[0] == '-' || text[0] == '+')) {
		n++
	}
	f, err := strconv.ParseFloat(text[:n], 64)
	if err != nil {
		f = math.NaN()
	}
	return numberOf(f, at)
}

func parseFloat(e *evaluator, _ val, a []val, at value.Origin) val {
	s, ok := e.texts(a)
	if !ok || len(s) == 0 {
		return e.notKnown(a, "a number is read", at)
	}
	text := strings.TrimSpace(s[0])
	n := len(text)
	for n > 0 {
		if f, err := strconv.ParseFloat(text[:n], 64); err == nil && strings.Trim(text[:n], "0123456789.+-eE") == "" {
			return numberOf(f, at)
		}
		if n--; n > 100 {
			return e.notKnown(a, "a number is read", at)
		}
	}
	return numberOf(math.NaN(), at)
}

var mathFunctions = map[string]native{
	"abs":   onNumbers(func(a []float64) float64 { return math.Abs(a[0]) }),
	"ceil":  onNumbers(func(a []float64) float64 { return math.Ceil(a[0]) }),
	"floor": onNumbers(func(a []float64) float64 { return math.Floor(a[0]) }),
	"max":   onNumbers(func(a []float64) float64 { return slices.Max(a) }),
	"min":   onNumbers(func(a []float64) float64 { return slices.Min(a) }),
	"round": onNumbers(func(a []float64) float64 { return math.Floor(a[0] + 0.5) }),
	"trunc": onNumbers(func(a []float64) float64 { return math.Trunc(a[0]) }),
}

func onNumbers(do func([]float64) float64) native {
	return func(e *evaluator, _ val, a []val, at value.Origin) val {
		var numbers []float64
		for _, v := range a {
			n, ok := e.primitive(v).toNumber()
			if !ok {
				return e.notKnown(a, "a number is reckoned", at)
			}
			numbers = append(numbers, n)
		}
		if len(numbers) == 0 {
			return e.notKnown(a, "a number is reckoned", at)
		}
		return numberOf(do(numbers), at)
	}
}

var promiseFunctions = map[string]native{
	"resolve": func(e *evaluator, _ val, a []val, at value.Origin) val {
		if len(a) == 0 {
			return e.promise(val{at: at}, at)
		}
		return e.promise(a[0], at)
	},
	"all": func(e *evaluator, _ val, a []val, at value.Origin) val {
		if len(a) != 1 || a[0].kind != listVal || a[0].object.more != "" {
			return e.promise(e.notKnown(a, "promises are awaited", at), at)
		}
		var out []val
		for _, v := range a[0].object.list {
			out = append(out, settled(v))
		}
		return e.promise(e.newList(out, at), at)
	},
}

func nothing(_ *evaluator, _ val, _ []val, at value.Origin) val { return val{at: at} }

var consoleFunctions = map[string]native{
	"debug": nothing, "error": nothing, "info": nothing, "log": nothing, "table": nothing, "warn": nothing,
}

var arrayFunctions = map[string]native{
	"isArray": func(e *evaluator, _ val, a []val, at value.Origin) val {
		if len(a) != 1 {
			return boolOf(false, at)
		}
		if why, open := a[0].opaque(); open {
			return unknown(why.text, why.at)
		}
		return boolOf(a[0].kind == listVal, at)
	},
	"of": func(e *evaluator, _ val, a []val, at value.Origin) val { return e.newList(slices.Clone(a), at) },
	"from": func(e *evaluator, _ val, a []val, at value.Origin) val {
		if len(a) == 0 || len(a) > 2 || a[0].kind != listVal && a[0].kind != textVal {
			return e.unread(unknown("a list is made of what only Node.js can tell", at), a, at, "Array.from")
		}
		list, why, known := e.iterated(a[0], false)
		if !known {
			return unknownOf(why, a...)
		}
		made := e.newList(list, at)
		if len(a) == 2 {
			return e.passes("map", made, a[1:], at)
		}
		return made
	},
}
