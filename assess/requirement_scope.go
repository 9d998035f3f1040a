package assess

import (
	"context"
	"slices"
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/framework"
	"bailiwick/iam/policy"
	"bailiwick/internal/par"
	"bailiwick/settings"
	"bailiwick/value"
)

// A membership tells of every resource whether it is in a scope. Where that
// cannot be told it says so: a failure there breaks no requirement, and no
// requirement is met beside it.
type membership struct {
	a       *Assessment
	kinds   map[estate.Kind]bool // that rules of the scope judge
	classes []access.Classes     // of each resource, once asked for

	accounts  map[string]uint32 // numbers of accounts, once asked for
	accountOf []uint32          // of each resource
	whole     []bool            // whether it belongs to the account as a whole
}

func newMembership(a *Assessment) *membership { return &membership{a: a} }

// scope returns the answers for a scope, by resource. Resources of other kinds
// than those are not asked: no rule of the scope judges them.
func (m *membership) scope(s framework.Scope, kinds map[estate.Kind]bool) []value.Answer {
	m.kinds = kinds
	switch s.Sort {
	case framework.Production:
		return m.ask(func(e *access.Engine, _ *estate.View, r estate.Resource) value.Answer {
			is, _ := e.IsProduction(r)
			return is
		})
	case framework.Public:
		return m.ask(isPublic)
	case framework.LogStores:
		open := m.openDeliveries()
		return m.ask(func(_ *access.Engine, v *estate.View, r estate.Resource) value.Answer { return storesLogs(v, r, open) })
	case framework.Admin:
		return m.ask(mayWriteIAM)
	case framework.People:
		return m.ask(func(_ *access.Engine, _ *estate.View, r estate.Resource) value.Answer {
			return value.Answered(!slices.Contains([]estate.Kind{"role", "function", "policy", "instance_profile"}, r.Head().Kind()))
		})
	case framework.ByClass:
		return m.ofAccounts(m.holds(s.Class))
	}
	return m.ask(func(*access.Engine, *estate.View, estate.Resource) value.Answer { return value.Yes })
}

// holds tells of every resource whether it holds or lets through data of the
// class. Where nobody has stated a class of anything it cannot be told of any,
// and nothing is asked.
func (m *membership) holds(class settings.Class) []value.Answer {
	if m.classes == nil {
		about := (*access.Engine).Handled
		if m.a.Settings.Inventory.DataClasses.Missing() {
			stated := each(m, func(e *access.Engine, _ *estate.View, r estate.Resource) bool { return len(e.ClassesOf(r).List) > 0 })
			if !slices.Contains(stated, true) {
				about = func(*access.Engine, estate.Resource) access.Classes { return unstatedClasses }
			}
		}
		m.classes = each(m, func(e *access.Engine, _ *estate.View, r estate.Resource) access.Classes { return about(e, r) })
	}
	out := make([]value.Answer, len(m.classes))
	for i, c := range m.classes {
		switch {
		case c.Has(class):
			out[i] = value.Yes
		case c.IsUnknown():
			out[i] = value.CannotTell
		default:
			out[i] = value.No
		}
	}
	return out
}

// unstatedClasses are those of a resource where nobody has stated any.
var unstatedClasses = access.Classes{Fact: access.Unread("data class", "nobody has stated one", 0)}

// ask asks about every resource, several at a time.
func (m *membership) ask(is func(*access.Engine, *estate.View, estate.Resource) value.Answer) []value.Answer {
	return each(m, func(e *access.Engine, v *estate.View, r estate.Resource) value.Answer {
		if !m.kinds[r.Head().Kind()] {
			return value.No
		}
		return is(e, v, r)
	})
}

// each calls f for every resource, several at a time, and returns what it says.
func each[T any](m *membership, f func(*access.Engine, *estate.View, estate.Resource) T) []T {
	resources := m.a.Estate.Resources()
	chunks, err := par.Chunks(context.Background(), len(resources), func(_ context.Context, from, to int) ([]T, error) {
		view := m.a.Estate.In(nil)
		engine := access.New(m.a.Estate, m.a.Settings).In(view)
		out := make([]T, 0, to-from)
		for _, r := range resources[from:to] {
			out = append(out, f(engine, view, r))
		}
		return out, nil
	})
	if err != nil {
		panic("internal error: " + err.Error()) // nothing above fails
	}
	return slices.Concat(chunks...)
}

