// Package sls makes a CloudFormation template of a service of the Serverless
// Framework, versions 3 and 4: of the configuration in serverless.yml, as
// `serverless package` does, without running anything. Variables that only a
// deployment can look up become parameters without a default; what could not be
// read stays in the template as unknown, with the reason.
//
// Logical ids are the framework's own, but that those of versions and
// deployments, which it numbers anew each time, have no number.
package sls

import (
	"bailiwick/cfnlang"
	"bailiwick/value"
)

// Options says what a service is packaged with.
type Options struct {
	Stage string            // --stage; "" leaves it to the configuration
	Vars  map[string]string // other options of the command line by name, and --param as param:NAME
	Env   map[string]string // environment variables that are known: those of .env files
	// File returns what a file holds, by its path from the service's folder: the
	// tree of YAML, JSON, and of code as far as it is static; a string of others;
	// nil if it is not there.
	File func(name string) *Node
	// Export returns one export of a file of code; nil if there is none.
	Export func(name, export string) *Node
}

// A Service is what a configuration makes at one stage.
type Service struct {
	Template *Node
	Stack    string // the stack's name, "" if it is not known
	Stage    string // "" if it is not known
	Region   string // "" if it is not known
	// Tags are those that the deployment gives to the whole stack.
	Tags *Node
	// Changed says what may change anything in the template, "" if nothing does: a
	// plug-in that is not known.
	Changed  string
	Problems []value.Problem
}

// Package returns what a configuration makes. The service is nil for one of
// another provider than AWS, or of none.
func Package(configuration *Node, o Options) *Service {
	r := newResolver(configuration, o)
	s := &service{resolver: r, ids: make(map[string]int), resources: cfnlang.NewMap(configuration.At), outputs: cfnlang.NewMap(configuration.At)}
	s.place = cfnlang.PlaceOf(configuration)
	s.provider = r.lookup(configuration, "provider")
	if !s.ofAWS() {
		return nil
	}
	s.read()
	s.dotenv()
	s.core()
	s.logGroups()
	s.executionRole()
	s.ownRoles()
	s.layers()
	for _, f := range s.functions {
		s.lambda(f)
	}
	s.events()
	s.plugins()
	made := s.merged()
	out := &Service{Template: made, Tags: s.stackTags(), Changed: s.changed, Problems: r.problems}
	out.Stack, _ = s.stackName().Literal()
	out.Stage, _ = s.stageName.Literal()
	out.Region, _ = r.region(configuration.At).Literal()
	return out
}

// ofAWS reports whether the service is deployed to AWS, as far as it says.
func (s *service) ofAWS() bool {
	name := s.provider
	if name != nil && name.Kind == cfnlang.Map && !opaque(name) {
		name = name.Get("name")
	}
	text, ok := name.Literal()
	return ok && text == "aws" || opaque(name)
}
