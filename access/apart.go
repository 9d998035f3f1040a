package access

import (
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A separate is what declares the policy of another resource.
type separate struct {
	policy  estate.Policy
	service string // of the other resource
	of      value.Text
	apart   value.Answer
	why     Fact
}

// Separate tells whether the resource declares the policy of one that is
// declared elsewhere, so that it is judged by itself, and the fact that says
// so. It cannot be told where the reference may mean something here.
func (e *Engine) Separate(r estate.Resource) (value.Answer, Fact) {
	s, ok := e.separate(r)
	if !ok {
		return value.No, Known("policy", "none", r.Head().Block)
	}
	return s.apart, s.why
}

func (e *Engine) separate(r estate.Resource) (separate, bool) {
	v := e.view
	switch k := r.(type) {
	case *estate.BucketPolicy:
		apart := estate.Apart[*estate.Bucket](v, k, k.Bucket)
		if apart != value.No {
			apart = value.Both(apart, estate.Apart[*estate.DirectoryBucket](v, k, k.Bucket))
		}
		return one("s3", k, k.Policy, k.Bucket, apart), true
	case *estate.QueuePolicy:
		return several("sqs", k, k.Policy, k.Queues, func(ref value.Value[value.Text]) value.Answer { return estate.Apart[*estate.Queue](v, k, ref) }), true
	case *estate.TopicPolicy:
		return several("sns", k, k.Policy, k.Topic, func(ref value.Value[value.Text]) value.Answer { return estate.Apart[*estate.Topic](v, k, ref) }), true
	case *estate.KeyPolicy:
		return one("kms", k, k.Policy, k.Key, estate.Apart[*estate.Key](v, k, k.Key)), true
	case *estate.SecretPolicy:
		return one("secretsmanager", k, k.Policy, k.Secret, estate.Apart[*estate.Secret](v, k, k.Secret)), true
	case *estate.RepositoryPolicy:
		return one("ecr", k, k.Policy, k.Repository, estate.Apart[*estate.Repository](v, k, k.Repository)), true
	}
	return separate{}, false
}

// one is the policy of the one resource that a reference means.
func one(service string, r estate.Resource, p estate.Policy, ref value.Value[value.Text], apart value.Answer) separate {
	s := separate{policy: p, service: service, apart: apart, why: Known(ref.Attribute(), ref.String(), ref.Origin())}
	if ref.IsUnknown() {
		s.why = Unread(ref.Attribute(), ref.Reason(), ref.Origin())
	}
	name, known := ref.Get()
	if !known || service != "s3" {
		name = value.Hole(value.NewSymbol(value.Name, r.Head().Scope.Source, "what "+r.Head().Address+" is of"))
	}
	s.of = name
	return s
}

// several is the policy of several resources: it is judged with those of them
// that are declared here.
func several(service string, r estate.Resource, p estate.Policy, refs value.Texts, of func(value.Value[value.Text]) value.Answer) separate {
	apart := value.Yes
	list, ok := refs.Get()
	if !ok || refs.Partial() {
		apart = of(value.Unknown[value.Text](value.NewNote(refs.Attribute(), refs.Reason()), refs.Origin()))
	}
	for _, ref := range list {
		apart = value.Both(apart, of(ref))
	}
	s := one(service, r, p, value.Absent[value.Text](refs.Origin()).Named(refs.Attribute()), apart)
	if len(list) > 0 {
		s.why = one(service, r, p, list[0], apart).why
	}
	return s
}

// arn is the ARN of what the policy is of, as far as it is known.
func (s separate) arn(h *estate.Head) value.Text {
	if s.service == "s3" {
		return value.Join(value.Literal("arn:aws:s3:::"), s.of)
	}
	region := value.Hole(value.NewSymbol(value.Region, h.Scope.Source, "region"))
	account, ok := h.Account.Get()
	if !ok {
		account = value.Hole(value.NewSymbol(value.Account, h.Scope.Source, "account"))
	}
	colon := value.Literal(":")
	return value.Join(value.Literal("arn:aws:"+s.service+":"), region, colon, account, colon, s.of)
}

// allowed returns a copy of the document in which what is granted is granted on
// the resource that carries it: a policy on a resource says who may use that
// one (IAM User Guide, "Policies and permissions in AWS Identity and Access
// Management"). What is denied stays as it is written.
func allowed(d *policy.Document) *policy.Document {
	out := rewritten(d, func(list policy.Elements) policy.Elements { return list })
	for i := range out.Statements {
		if s := &out.Statements[i]; s.Effect != policy.Deny {
			s.Resources = policy.ListOf(policy.Element{Text: value.Literal("*")})
		}
	}
	return out
}
