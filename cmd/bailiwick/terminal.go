package main

import (
	"io"
	"os"
	"strings"
)

// A terminal is what is known of a stream's reader.
type terminal struct {
	is    bool // a person sees it, in cells
	color bool
	ascii bool // it shows nothing but ASCII
	width int  // in cells; 0 is not known
}

// terminalOf looks at a stream and at the environment. NO_COLOR, TERM=dumb
// and CLICOLOR_FORCE are as their users know them.
func terminalOf(w io.Writer) terminal {
	var t terminal
	if f, ok := w.(*os.File); ok {
		t.width, t.is = size(f)
	}
	t.color = t.is && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	if force := os.Getenv("CLICOLOR_FORCE"); force != "" && force != "0" && os.Getenv("NO_COLOR") == "" {
		t.color = true
	}
	t.ascii = t.is && !isUTF8()
	return t
}

// isUTF8 reports whether the locale's text is UTF-8.
func isUTF8() bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := os.Getenv(name); v != "" {
			v = strings.ToLower(v)
			return strings.Contains(v, "utf-8") || strings.Contains(v, "utf8")
		}
	}
	return utf8ByDefault
}
