// Package exposure tells who outside an account can do something with the
// resources of an estate: anonymous callers, any AWS account, accounts of other
// organisations, other accounts, services on behalf of somebody else (the
// confused deputy), and of a role the tenants of shared identity providers.
//
//	for _, x := range exposure.Of(engine, queue) { // access.Engine
//		fmt.Println(x.Callers, x.Verdict, x.What)
//	}
//
// What a resource's policy lets in is decided by iam/reason, with a request that
// iam/authz confirms. What no policy decides is read from the declaration: a
// function URL of the type NONE, a method or route of an API without
// authorization. Networks, web ACLs and what the code itself checks are not
// regarded; SCPs and RCPs that no source has shown can only narrow.
package exposure

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/authz"
	"bailiwick/iam/reason"
	"bailiwick/value"
)

// An Exposure tells that callers of a class can do something with a resource,
// or that it cannot be told.
type Exposure struct {
	Of      estate.Resource
	Through estate.Resource // the function URL, method or route; nil: the resource itself
	Callers reason.Callers
	Verdict reason.Verdict  // Yes or Outside: what nobody can do is no exposure
	What    string          // of Yes: the action, or "calls GET /orders without authorization"
	Witness *reason.Witness // of Yes by a policy: a request that is allowed
	Within  bool            // only from the networks that the policy names
	Facts   []access.Fact   // what it rests on
	Why     string          // of Outside
}

// Of returns the exposures of one resource, the widest callers first: none if
// nobody outside can do anything with it, or if it is of a kind that nobody
// outside can reach by IAM.
func Of(e *access.Engine, r estate.Resource) []Exposure {
	var out []Exposure
	switch k := r.(type) {
	case *estate.Function:
		out = urls(e, k)
	case *estate.RestAPI:
		return methods(e, k)
	case *estate.HTTPAPI:
		return routes(e, k)
	case *estate.WebSocketAPI:
		return routes(e, k)
	}
	t, ok := e.Target(r)
	if !ok {
		return out
	}
	s := survey{engine: e, target: t}
	s.read()
	for _, class := range s.classes() {
		if implied(out, class, false) {
			continue
		}
		reach := t.Reach(class)
		if reach.Answer.Verdict == reason.No || reach.Within && implied(out, class, true) {
			continue
		}
		x := Exposure{Of: r, Callers: class, Verdict: reach.Answer.Verdict, Within: reach.Within, Why: reach.Answer.Why}
		if w := reach.Answer.Witness; w != nil {
			x.What, x.Witness = w.Request.Action, w
			x.Facts = []access.Fact{t.Fact(w.Decision.By)}
		} else {
			x.Facts = append(t.Gaps(), access.Known("policy", "it has one", r.Head().Block))[:1]
		}
		out = append(out, x)
	}
	return out
}

// implied reports whether what is told of wider callers says it of the class,
// from everywhere or within the networks that a policy names.
func implied(told []Exposure, class reason.Callers, within bool) bool {
	for _, x := range told {
		if x.Through != nil || x.Verdict != reason.Yes || x.Within && !within {
			continue
		}
		switch x.Callers {
		case reason.Anonymous:
			return true
		case reason.AnyAccount:
			if class == reason.OtherOrganization || class == reason.OtherAccount {
				return true
			}
		case reason.OtherOrganization:
			if class == reason.OtherAccount {
				return true
			}
		}
	}
	return false
}

// urls returns who can call a function by its URLs.
func urls(e *access.Engine, f *estate.Function) []Exposure {
	list := f.FunctionURLs(e.View())
	found, _ := list.Get()
	var out []Exposure
	if list.Partial() {
		out = append(out, Exposure{
			Of: f, Callers: reason.Anonymous, Why: "it may have a URL: " + list.Reason(),
			Facts: []access.Fact{access.Unread("function URL", list.Reason(), f.Block)},
		})
	}
	for _, u := range found {
		x := Exposure{Of: f, Through: u, Callers: reason.Anonymous}
		auth, ok := u.AuthType.Get()
		switch {
		case !ok || auth.Is(authz.URLNone) == value.CannotTell:
			x.Why = "authorization_type is not known"
			x.Facts = []access.Fact{access.Unread("authorization_type", name(u.AuthType.Reason(), x.Why), u.Block)}
		case auth.Is(authz.URLNone) == value.No:
			continue
		case u.Written == "aws_lambda_function_url":
			// The provider adds the statements for everyone to the function's policy.
			x.Verdict, x.What = reason.Yes, "calls the URL without credentials"
			x.Facts = []access.Fact{access.Known("authorization_type", authz.URLNone, u.AuthType.Origin())}
		default:
			if !byPolicy(e, f, &x) {
				continue
			}
			x.Facts = append(x.Facts, access.Known("authorization_type", authz.URLNone, u.AuthType.Origin()))
		}
		out = append(out, x)
	}
	return out
}

// byPolicy asks whether the function's policy lets everybody call the URL.
func byPolicy(e *access.Engine, f *estate.Function, x *Exposure) bool {
	t, ok := e.Target(f)
	if !ok {
		return false
	}
	reach := reason.Engine{}.FunctionURL(t.Granted(), authz.URLNone, reason.Anonymous)
	for _, a := range []reason.Answer{reach.URL, reach.Invoke} {
		switch a.Verdict {
		case reason.No:
			return false
		case reason.Outside:
			x.Verdict, x.Why = reason.Outside, a.Why
			return true
		}
		x.Facts = append(x.Facts, t.Fact(a.Witness.Decision.By))
	}
	x.Verdict, x.What, x.Witness = reason.Yes, "calls the URL without credentials", reach.URL.Witness
	return true
}

func name(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