// ofAccounts gives what belongs to an account as a whole the answer of the
// account: yes if anything in it is in scope, no if nothing is.
func (m *membership) ofAccounts(answers []value.Answer) []value.Answer {
	if m.accounts == nil {
		m.indexAccounts()
	}
	of := make([]value.Answer, len(m.accounts))
	for n := range of {
		of[n] = value.No
	}
	for i, n := range m.accountOf {
		if !m.whole[i] {
			of[n] = value.Either(of[n], answers[i])
		}
	}
	for i, n := range m.accountOf {
		if m.whole[i] {
			answers[i] = of[n]
		}
	}
	return answers
}

// indexAccounts notes in which account each resource lies, and whether it
// belongs to it as a whole.
func (m *membership) indexAccounts() {
	resources := m.a.Estate.Resources()
	m.accounts, m.accountOf, m.whole = make(map[string]uint32), make([]uint32, len(resources)), make([]bool, len(resources))
	kinds := make(map[estate.Kind]bool)
	for i, r := range resources {
		h := r.Head()
		key := accountKey(h)
		n, have := m.accounts[key]
		if !have {
			n = uint32(len(m.accounts))
			m.accounts[key] = n
		}
		whole, have := kinds[h.Kind()]
		if !have {
			whole = isOfAccount(h.Kind())
			kinds[h.Kind()] = whole
		}
		m.accountOf[i], m.whole[i] = n, whole
	}
}

// accountKey names the account that a resource lies in: by its id where that is
// known, else by the evaluation that it was read in.
func accountKey(h *estate.Head) string {
	if t, ok := h.Account.Get(); ok {
		if id, literal := t.Literal(); literal && id != "" {
			return id
		}
	}
	return h.Scope.Key()
}

// isOfAccount reports whether what is of the kind belongs to an account as a
// whole, or to its people.
func isOfAccount(k estate.Kind) bool {
	switch k {
	case "account", "backend", "module", "provider", "region", "trail", "event_data_store", "delivery_channel", "conformance_pack",
		"access_analyzer", "root_access", "token_preferences", "oidc_provider", "saml_provider", "user", "group", "access_key":
		return true
	}
	for _, prefix := range []string{
		"account_", "organization", "organizational_", "config_", "detector", "security_hub", "inspector", "macie",
		"user_", "group_", "permission_set",
	} {
		if strings.HasPrefix(string(k), prefix) && !strings.HasPrefix(string(k), "user_pool") {
			return true
		}
	}
	return false
}

// isPublic tells whether a resource is, or has, an entry that callers from
// outside reach. Kinds that are no entries and have none are in: their rules
// judge what guards entries, or whether there is one.
func isPublic(e *access.Engine, v *estate.View, r estate.Resource) value.Answer {
	switch r := r.(type) {
	case *estate.LoadBalancer:
		return value.IsTrue(r.Internal, false).Not()
	case *estate.RestAPI:
		return value.Lists(r.Endpoints, "PRIVATE").Not()
	case *estate.Function:
		for _, l := range v.Incoming(r) {
			switch l.From.Head().Kind() {
			case "function_url", "api_integration", "api_method", "graphql_data_source", "target_group_attachment":
				return value.Yes
			}
		}
		is, _ := e.OpenToAnyone(r)
		return is
	}
	switch r.Head().Kind() {
	case "api_stage", "api_method", "api_route", "listener", "listener_rule":
		for _, l := range v.Outgoing(r) {
			switch l.To.Head().Kind() {
			case "rest_api", "load_balancer":
				return isPublic(e, v, l.To)
			}
		}
	}
	return value.Yes
}

// deliveries are the kinds that say where logs are delivered to.
var deliveries = []estate.Kind{
	"trail", "flow_log", "delivery_channel", "bucket_logging", "log_subscription", "log_destination", "log_delivery_destination",
	"firehose", "distribution", "load_balancer", "web_acl_logging", "dns_query_log", "api_stage", "realtime_log",
}

