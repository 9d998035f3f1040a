package estate

import "strings"

// Noun returns what n resources of the kind are called: "function URL" for
// one, "function URLs" for any other number. The number itself is not
// written.
func (k Kind) Noun(n int) string {
	words := strings.Split(string(k), "_")
	for i, w := range words {
		words[i] = spelled(w)
	}
	if n != 1 {
		last := &words[len(words)-1]
		*last = plural(*last)
	}
	return strings.Join(words, " ")
}

// spelled returns a word of a kind as people write it.
func spelled(word string) string {
	switch word {
	case "acl", "api", "cidr", "cors", "dax", "db", "dns", "ip", "nat", "oidc", "saml", "ssh", "url", "vpc":
		return strings.ToUpper(word)
	case "cloudfront":
		return "CloudFront"
	case "graphql":
		return "GraphQL"
	case "http":
		return "HTTP"
	case "iot":
		return "IoT"
	case "macie":
		return "Macie"
	case "microvm":
		return "MicroVM"
	case "rest":
		return "REST"
	case "websocket":
		return "WebSocket"
	case "xray":
		return "X-Ray"
	}
	return word
}

func plural(word string) string {
	switch {
	case word == "settings", word == "parameters", word == "roles", word == "policies", word == "tiers",
		word == "preferences", word == "headers":
		return word
	case strings.HasSuffix(word, "s"), strings.HasSuffix(word, "x"), strings.HasSuffix(word, "ch"):
		return word + "es"
	case strings.HasSuffix(word, "y") && !strings.HasSuffix(word, "ay") && !strings.HasSuffix(word, "ey"):
		return strings.TrimSuffix(word, "y") + "ies"
	}
	return word + "s"
}

// InAWS reports whether what is of the kind is a resource in AWS. The account
// that declarations belong to, and what only says how they are applied, are
// judged but not counted as resources.
func (k Kind) InAWS() bool {
	switch k {
	case "account", "backend", "module", "provider":
		return false
	}
	return true
}
