package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"

	"bailiwick/check"
)

// version is set by the linker in releases.
var version string

const versionUsage = `bailiwick version tells what this program is.
`

func runVersion(s *session, args []string) (check.Status, error) {
	if rest, err := words(newOptions(), args); err != nil {
		return 0, err
	} else if len(rest) > 0 {
		return 0, usage("version takes no words, and got `%s`", rest[0])
	}
	_, err := fmt.Fprintf(s.stdout, "bailiwick %s (%s, %s/%s)\n", tool(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return check.Clean, err
}

// tool returns the version: the release, else the commit that was built.
func tool() string {
	if version != "" {
		return version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value[:min(12, len(s.Value))]
		}
	}
	return cmp.Or(info.Main.Version, "unknown")
}
