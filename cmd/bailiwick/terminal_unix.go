//go:build darwin || linux || freebsd || netbsd || openbsd || dragonfly

package main

import (
	"os"
	"runtime"
	"syscall"
	"unsafe"
)

// utf8ByDefault is whether text is UTF-8 where no locale is set: macOS always
// writes it.
const utf8ByDefault = runtime.GOOS == "darwin"

// size returns the width of the terminal that f is, and whether it is one.
func size(f *os.File) (width int, is bool) {
	var window struct{ rows, columns, x, y uint16 }
	_, _, errno := syscall.Syscall(syscall.SYS_IOCTL, f.Fd(), syscall.TIOCGWINSZ, uintptr(unsafe.Pointer(&window)))
	return int(window.columns), errno == 0
}
