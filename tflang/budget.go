package tflang

import "bailiwick/value"

// A Budget bounds the work of evaluation. One budget is shared by all Envs of
// a run; it must not be used by two goroutines at once.
type Budget struct {
	Steps int // expressions and elements of collections still allowed
	Bytes int // bytes of new text still allowed
	depth int
	// failed holds the unknown values that stand for a failure in one of
	// several alternatives, for `try` and `can`.
	failed map[failedValue]struct{}
}

type failedValue struct {
	why value.Note
	at  value.Origin
}

const (
	defaultSteps = 10_000_000
	defaultBytes = 256 << 20
	maxDepth     = 20_000 // expressions within expressions, over all Envs
	maxTemplates = 16     // templatefile within templatefile
)

// NewBudget returns a budget that suits one root.
func NewBudget() *Budget { return &Budget{Steps: defaultSteps, Bytes: defaultBytes} }

func spent(at value.Origin, message string) *Failure {
	return &Failure{Origin: at, Message: message, spent: true}
}

// spend takes n steps off the budget.
func (e *Env) spend(n int, at value.Origin) *Failure {
	if n > e.Budget.Steps {
		e.Budget.Steps = 0
		return spent(at, "evaluation stopped: the expressions take more steps than are allowed")
	}
	e.Budget.Steps -= n
	return nil
}

// grow takes n bytes of new text off the budget.
func (e *Env) grow(n int, at value.Origin) *Failure {
	if n > e.Budget.Bytes {
		e.Budget.Bytes = 0
		return spent(at, "evaluation stopped: the texts grow beyond what is allowed")
	}
	e.Budget.Bytes -= n
	return nil
}

// stand returns the unknown value that stands for what failed in one of
// several alternatives.
func (e *Env) stand(f *Failure) value.Any {
	v := f.unknown()
	if e.Budget.failed == nil {
		e.Budget.failed = make(map[failedValue]struct{})
	}
	e.Budget.failed[failedValue{v.Note(), v.Origin()}] = struct{}{}
	return v
}

// hasFailed reports whether v stands for a failure.
func (e *Env) hasFailed(v value.Any) bool {
	if v.Kind() != value.KindUnknown || e.Budget.failed == nil {
		return false
	}
	_, ok := e.Budget.failed[failedValue{v.Note(), v.Origin()}]
	return ok
}
