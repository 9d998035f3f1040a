// Package all is the list of rules. What is not in it does not exist; a test
// compares it with the folders below rule.
package all

import "bailiwick/rule"

// Rules returns every rule in the order of the documentation: a block for each
// objective, in the order of package objective.
func Rules() []*rule.Rule {
	return []*rule.Rule{}
}
