package access

import (
	"slices"

	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A ResourcePolicy is what is said on a resource itself of who may use it:
// its own policy and those of its companions as one.
type ResourcePolicy struct {
	Statements []ResourceStatement
	gaps       []Fact

	documents []told // that it consists of
	more      string // why there may be others
}

// A told is a document with what declares it.
type told struct {
	*policy.Document
	by estate.Resource
}

// A ResourceStatement is one statement of a resource policy, or of a role's
// trust policy.
type ResourceStatement struct {
	*policy.Statement
	By estate.Resource // what declares it
}

// IsEmpty reports whether no statement is there and none may hide.
func (p *ResourcePolicy) IsEmpty() bool { return len(p.Statements) == 0 && len(p.gaps) == 0 }

// Gaps returns the facts that are not known of the policy, none if what was
// read is all that there is. A statement that cannot be read is among them and
// not among the statements.
func (p *ResourcePolicy) Gaps() []Fact { return p.gaps }

// Element returns an element of the statement as a fact.
func (s ResourceStatement) Element(name string, e policy.Element) Fact {
	at := e.Origin
	if at == 0 {
		at = s.At()
	}
	if e.IsUnknown() {
		return Unread(name, e.Reason(), at)
	}
	return Known(name, e.String(), at)
}

// At returns where the statement is told.
func (s ResourceStatement) At() value.Origin {
	if s.Place.Origin != 0 {
		return s.Place.Origin
	}
	return s.By.Head().Block
}

// ResourcePolicy returns the joined policy of a bucket, queue, topic, table,
// stream, event bus, key, secret, repository, file system, REST API, lattice
// service or network, function or layer version; of what declares one statement
// of a policy, or all of a function's or of another resource's, that part; the one
// that is empty for other kinds. It is that of a function's versions and aliases
// too.
func (e *Engine) ResourcePolicy(r estate.Resource) *ResourcePolicy {
	if p, ok := e.policies[r]; ok {
		return p
	}
	p := &ResourcePolicy{}
	switch k := r.(type) {
	case *estate.Function:
		e.functionPolicy(p, k)
	case *estate.LayerVersion:
		e.layerPolicy(p, k)
	default:
		p.add(r, e.policyOf(r))
	}
	e.policies.put(r, p)
	return p
}

// SourceKeys are the keys by which a request of a service says for whom it is
// (IAM User Guide, AWS global condition context keys).
var SourceKeys = []string{"aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths"}

// DeniesBySource reports whether a statement of the policy denies, or may, by
// the source of requests.
func (p *ResourcePolicy) DeniesBySource() bool {
	return slices.ContainsFunc(p.Statements, func(s ResourceStatement) bool {
		return s.Effect != policy.Allow && slices.ContainsFunc(SourceKeys, func(key string) bool {
			on, all := s.On(key)
			return len(on) > 0 || !all
		})
	})
}

// Trust returns the trust policy of a role: who may take it.
func (e *Engine) Trust(r *estate.Role) *ResourcePolicy {
	if p, ok := e.trusts[r]; ok {
		return p
	}
	p := &ResourcePolicy{}
	p.add(r, r.Trust)
	e.trusts.put(r, p)
	return p
}

func (e *Engine) policyOf(r estate.Resource) estate.Policy {
	switch k := r.(type) {
	case *estate.Bucket:
		return k.BucketPolicy(e.view)
	case *estate.Queue:
		return k.QueuePolicyOf(e.view)
	case *estate.Topic:
		return k.TopicPolicyOf(e.view)
	case *estate.Table:
		return k.TablePolicy(e.view)
	case *estate.Stream:
		return k.StreamPolicy(e.view)
	case *estate.EventBus:
		return k.EventBusPolicy(e.view)
	case *estate.Key:
		return k.KeyPolicyOf(e.view)
	case *estate.Secret:
		return k.SecretPolicy(e.view)
	case *estate.Repository:
		return k.RepositoryPolicy(e.view)
	case *estate.FileSystem:
		return k.FileSystemPolicy(e.view)
	case *estate.RestAPI:
		return k.RestAPIPolicy(e.view)
	case *estate.BackupVault:
		return k.BackupVaultPolicy(e.view)
	case *estate.BucketAccessPoint:
		return k.AccessPointPolicy(e.view)
	case *estate.OrganizationResourcePolicy:
		return k.Policy
	case *estate.LatticeService, *estate.LatticeServiceNetwork:
		return e.view.AuthPolicy(r)
	case *estate.FunctionPolicy:
		return e.permission(k)
	case *estate.FunctionPolicyDocument:
		return k.Policy
	case *estate.LayerVersionPermission:
		return e.layerPermission(k)
	case *estate.EventBusPermission:
		return e.busPermission(k)
	case *estate.PolicyDocument:
		return k.Policy
	}
	if s, ok := e.separate(r); ok {
		return s.policy
	}
	return value.Absent[*policy.Document](r.Head().Block)
}

// add enters the statements of a document.
func (p *ResourcePolicy) add(by estate.Resource, v estate.Policy) {
	d, ok := v.Get()
	if !ok {
		if !v.IsAbsent() {
			p.hides(Unread(name(v.Attribute(), "policy"), v.Reason(), v.Origin()))
		}
		return
	}
	p.documents = append(p.documents, told{d, by})
	if d.Partial() {
		p.gaps = append(p.gaps, Unread(name(v.Attribute(), "policy"), "it may hold more statements: "+d.Reason(), v.Origin()))
	}
	for i := range d.Statements {
		s := ResourceStatement{&d.Statements[i], by}
		if s.Unread() {
			p.gaps = append(p.gaps, Unread("statement", "it cannot be read: "+s.Reason(), s.At()))
			continue
		}
		p.Statements = append(p.Statements, s)
	}
}

// hides notes that a whole document may be missing.
func (p *ResourcePolicy) hides(f Fact) {
	p.gaps = append(p.gaps, f)
	p.more = f.Reason()
}

func name(attribute, otherwise string) string {
	if attribute == "" {
		return otherwise
	}
	return attribute
}

// functionPolicy joins the permissions that are declared one by one with the
// documents that replace them.
func (e *Engine) functionPolicy(p *ResourcePolicy, f *estate.Function) {
	for _, s := range knownOf(p, f.FunctionStatements(e.view), f) {
		if s.Unsure != 0 {
			p.hides(Unread(s.Address, s.Unsure.Reason(), s.Block))
			continue
		}
		p.add(s, e.permission(s))
	}
	documents := estate.Companions[*estate.FunctionPolicyDocument](e.view, f, "")
	for _, d := range knownOf(p, documents, f) {
		p.add(d, d.Policy)
	}
}

// knownOf returns the companions that were read and notes whether there may be
// more.
func knownOf[C estate.Resource](p *ResourcePolicy, list value.Value[[]C], holder estate.Resource) []C {
	found, ok := list.Get()
	if !ok || list.Partial() {
		p.hides(Unread("policy", "there may be more statements: "+list.Reason(), holder.Head().Block))
	}
	return found
}
