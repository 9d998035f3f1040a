package report

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"bailiwick/value"
)

// maxForeign is how many cells of a foreign text a comment shows.
const maxForeign = 160

// maxSentence is how many cells of a sentence it shows.
const maxSentence = 800

// short returns foreign text as it may be shown in a comment, cut.
func short(s string) string { return cut(Clean(s), maxForeign, "…") }

// markdownSigns are written as entities, so that they are signs of nothing
// wherever they stand; an underscore makes italics at most. A space of no width parts what GitHub would make a
// mention, a reference or a link of.
var markdownSigns = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;", `\`, "&#92;", "`", "&#96;", "*", "&#42;",
	"[", "&#91;", "]", "&#93;", "|", "&#124;", "~", "&#126;", "!", "&#33;", "$", "&#36;&#8203;",
	"@", "@&#8203;", "#", "#&#8203;", "://", ":&#8203;//", "www.", "www&#8203;.",
)

// code returns a name or a piece of code as it is shown, in one line.
func code(s string) string {
	s = Clean(s)
	switch {
	case s == "":
		return ""
	case strings.ContainsAny(s, "`|"): // a span would end, or a cell of a table
		return "<code>" + markdownSigns.Replace(s) + "</code>"
	}
	return "`" + s + "`"
}

// words returns a sentence: what stands in it between backquotes is code.
func words(s string) string {
	var b strings.Builder
	parts := strings.Split(Clean(s), "`")
	for i := 0; i < len(parts); i++ {
		switch {
		case i%2 == 0:
			b.WriteString(markdownSigns.Replace(parts[i]))
		case i == len(parts)-1: // the backquote has no second
			b.WriteString(markdownSigns.Replace("`" + parts[i]))
		default:
			b.WriteString(code(parts[i]))
		}
	}
	return b.String()
}

// filled is a sentence in which {name} stands for the name.
func filled(sentence, name string) string {
	parts := strings.Split(cut(Clean(sentence), maxSentence, "…"), "{name}")
	for i, p := range parts {
		parts[i] = words(p)
	}
	return strings.Join(parts, code(name))
}

// placeLink returns a place as a link to its line; of a file outside the
// folder, the place alone.
func placeLink(p value.Place) string {
	if p.File == "" {
		return code(short(p.String()))
	}
	text := fmt.Sprintf("%s:%d", p.File, p.Line)
	if strings.HasPrefix(p.File, "/") || strings.HasPrefix(p.File, "..") || strings.Contains(p.File, ":") || len(p.File) > maxForeign {
		return code(short(text))
	}
	link := url.URL{Path: p.File}
	to := strings.NewReplacer("(", "%28", ")", "%29", "*", "%2A", "_", "%5F", "~", "%7E", "|", "%7C", "!", "%21", "@", "%40", "$", "%24", "&", "%26").Replace(link.EscapedPath())
	return fmt.Sprintf("[%s](%s#L%d)", markdownSigns.Replace(Clean(text)), to, p.Line)
}

// fenced shows lines of code with the label below what it is about, between
// fences that none of them ends.
func fenced(lines []codeLine, label string) string {
	fence, text := "```", ""
	for _, l := range lines {
		for strings.Contains(l.text, fence) {
			fence += "`"
		}
		number := ""
		if l.number > 0 {
			number = strconv.Itoa(l.number)
		}
		l = l.within(maxForeign, "…")
		text += fmt.Sprintf("%5s  %s\n", number, l.text)
		if l.to > l.from {
			under := strings.Repeat(" ", l.from) + strings.Repeat("~", l.to-l.from) + " " + short(label)
			text += strings.TrimRight("       "+under, " ") + "\n"
		}
	}
	return fence + "text\n" + text + fence + "\n\n"
}
