package assess

// A Standing is an accepted risk that a failing observation stands under. It
// never turns a failure into a pass.
type Standing struct {
}
