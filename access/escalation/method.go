package escalation

import "slices"

// A Gain is what somebody has gained who has used a method.
type Gain uint8

// The gains.
const (
	Passing   Gain = iota // a role: it is handed to something new that does the caller's work
	Steering              // a role: something that runs as it is made to do the caller's work
	Taking                // a principal: its credentials, or its trust
	Joining               // what the members of a group have
	Rewriting             // whatever policies one likes, for a principal
	Unbinding             // what the policies of a principal grant beyond its boundary
	Making                // a new principal with whatever policies one likes
)

// An Object is what a permission that a method needs is about.
type Object uint8

// The objects.
const (
	Whatever Object = iota // any resource will do
	Same                   // any one will do, if all such needs of the method hold on it
	Target                 // the principal or group, or the role that is passed
	Runner                 // what runs as the role
	Attached               // a policy that is attached to the principal
)

// A Need is a permission that a method needs.
type Need struct {
	Action string
	On     Object
	Like   string // with Whatever and Same: on a resource of this pattern
}

// A Method is a way from some permissions to others.
type Method struct {
	ID   string // "lambda-new-function-invoke"
	Text string // what is done, behind the name of who does it; TARGET stands for whom it is done to
	Gain Gain
	On   string // the kind of the target: "role", "user" or "group"; "" for Making

	// Services are those that the role must trust, by the part of their names
	// in front of .amazonaws.com.
	Services []string
	Runs     string // of Steering: what runs as the role, for people
	Needs    []Need
	Sources  []string
}

// Actions returns the actions that the method needs, sorted.
func (m *Method) Actions() []string {
	var out []string
	for _, n := range m.Needs {
		out = append(out, n.Action)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Methods returns every method, in the order in which they are preferred where
// several lead to the same.
func Methods() []*Method {
	table := methods()
	out := make([]*Method, len(table))
	for i := range table {
		out[i] = &table[i]
	}
	return out
}

var pass = []Need{{Action: "iam:PassRole", On: Target}}

func on(o Object, actions ...string) []Need {
	var out []Need
	for _, a := range actions {
		out = append(out, Need{Action: a, On: o})
	}
	return out
}

func onInstance(o Object, actions ...string) []Need {
	out := on(o, actions...)
	for i := range out {
		out[i].Like = "arn:*:ec2:*:*:instance/*"
	}
	return out
}

// published names the entries of the catalogue of pathfinding.cloud that hold
// the same permissions, beside AWS's page on the first of them.
func published(ids ...string) []string {
	out := []string{"Service Authorization Reference"}
	for _, id := range ids {
		out = append(out, "pathfinding.cloud, "+id)
	}
	return out
}
