package check

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"bailiwick/assess"
	"bailiwick/settings"
	"bailiwick/source"
)

// baseline reads the baseline that the options or the settings name, nil if
// neither does. That of the settings lies relative to them. The error is an
// *assess.BaselineError.
func (o Options) baseline(s *settings.Settings, file string) (*assess.Baseline, error) {
	name := o.Baseline
	if set := s.Baseline.Get(); name == "" && set != "" {
		name = filepath.Join(filepath.Dir(file), filepath.FromSlash(set))
		if filepath.IsAbs(set) {
			name = set
		}
	}
	if name == "" {
		return nil, nil
	}
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) && o.NewBaseline {
		return nil, nil
	}
	var src []byte
	if err == nil {
		defer f.Close()
		src, err = io.ReadAll(io.LimitReader(f, assess.MaxBaseline+1))
	}
	if err != nil {
		return nil, &assess.BaselineError{
			File: shown(name), What: "the baseline cannot be read: " + source.Cause(err),
			Next: "bailiwick check TARGET --write-baseline " + shown(name),
		}
	}
	return assess.ReadBaseline(shown(name), src)
}

// shown returns a path as seen from the working folder, with slashes.
func shown(name string) string {
	if abs, err := filepath.Abs(name); err == nil {
		if from, err := os.Getwd(); err == nil {
			if rel, err := filepath.Rel(from, abs); err == nil {
				return filepath.ToSlash(rel)
			}
		}
	}
	return filepath.ToSlash(name)
}
