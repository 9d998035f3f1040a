package main

import (
	"strings"

	"bailiwick/iam/authz"
	"bailiwick/iam/reason"
)

// witnessForm returns the request of a witness.
func witnessForm(w *reason.Witness) *witnessJSON {
	r := &w.Request
	out := &witnessJSON{
		Principal: r.Principal.Name.String(), Action: r.Action, Resource: r.Resource.String(),
		Account: r.ResourceAccount.String(), Context: make(map[string]any), Unlisted: w.Unlisted,
		Whole: strings.ContainsAny(r.Resource.String(), "*?") && !r.Wildcard,
	}
	if r.Principal.Kind == authz.Anonymous {
		out.Principal = map[string]string{"type": "Anonymous"}
	}
	for _, key := range w.Keys {
		values := r.Context.Get(key)
		texts := make([]string, len(values.List))
		for i, v := range values.List {
			texts[i] = v.String()
		}
		switch {
		case values.Multi:
			out.Context[key] = texts
		case len(texts) > 0:
			out.Context[key] = texts[0]
		}
	}
	return out
}

// keyText tells the values of a key.
func keyText(r *authz.Request, key string) string {
	var texts []string
	for _, v := range r.Context.Get(key).List {
		texts = append(texts, v.String())
	}
	return strings.Join(texts, " and ")
}
