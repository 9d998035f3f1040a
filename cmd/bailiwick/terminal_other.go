//go:build !(darwin || linux || freebsd || netbsd || openbsd || dragonfly)

package main

import "os"

const utf8ByDefault = true

// size tells a terminal by its being a device; its width is not asked for.
func size(f *os.File) (width int, is bool) {
	info, err := f.Stat()
	return 0, err == nil && info.Mode()&os.ModeCharDevice != 0
}
