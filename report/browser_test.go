package report_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"bailiwick/assess"
	"bailiwick/check"
	"bailiwick/estate"
	"bailiwick/report"
	"bailiwick/rule"
	"bailiwick/rule/all"
)

// A tab is a page that is open in Chromium, without a network.
type tab struct {
	testing.TB
	ctx context.Context

	mu       sync.Mutex
	requests []string // that the page made, its own file aside
}

// chromium starts the browser, once for a test. It skips where there is none.
func chromium(t testing.TB) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium here: the report was not opened in a browser (apt-get install chromium)")
	}
	if testing.Short() {
		t.Skip("-short: the report was not opened in a browser")
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("hide-scrollbars", true), chromedp.Flag("font-render-hinting", "none"))...)
	browser, cancel := chromedp.NewContext(allocator)
	deadline, end := context.WithTimeout(browser, 2*time.Minute)
	t.Cleanup(func() { end(); cancel(); stop() })
	if err := chromedp.Do(deadline); err != nil {
		t.Skipf("Chromium does not start here: %v", err)
	}
	return deadline
}

// An opening is how a page is opened.
type opening struct {
	width, height int64
	dark, noJS    bool
}

// open writes the page to a file and opens it.
func open(t testing.TB, browser context.Context, page []byte, l opening) *tab {
	t.Helper()
	name := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(name, page, 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	p := &tab{TB: t, ctx: ctx}
	if err := chromedp.Listen(ctx, func(event any) {
		if r, ok := event.(*network.EventRequestWillBeSent); ok && !strings.HasPrefix(r.Request.URL, "file://"+name) {
			p.mu.Lock()
			p.requests = append(p.requests, r.Request.URL)
			p.mu.Unlock()
		}
	}); err != nil {
		t.Fatal(err)
	}
	scheme := "light"
	if l.dark {
		scheme = "dark"
	}
	call(p, network.Enable, network.EnableParams{})
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: l.noJS})
	p.do(chromedp.EmulateViewport(l.width, l.height), chromedp.Navigate("file://"+name))
	return p
}

func call[P, R any](p *tab, command cdp.Command[P, R], params P) {
	p.Helper()
	if _, err := chromedp.Call(p.ctx, command, params); err != nil {
		p.Fatal(err)
	}
}

func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.Fatal(err)
	}
}

// eval returns the value of an expression of the page.
func eval[T any](p *tab, expression string) T {
	p.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		p.Fatalf("%s: %v", expression, err)
	}
	return v
}

// shopPage is the report of the example.
func shopPage(t testing.TB) []byte {
	t.Helper()
	at := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	a, err := check.Run(context.Background(), check.Options{
		Targets: []string{"../examples/shop/infra"}, Rules: all.Rules(), Tool: "test", Now: func() time.Time { return at },
	})
	if err != nil {
		t.Fatal(err)
	}
	return pageOf(t, a)
}

