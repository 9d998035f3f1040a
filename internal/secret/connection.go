package secret

import "strings"

// hasPassword reports whether the text is an address or connection string
// that holds a password: postgres://user:password@host, or
// Server=db;User=app;Password=….
func hasPassword(text string) bool {
	return userinfo(text) || keyValue(text)
}

// userinfo looks for scheme://user:password@host.
func userinfo(text string) bool {
	for {
		before, rest, found := strings.Cut(text, "://")
		if !found {
			return false
		}
		text = rest
		if before == "" || !alnum.has(before[len(before)-1]) {
			continue
		}
		authority := rest
		if end := strings.IndexAny(authority, " \t\n\"'<>\\"); end >= 0 {
			authority = authority[:end]
		}
		if end := strings.IndexAny(authority, "/?#"); end >= 0 && strings.IndexByte(authority[:end], '@') >= 0 {
			authority = authority[:end]
		}
		at := strings.LastIndexByte(authority, '@')
		if at < 0 || strings.ContainsAny(authority[at:], ":/") && strings.IndexByte(authority[:at], '/') >= 0 {
			continue
		}
		if _, password, ok := strings.Cut(authority[:at], ":"); ok && isLiteralPassword(password) {
			return true
		}
	}
}

// keyValue looks for Password=… beside a server, as ADO.NET, ODBC, JDBC and
// libpq have it.
func keyValue(text string) bool {
	if strings.IndexByte(text, '=') < 0 {
		return false
	}
	lower := strings.ToLower(text)
	if !containsAny(lower, "server=", "host=", "data source=", "address=", "endpoint=", "jdbc:") {
		return false
	}
	for _, key := range [...]string{"password=", "pwd="} {
		i := strings.Index(lower, key)
		if i < 0 || i > 0 && alnum.has(lower[i-1]) {
			continue
		}
		// Offsets agree unless a letter changed its length: then look on in
		// the lower form, which is enough to tell a literal.
		value := lower[i+len(key):]
		if end := strings.IndexAny(value, ";& \t\n\"'"); end >= 0 {
			value = value[:end]
		}
		if isLiteralPassword(value) {
			return true
		}
	}
	return false
}

// isLiteralPassword reports whether the text is a password that was typed:
// not a part that is not known, nor a template's or manual's stand-in.
func isLiteralPassword(text string) bool {
	return len(text) >= 3 && !strings.Contains(text, Unread) && !isReference(text) && !isPlaceholder(text)
}

func containsAny(text string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}
