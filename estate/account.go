package estate

import (
	"iter"
	"slices"

	"bailiwick/value"
)

var accountType = Type{
	Kind:    "account",
	New:     func() Resource { return new(Account) },
	Implied: true,
	Terraform: []Declared{
		{Type: "account"},
	},
}

// An Account is the account that a scope's declarations are for, as far as
// they say. Nobody declares it: a reader adds one to each scope, with the
// address "account" and the block of the root's first provider of AWS, else of
// its first file. Its account and region are those of the provider without an
// alias.
type Account struct{ head }

// Shares tells whether what the scopes of both declare lies in one account:
// yes within a scope, and where both accounts are known and the same.
func Shares(a, b Resource) value.Answer {
	x, y := a.Head(), b.Head()
	if x.Scope == y.Scope {
		return value.Yes
	}
	s, known := x.Account.Get()
	t, also := y.Account.Get()
	if !known || !also {
		return value.CannotTell
	}
	return s.Equal(t)
}

// RegionsInUse yields the regions in which the scope declares functions, each
// once as far as can be told; the account's own where it declares none.
func (v *View) RegionsInUse(scope *Scope) iter.Seq[value.Text] {
	regions := v.regionsOf(KindOf[*Function](), scope)
	if regions == nil {
		regions = v.regionsOf(KindOf[*Account](), scope)
	}
	return slices.Values(regions)
}

// regionsOf returns the regions of the scope's resources of a kind, each once.
// What certainly exists comes first, so that truths are met only where they
// make a difference.
func (v *View) regionsOf(k Kind, scope *Scope) []value.Text {
	var regions []value.Text
	var unsure []Resource
	is := func(r value.Text) func(value.Text) bool {
		return func(s value.Text) bool { return s.Inline() == r.Inline() }
	}
	for _, of := range v.byKind[k] {
		h := of.Head()
		switch r, known := h.Region.Get(); {
		case h.Scope != scope:
		case len(h.When) > 0 || h.Region.Alternatives() != nil:
			unsure = append(unsure, of)
		case known && !slices.ContainsFunc(regions, is(r)):
			regions = append(regions, r)
		}
	}
	for _, of := range unsure {
		if r, known := of.Head().Region.Get(); known && slices.ContainsFunc(regions, is(r)) || !v.exists(of) {
			continue
		}
		region := of.Head().Region
		for _, t := range addTruths(nil, region) {
			v.meet(t)
		}
		if r, known := region.In(v.world).Get(); known && !slices.ContainsFunc(regions, is(r)) {
			regions = append(regions, r)
		}
	}
	return regions
}

// Hides tells whether a resource of the kind could stand in a part of the
// scope that was not read, whatever it hangs on, and why.
func (v *View) Hides(kind Kind, scope *Scope) (value.Note, bool) {
	for _, g := range v.Gaps {
		if g.Scope == scope && (g.Kinds == nil || slices.Contains(g.Kinds, kind)) {
			return g.Why, true
		}
	}
	return 0, false
}

var accountPasswordPolicyType = Type{
	Kind: "account_password_policy",
	New:  func() Resource { return new(AccountPasswordPolicy) },
	Terraform: []Declared{
		{
			Type: "aws_iam_account_password_policy",
			Computed: []Computed{
				{"id", "iam-account-password-policy"},
			},
		},
	},
}

// An AccountPasswordPolicy is what IAM users' passwords must be like. An
// account without one demands eight characters.
type AccountPasswordPolicy struct {
	head

	MinLength  value.Value[int64] `tf:"minimum_password_length"`   // default 8
	MaxAge     value.Value[int64] `tf:"max_password_age"`          // days; 0 and absent: no end
	Reuse      value.Value[int64] `tf:"password_reuse_prevention"` // passwords remembered; absent: none
	Lowercase  value.Value[bool]  `tf:"require_lowercase_characters"`
	Uppercase  value.Value[bool]  `tf:"require_uppercase_characters"`
	Numbers    value.Value[bool]  `tf:"require_numbers"`
	Symbols    value.Value[bool]  `tf:"require_symbols"`
	MayChange  value.Value[bool]  `tf:"allow_users_to_change_password"` // default true
	HardExpiry value.Value[bool]  `tf:"hard_expiry"`
}

var accountAliasType = Type{
	Kind: "account_alias",
	New:  func() Resource { return new(AccountAlias) },
	Terraform: []Declared{
		{
			Type: "aws_iam_account_alias",
			Name: "account_alias",
			Computed: []Computed{
				{"id", "{account_alias}"},
			},
		},
	},
}

// An AccountAlias is the account's name in its sign-in URL.
type AccountAlias struct {
	head

	Alias value.Value[value.Text] `tf:"account_alias"`
}

var accountContactType = Type{
	Kind: "account_contact",
	New:  func() Resource { return new(AccountContact) },
	Terraform: []Declared{
		{
			Type: "aws_account_alternate_contact",
		},
	},
}

// An AccountContact is whom AWS writes to about billing, operations or
// security.
type AccountContact struct {
	head

	ID    value.Value[value.Text] `tf:"account_id"`
	Sort  value.Value[value.Text] `tf:"alternate_contact_type"` // BILLING, OPERATIONS or SECURITY
	Email value.Value[value.Text] `tf:"email_address"`
}

var accountPrimaryContactType = Type{
	Kind: "account_primary_contact",
	New:  func() Resource { return new(AccountPrimaryContact) },
	Terraform: []Declared{
		{
			Type: "aws_account_primary_contact",
		},
	},
}

// An AccountPrimaryContact is the account's owner as AWS knows him.
type AccountPrimaryContact struct {
	head

	ID      value.Value[value.Text] `tf:"account_id"`
	Company value.Value[value.Text] `tf:"company_name"`
}

var accountRegionType = Type{
	Kind: "region",
	New:  func() Resource { return new(AccountRegion) },
	Terraform: []Declared{
		{
			Type: "aws_account_region",
		},
	},
}

// An AccountRegion turns a region on or off for an account.
type AccountRegion struct {
	head

	ID      value.Value[value.Text] `tf:"account_id"`
	Name    value.Value[value.Text] `tf:"region_name"`
	Enabled value.Value[bool]       `tf:"enabled"`
}

var rootAccessType = Type{
	Kind: "root_access",
	New:  func() Resource { return new(RootAccess) },
	Terraform: []Declared{
		{
			Type: "aws_iam_organizations_features",
		},
	},
}

// A RootAccess says which parts of root's management are central in an
// organisation.
type RootAccess struct {
	head

	Features value.Texts `tf:"enabled_features"` // RootCredentialsManagement, RootSessions
}

var tokenPreferencesType = Type{
	Kind: "token_preferences",
	New:  func() Resource { return new(TokenPreferences) },
	Terraform: []Declared{
		{
			Type: "aws_iam_security_token_service_preferences",
		},
	},
}

// A TokenPreferences says in which regions tokens of the global STS endpoint
// are valid.
type TokenPreferences struct {
	head

	Version value.Value[value.Text] `tf:"global_endpoint_token_version"` // v1Token or v2Token
}

// WithoutPartition returns what stands behind arn:PARTITION: in an ARN, other
// texts whole. What is said of one account is said of its own partition, so
// that arn:aws:s3 and an ARN whose partition is not known can be compared.
func WithoutPartition(t value.Text) value.Text {
	arn, rest, ok := t.Cut(':')
	if s, literal := arn.Literal(); !ok || !literal || s != "arn" {
		return t
	}
	if _, behind, ok := rest.Cut(':'); ok {
		return behind
	}
	return t
}