func pageOf(t testing.TB, a *assess.Assessment) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := report.Write("html", &b, a, report.Options{Command: "bailiwick check infra"}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReportInABrowser(t *testing.T) {
	browser := chromium(t)
	page := shopPage(t)
	t.Run("first screens", func(t *testing.T) {
		for _, l := range []opening{{1280, 800, false, false}, {1280, 800, true, false}, {400, 800, false, false}, {400, 800, true, false}} {
			p := open(t, browser, page, l)
			name := fmt.Sprintf("first-%d", l.width)
			if l.dark {
				name += "-dark"
			}
			p.picture(name)
			p.noOverflow()
		}
		p := open(t, browser, page, opening{1280, 800, false, false})
		for _, seen := range []string{".lead", ".first", ".bar", ".pop", ".next"} {
			if !eval[bool](p, fmt.Sprintf("document.querySelector(%q).getBoundingClientRect().top < innerHeight", seen)) {
				t.Errorf("%s is not on the first screen", seen)
			}
		}
	})
	t.Run("widths", func(t *testing.T) {
		p := open(t, browser, page, opening{1280, 800, false, false})
		p.eval("document.querySelectorAll('details').forEach(d => d.open = true)")
		for _, width := range []int64{320, 400, 736, 768, 1024, 1920} {
			p.do(chromedp.EmulateViewport(width, 800))
			p.noOverflow()
		}
	})
	t.Run("filter", func(t *testing.T) { filters(open(t, browser, page, opening{1280, 800, false, false})) })
	t.Run("links", func(t *testing.T) {
		p := open(t, browser, page, opening{1280, 800, false, false})
		p.eval("document.querySelector('#q').value = 'nothing has these words'; document.querySelector('#q').oninput()")
		p.eval("location.hash = '#' + document.querySelector('tr[data-ob]').id")
		p.until("a folded and filtered row is shown when an address leads to it", "document.querySelector('tr[data-ob]').checkVisibility()")
	})
	t.Run("keyboard", func(t *testing.T) { keys(open(t, browser, page, opening{1280, 800, false, false})) })
	t.Run("colours", func(t *testing.T) {
		p := open(t, browser, page, opening{1280, 800, true, false})
		background := "getComputedStyle(document.documentElement).backgroundColor"
		dark := eval[string](p, background)
		p.eval("document.querySelector('#theme').click()")
		if light := eval[string](p, background); light == dark {
			t.Errorf("the switch leaves the background %s", dark)
		}
	})
	t.Run("without scripts", func(t *testing.T) {
		p := open(t, browser, page, opening{1280, 800, false, true})
		if eval[bool](p, "document.querySelector('#q').checkVisibility() || document.querySelector('#theme').checkVisibility()") {
			t.Error("controls that do nothing are shown")
		}
		if !eval[bool](p, "document.querySelector('.finding').checkVisibility() && document.querySelector('.map').checkVisibility()") {
			t.Error("findings and the map are not shown")
		}
	})
	t.Run("print", func(t *testing.T) {
		for _, noJS := range []bool{false, true} {
			p := open(t, browser, page, opening{1280, 800, true, noJS})
			pdf, err := chromedp.Run(p.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
			if err != nil {
				t.Fatal(err)
			}
			if n := bytes.Count(pdf, []byte("/Type /Page\n")) + bytes.Count(pdf, []byte("/Type /Page ")) + bytes.Count(pdf, []byte("/Type/Page/")); !bytes.HasPrefix(pdf, []byte("%PDF-")) || len(pdf) < 50_000 {
				t.Errorf("a PDF of %d bytes and %d pages", len(pdf), n)
			}
			p.eval("dispatchEvent(new Event('beforeprint'))")
			if !noJS && eval[bool](p, "!!document.querySelector('details:not([open])')") {
				t.Error("something stays folded when it is printed")
			}
		}
	})
	t.Run("accessibility", func(t *testing.T) {
		for _, l := range []opening{{1280, 800, false, false}, {1280, 800, true, false}, {400, 800, false, false}} {
			open(t, browser, page, l).axe()
		}
	})
}

// Names that are meant to do harm are text, and break no layout.
func TestReportOfHostileNamesInABrowser(t *testing.T) {
	browser := chromium(t)
	unpack(t, "testdata/hostile.txtar")
	page := pageOf(t, run(t, "infra"))
	for _, width := range []int64{320, 1280} {
		p := open(t, browser, page, opening{width, 800, false, false})
		p.eval("document.querySelectorAll('details').forEach(d => d.open = true)")
		p.noOverflow()
		if n := eval[int](p, "document.querySelectorAll('img, iframe, object, embed, form, script:not(:last-of-type)').length"); n > 0 {
			t.Errorf("%d elements come from names", n)
		}
		p.axe()
	}
}

// filters looks for a name, and for a severity, and goes back.
func filters(p *tab) {
	total := eval[int](p, "document.querySelectorAll('.m').length")
	says := func(n int) string { return fmt.Sprintf("%d of %d failing observations", n, total) }
	status := "document.querySelector('#n').textContent"
	p.eval("document.querySelector('#q').focus()")
	p.do(chromedp.KeyEvent("function-no-anonymous-entry intake"))
	p.until("one finding matches", status+fmt.Sprintf(".startsWith(%q)", says(3)))
	if n := eval[int](p, "[...document.querySelectorAll('.finding')].filter(f => f.checkVisibility()).length"); n != 1 {
		p.Errorf("%d findings are shown, want 1", n)
	}
	if hash := eval[string](p, "location.hash"); !strings.Contains(hash, "q=function-no-anonymous-entry+intake") {
		p.Errorf("the address does not hold the filter: %s", hash)
	}
	p.do(chromedp.Reload())
	p.until("the address brings the filter back", status+fmt.Sprintf(".startsWith(%q)", says(3)))
	p.eval("const q = document.querySelector('#q'); q.value = ''; q.oninput(); const s = document.querySelector('#sv'); s.value = 'critical'; s.onchange()")
	if bad := eval[int](p, "[...document.querySelectorAll('.finding')].filter(f => f.checkVisibility() && f.dataset.sev !== 'critical').length"); bad > 0 {
		p.Errorf("%d findings of another severity are shown", bad)
	}
	p.eval("document.querySelector('#q').value = 'no-such-thing'; document.querySelector('#q').oninput()")
	if text := eval[string](p, status); !strings.Contains(text, "nothing matches") {
		p.Errorf("an empty result says %q", text)
	}
	p.eval("document.querySelector('#stf').value = 'notmet'; document.querySelector('#stf').onchange()")
	if bad := eval[int](p, "[...document.querySelectorAll('.reqt tbody tr')].filter(r => !r.hidden && r.dataset.st !== 'notmet').length"); bad > 0 {
		p.Errorf("%d requirements of another status are shown", bad)
	}
}

// keys goes through the page by keyboard.
func keys(p *tab) {
	p.do(chromedp.KeyEvent(kb.Tab))
	if text := eval[string](p, "document.activeElement.textContent"); text != "Skip to the content" {
		p.Errorf("the first thing that is reached is %q", text)
	}
	for range eval[int](p, "document.querySelectorAll('nav a').length") + 1 {
		p.do(chromedp.KeyEvent(kb.Tab))
	}
	if id := eval[string](p, "document.activeElement.id"); id != "theme" {
		p.Errorf("behind the sections comes %q, want the switch of colours", id)
	}
	p.do(chromedp.KeyEvent("/"))
	if id := eval[string](p, "document.activeElement.id"); id != "q" {
		p.Errorf("/ leads to %q, want the filter", id)
	}
	p.eval("document.querySelector('.finding summary').focus()")
	opened := "document.querySelector('.finding details').open"
	before := eval[bool](p, opened)
	p.do(chromedp.KeyEvent(kb.Enter))
	if eval[bool](p, opened) == before {
		p.Error("Enter does not fold a finding")
	}
	if outline := eval[string](p, "getComputedStyle(document.activeElement).outlineStyle"); outline != "solid" {
		p.Errorf("the focus is not seen: %s", outline)
	}
}

func (p *tab) eval(statement string) {
	p.Helper()
	eval[bool](p, "(() => { "+statement+"; return true })()")
}

// until waits for a condition of the page.
func (p *tab) until(what, condition string) {
	p.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 20*time.Second)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](condition)); err != nil {
		p.Fatalf("%s: %v; the page says %s", what, err, eval[string](p, "document.querySelector('#n').textContent"))
	}
}

