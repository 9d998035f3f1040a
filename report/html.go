package report

import (
	"bufio"
	"crypto/sha256"
	_ "embed" // the style and the script
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"bailiwick/access"
	"bailiwick/assess"
)

var (
	//go:embed html/page.css
	pageStyle string
	//go:embed html/page.js
	pageScript string
)

// writeHTML writes one file for a browser: it holds all that it shows, asks
// for nothing from anywhere, and is whole without its script, which only
// filters, folds and remembers.
func writeHTML(w io.Writer, a *assess.Assessment, o Options) error {
	o.Color, o.Pipe, o.ASCII, o.Quiet = false, true, false, false
	s := sorted(a, o)
	p := &page{
		Options: o, shelf: s, t: &text{Options: o, shelf: s, marks: o.marks()},
		w: bufio.NewWriterSize(w, 64<<10), frameworks: a.Frameworks(),
	}
	p.movements()
	p.top()
	p.put(`<main id="main" class="wrap">`, "\n")
	p.cover()
	p.summary()
	p.findings()
	p.listedRows()
	p.wiring()
	p.paths()
	p.carriers()
	p.requirementTables()
	p.dutyTable()
	p.exceptionTables()
	p.inventory()
	p.notEvaluatedTables()
	p.method()
	p.put("</main>\n<footer><div class=\"wrap\">Written by Bailiwick ", esc(a.Run.Tool), " on ", stamp(a.Run.At),
		". It is evidence for an assessment and no opinion on it.</div></footer>\n")
	p.put("<script>", pageScript, "</script>\n</body>\n</html>\n")
	return p.w.Flush()
}

// A page writes one report. Its words are those of the text.
type page struct {
	Options
	*shelf
	t          *text // for what it knows to say
	w          *bufio.Writer
	frameworks []*assess.FrameworkResult
	moved      map[string][]movement // what hangs on each rule
	asked      *access.Engine        // see engine
}

// put writes HTML.
func (p *page) put(parts ...string) {
	for _, s := range parts {
		p.w.WriteString(s)
	}
}

// esc returns foreign text as HTML: what could be read as markup, and what
// could turn or hide the text around it, is escaped.
func esc(s string) string { return html.EscapeString(Clean(s)) }

// foreign returns a name that somebody else chose, set apart from the
// direction of the text around it.
func foreign(s string) string { return "<bdi>" + esc(s) + "</bdi>" }

// codeHTML returns such a name as code.
func codeHTML(s string) string { return "<code>" + foreign(s) + "</code>" }

// rich returns a sentence of ours, in which backquotes set code apart.
func rich(s string) string {
	parts := strings.Split(s, "`")
	if len(parts)%2 == 0 { // one is left over: it is none of ours
		return esc(s)
	}
	var b strings.Builder
	for i, part := range parts {
		if i%2 == 1 {
			b.WriteString(codeHTML(part))
		} else {
			b.WriteString(esc(part))
		}
	}
	return b.String()
}

// stamp returns an instant, day returns a day.
func stamp(at time.Time) string {
	at = at.UTC()
	return `<time datetime="` + at.Format(time.RFC3339) + `">` + at.Format("2006-01-02 15:04:05") + " UTC</time>"
}

func day(s string) string { return `<time datetime="` + s + `">` + s + "</time>" }

