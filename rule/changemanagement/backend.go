package changemanagement

import (
	"cmp"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// StateBackendProtected is decided for the roots of Terraform.
var StateBackendProtected = &rule.Rule{
	ID:         "state-backend-protected",
	Title:      "Terraform state is encrypted, versioned, locked and private",
	Why:        "The state holds every attribute, secrets among them. Who reads it knows them; two who write it at once lose resources.",
	Fix:        "Use an S3 backend with use_lockfile and a versioned, private bucket.",
	Severity:   rule.High,
	Objectives: []objective.ID{objective.ChangeManagement, objective.Secrets, objective.EncryptionAtRest},
	Settings:   []string{"iac.backend_key_required"},
	Sources:    []string{"Terraform documentation, Backend type: s3"},
	Example: `terraform {
  backend "s3" {
    bucket       = "acme-state"
    key          = "orders.tfstate"
    region       = "eu-central-1"
    encrypt      = true
    use_lockfile = true
  }
}`,
	Decide: []rule.Decision{rule.On[*estate.Backend](func(in *rule.Input, b *estate.Backend) rule.Outcome {
		if o, written := credentials(b); written {
			return o
		}
		text, _ := b.Label.Get()
		label, _ := text.Literal()
		switch {
		case b.Label.IsUnknown():
			return rule.Unknown(b.Label)
		case b.Label.IsAbsent():
			return noBackend(in, b)
		case label == "local":
			if value.IsTrue(b.EncryptedState, false) == value.Yes && value.IsTrue(b.CI, false) == value.No {
				return rule.Pass(b.Label, b.EncryptedState)
			}
			return localState(b)
		case b.Partial.IsUnknown():
			return rule.Unknown(b.Partial)
		case value.IsTrue(b.Partial, false) == value.Yes:
			return rule.UnknownBecause("the rest of the backend's configuration is given on the command line", b.Label, b.Partial)
		case label == "s3":
			return s3(in, b)
		case label == "http":
			return http(b)
		case label == "cloud" || label == "remote" || label == "azurerm" || label == "gcs":
			return rule.Pass(b.Label) // they encrypt and lock by themselves
		}
		return rule.UnknownBecause("what the backend "+label+" protects is not judged", b.Label)
	})},
}

// credentials fails a backend in which a secret is written out. The value
// never becomes a fact.
func credentials(b *estate.Backend) (rule.Outcome, bool) {
	for _, v := range []value.Value[value.Text]{b.SecretKey, b.Token, b.Password, b.AccessKey} {
		if t, _ := v.Get(); v.IsKnown() && !t.HasHoles() && t.IsEmpty() == value.No {
			s, _ := t.Literal()
			return rule.Fail("A secret of the state's backend is written in the code", rule.Secret(v, "credential of a backend", len([]rune(s)))).
				As(rule.Critical).Label("a credential").Fix("Remove it, and give it by the environment; then replace the credential."), true
		}
	}
	return rule.Outcome{}, false
}

// noBackend judges a root without a backend block: its state is a local file,
// but a folder without a provider block may be a module for others.
func noBackend(in *rule.Input, b *estate.Backend) rule.Outcome {
	if value.IsTrue(b.EncryptedState, false) == value.Yes && value.IsTrue(b.CI, false) == value.No {
		return rule.Pass(b.Label, b.EncryptedState)
	}
	for p := range estate.All[*estate.Provider](in.Estate) {
		region, _ := p.Region.Get()
		chosen := p.Region.IsKnown() && !region.HasHoles()
		if p.Scope == b.Scope && len(p.Calls) == 0 && (chosen || p.Source.IsAbsent() && p.Version.IsAbsent()) {
			return localState(b)
		}
	}
	return rule.UnknownBecause("no backend and no provider is configured: it may be a module that others call", b.Label)
}

func localState(b *estate.Backend) rule.Outcome {
	o := rule.Fail("The state is a file on whatever machine runs Terraform", b.Label, b.CI).Label("a local file")
	if value.IsTrue(b.CI, false) != value.Yes {
		o = o.As(rule.Medium)
	}
	return o
}

func http(b *estate.Backend) rule.Outcome {
	address, _ := b.Address.Get()
	plain := address.HasPrefix("http://")
	unverified := value.IsTrue(b.SkipVerification, false)
	switch {
	case plain == value.Yes:
		return rule.Fail("The state travels unencrypted", b.Address).Label("not HTTPS")
	case unverified == value.Yes:
		return rule.Fail("The state is sent to whoever answers: certificates are not verified", b.SkipVerification)
	case value.Both(plain.Not(), unverified.Not()) == value.Yes && value.Present(b.LockAddress) == value.No:
		return rule.Fail("Two runs may write the state at once: the backend has no lock_address", b.LockAddress)
	case value.Both(plain.Not(), unverified.Not(), value.Present(b.LockAddress)) == value.Yes:
		return rule.Pass(b.Address, b.SkipVerification, b.LockAddress)
	}
	return rule.UnknownBecause("the address of the backend is not known", b.Address)
}

func s3(in *rule.Input, b *estate.Backend) rule.Outcome {
	locked := value.Either(value.IsTrue(b.LockFile, false), value.Present(b.LockTable))
	if locked == value.No {
		return rule.Fail("Two runs may write the state at once: the backend has no lock", b.LockFile, b.LockTable).
			Label("no lock").Fix("Add use_lockfile = true.")
	}
	facts := []rule.Fact{b.Bucket, b.LockFile, b.LockTable, b.Encrypt}
	if bucket, reach := estate.Find[*estate.Bucket](in.Estate, b, b.Bucket); reach == estate.Here {
		status := bucket.BucketVersioning(in.Estate)
		switch value.Is(status, "Enabled") {
		case value.No:
			return rule.Fail("The bucket of the state keeps no versions: a broken state has no way back", b.Bucket, status)
		case value.CannotTell:
			return rule.Unknown(b.Bucket, status)
		}
		facts = append(facts, status)
	} else if why, hides := in.Estate.Gap("bucket", b); hides || value.Present(b.Bucket) != value.Yes {
		return rule.Unknown(b.Bucket, access.Unread("versioning of the bucket", cmp.Or(why.Reason(), "it is not known which bucket it is"), b.Block))
	}
	for _, v := range []value.Value[value.Text]{b.SecretKey, b.Token, b.Password, b.AccessKey} {
		if value.Present(v) == value.CannotTell {
			return rule.Unknown(access.Unread(v.Attribute(), "it is not known whether a credential is written there", v.Origin()))
		}
	}
	required := in.Settings.IaC.BackendKeyRequired
	if required.Get() {
		switch value.Present(b.KMSKey) {
		case value.No:
			return rule.Fail("The state lies under a key of AWS's", b.KMSKey, rule.Setting(required)).As(rule.Medium)
		case value.CannotTell:
			return rule.Unknown(b.KMSKey, rule.Setting(required))
		}
	}
	switch encrypted := value.IsTrue(b.Encrypt, false); {
	case locked == value.CannotTell || encrypted == value.CannotTell:
		return rule.Unknown(facts...)
	case encrypted == value.No:
		return rule.Fail("Terraform does not ask for the state to be encrypted", b.Encrypt, b.Bucket).As(rule.Low).
			Label("encrypt is off").Who("S3 encrypts new objects by itself since January 2023.").Fix("Add encrypt = true.")
	}
	return rule.Pass(facts...)
}