// openDeliveries returns the evaluations in which logs are delivered to where
// nothing that was read is known to lie.
func (m *membership) openDeliveries() map[*estate.Scope]bool {
	open := make(map[*estate.Scope]bool)
	v := m.a.Estate.In(nil)
	for _, kind := range []estate.Kind{"trail", "flow_log", "delivery_channel", "bucket_logging"} {
		for _, r := range m.a.Estate.OfKind(kind) {
			if !slices.ContainsFunc(v.Outgoing(r), func(l estate.Link) bool { return isLogStore(l.To.Head().Kind()) }) {
				open[r.Head().Scope] = true
			}
		}
	}
	return open
}

func isLogStore(k estate.Kind) bool {
	return k == "bucket" || k == "stream" || k == "firehose" || k == "log_group"
}

// storesLogs tells whether logs lie in a resource. What is no store is in.
func storesLogs(v *estate.View, r estate.Resource, open map[*estate.Scope]bool) value.Answer {
	switch r.Head().Kind() {
	case "bucket", "stream", "firehose":
		for _, l := range v.Incoming(r) {
			if slices.Contains(deliveries, l.From.Head().Kind()) {
				return value.Yes
			}
		}
		if open[r.Head().Scope] {
			return value.CannotTell
		}
		return value.No
	case "table", "queue", "topic", "secret", "file_system", "key", "event_bus", "repository", "backup_vault", "schema_registry", "function":
		return value.No
	}
	return value.Yes
}

// iamWrites stand for what writes IAM: who may do one of them can give itself
// the others.
var iamWrites = []value.Text{
	value.Literal("iam:CreateUser"), value.Literal("iam:CreateAccessKey"), value.Literal("iam:CreateRole"),
	value.Literal("iam:AttachRolePolicy"), value.Literal("iam:AttachUserPolicy"), value.Literal("iam:PutRolePolicy"),
	value.Literal("iam:PutUserPolicy"), value.Literal("iam:CreatePolicyVersion"), value.Literal("iam:UpdateAssumeRolePolicy"),
	value.Literal("iam:AddUserToGroup"), value.Literal("iam:CreateLoginProfile"), value.Literal("iam:PassRole"),
}

// mayWriteIAM tells whether a principal may write IAM. What is no principal is
// in.
func mayWriteIAM(e *access.Engine, _ *estate.View, r estate.Resource) value.Answer {
	switch r.Head().Kind() {
	case "function", "policy":
		return value.No
	case "role", "user", "group":
	default:
		return value.Yes
	}
	g := e.Of(r)
	answer := value.No
	if len(g.Gaps()) > 0 {
		answer = value.CannotTell
	}
	for _, st := range g.Statements() {
		does := writesIAM(st.Statement)
		if does == value.Yes && st.Effect != policy.Allow {
			does = value.CannotTell
		}
		answer = value.Either(answer, does)
	}
	return answer
}

func writesIAM(st *policy.Statement) value.Answer {
	if st.Unread() || st.Actions.Partial() {
		return value.CannotTell
	}
	if st.Actions.Not {
		return value.Yes
	}
	answer := value.No
	for _, action := range st.Actions.List {
		if isOther(action.Text) {
			continue
		}
		for _, name := range iamWrites {
			answer = value.Either(answer, name.Match(action.Text))
		}
	}
	return answer
}

// isOther reports whether an action is surely one of a service other than IAM.
func isOther(action value.Text) bool {
	text, _ := action.Literal()
	service, _, ok := strings.Cut(text, ":")
	return ok && !strings.ContainsAny(service, "*?$") && !strings.EqualFold(service, "iam")
}

// A selector is the part of an estate that a framework holds for: what one of
// its entries admits. The zero selector admits everything.
type selector []settings.Scope

// all reports whether it admits everything.
func (s selector) all() bool {
	return len(s) == 0 || slices.ContainsFunc(s, func(e settings.Scope) bool { return len(e.Accounts)+len(e.Tags)+len(e.Paths) == 0 })
}

