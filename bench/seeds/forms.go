package seeds

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// pair writes a pair in the three forms of HCL, or in one of them.
func (w *writer) pair(rng *rand.Rand, f flaw, i int, p pair) {
	turn := rng.IntN(3)
	for n, form := range []struct {
		name  string
		write func(c *hclCase)
	}{{"flat", (*hclCase).flat}, {"modules", (*hclCase).modules}, {"for_each", (*hclCase).forEach}} {
		if p.oneForm && n != turn {
			continue
		}
		names := labels(rng, 2)
		c := &hclCase{writer: w, rng: rng, flaw: f, pair: p, form: form.name, name: caseName(f, form.name, i, p.spelling)}
		c.sides = []side{{p.bad, true, names[0]}, {p.good, false, names[1]}}
		if rng.IntN(2) == 0 {
			c.sides[0], c.sides[1] = c.sides[1], c.sides[0]
		}
		form.write(c)
		if p.settings != "" {
			w.file(c.name+"/bailiwick.yaml", p.settings)
		}
	}
}

// An hclCase is one pair being written in one form.
type hclCase struct {
	*writer
	rng  *rand.Rand
	flaw flaw
	pair pair
	form string
	name string // its folder

	sides []side
}

type side struct {
	part
	bad  bool
	name string
}

func (c *hclCase) put(file, text string) { c.file(c.name+"/"+file, text) }

func (c *hclCase) expectAt(s side, at place) {
	c.expect(c.name, c.form, c.flaw, c.pair.judgement, s.bad, at)
}

// flat writes both sides into the files of one folder, their blocks shuffled,
// and passes the value in one of Terraform's ways.
func (c *hclCase) flat() {
	files := []string{"main.tf", "iam.tf", "services.tf", "zz.tf"}
	texts := make([]string, len(files))
	values := ""
	for _, s := range c.sides {
		value := c.hold(s, &texts[0], &values)
		blocks := strings.Split(strings.TrimSpace(s.text(s.name, s.name, value)), "\n\n")
		c.rng.Shuffle(len(blocks), func(i, j int) { blocks[i], blocks[j] = blocks[j], blocks[i] })
		for _, block := range blocks {
			texts[c.rng.IntN(len(texts))] += block + "\n\n"
		}
		c.expectAt(s, place{label: s.name})
		c.beside("", s.name, s.part)
	}
	for i, text := range texts {
		if text != "" {
			c.put(files[i], text)
		}
	}
	if values != "" {
		c.put(pick(c.rng, "terraform.tfvars", "live.auto.tfvars"), values)
	}
}

// hold writes where the flat form keeps the side's value, and returns the
// expression that stands for it.
func (c *hclCase) hold(s side, text, tfvars *string) string {
	if s.value == "" {
		return ""
	}
	value := strings.ReplaceAll(s.value, "<label>", s.name)
	variable := func(initial string) {
		*text += fmt.Sprintf("variable \"%s_value\" {\n%s}\n\n", s.name, initial)
	}
	way := c.rng.IntN(6)
	if way >= 3 && !literal.MatchString(value) {
		way -= 3
	}
	switch way {
	case 1:
		*text += fmt.Sprintf("locals {\n  %s_value = %s\n}\n\n", s.name, value)
		return "local." + s.name + "_value"
	case 2:
		*text += fmt.Sprintf("locals {\n  %s_values = { a = null, b = (%s) }\n}\n\n", s.name, value)
		return "local." + s.name + `_values["b"]`
	case 3:
		variable("  default = " + value + "\n")
		return "var." + s.name + "_value"
	case 4:
		variable("")
		*tfvars += s.name + "_value = " + value + "\n"
		return "var." + s.name + "_value"
	case 5:
		variable("  default = true\n")
		return fmt.Sprintf("(var.%s_value ? %s : null)", s.name, value)
	}
	return "(" + value + ")"
}

// modules writes each side as a call of a module, of the same one where the
// sides differ in a value only; sometimes through a module in between.
func (c *hclCase) modules() {
	root := ""
	for i, s := range c.sides {
		dir, value, passed := c.module(i, s)
		within := ""
		if c.rng.IntN(3) == 0 {
			outer := "modules/wrap" + s.name
			text := "variable \"name\" {\n  type = string\n}\n\n" + declare(passed) +
				fmt.Sprintf("module \"service\" {\n  source = \"../../%s\"\n  name   = var.name\n%s}\n", dir, pass(passed, "var.value"))
			c.put(outer+"/main.tf", text)
			dir, within = outer, "module.service."
		}
		root += fmt.Sprintf("module %q {\n  source = \"./%s\"\n  name   = %q\n%s}\n\n", s.name, dir, s.name, pass(passed, value))
		c.expectAt(s, place{module: "module." + s.name + "." + within, label: "this"})
	}
	c.put("main.tf", root)
}