// anchor returns what of a text may stand in an id: letters, digits, dashes.
func anchor(parts ...string) string {
	words := strings.FieldsFunc(strings.ToLower(strings.Join(parts, "-")), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	return strings.Join(words, "-")
}

// A part of the page is a section that the navigation names.
var pageParts = []struct{ id, title string }{
	{"summary", "Summary"},
	{"findings", "Findings"},
	{"map", "Map"},
	{"paths", "Paths"},
	{"carriers", "Who carries what"},
	{"requirements", "Requirements"},
	{"duties", "Duties"},
	{"exceptions", "Exceptions"},
	{"inventory", "Inventory"},
	{"open", "Not evaluated"},
	{"method", "Method"},
}

// section begins a section; its end is the caller's.
func (p *page) begin(id string) {
	i := slices.IndexFunc(pageParts, func(s struct{ id, title string }) bool { return s.id == id })
	p.put("\n<section id=\"", id, "\">\n<h2>", pageParts[i].title, "</h2>\n")
}

func (p *page) end() { p.put("</section>\n") }

// table begins a table in a region of its own, which can be scrolled where it
// is narrow.
func (p *page) table(caption, class string, heads ...string) {
	p.put(`<div class="scroll" role="group" tabindex="0" aria-label="`, esc(caption), `"><table`)
	if class != "" {
		p.put(` class="`, class, `"`)
	}
	p.put(`><caption class="vh">`, esc(caption), "</caption><thead><tr>")
	for _, h := range heads {
		if right, ok := strings.CutPrefix(h, ">"); ok {
			p.put(`<th scope="col" class="num">`, esc(right), "</th>")
		} else {
			p.put(`<th scope="col">`, esc(h), "</th>")
		}
	}
	p.put("</tr></thead><tbody>\n")
}

func (p *page) endTable() { p.put("</tbody></table></div>\n") }

// title names what was looked at: the targets, and the environment if it is
// one.
func (p *page) title() string {
	title := strings.Join(p.a.Run.Targets, ", ")
	if len(p.sections) == 1 && p.sections[0].environment != "" {
		title += ", " + p.sections[0].environment
	}
	return title
}

// top writes what stands before the content. Style and script are allowed by
// their sums, and nothing else is.
func (p *page) top() {
	style := pageStyle + p.ownStyle()
	policy := "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " + sourceOf(style) + "; script-src " + sourceOf(pageScript)
	c := p.a.Count()
	p.put("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
		`<meta http-equiv="Content-Security-Policy" content="`, policy, "\">\n",
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
		"<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n",
		"<title>", esc(p.title()), ": ", figure(c.Fail-c.Standing), " of ", figure(c.Decided()), " observations fail · Bailiwick, ", p.a.Today.String(), "</title>\n",
		"<style>", style, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n",
		"<nav class=\"top\" aria-label=\"Sections\"><div class=\"wrap\">\n<ul>\n")
	for _, s := range pageParts {
		p.put(`<li><a href="#`, s.id, `">`, s.title, "</a></li>")
	}
	p.put("\n</ul>\n<button class=\"needs-js\" id=\"theme\" type=\"button\" aria-label=\"Auto: colours as the system has them\">Auto</button>\n</div></nav>\n\n")
}

// sourceOf allows one style or script (Content Security Policy Level 3, 6.7.3.3).
func sourceOf(inline string) string {
	sum := sha256.Sum256([]byte(inline))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// ownStyle is what the style needs from this run: how wide the parts of bars
// are, and what is printed at the foot of each page.
func (p *page) ownStyle() string {
	var b strings.Builder
	widths := make(map[int]bool)
	for _, f := range p.frameworks {
		for _, n := range f.Count() {
			widths[n] = true
		}
	}
	var sorted []int
	for n := range widths {
		sorted = append(sorted, n)
	}
	slices.Sort(sorted)
	for _, n := range sorted {
		fmt.Fprintf(&b, ".g%d{flex-grow:%d}", n, n)
	}
	b.WriteString("\n@media print { @page { margin: 16mm 14mm; @bottom-right { content: counter(page) \" / \" counter(pages); font: 8pt sans-serif } @bottom-left { content: \"")
	b.WriteString(cssText(p.title() + ", " + p.a.Run.At.UTC().Format(time.RFC3339)))
	b.WriteString("\"; font: 8pt sans-serif } } }\n")
	return b.String()
}

// cssText returns text as a string of CSS (CSS Syntax Level 3, 4.3.7): all but
// letters, digits and a few signs by their number.
func cssText(s string) string {
	var b strings.Builder
	for _, r := range Clean(s) {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune(" ,.:-_", r) {
			b.WriteRune(r)
			continue
		}
		b.WriteString(`\` + strconv.FormatInt(int64(r), 16) + " ")
	}
	return b.String()
}

// cover says what was looked at.
func (p *page) cover() {
	functions, resources := 0, 0
	for _, in := range p.sections {
		functions += in.functions
		resources += in.resources
	}
	p.put("<header class=\"cover\">\n<h1>", foreign(p.title()), "</h1>\n<p class=\"meta\">Assessed ", stamp(p.a.Run.At), " · ",
		esc(amongResources(functions, resources)), ", from ", Number(p.a.Run.Read.Files, "file", "files"))
	if day := p.a.Today.String(); day != p.a.Run.At.UTC().Format(time.DateOnly) {
		p.put(" · as of ", day)
	}
	p.put("</p>\n</header>\n")
}
