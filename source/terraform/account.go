package terraform

import (
	"bailiwick/estate"
	"bailiwick/value"
)

// emitAccount adds the account that the root is applied to, for claims that
// are about the whole of it.
func (in *instance) emitAccount() {
	b := in.first()
	for _, p := range in.m.providers {
		if p.labels[0] == "aws" && !p.body.attr("alias").ok() {
			b = p
			break
		}
	}
	if b == nil {
		return
	}
	t := estate.Declarable("account")[0]
	r := t.New()
	h, p := r.Head(), in.configured("aws")
	h.Type, h.Written, h.Scope, h.Address, h.Block = t, "account", in.ev.scope, "account", b.at()
	h.Account = value.Known(p.account, b.at()).Named("account")
	h.Region = value.Known(p.region, b.at()).Named("region")
	h.Tags = value.Absent[[]value.Entry](b.at())
	in.ev.builder.Add(r)
}