// noOverflow fails if the page is wider than its window, or asked for anything.
func (p *tab) noOverflow() {
	p.Helper()
	if wide := eval[int](p, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); wide > 0 {
		p.Errorf("the page is %d px wider than a window of %d: %s", wide, eval[int](p, "innerWidth"), eval[string](p,
			"[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll, .code, .top')).map(e => e.outerHTML.slice(0, 120)).slice(0, 3).join(' ')"))
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.requests) > 0 {
		p.Errorf("the page asks for %v", p.requests)
	}
}

// axe runs axe-core over the page, everything unfolded.
func (p *tab) axe() {
	p.Helper()
	file := os.Getenv("BAILIWICK_AXE")
	if file == "" {
		p.Skip("BAILIWICK_AXE does not name axe.min.js (npm pack axe-core): accessibility was not checked")
	}
	source, err := os.ReadFile(file)
	if err != nil {
		p.Fatal(err)
	}
	p.eval("document.querySelectorAll('details').forEach(d => d.open = true)")
	p.eval(string(source))
	type violation struct {
		ID, Help string
		Nodes    []string
	}
	found, err := chromedp.Run(p.ctx, chromedp.Evaluate[[]violation](
		"axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => ({ID: v.id, Help: v.help, Nodes: v.nodes.slice(0, 3).map(n => n.html.slice(0, 200))})))", chromedp.EvalAwaitPromise))
	if err != nil {
		p.Fatal(err)
	}
	for _, v := range found {
		p.Errorf("axe: %s: %s\n%s", v.ID, v.Help, strings.Join(v.Nodes, "\n"))
	}
}

