package access

import (
	"slices"

	"bailiwick/iam/catalog"
)

// A selection is a set of actions that questions are about.
type selection uint8

const (
	all         selection = iota
	scopable              // those that can be limited to resources
	writes                // those that change what a data store, a queue or a function holds or does
	reads                 // those that read what a store holds
	broad                 // both, for services of any sort
	passRole              // iam:PassRole
	takeRole              // sts:AssumeRole
	decrypt               // what turns ciphertext into plaintext
	credentials           // what returns credentials of others, but for parameters
	parameters            // what reads parameters, of which some hold credentials
	permissions           // those that say who may access what
	invoke                // lambda:InvokeFunction
	selections            // how many there are
)

// dataServices hold data, carry messages or start code.
var dataServices = []string{
	"dynamodb", "s3", "sqs", "sns", "kinesis", "secretsmanager", "ssm", "lambda", "states",
	"events", "ecr", "elasticfilesystem", "rds-data",
}

// services returns the services that the selection has actions of, nil for
// all.
func (sel selection) services() []string {
	switch sel {
	case writes, reads:
		return dataServices
	case passRole:
		return []string{"iam"}
	case takeRole:
		return []string{"sts"}
	case decrypt:
		return []string{"kms"}
	case credentials:
		return credentialServices
	case parameters:
		return []string{"ssm"}
	case invoke:
		return []string{"lambda"}
	}
	return nil
}

// holds reports whether the action is in the selection, given that its service
// is.
func (sel selection) holds(a *catalog.Action) bool {
	switch sel {
	case all:
		return true
	case scopable:
		return isScopable(a)
	case writes:
		return a.Scopable() && a.Levels.Has(catalog.Write) && !readsContent(a)
	case reads:
		return readsContent(a)
	case broad:
		return isScopable(a) && (a.Levels.Has(catalog.Write) || readsContent(a))
	case passRole:
		return a.Name == "PassRole"
	case takeRole:
		return a.Name == "AssumeRole"
	case decrypt:
		return a.Name == "Decrypt" || a.Name == "ReEncryptFrom"
	case credentials:
		return slices.Contains(credentialActions, a.String())
	case parameters:
		return readsContent(a)
	case invoke:
		return a.Name == "InvokeFunction"
	case permissions:
		return isScopable(a) && a.Levels.Has(catalog.PermissionsManagement)
	}
	return false
}

// credentialActions return credentials or tokens by which the caller acts as
// somebody else, and can be limited to whom (Service Authorization Reference).
var credentialActions = []string{
	"iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:UpdateLoginProfile", "iam:CreateServiceSpecificCredential", "iam:ResetServiceSpecificCredential",
	"sts:AssumeRole", "sts:GetFederationToken",
	"redshift:GetClusterCredentials", "redshift:GetClusterCredentialsWithIAM", "redshift-serverless:GetCredentials", "rds-db:connect",
	"cognito-identity:GetCredentialsForIdentity", "cognito-identity:GetOpenIdTokenForDeveloperIdentity",
	"codeartifact:GetAuthorizationToken", "secretsmanager:GetSecretValue",
}

// credentialServices are the services of credentialActions.
var credentialServices = []string{"iam", "sts", "redshift", "redshift-serverless", "rds-db", "cognito-identity", "codeartifact", "secretsmanager"}

// isScopable reports whether requests of the action name a resource. Of an
// action with one type that is optional they need not (PutMetricData); several
// optional types stand for one another (GetObject).
func isScopable(a *catalog.Action) bool { return a.RequiresResource() || len(a.Resources) > 1 }

// readsContent reports whether the action reads what a store holds, not only
// what is said of it.
func readsContent(a *catalog.Action) bool {
	var names []string
	switch a.Service {
	case "s3":
		names = []string{"GetObject", "GetObjectVersion"}
	case "dynamodb":
		names = []string{"BatchGetItem", "GetItem", "GetRecords", "PartiQLSelect", "Query", "Scan"}
	case "sqs":
		names = []string{"ReceiveMessage"}
	case "kinesis":
		names = []string{"GetRecords", "SubscribeToShard"}
	case "ssm":
		names = []string{"GetParameter", "GetParameterHistory", "GetParameters", "GetParametersByPath"}
	case "secretsmanager":
		names = []string{"GetSecretValue"}
	case "rds-data":
		names = []string{"BatchExecuteStatement", "ExecuteSql", "ExecuteStatement"}
	}
	return slices.Contains(names, a.Name)
}
