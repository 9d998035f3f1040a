package estate

// Coverage is what a source can speak for: of kinds, within a scope.
type Coverage struct {
	Scope  *Scope
	Kinds  []Kind // nil for all
	State  string // "complete", "partial" or "none"
	Reason string
}

// Coverage returns what the sources can speak for, scope by scope: first what
// holds for all kinds, then the parts that were not read.
func (e *Estate) Coverage() []Coverage {
	var out []Coverage
	for _, s := range e.Scopes {
		c := Coverage{Scope: s, State: "partial", Reason: "declarations speak for what they declare and what hangs on it, not for the account"}
		if s.Baseline {
			c.State, c.Reason = "complete", "the setting iac.baseline says that they declare the whole account"
		}
		out = append(out, c)
		for _, g := range e.Gaps {
			if g.Scope == s {
				out = append(out, Coverage{Scope: s, Kinds: g.Kinds, State: "partial", Reason: g.Why.Reason()})
			}
		}
	}
	return out
}