// module writes the module of a side, and returns its folder, the value that
// callers pass, and whether they pass one.
func (c *hclCase) module(i int, s side) (dir, value string, passed bool) {
	dir = "modules/service"
	if !sameBody(c.sides[0].part, c.sides[1].part) || s.own() {
		dir += fmt.Sprint(i)
	}
	passed = s.value != "" && !c.sides[0].own() && !c.sides[1].own()
	inner := "var.value"
	if !passed {
		inner = "(" + strings.ReplaceAll(s.value, "<label>", "this") + ")"
	}
	c.put(dir+"/variables.tf", "variable \"name\" {\n  type = string\n}\n\n"+declare(passed))
	c.put(dir+"/main.tf", s.text("this", "${var.name}", inner))
	c.beside(dir+"/", "this", s.part)
	return dir, s.value, passed
}

func declare(passed bool) string {
	if !passed {
		return ""
	}
	return "variable \"value\" {\n  default = null\n}\n\n"
}

func pass(passed bool, value string) string {
	if !passed {
		return ""
	}
	return "  value  = " + value + "\n"
}

// beside writes the file that the part reads.
func (c *hclCase) beside(dir, label string, p part) {
	if p.file != "" {
		c.put(dir+label+".json", p.file)
	}
}

// forEach repeats resources or modules: both sides in one map where they
// differ in a value only, otherwise each side over two keys of its own.
func (c *hclCase) forEach() {
	if sameBody(c.sides[0].part, c.sides[1].part) && !c.sides[0].own() && !c.sides[1].own() && c.sides[0].value != "" {
		c.oneMap()
		return
	}
	root := ""
	for i, s := range c.sides {
		if s.repeatable() && c.rng.IntN(2) == 0 {
			inner := "(" + strings.ReplaceAll(s.value, "<label>", "this") + ")"
			text := s.text("this", s.name+"-${each.key}", inner)
			text = repeated(text, `for_each = toset(["eu", "us"])`, "[each.key]")
			root += strings.NewReplacer(`"this`, `"`+s.name, ".this", "."+s.name).Replace(text) + "\n\n"
			for _, key := range []string{"eu", "us"} {
				c.expectAt(s, place{label: s.name, key: `["` + key + `"]`})
			}
			continue
		}
		dir, value, passed := c.module(i, s)
		root += fmt.Sprintf("module %q {\n  source   = \"./%s\"\n  for_each = { eu = 1, us = 2 }\n  name     = \"%s-${each.key}\"\n%s}\n\n", s.name, dir, s.name, pass(passed, value))
		for _, key := range []string{"eu", "us"} {
			c.expectAt(s, place{module: fmt.Sprintf("module.%s[%q].", s.name, key), label: "this"})
		}
	}
	c.put("main.tf", root)
}

// oneMap puts both sides under one for_each or count, of a module or of the
// resources themselves.
func (c *hclCase) oneMap() {
	entries := ""
	for _, s := range c.sides {
		entries += fmt.Sprintf("    %s = { name = %q, value = %s }\n", s.name, s.name, s.value)
	}
	locals := "locals {\n  services = {\n" + entries + "  }\n  list = [for k in sort(keys(local.services)) : local.services[k]]\n}\n\n"
	body := c.sides[0].part
	way := c.rng.IntN(3)
	if !body.repeatable() {
		way = 0
	}
	argument, key, item := "for_each = local.services", "[each.key]", "each.value"
	if way == 2 {
		argument, key, item = "count = length(local.list)", "[count.index]", "local.list[count.index]"
	}
	for _, s := range c.sides {
		at := place{label: "this", key: fmt.Sprintf("[%q]", s.name)}
		switch way {
		case 0:
			at = place{module: fmt.Sprintf("module.service[%q].", s.name), label: "this"}
		case 2:
			at.key = "[0]"
			if c.sides[0].name < s.name || c.sides[1].name < s.name {
				at.key = "[1]"
			}
		}
		c.expectAt(s, at)
	}
	if way == 0 {
		c.module(0, c.sides[0])
		c.put("main.tf", locals+"module \"service\" {\n  source   = \"./modules/service\"\n  for_each = local.services\n  name     = each.value.name\n  value    = each.value.value\n}\n")
		return
	}
	c.put("main.tf", locals+repeated(body.text("this", "${"+item+".name}", item+".value"), argument, key))
}
