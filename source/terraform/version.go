package terraform

import (
	"strconv"
	"strings"
)

// A version is a released version's three numbers. A pre-release is none: it
// is nowhere stated what one holds.
type version [3]int

// newest is above every version.
var newest = version{1 << 30}

func (v version) less(w version) bool {
	for i := range v {
		if v[i] != w[i] {
			return v[i] < w[i]
		}
	}
	return false
}

func (v version) next() version { return version{v[0], v[1], v[2] + 1} }

func (v version) String() string {
	return strconv.Itoa(v[0]) + "." + strconv.Itoa(v[1]) + "." + strconv.Itoa(v[2])
}

// parseVersion reads 7, 7.2 or 7.2.1, with a v before it as tags have, and
// returns how many numbers were written.
func parseVersion(s string) (v version, written int, ok bool) {
	fields := strings.Split(strings.TrimPrefix(strings.TrimSpace(s), "v"), ".")
	if len(fields) > len(v) {
		return version{}, 0, false
	}
	for i, f := range fields {
		n, err := strconv.ParseUint(f, 10, 20)
		if err != nil {
			return version{}, 0, false
		}
		v[i] = int(n)
	}
	return v, len(fields), true
}

// versions are the releases from one up to and without another.
type versions struct{ from, below version }

// pinned reports whether the versions are a single one.
func (r versions) pinned() bool { return r.below == r.from.next() }

// and returns the versions that are in both; false if there are none.
func (r versions) and(s versions) (versions, bool) {
	if r.from.less(s.from) {
		r.from = s.from
	}
	if s.below.less(r.below) {
		r.below = s.below
	}
	return r, r.from.less(r.below)
}

// parseConstraint reads a version constraint as module calls have it:
// conditions with commas between them. Every version is the answer to "".
// What `!=` leaves out is not: it tells less than it could, never more.
func parseConstraint(s string) (versions, bool) {
	all := versions{below: newest}
	if strings.TrimSpace(s) == "" {
		return all, true
	}
	for condition := range strings.SplitSeq(s, ",") {
		condition = strings.TrimSpace(condition)
		number := strings.TrimLeft(condition, "=!<>~")
		v, written, ok := parseVersion(number)
		if !ok {
			return versions{}, false
		}
		one := versions{below: newest}
		switch strings.TrimSpace(strings.TrimSuffix(condition, number)) {
		case "", "=":
			one = versions{v, v.next()}
		case ">=":
			one.from = v
		case ">":
			one.from = v.next()
		case "<":
			one.below = v
		case "<=":
			one.below = v.next()
		case "~>":
			one.from = v
			switch written {
			case 2:
				one.below = version{v[0] + 1}
			case 3:
				one.below = version{v[0], v[1] + 1}
			}
		case "!=":
		default:
			return versions{}, false
		}
		if all, ok = all.and(one); !ok {
			return versions{}, false
		}
	}
	return all, true
}