// picture compares what is seen with the picture that somebody looked at, both
// a quarter of the size: another font or smoothing is no difference, another
// layout or colour is.
func (p *tab) picture(name string) {
	p.Helper()
	shot, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.Fatal(err)
	}
	full, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		p.Fatal(err)
	}
	got := quarter(full)
	file := filepath.Join("testdata", "pictures", name+".png")
	if *update {
		var b bytes.Buffer
		if err := png.Encode(&b, got); err != nil {
			p.Fatal(err)
		}
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			p.Fatal(err)
		}
		return
	}
	b, err := os.ReadFile(file)
	if err != nil {
		p.Fatalf("%v: look at the page, then go test ./report -update", err)
	}
	want, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		p.Fatal(err)
	}
	if d := difference(got, want); d > 0.04 {
		seen := filepath.Join(os.TempDir(), "bailiwick-"+name+".png")
		if err := os.WriteFile(seen, shot, 0o644); err != nil {
			p.Error(err)
		}
		p.Errorf("%s looks otherwise than %s (%.3f): look at it, then go test ./report -update", seen, file, d)
	}
}

func quarter(full image.Image) *image.Gray {
	const by = 4
	size := full.Bounds().Size()
	small := image.NewGray(image.Rect(0, 0, size.X/by, size.Y/by))
	for y := range size.Y / by {
		for x := range size.X / by {
			sum := 0
			for i := range by * by {
				sum += int(color.GrayModel.Convert(full.At(x*by+i%by, y*by+i/by)).(color.Gray).Y)
			}
			small.SetGray(x, y, color.Gray{Y: uint8(sum / (by * by))})
		}
	}
	return small
}

// difference is the mean difference of two pictures, from 0 to 1.
func difference(a, b image.Image) float64 {
	if a.Bounds() != b.Bounds() {
		return 1
	}
	sum, size := 0.0, a.Bounds().Size()
	for y := range size.Y {
		for x := range size.X {
			p, q := color.GrayModel.Convert(a.At(x, y)).(color.Gray).Y, color.GrayModel.Convert(b.At(x, y)).(color.Gray).Y
			sum += max(float64(p)-float64(q), float64(q)-float64(p)) / 255
		}
	}
	return sum / float64(size.X*size.Y)
}

// BenchmarkReportInABrowser opens a report of 20,000 findings, half of them
// in blocks of their own, and filters it.
func BenchmarkReportInABrowser(b *testing.B) {
	browser := chromium(b)
	page := many(b, 20_000)
	for b.Loop() {
		p := open(b, browser, page, opening{1280, 800, false, false})
		b.ReportMetric(eval[float64](p, "performance.getEntriesByType('navigation')[0].loadEventEnd"), "open-ms")
		b.ReportMetric(eval[float64](p, "(() => { const t = performance.now(); const q = document.querySelector('#q'); q.value = 'queue-19'; q.oninput(); document.body.offsetHeight; return performance.now() - t })()"), "filter-ms")
		b.ReportMetric(float64(len(page))/1e6, "MB")
	}
}

// many returns a report of n findings: half of them of one rule with one
// message, half with a message each.
func many(t testing.TB, n int) []byte {
	t.Helper()
	dir := t.TempDir()
	var tf bytes.Buffer
	for i := range n / 2 {
		fmt.Fprintf(&tf, "resource \"aws_sqs_queue\" \"q%d\" {\n  name = \"queue-%d\"\n}\n", i, i)
	}
	if err := os.WriteFile(filepath.Join(dir, "main.tf"), tf.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	fails := func(id string, message func(q *estate.Queue) string) *rule.Rule {
		return &rule.Rule{ID: id, Title: "Queues are tested", Severity: rule.Medium, Fix: "test it", Decide: []rule.Decision{
			rule.On[*estate.Queue](func(_ *rule.Input, q *estate.Queue) rule.Outcome { return rule.Fail(message(q)).At(q.Head().Block) }),
		}}
	}
	a, err := check.Run(context.Background(), check.Options{
		Targets: []string{dir}, Tool: "test", Now: func() time.Time { return time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC) },
		Rules: []*rule.Rule{
			fails("queue-tested", func(*estate.Queue) string { return "{name} is not tested" }),
			fails("queue-tested-alone", func(q *estate.Queue) string { return "Nobody tests " + q.Head().Name() }),
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return pageOf(t, a)
}