// String says which part it is; "" for everything.
func (s selector) String() string {
	if s.all() {
		return ""
	}
	var entries []string
	for _, e := range s {
		var parts []string
		for _, a := range e.Accounts {
			parts = append(parts, "account "+string(a))
		}
		for _, t := range e.Tags {
			parts = append(parts, "tag "+t)
		}
		for _, p := range e.Paths {
			parts = append(parts, "path "+p)
		}
		entries = append(entries, strings.Join(parts, ", "))
	}
	return strings.Join(entries, "; or ")
}

// key names the column of a selector, "" for one that bounds nothing.
func (s selector) key() string {
	if s.all() {
		return ""
	}
	return "selected: " + s.String()
}

// selected returns the answers for a selector, by resource.
func (m *membership) selected(s selector) []value.Answer {
	return m.ofAccounts(each(m, func(_ *access.Engine, _ *estate.View, r estate.Resource) value.Answer {
		answer := value.No
		for _, e := range s {
			answer = value.Either(answer, value.Both(m.inAccounts(e, r), hasTags(e, r), m.inPaths(e, r)))
		}
		return answer
	}))
}

// inAccounts tells whether the resource lies in one of an entry's accounts: by
// its own, else by those that its environment is deployed to.
func (m *membership) inAccounts(e settings.Scope, r estate.Resource) value.Answer {
	h := r.Head()
	if len(e.Accounts) == 0 {
		return value.Yes
	}
	if t, ok := h.Account.Get(); ok {
		if id, literal := t.Literal(); literal && id != "" {
			return value.Answered(slices.Contains(e.Accounts, settings.Account(id)))
		}
	}
	for _, environment := range m.a.Settings.Environments.Named.Get() {
		if environment.Name != h.Scope.Environment || len(environment.Accounts) == 0 {
			continue
		}
		n := 0
		for _, id := range environment.Accounts {
			if slices.Contains(e.Accounts, id) {
				n++
			}
		}
		switch n {
		case 0:
			return value.No
		case len(environment.Accounts):
			return value.Yes
		}
	}
	return value.CannotTell
}

func hasTags(e settings.Scope, r estate.Resource) value.Answer {
	answer := value.Yes
	for _, tag := range e.Tags {
		key, text, given := strings.Cut(tag, "=")
		if !given {
			text = "*"
		}
		answer = value.Both(answer, access.Refers(settings.Ref{Tag: key, Pattern: text}, r))
	}
	return answer
}

// inPaths tells whether the resource is declared in one of an entry's folders.
func (m *membership) inPaths(e settings.Scope, r estate.Resource) value.Answer {
	if len(e.Paths) == 0 {
		return value.Yes
	}
	h := r.Head()
	for _, at := range []string{h.Scope.Root, m.a.Estate.Places.At(h.Block).File} {
		for _, path := range e.Paths {
			path = strings.TrimSuffix(path, "/")
			if at != "" && (value.Literal(at).Match(value.Literal(path)) == value.Yes || value.Literal(at).Match(value.Literal(path+"/*")) == value.Yes) {
				return value.Yes
			}
		}
	}
	return value.No
}

// assigned reports whether somebody has said which resources hold the class.
func (r *roller) assigned(class settings.Class) bool {
	classes := r.a.Settings.Inventory.DataClasses
	if classes.Missing() {
		return false
	}
	if _, ok := classes.Get()[class]; ok {
		return true
	}
	n, ok := r.columns[scopeKey(framework.Scope{Sort: framework.ByClass, Class: class})]
	return ok && slices.ContainsFunc(r.answers, func(answers []value.Answer) bool { return answers[n] == value.Yes })
}

// noData says who stated that the estate has no data of the class; "" if nobody
// did.
func (r *roller) noData(class settings.Class) string {
	if classes := r.a.Settings.Inventory.DataClasses; classes.Any() {
		return "inventory.data_classes says that no data class is used"
	}
	answers := &r.a.Settings.Answers
	if answers.Hold(r.a.Today) && !answers.Handles(class) {
		return "the answers of " + answers.Date.Get().String() + " say that there is no data of the class " + string(class)
	}
	return ""
}
