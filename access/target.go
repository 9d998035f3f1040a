package access

import (
	"maps"
	"slices"

	"bailiwick/estate"
	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/value"
)

// A Target is a resource of the estate with the policies that bear on requests
// for it; a role with its trust policy.
type Target struct {
	reason.Target
	Of estate.Resource

	gaps []Fact
	by   map[*authz.Policy]estate.Resource // what declares each policy

	reached map[reason.Callers]reason.Reach // once asked for: see Reach
}

// Target returns what is known of a resource that can have a policy of its own
// ([Engine.ResourcePolicy] lists the kinds), or of a role; false for others.
// That of a policy which is declared by itself is what it is the policy of.
func (e *Engine) Target(r estate.Resource) (*Target, bool) {
	if t, ok := e.targets[r]; ok {
		return t, t != nil
	}
	t := e.target(r)
	e.targets.put(r, t)
	return t, t != nil
}

// Granted returns the target with unread guardrails set aside.
func (t *Target) Granted() *reason.Target {
	granted := t.Target
	granted.Policies = granted.Policies.GuardrailsAside()
	return &granted
}

// Reach tells how far callers of a class reach the target as it is granted. It is
// worked out once.
func (t *Target) Reach(class reason.Callers) reason.Reach {
	reach, ok := t.reached[class]
	if !ok {
		reach = reason.Engine{}.Reach(t.Granted(), class)
		if t.reached == nil {
			t.reached = make(map[reason.Callers]reason.Reach)
		}
		t.reached[class] = reach
	}
	return reach
}

// Gaps returns the facts that are not known of the resource's policy, none if
// what was read is all that there is.
func (t *Target) Gaps() []Fact { return t.gaps }

// Fact returns a statement of the target's policies as a fact.
func (t *Target) Fact(ref authz.Reference) Fact {
	of := t.Of
	if by := t.by[ref.Policy]; by != nil {
		of = by
	}
	return factOf(ref, 0, of)
}

// Facts returns statements of the target's policies as facts.
func (t *Target) Facts(refs []authz.Reference) []Fact { return factsOf(refs, t.Fact) }

func (e *Engine) target(r estate.Resource) *Target {
	h := r.Head()
	arn, ok := arnOf(r)
	said := e.ResourcePolicy(r)
	title := "the policy of " + h.Address
	policies := authz.Policies{
		SCP: authz.UnreadGuardrails(unseenSCPs), RCP: authz.UnreadGuardrails(unseenRCPs),
		Endpoint: authz.None(), RestrictPublicBuckets: value.No, Grants: authz.AllGrants(),
	}
	switch k := r.(type) {
	case *estate.Role:
		said = e.Trust(k)
		title = "the trust policy of " + h.Address
	case *estate.Bucket:
		policies.RestrictPublicBuckets = e.restricted(k)
	case *estate.Key:
		policies.Grants = e.grantsOn(k)
		if said.IsEmpty() {
			said = e.defaultKeyPolicy(k, arn)
		}
	case *estate.RestAPI:
		arn, ok = h.ExecutionARN()
	case *estate.EventBus:
		said = e.withPermissions(k, said)
	case *estate.Function, *estate.LayerVersion, *estate.Queue, *estate.Topic, *estate.Table, *estate.Stream,
		*estate.Secret, *estate.Repository, *estate.FileSystem, *estate.BackupVault, *estate.BucketAccessPoint:
	default:
		s, separate := e.separate(r)
		if !separate || s.apart != value.Yes {
			return nil
		}
		arn, ok = s.arn(h), true
		if p, is := r.(*estate.BucketPolicy); is {
			policies.RestrictPublicBuckets = answered(p.Restricted(e.view))
		}
	}
	if !ok {
		return nil
	}
	t := &Target{Of: r, gaps: said.gaps, by: make(map[*authz.Policy]estate.Resource)}
	t.Resource = arn
	t.Account = ownerOf(h, arn)
	t.Organization, t.Members, t.AllMembers = e.shared.organization()
	t.Policies = policies
	t.Policies.Resource = t.layer(e, said, title)
	return t
}

