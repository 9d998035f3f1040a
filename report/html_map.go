package report

import (
	"fmt"
	"strings"

	"bailiwick/estate"
	"bailiwick/value"
)

// The map is drawn in pieces of so many functions, and so many pieces at most;
// the table beneath has every function.
const (
	mapFunctions = 40
	mapPieces    = 25
)

// Measures of the drawing, in its own units, which are pixels at its natural
// size.
const (
	boxHeight = 52
	boxStep   = 74
	leftBox   = 12
	midBox    = 350
	rightBox  = 748
	sideWidth = 200
	midWidth  = 240
	mapWidth  = 960
	mapTop    = 40
	maxLabel  = 24 // characters of a name in a box; it is whole in the table
)

// wiring draws what starts each function and what it can reach.
func (p *page) wiring() {
	p.begin("map")
	list := p.wirings()
	if len(list) == 0 {
		p.put("<p>No function was found.</p>\n")
		p.end()
		return
	}
	p.put("<p>What starts each function, and what it is wired to or granted. The table below says the same.</p>\n<ul class=\"key\">")
	for _, k := range []struct{ class, words string }{{"e", "wired"}, {"e dash", "granted and not wired"}, {"e badl", "open to anyone"}, {"e unk", "open to anyone cannot be told"}} {
		p.put(`<li><svg class="map" width="34" height="8" viewBox="0 0 34 8" aria-hidden="true"><path d="M0 4H34" class="`, k.class, `"/></svg>`, k.words, "</li>")
	}
	p.put("</ul>\n")
	pieces := (len(list) + mapFunctions - 1) / mapFunctions
	for i := range min(pieces, mapPieces) {
		part := list[i*mapFunctions : min((i+1)*mapFunctions, len(list))]
		if pieces == 1 {
			p.drawing(i, part)
			continue
		}
		p.put("<details class=\"more\"")
		if i == 0 {
			p.put(" open")
		}
		p.put("><summary>Functions ", figure(i*mapFunctions+1), " to ", figure(i*mapFunctions+len(part)), " of ", figure(len(list)), ", from ", codeHTML(part[0].function.Name()), "</summary>\n")
		p.drawing(i, part)
		p.put("</details>\n")
	}
	if pieces > mapPieces {
		p.put("<p>", figure(len(list)-mapPieces*mapFunctions), " more functions are not drawn: they stand in the table.</p>\n")
	}
	p.wiringTable(list)
	p.end()
}

// A drawn is one piece of the map as it is laid out.
type drawn struct {
	left, right   []box
	leftOf, rowOf map[*estate.Head]int // places in left and right
}

// A box is a node of the map.
type box struct {
	name, below, class string
	y                  int
}

// drawing writes one piece of the map.
func (p *page) drawing(number int, list []wiring) {
	d := &drawn{leftOf: make(map[*estate.Head]int), rowOf: make(map[*estate.Head]int)}
	var middle []box
	y := mapTop
	for _, w := range list {
		before := len(d.left)
		for _, t := range w.triggers {
			d.place(&d.left, d.leftOf, t.to, triggerBox(t.to, w.open))
		}
		if w.open != value.No && len(w.triggers) == 0 {
			d.left = append(d.left, openBox(w.open))
		}
		fresh := len(d.left) - before
		class := "n fn"
		b := box{w.function.Name(), "role " + w.role, class, y}
		if w.role == "" {
			b.below = "role not read"
		}
		for i := range fresh {
			d.left[before+i].y = y + i*boxStep
		}
		b.y = y + max(fresh-1, 0)*boxStep/2
		middle = append(middle, b)
		y += max(fresh, 1) * boxStep
		for _, t := range w.reaches {
			d.place(&d.right, d.rowOf, t.to, box{t.to.Head().Name(), t.to.Head().Kind().Noun(1), "n", 0})
		}
	}
	for i := range d.right {
		d.right[i].y = mapTop + i*boxStep
	}
	if n := len(d.right); n > 1 { // spread over the whole height
		if room := y - boxStep - mapTop; room > (n-1)*boxStep {
			for i := range d.right {
				d.right[i].y = mapTop + i*room/(n-1)
			}
		}
	}
	height := max(y, mapTop+len(d.right)*boxStep) + 4
	p.put(`<div class="scroll" role="group" tabindex="0" aria-label="Map of functions"><svg class="map" viewBox="0 0 `, fmt.Sprintf("%d %d", mapWidth, height),
		`" role="img" aria-labelledby="`, fmt.Sprintf("map-t%d", number), `"><title id="`, fmt.Sprintf("map-t%d", number), `">What starts `, Number(len(list), "function", "functions"),
		", and what they reach; the table below says the same</title>\n")
	if number == 0 {
		p.put(`<defs><marker id="ar" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 L8 4 L0 8 z" class="ah"/></marker></defs>`)
	}
	p.put(`<text x="12" y="24" class="h">what starts it</text><text x="350" y="24" class="h">function and its role</text><text x="748" y="24" class="h">what it reaches</text>`, "\n")
	p.edges(d, list, middle)
	for _, b := range d.left {
		p.boxAt(b, leftBox, sideWidth)
	}
	for _, b := range middle {
		p.boxAt(b, midBox, midWidth)
	}
	for _, b := range d.right {
		p.boxAt(b, rightBox, sideWidth)
	}
	p.put("</svg></div>\n")
}

// place notes the box of a resource that has none yet.
func (d *drawn) place(boxes *[]box, at map[*estate.Head]int, r estate.Resource, b box) {
	if _, ok := at[r.Head()]; !ok {
		at[r.Head()] = len(*boxes)
		*boxes = append(*boxes, b)
	}
}

