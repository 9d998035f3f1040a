package jslang

// A frame is a call of a function, or a file that is evaluated.
type frame struct {
	this     val
	result   val      // of return
	label    string   // of break and continue
	levels   []*level // loops and switches that it is within
	maybe    []val    // results of returns that may have happened
	returned bool     // one may have
	left     val      // why the function, a loop or a round of one may have been left
	marks    int      // how often that was noted
	later    bool     // what is behind the first await happens later
}

// A level is a loop or switch that is executed.
type level struct {
	label     string
	isSwitch  bool
	broke     bool // it may have been left
	continued bool // its round may have been
}

// may notes that what executes may have ended so: what follows may not happen, up
// to the end of what was left.
func (e *evaluator) may(f flow, why val) {
	fr := e.frame
	switch f {
	case next:
		return
	case threw:
		e.risks++
		return
	}
	fr.left = why
	fr.marks++
	switch f {
	case returned:
		fr.returned = true
		fr.maybe = append(fr.maybe, fr.result)
	default:
		for i := len(fr.levels) - 1; i >= 0; i-- {
			l := fr.levels[i]
			if fr.label == l.label && fr.label != "" || fr.label == "" && (f == broke || !l.isSwitch) {
				l.broke = l.broke || f == broke
				l.continued = l.continued || f == continued
				break
			}
		}
		fr.label = ""
	}
}

// resume begins a section anew if something may still have been left, after one
// was ended that began with it.
func (e *evaluator) resume(marks int) {
	fr := e.frame
	open := fr.returned
	for _, l := range fr.levels {
		open = open || l.broke || l.continued
	}
	if open && fr.marks > marks {
		e.begin(fr.left)
	}
}

// within executes a loop or switch.
func (e *evaluator) within(l *level, do func() flow) flow {
	fr, sections, marks := e.frame, len(e.sections), e.frame.marks
	fr.levels = append(fr.levels, l)
	f := do()
	fr.levels = fr.levels[:len(fr.levels)-1]
	if l.broke {
		if f != next {
			e.may(f, fr.left)
			f = next
		}
		e.end(sections)
		e.resume(marks)
	}
	return f
}

// round executes the body of a loop once; it says whether the loop ends, and how.
func (e *evaluator) round(l *level, body func() flow) (ends bool, as flow) {
	fr, sections, marks := e.frame, len(e.sections), e.frame.marks
	f := body()
	mine := fr.label == "" || fr.label == l.label
	if f == continued && mine {
		f, fr.label = next, ""
	}
	if l.continued {
		if f != next {
			e.may(f, fr.left)
			f = next
		}
		l.continued = false
		e.end(sections)
		e.resume(marks)
	}
	if f == broke && mine {
		fr.label = ""
		return true, next
	}
	return f != next, f
}