// ownerOf returns the account that a resource lies in: the one that its ARN names,
// where it is written there, else its source's.
func ownerOf(h *estate.Head, arn value.Text) value.Text {
	account, _ := h.Account.Get()
	if _, known := account.Literal(); known && account.Inline() != "" {
		return account
	}
	if named, ok := policy.AccountOf(arn); ok {
		if _, literal := named.Literal(); literal {
			return named
		}
	}
	return account
}

// layer returns the documents of a policy as a layer.
func (t *Target) layer(e *Engine, said *ResourcePolicy, title string) authz.Layer {
	var list []*authz.Policy
	for _, d := range said.documents {
		name := title
		if d.by != t.Of {
			name = "the policy " + d.by.Head().Address
		}
		p := e.compiled(name, d.Document)
		if placed := t.placed(d); placed != d.Document {
			p = authz.Compile(name, placed)
		}
		t.by[p] = d.by
		list = append(list, p)
	}
	switch {
	case said.more != "":
		return authz.Some(said.more, list...)
	case len(list) == 0:
		return authz.None()
	}
	return authz.All(list...)
}

// placed returns the document with the resources that its statements are about
// where these are not written in full: what AddPermission makes is about the
// function, or about the one qualifier that it is given (Lambda API,
// AddPermission), and in the policy of a REST API "execute-api:/" stands for the
// ARN of the API (API Gateway Developer Guide, "API Gateway resource policy
// examples").
func (t *Target) placed(d told) *policy.Document {
	switch by := d.by.(type) {
	case *estate.FunctionPolicy:
		about := policy.Element{Text: qualified(t.Resource, by)}
		return rewritten(d.Document, func(policy.Elements) policy.Elements { return policy.ListOf(about) })
	case *estate.BucketPolicy, *estate.QueuePolicy, *estate.TopicPolicy, *estate.KeyPolicy, *estate.SecretPolicy, *estate.RepositoryPolicy:
		if by == t.Of {
			return allowed(d.Document)
		}
	case *estate.RestAPI, *estate.RestAPIPolicy:
		return rewritten(d.Document, func(list policy.Elements) policy.Elements { return t.expanded(list) })
	}
	return d.Document
}

// rewritten returns a copy of the document with other resources.
func rewritten(d *policy.Document, resources func(policy.Elements) policy.Elements) *policy.Document {
	out := *d
	out.Statements = slices.Clone(d.Statements)
	for i := range out.Statements {
		out.Statements[i].Resources = resources(out.Statements[i].Resources)
	}
	return &out
}

// qualified returns the ARN that a permission is about.
func qualified(function value.Text, p *estate.FunctionPolicy) value.Text {
	colon := value.Literal(":")
	if q, ok := p.Qualifier.Get(); ok && q.IsEmpty() == value.No {
		return value.Join(function, colon, q)
	}
	if !p.Qualifier.IsAbsent() {
		return value.Join(function, value.Literal("*"))
	}
	name, _ := p.FunctionName.Get()
	if arn, ok := policy.ParseARN(name); ok {
		if _, rest, typed := arn.Type(); typed {
			name = rest
		}
	}
	if _, q, ok := name.Cut(':'); ok {
		return value.Join(function, colon, q)
	}
	return function
}

// expanded returns the resources of a REST API's policy in full.
func (t *Target) expanded(list policy.Elements) policy.Elements {
	out := list
	out.List = slices.Clone(list.List)
	for i, e := range list.List {
		if e.Text.HasPrefix("execute-api:") == value.Yes {
			_, path, _ := e.Text.Cut(':')
			out.List[i].Text = value.Join(t.Resource, path)
		}
	}
	return out
}

// restricted tells whether RestrictPublicBuckets is on for the bucket or its
// account; of one that nothing declares it cannot be told.
func (e *Engine) restricted(b *estate.Bucket) value.Answer {
	answer := answered(b.BucketPublicAccess(e.view).Restrict)
	account, _ := b.Account.Get()
	for a := range estate.All[*estate.AccountPublicAccessBlock](e.view) {
		text, ok := a.Account.Get()
		if named, set := a.AccountID.Get(); set {
			text, ok = named, true
		}
		if a.Scope != b.Scope || !ok || text.Equal(account) != value.Yes {
			continue
		}
		if on, ok := a.Restrict.Get(); ok && on {
			return value.Yes
		} else if !ok && !a.Restrict.IsAbsent() && answer == value.No {
			answer = value.CannotTell
		}
	}
	return answer
}

