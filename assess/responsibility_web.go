package assess

import (
	"strings"

	"bailiwick/estate"
	"bailiwick/value"
)

// webFunction draws the line of a Web Function.
func webFunction(v *estate.View, f *estate.WebFunction) []Responsibility {
	const unverified = "which runtimes Web Functions have is their own list, and what AWS applies by itself there is not verified"
	entries := Responsibility{Part: EntriesPart, Carrier: Customer, Reason: "AWS enforces the authentication that the endpoints ask for"}
	endpoints := f.WebFunctionEndpoints(v)
	list, _ := endpoints.Get()
	var open []string
	for _, e := range list {
		if value.Is(e.AuthType, "ApplicationManaged") == value.Yes {
			open = append(open, e.Name())
		}
	}
	if open != nil {
		entries.Reason = "Lambda authenticates nobody at " + strings.Join(open, ", ") + " (ApplicationManaged): every request is yours to authenticate"
	}
	return []Responsibility{
		{Part: Infrastructure, Carrier: AWS, Reason: "AWS runs the hosts; whether its reports cover Web Functions yet must be confirmed"},
		{Part: Isolation, Carrier: AWS, Reason: "AWS parts functions from each other; whether its reports cover Web Functions yet must be confirmed"},
		{Part: SystemFixes, Carrier: AWS, Reason: "AWS publishes the runtimes of Web Functions"},
		{Part: SystemPatching, Reason: unverified},
		{Part: LanguageFixes, Carrier: AWS, Reason: "AWS publishes the runtimes of Web Functions"},
		{Part: LanguagePatching, Reason: unverified},
		{Part: RuntimeEnd, Carrier: Customer, Reason: "the move to another runtime is yours"},
		{Part: CodePart, Carrier: Customer, Reason: "what the package brings is yours, whoever wrote it"},
		{Part: ConfigurationPart, Carrier: Customer, Reason: "AWS keeps what you set; what belongs into a variable is your choice"},
		{Part: PermissionsPart, Carrier: Customer, Reason: "AWS enforces the policies that you write"},
		entries,
		{Part: NetworkPart, Carrier: Customer, Reason: "where it may connect to is your choice"},
		{Part: LogsPart, Carrier: Customer, Reason: "logs and metrics are gathered in the home region: retention, key and readers are your choice"},
		{Part: EncryptionPart, Carrier: AWS, Reason: "Lambda encrypts code and variables at rest always"},
		{Part: KeysPart, Carrier: Customer, Reason: "under which key, and who may use it, is your choice"},
	}
}

// microVM draws the line of an image that MicroVMs start from.
func microVM() []Responsibility {
	const published = "AWS publishes the base image; all that the Dockerfile adds is yours"
	const applied = "a MicroVM resumes from a snapshot, so a fix needs a new version of the image; what one that keeps running needs, AWS's pages do not say"
	return []Responsibility{
		{Part: Infrastructure, Carrier: AWS, Reason: "AWS runs the hosts; whether its reports cover MicroVMs yet must be confirmed"},
		{Part: Isolation, Carrier: AWS, Reason: "every MicroVM is a virtual machine of its own"},
		{Part: SystemFixes, Carrier: Shared, Reason: published},
		{Part: SystemPatching, Carrier: Customer, Reason: applied},
		{Part: LanguageFixes, Carrier: Shared, Reason: published},
		{Part: LanguagePatching, Carrier: Customer, Reason: applied},
		{Part: RuntimeEnd, Carrier: Customer, Reason: "base images end, and only a new version of the image leaves them"},
		{Part: CodePart, Carrier: Customer, Reason: "what the image brings is yours, whoever wrote it"},
		{Part: ConfigurationPart, Carrier: Customer, Reason: "AWS keeps what you set; what belongs into a variable is your choice"},
		{Part: PermissionsPart, Carrier: Customer, Reason: "AWS enforces the policies that you write"},
		{Part: EntriesPart, Carrier: Customer, Reason: "the tokens for its ports, and who may open a shell in it, are yours to give"},
		{Part: NetworkPart, Carrier: Customer, Reason: "its connectors lead into your VPC"},
		{Part: LogsPart, Carrier: Customer, Reason: "whether, where and how long it logs is your choice"},
		{Part: EncryptionPart, Carrier: AWS, Reason: "AWS encrypts images and snapshots at rest"},
		{Part: KeysPart, Carrier: Customer, Reason: "under which key, and who may use it, is your choice"},
	}
}
