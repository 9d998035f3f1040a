package source

import (
	"path"
	"strings"
)

// framework tells by its name what a file of a deployment framework is, which
// no reader takes, and what to run so that there is something to read.
func framework(name string) (Other, bool) {
	base := path.Base(name)
	stem, ext, _ := strings.Cut(base, ".")
	switch {
	case stem == "serverless-compose" && (ext == "yml" || ext == "yaml" || ext == "json"):
		return Other{What: "a list of services of the Serverless Framework", Next: "each of them is read by itself"}, true
	case base == "cdk.json":
		return Other{What: "a CDK application", Next: "`cdk synth` writes its templates to cdk.out"}, true
	case base == "sst.config.ts" || base == "sst.json":
		return Other{What: "an SST application", Next: "of SST 2, `sst build` writes its templates to .sst/dist; SST 3 writes none"}, true
	case strings.HasSuffix(name, ".chalice/config.json"):
		return Other{What: "a Chalice application", Next: "`chalice package out` writes its template, `chalice package --pkg-format terraform out` Terraform"}, true
	case stem == "zappa_settings" && (ext == "json" || ext == "toml" || ext == "yml" || ext == "yaml" || ext == "py"):
		return Other{What: "a Zappa application", Next: "Zappa makes its function by calls of AWS's API: no declaration of it can be had"}, true
	case base == "app.arc" || base == "arc.json" || base == "arc.yaml" || base == "arc.yml" || base == ".arc":
		return Other{What: "an Architect application", Next: "`arc deploy --dry-run` makes its template"}, true
	case base == "claudia.json":
		return Other{What: "a Claudia.js function", Next: "Claudia makes it by calls of AWS's API: no declaration of it can be had"}, true
	case base == "Pulumi.yaml" || base == "Pulumi.yml":
		return Other{What: "a Pulumi project", Next: "Pulumi keeps its resources in a state, `pulumi stack export`, which is not read"}, true
	case base == "terragrunt.hcl":
		return Other{What: "a Terragrunt unit", Next: "terragrunt plan -out tfplan, then terraform show -json tfplan > plan.json"}, true
	}
	return Other{}, false
}