// answered is yes or no where the flag is known, else that it cannot be told.
func answered(flag value.Value[bool]) value.Answer {
	if on, ok := flag.Get(); ok {
		return value.Answered(on)
	}
	return value.CannotTell
}

// grantsOn returns the grants that are declared on a key. What else makes
// grants makes them for principals of its own choice: a declaration speaks for
// what it declares.
func (e *Engine) grantsOn(k *estate.Key) authz.Grants {
	list := k.KeyGrants(e.view)
	found, _ := list.Get()
	var out []authz.Grant
	why := ""
	for _, g := range found {
		grantee, ok := g.Grantee.Get()
		operations, listed := g.Operations.Get()
		if !ok || !listed {
			why = "the grant " + g.Address + " is not wholly known"
			continue
		}
		grant := authz.Grant{ID: g.Head().Name(), Grantee: authz.ParsePrincipal(grantee)}
		for _, o := range operations {
			if text, ok := o.Get(); ok {
				grant.Operations = append(grant.Operations, text.String())
			}
		}
		for i, constraint := range []value.Entries{g.Equals, g.Subset} {
			pairs, _ := constraint.Get()
			for _, p := range pairs {
				if grant.EncryptionContext == nil {
					grant.EncryptionContext = make(map[string]value.Text)
				}
				grant.EncryptionContext[p.Key.String()], _ = p.Value.Get()
				grant.Exact = i == 0
			}
		}
		out = append(out, grant)
	}
	if list.Partial() {
		why = list.Reason()
	}
	if why != "" {
		return authz.SomeGrants(why, out...)
	}
	return authz.AllGrants(out...)
}

// defaultKeyPolicy returns the policy of a key that is declared without one:
// the account's own policies decide (KMS Developer Guide, "Default key policy").
func (e *Engine) defaultKeyPolicy(k *estate.Key, arn value.Text) *ResourcePolicy {
	p := &ResourcePolicy{}
	parsed, ok := policy.ParseARN(arn)
	if !ok {
		return p
	}
	b := newPermission(k.Block)
	b.parts["Action"] = value.AnyText(value.Literal("kms:*"), k.Block)
	root := value.Join(value.Literal("arn:"), parsed.Partition, value.Literal(":iam::"), parsed.Account, value.Literal(":root"))
	b.parts["Principal"] = value.AnyMap([]string{"AWS"}, []value.Any{value.AnyText(root, k.Block)}, k.Block)
	b.parts["Resource"] = value.AnyText(value.Literal("*"), k.Block)
	p.add(k, b.policy())
	return p
}

// withPermissions returns the policy of a bus with the statements that are
// declared one by one.
func (e *Engine) withPermissions(b *estate.EventBus, said *ResourcePolicy) *ResourcePolicy {
	p := &ResourcePolicy{
		Statements: slices.Clone(said.Statements), gaps: slices.Clone(said.gaps),
		documents: slices.Clone(said.documents), more: said.more,
	}
	for _, s := range knownOf(p, estate.Companions[*estate.EventBusPermission](e.view, b, ""), b) {
		if s.Unsure != 0 {
			p.hides(Unread(s.Address, s.Unsure.Reason(), s.Block))
			continue
		}
		p.add(s, e.busPermission(s))
	}
	return p
}

// organization returns our organisation, the accounts of it that are known, and
// whether they are all.
func (s *shared) organization() (id value.Text, members []value.Text, all bool) {
	if o := &s.settings.Organization.ID; o.Set() && !o.Any() {
		id = value.Literal(string(o.Get()))
	}
	s.owns("")
	for _, a := range slices.Sorted(maps.Keys(s.own)) {
		members = append(members, value.Literal(a))
	}
	return id, members, s.settings.Accounts.Own.Set()
}