func triggerBox(r estate.Resource, open value.Answer) box {
	b := box{name: r.Head().Name(), below: r.Head().Kind().Noun(1), class: "n"}
	if r.Head().Kind() == "function_url" && open != value.No {
		o := openBox(open)
		b.below, b.class = "URL "+o.below, o.class
	}
	return b
}

// openBox stands for callers that nobody named.
func openBox(open value.Answer) box {
	if open == value.Yes {
		return box{name: "anyone", below: "open to anyone", class: "n bad"}
	}
	return box{name: "anyone?", below: "cannot be told", class: "n unk"}
}

// edges draws the lines; those that meet at a box end apart.
func (p *page) edges(d *drawn, list []wiring, middle []box) {
	const apart = 9
	starts, ends := make(map[int]int), make(map[int]int)
	fan := func(n, i int) int { return (2*i - n + 1) * apart / 2 }
	clamp := func(y int) int { return max(-boxHeight/2+6, min(boxHeight/2-6, y)) }
	open := 0
	for _, w := range list {
		for _, t := range w.reaches {
			ends[d.rowOf[t.to.Head()]]++
		}
		for _, t := range w.triggers {
			starts[d.leftOf[t.to.Head()]]++
		}
	}
	doneLeft, doneRight := make(map[int]int), make(map[int]int)
	for i, w := range list {
		center := middle[i].y + boxHeight/2
		for k, t := range w.triggers {
			at := d.leftOf[t.to.Head()]
			class := "e"
			if strings.Contains(d.left[at].class, "bad") {
				class = "e badl"
			}
			from := d.left[at].y + boxHeight/2 + clamp(fan(starts[at], doneLeft[at]))
			doneLeft[at]++
			p.edge(leftBox+sideWidth, from, midBox-4, center+clamp(fan(len(w.triggers), k)), class)
		}
		if w.open != value.No && len(w.triggers) == 0 {
			for ; open < len(d.left); open++ { // its box is the next that stands for anyone
				if strings.HasPrefix(d.left[open].name, "anyone") && d.left[open].y == middle[i].y {
					class := "e badl"
					if w.open != value.Yes {
						class = "e unk"
					}
					p.edge(leftBox+sideWidth, d.left[open].y+boxHeight/2, midBox-4, center, class)
					break
				}
			}
		}
		for k, t := range w.reaches {
			at := d.rowOf[t.to.Head()]
			class := "e"
			if t.granted {
				class = "e dash"
			}
			to := d.right[at].y + boxHeight/2 + clamp(fan(ends[at], doneRight[at]))
			doneRight[at]++
			p.edge(midBox+midWidth, center+clamp(fan(len(w.reaches), k)), rightBox-4, to, class)
		}
	}
}

func (p *page) edge(x1, y1, x2, y2 int, class string) {
	mid := (x1 + x2) / 2
	p.put(fmt.Sprintf(`<path d="M%d %d C%d %d %d %d %d %d" class="%s" marker-end="url(#ar)"/>`, x1, y1, mid, y1, mid, y2, x2, y2, class), "\n")
}

func (p *page) boxAt(b box, x, width int) {
	p.put(fmt.Sprintf(`<g><title>%s</title><rect x="%d" y="%d" width="%d" height="%d" rx="4" class="%s"/>`, esc(b.name+", "+b.below), x, b.y, width, boxHeight, b.class))
	p.put(fmt.Sprintf(`<text x="%d" y="%d" class="t">%s</text>`, x+14, b.y+22, esc(inside(b.name, width))))
	below := "s"
	if strings.Contains(b.class, "bad") {
		below = "s bt"
	}
	p.put(fmt.Sprintf(`<text x="%d" y="%d" class="%s">%s</text></g>`, x+14, b.y+40, below, esc(inside(b.below, width))), "\n")
}

// inside cuts a name in the middle so that it fits into a box.
func inside(s string, width int) string {
	most := maxLabel * width / midWidth
	if Cells(s) <= most {
		return s
	}
	runes := []rune(s)
	head := min(len(runes), most*2/3)
	tail := min(len(runes)-head, most/3-1)
	return string(runes[:head]) + "…" + string(runes[len(runes)-tail:])
}

// wiringTable says what the map shows.
func (p *page) wiringTable(list []wiring) {
	p.put("<details class=\"more\"><summary>The same as a table</summary>\n")
	p.table("What starts each function, and what it reaches", "", "function", "started by", "role", "wired to", "granted and not wired")
	for _, w := range list {
		p.put(`<tr><th scope="row">`, codeHTML(w.function.Name()), "</th><td>")
		switch w.open {
		case value.Yes:
			p.put("<strong>open to anyone</strong>; ")
		case value.CannotTell:
			p.put("whether it is open to anyone cannot be told; ")
		}
		p.ties(w.triggers)
		role := codeHTML(w.role)
		if w.role == "" {
			role = `<span class="soft">not read</span>`
		}
		p.put("</td><td>", role, "</td><td>")
		var wired, granted []tie
		for _, t := range w.reaches {
			if t.granted {
				granted = append(granted, t)
			} else {
				wired = append(wired, t)
			}
		}
		p.ties(wired)
		p.put("</td><td>")
		p.ties(granted)
		p.put("</td></tr>\n")
	}
	p.endTable()
	p.put("</details>\n")
}

func (p *page) ties(list []tie) {
	if len(list) == 0 {
		p.put(`<span class="soft">nothing that was read</span>`)
	}
	for i, t := range list {
		if i > 0 {
			p.put(", ")
		}
		p.put(esc(t.to.Head().Kind().Noun(1)), " ", codeHTML(t.to.Head().Name()))
	}
}
