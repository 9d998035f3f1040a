// Package objective is the list of control objectives: the 26 families that
// group rules and requirements for people. An objective decides nothing: what
// a rule means for a requirement is said by the edges of package framework.
package objective

// An ID names an objective. It is printed as it is written here, in
// kebab-case, and never changes: reports, settings and the folders below rule/
// use it.
type ID string

// The objectives, in the order of the documentation.
const (
	LeastPrivilege    ID = "least-privilege"
	AccessReview      ID = "access-review"
	MFA               ID = "mfa"
	PublicExposure    ID = "public-exposure"
	VPC               ID = "vpc"
	InTransit         ID = "in-transit"
	EncryptionAtRest  ID = "encryption-at-rest"
	KeyRotation       ID = "key-rotation"
	Secrets           ID = "secrets"
	Logging           ID = "logging"
	LogRetention      ID = "log-retention"
	Trail             ID = "trail"
	ConfigRecorder    ID = "config-recorder"
	Alarms            ID = "alarms"
	IncidentResponse  ID = "incident-response"
	RuntimeSupport    ID = "runtime-support"
	Patching          ID = "patching"
	VulnScan          ID = "vuln-scan"
	CodeSigning       ID = "code-signing"
	ChangeManagement  ID = "change-management"
	BackupResilience  ID = "backup-resilience"
	DataRetention     ID = "data-retention"
	Residency         ID = "residency"
	Inventory         ID = "inventory"
	VendorAttestation ID = "vendor-attestation"
	Documentation     ID = "documentation"
)

// All returns every objective, in the order of the documentation.
func All() []ID {
	return []ID{
		LeastPrivilege, AccessReview, MFA,
		PublicExposure, VPC, InTransit,
		EncryptionAtRest, KeyRotation, Secrets,
		Logging, LogRetention, Trail, ConfigRecorder, Alarms, IncidentResponse,
		RuntimeSupport, Patching, VulnScan, CodeSigning, ChangeManagement,
		BackupResilience, DataRetention, Residency,
		Inventory, VendorAttestation, Documentation,
	}
}

// Valid reports whether id is one of the 26.
func (id ID) Valid() bool { return id.Title() != "" }

// Title says in a few words what the objective is about, fit for a heading. It
// is empty for an id that is none of the 26.
func (id ID) Title() string {
	switch id {
	case LeastPrivilege:
		return "Least privilege"
	case AccessReview:
		return "Access review"
	case MFA:
		return "Multi-factor authentication"
	case PublicExposure:
		return "Public exposure"
	case VPC:
		return "Networks"
	case InTransit:
		return "Encryption in transit"
	case EncryptionAtRest:
		return "Encryption at rest"
	case KeyRotation:
		return "Key rotation"
	case Secrets:
		return "Secrets"
	case Logging:
		return "Logging and tracing"
	case LogRetention:
		return "Log retention"
	case Trail:
		return "Audit trail"
	case ConfigRecorder:
		return "Configuration recording"
	case Alarms:
		return "Alarms and detection"
	case IncidentResponse:
		return "Incident response"
	case RuntimeSupport:
		return "Supported runtimes"
	case Patching:
		return "Patching"
	case VulnScan:
		return "Vulnerability scanning"
	case CodeSigning:
		return "Code integrity"
	case ChangeManagement:
		return "Change management"
	case BackupResilience:
		return "Backup and resilience"
	case DataRetention:
		return "Data retention"
	case Residency:
		return "Data residency"
	case Inventory:
		return "Inventory and ownership"
	case VendorAttestation:
		return "Vendors and attestations"
	case Documentation:
		return "Documentation"
	}
	return ""
}
