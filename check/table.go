package check

import (
	"path/filepath"
	"strings"

	"bailiwick/dated"
	"bailiwick/settings"
	"bailiwick/source"
)

// A TableError is a table of the settings that does not hold: nothing is
// checked, since tables decide rules.
type TableError struct {
	File     string
	Key      string   // of the setting that names it
	Mistakes []string // each with file and line
}

func (e *TableError) Error() string { return e.Mistakes[0] }

// runtimes returns the table of runtimes: that of the settings, which lies
// relative to them, or the one that bailiwick holds. The error is a *TableError.
func (o Options) runtimes(s *settings.Settings, file string) (*dated.Runtimes, error) {
	set := s.Runtimes.Table
	if !set.Set() || set.Any() || set.Get() == "" {
		return dated.DefaultRuntimes(), nil
	}
	name := filepath.FromSlash(set.Get())
	if !filepath.IsAbs(name) {
		name = filepath.Join(filepath.Dir(file), name)
	}
	src, err := readBounded(name, dated.MaxBytes)
	if err != nil {
		return nil, &TableError{shown(name), set.Key(), []string{"it cannot be read: " + source.Cause(err)}}
	}
	table, err := dated.ParseRuntimes(shown(name), src)
	if err != nil {
		return nil, &TableError{shown(name), set.Key(), strings.Split(err.Error(), "\n")}
	}
	return table, nil
}
