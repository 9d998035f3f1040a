package report_test

import (
	"bytes"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"bailiwick/check"
	"bailiwick/report"
	"bailiwick/rule"
	"bailiwick/rule/all"
)

// TestPictures makes the pictures of the README anew: go test ./report -run
// Pictures -update.
func TestPictures(t *testing.T) {
	if !*update {
		t.Skip("makes the pictures of the README, with -update only")
	}
	browser := chromium(t)
	docs, err := filepath.Abs("../docs")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir("../examples/shop")
	a, err := check.Run(t.Context(), check.Options{Targets: []string{"infra"}, Rules: all.Rules(), Tool: "0.1.0", Now: func() time.Time { return time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	p := open(t, browser, pageOf(t, a), opening{1280, 800, false, false})
	p.save(filepath.Join(docs, "report.png"))

	var text bytes.Buffer
	o := report.Options{Color: true, Width: 92, Command: "bailiwick check infra", Rule: "function-url-requires-iam-auth", Show: []rule.Verdict{rule.FailVerdict}}
	if err := report.Write("text", &text, a, o); err != nil {
		t.Fatal(err)
	}
	p = open(t, browser, terminal(text.String()), opening{860, 470, false, false})
	p.save(filepath.Join(docs, "terminal.png"))
}

func (p *tab) save(name string) {
	p.Helper()
	shot, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.Fatal(err)
	}
	if err := os.WriteFile(name, shot, 0o644); err != nil {
		p.Fatal(err)
	}
}

var escape = regexp.MustCompile("\x1b\\[([0-9;]+)m([^\x1b]*)\x1b\\[0m")

// terminal is a page that looks like a terminal with the text in it.
func terminal(text string) []byte {
	colors := map[string]string{"1": "font-weight:bold", "2": "color:#8b949e", "31": "color:#ff7b72", "32": "color:#7ee787", "33": "color:#e3b341", "35": "color:#d2a8ff", "1;31": "color:#ff7b72;font-weight:bold"}
	text = escape.ReplaceAllStringFunc(html.EscapeString(text), func(s string) string {
		m := escape.FindStringSubmatch(s)
		return `<span style="` + colors[m[1]] + `">` + m[2] + "</span>"
	})
	return []byte(`<!doctype html><meta charset="utf-8"><style>body{margin:0;background:#0d1117;color:#e6edf3;font:15px/1.45 monospace}pre{margin:18px 22px;font:inherit}</style><pre><span style="color:#8b949e">$</span> bailiwick check infra
` + strings.TrimRight(text, "\n") + "</pre>")
}
