package authz

// IsNone reports whether there is no such layer.
func (l Layer) IsNone() bool { return l.state == none }

// IsWhole reports whether the policies of the layer are all that it has.
func (l Layer) IsWhole() bool { return l.state > part }

// IsLenient reports whether whatever no Deny of the layer takes away counts as
// allowed by it: what was not read of it is set aside.
func (l Layer) IsLenient() bool { return l.state == lenient }

// Reason returns why the layer is not whole, else "".
func (l Layer) Reason() string { return l.reason }

// IsNone reports whether no guardrails bind the account.
func (g Guardrails) IsNone() bool { return g.state == none }

// IsWhole reports whether the levels are all that there are.
func (g Guardrails) IsWhole() bool { return g.state > part }

// Levels returns the levels that are known, from the root to the account.
func (g Guardrails) Levels() []Layer { return g.levels }

// Reason returns why there may be more levels, else "".
func (g Guardrails) Reason() string { return g.reason }

// IsNone reports whether the key surely has no grants.
func (g Grants) IsNone() bool { return g.state > part && len(g.list) == 0 }
