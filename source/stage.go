package source

import "path"

// StageOf returns the name of a folder if it is a word for a stage, which names
// an environment by convention; else "".
func StageOf(dir string) string {
	switch name := path.Base(dir); name {
	case "dev", "develop", "development", "test", "testing", "qa", "uat", "int", "integration", "stage", "staging", "stg",
		"preprod", "pre-prod", "prod", "prd", "production", "live", "sandbox", "demo", "nonprod", "non-prod", "shared":
		return name
	}
	return ""
}
