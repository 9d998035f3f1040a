package reason

import (
	"slices"
	"strings"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A Target is one resource, with the policies that bear on requests for it: a
// function, a layer, a queue, a topic, a bucket, a key, a secret, a table, a
// repository, an event bus, a state machine, an API, a role.
type Target struct {
	Resource              value.Text   // its ARN
	Account, Organization value.Text   // that own it; empty: not known
	Members               []value.Text // of the organisation, as in Question
	AllMembers            bool
	Policies              authz.Policies
	Context               authz.Context // what all requests carry

	// Actions are those that count. None: all of the service that the ARN names,
	// for a role those that assume it.
	Actions []string
}

// A Reach tells whether callers of a class can do something with a target.
type Reach struct {
	Callers Callers
	Answer  Answer

	// Within says that it is possible from the networks only that the policies
	// name: public within these addresses.
	Within bool
}

// classes are those that an exposure tells of, the widest first.
var classes = [...]Callers{Anonymous, AnyAccount, OtherOrganization, OtherAccount, OnBehalf}

// Exposure tells for each class of outsiders whether they can do something with
// a target: anonymous callers, any AWS account, an account of another
// organisation, another account, a service on behalf of another account, and of
// a role the tenants of identity providers.
func Exposure(t *Target) []Reach { return Engine{}.Exposure(t) }

// Exposure is the function Exposure.
func (e Engine) Exposure(t *Target) []Reach {
	out := make([]Reach, 0, len(classes))
	list := classes[:]
	if slices.Equal(t.actions(), assuming) {
		list = append(list[:len(list):len(list)], Tenant)
	}
	for _, class := range list {
		out = append(out, e.Reach(t, class))
	}
	return out
}

// Reach tells whether callers of one class can do something with a target.
func (e Engine) Reach(t *Target, class Callers) Reach {
	q := Question{
		Callers: class, Actions: t.actions(), Resources: t.resources(), Account: t.Account, Organization: t.Organization,
		Members: t.Members, AllMembers: t.AllMembers, Policies: t.Policies, Context: t.Context,
	}
	ask := asker{Question: &q}
	r := Reach{Callers: class, Answer: ask.decide(e)}
	if r.Answer.Verdict == Yes && len(ask.names.networks) > 0 {
		ask.elsewhere = true
		r.Within = ask.decide(e).Verdict == No
	}
	return r
}

// assuming are the actions that a trust policy allows.
var assuming = []string{"sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"}

func (t *Target) actions() []string {
	a, ok := policy.ParseARN(t.Resource)
	service, literal := a.Service.Literal()
	switch {
	case len(t.Actions) > 0:
		return t.Actions
	case !ok || !literal:
		return []string{"*"}
	case service == "iam" && a.Resource.HasPrefix("role/") == value.Yes:
		return assuming
	}
	return []string{service + ":*"}
}

// resources returns the target and what lies in it: the objects of a bucket,
// the versions and aliases of a function, the indexes and streams of a table,
// the stages and methods of an API.
func (t *Target) resources() []value.Text {
	a, ok := policy.ParseARN(t.Resource)
	within := ""
	switch kind, name, typed := a.Type(); {
	case !ok:
	case a.Service.Is("s3") == value.Yes && !strings.Contains(a.Resource.Inline(), "/"),
		a.Service.Is("execute-api") == value.Yes && !typed,
		a.Service.Is("dynamodb") == value.Yes && kind.Is("table") == value.Yes && !strings.Contains(name.Inline(), "/"):
		within = "/*"
	case a.Service.Is("lambda") == value.Yes && kind.Is("function") == value.Yes && !strings.Contains(name.Inline(), ":"):
		within = ":*"
	}
	if within == "" {
		return []value.Text{t.Resource}
	}
	return []value.Text{t.Resource, value.Join(t.Resource, value.Literal(within))}
}

// A URLReach tells whether callers can call a function by its URL. Since October
// 2025 new URLs need both actions (Lambda Developer Guide, "Control access to
// Lambda function URLs").
type URLReach struct {
	URL    Answer // lambda:InvokeFunctionUrl
	Invoke Answer // lambda:InvokeFunction, by the URL
}

// FunctionURL tells whether callers of a class can call a function, with its
// qualifier if the URL is an alias's, by its URL, whose authentication is
// "NONE" or "AWS_IAM".
func (e Engine) FunctionURL(t *Target, auth string, class Callers) URLReach {
	ask := func(action, key, is string) Answer {
		q := Question{
			Callers: class, Actions: []string{action}, Resources: []value.Text{t.Resource},
			Account: t.Account, Organization: t.Organization, Members: t.Members, AllMembers: t.AllMembers, Policies: t.Policies,
		}
		q.Context.Set(key, is)
		return e.Any(&q)
	}
	return URLReach{
		URL:    ask("lambda:InvokeFunctionUrl", "lambda:FunctionUrlAuthType", auth),
		Invoke: ask("lambda:InvokeFunction", "lambda:InvokedViaFunctionUrl", "true"),
	}
}
