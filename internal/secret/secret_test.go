package secret

import (
	"slices"
	"strings"
	"testing"
)

// fill returns n bytes that look random. Secrets are put together at run
// time, so that no scanner takes this file for a leak.
func fill(alphabet string, n int) string {
	var b strings.Builder
	state := uint32(12345)
	for range n {
		state = state*1664525 + 1013904223
		b.WriteByte(alphabet[int(state>>16)%len(alphabet)])
	}
	return b.String()
}

const (
	hexDigits = "0123456789abcdef"
	capitals  = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
	letters   = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
)

func TestFormsCountUnderAnyName(t *testing.T) {
	pem := "-----BEGIN RSA PRIVATE " + "KEY-----\\n" + fill(letters, 200) + "\\n-----END RSA PRIVATE " + "KEY-----"
	jwt := "ey" + "J" + fill(letters, 30) + ".ey" + "J" + fill(letters, 60) + "." + fill(letters, 43)
	tests := []struct {
		text string
		want Class
	}{
		{"AK" + "IA" + fill(capitals, 16), AWSAccessKey},
		{"AS" + "IA" + fill(capitals, 16), AWSAccessKey},
		{"key=AK" + "IA" + fill(capitals, 16) + ";", AWSAccessKey},
		{pem, PrivateKey},
		{jwt, JWT},
		{"Bearer " + jwt, JWT},
		{"gh" + "p_" + fill(letters, 36), "GitHub token"},
		{"github" + "_pat_" + fill(letters, 22) + "_" + fill(letters, 59), "GitHub token"},
		{"gl" + "pat-" + fill(letters, 20), "GitLab token"},
		{"xo" + "xb-" + fill("0123456789", 12) + "-" + fill(letters, 24), "Slack token"},
		{"https://hooks.slack" + ".com/services/T" + fill(capitals, 9) + "/B" + fill(capitals, 9) + "/" + fill(letters, 24), "Slack webhook"},
		{"sk" + "_live_" + fill(letters, 24), "Stripe key"},
		{"AI" + "za" + fill(letters, 35), "Google API key"},
		{"S" + "G." + fill(letters, 22) + "." + fill(letters, 43), "SendGrid key"},
		{"np" + "m_" + fill(letters, 36), "npm token"},
		{"DefaultEndpointsProtocol=https;Account" + "Key=" + fill(letters, 86) + "==;", "Azure storage key"},
		{fill(letters, 14) + ".atlas" + "v1." + fill(letters, 64), "Terraform Cloud token"},
		{"hv" + "s." + fill(letters, 90), "Vault token"},
		{"postgres://app:" + "s3cret-pa55" + "@db.internal:5432/orders", ConnectionString},
		{"redis://:" + "s3cretpa55" + "@cache:6379", ConnectionString},
		{"postgres://app:" + "s3cret-pa55" + "@" + Unread + "/orders", ConnectionString},
		{"Server=db;Database=x;User Id=app;Password=" + "s3cretpa55" + ";", ConnectionString},
		{"jdbc:postgresql://db/x?user=app&password=" + "s3cretpa55", ConnectionString},
		{"Bearer " + fill(letters, 40), "authorization header"},
		{"basic " + fill(letters, 38) + "==", "authorization header"},
		{fill(hexDigits, 32) + "-us14", "Mailchimp key"},
		{"123456789:" + "AA" + fill(letters, 33), "Telegram token"},
	}
	for _, test := range tests {
		if got := Classify("VALUE", test.text); got != test.want {
			t.Errorf("Classify of a text of class %q = %q", test.want, got)
		}
	}
}

func TestWhatIsNoSecret(t *testing.T) {
	tests := []struct{ name, text string }{
		{"BUCKET", "orders-data-prod"},
		{"LOG_LEVEL", "DEBUG"},
		{"TABLE", "arn:aws:dynamodb:eu-central-1:111122223333:table/orders"},
		{"MONKEY", fill(letters, 40)},
		{"COMMIT", fill(hexDigits, 40)},
		{"SECRET_ARN", "arn:aws:secretsmanager:eu-central-1:111122223333:secret:prod/db-" + fill(letters, 6)},
		{"DB_SECRET", "arn:aws:secretsmanager:eu-central-1:111122223333:secret:prod/db-" + fill(letters, 6)},
		{"SECRET_NAME", "prod/orders/db"},
		{"DB_PASSWORD", "prod/orders/db-password"},
		{"DB_PASSWORD", "/prod/orders/db/password"},
		{"DB_PASSWORD", "/prod/eu1/OrdersService/DatabasePassword1"},
		{"DB_PASSWORD", "/prod/ec2/orders-service/" + fill(letters, 20)},
		{"API_KEY_SECRET", "orders-api-key"},
		{"TOKEN_URL", "https://auth.example.com/oauth2/token"},
		{"TOKEN", "https://auth.acme.io/oauth2/token"},
		{"PASSWORD_POLICY", "strong-and-" + fill(letters, 20)},
		{"TOKEN_TTL", "3600"},
		{"USE_TOKEN", "true"},
		{"API_TOKEN", ""},
		{"DB_PASSWORD", "AQICA" + fill(letters, 100)},
		{"DB_PASSWORD", "{{resolve:secretsmanager:prod/db:SecretString:password}}"},
		{"DB_PASSWORD", Unread},
		{"URL", "postgres://app:" + Unread + "@db/orders"},
		{"URL", "postgres://app@db/orders"},
		{"URL", "https://example.com/a:b/@scope/package"},
		{"GREETING", "Hello: the password= is told at the desk"},
		{"KEY_ID", "AK" + "IA" + "IOSFODNN7" + "EXAMPLE"},
		{"TOKEN", "gh" + "p_" + strings.Repeat("x", 36)},
		{"PUBLIC_KEY", fill(letters, 64)},
		{"NEXT_PUBLIC_API_KEY", fill(letters, 40)},
		{"SIGNATURE", "-----BEGIN " + "PUBLIC KEY-----" + fill(letters, 80)},
		{"PARSER", "looks for -----BEGIN RSA PRIVATE " + "KEY-----"},
		{"TOKEN", "A token that callers send in the header Authorization, see the page."},
		{"SESSION_KEY", "orders"},
		{"AUTHORIZATION", "Bearer token-from-the-request"},
		{"BASIC_AUTH", "enabled"},
		{"SALT", "orders"},
		{"REQUEST", fill(hexDigits, 32) + "-eu1"},
	}
	for _, test := range tests {
		if got := Classify(test.name, test.text); got != None {
			t.Errorf("Classify(%q, a text of %d bytes) = %q, want none", test.name, len(test.text), got)
		}
	}
}

func TestNamesThatSpeakOfSomethingElse(t *testing.T) {
	for name, want := range map[string]bool{"TABLE_NAME": true, "TOKEN_URL": true, "secretArn": true, "DB_PASSWORD": false, "DB": false, "NAME": false, strings.Repeat("a_url", 100): false} {
		if got := SpeaksOf(name); got != want {
			t.Errorf("SpeaksOf(%.20q) = %t, want %t", name, got, want)
		}
	}
}

func TestLiteralsUnderSecretLikeNames(t *testing.T) {
	tests := []struct {
		name, text string
		want       Class
	}{
		{"PGPASSWORD", "Sup3rS3cret!", Password},
		{"PASSWORD", "hunter2hunter2", Password},
		{"DB_PASSWORD", "password123", Password},
		{"PASS_PHRASE", "correct horse battery staple", Password},
		{"BASIC_AUTH", "admin:" + fill(letters, 16), HighEntropy},
		{"HASH_SALT", fill(letters, 24), HighEntropy},
		{"API_TOKEN", fill(letters, 32), HighEntropy},
		{"apiKey", fill(hexDigits, 32), HighEntropy},
		{"CLIENT_SECRET", fill(letters, 20), HighEntropy},
		{"AWS_SECRET_ACCESS_KEY", fill(letters, 38) + "/+", HighEntropy},
		{"AWS_SECRET_ACCESS_KEY", "/" + fill(letters, 39), HighEntropy},
		{"AWS_SECRET_ACCESS_KEY", "q7TbD" + fill(letters, 35), HighEntropy},
		{"API_KEY", "a1b2" + "c3d4e5f6", HighEntropy},
		{"DB_PASSWORD", "hun" + "ter2", Password},
		{"dbPassword", "Correct-" + "Horse9", Password},
		{"PASSWORD", "changeme", Placeholder},
		{"API_TOKEN", "<your token>", None},
		{"API_TOKEN", "REPLACE_ME_LATER", Placeholder},
		{"DB_PASSWORD", "xxxxxxxx", Placeholder},
		{"DB_PASSWORD", "fake-8f3k2j4h5k2j", Placeholder},
		{"API_TOKEN", "myFakeToken", Placeholder},
	}
	for _, test := range tests {
		if got := Classify(test.name, test.text); got != test.want {
			t.Errorf("Classify(%q, a text of %d bytes) = %q, want %q", test.name, len(test.text), got, test.want)
		}
	}
}

func TestEveryPatternFindsWhatItDescribes(t *testing.T) {
	alphabet := map[set]string{digit: "0123456789", hexadecimal: hexDigits, base32: capitals, upper: capitals, alnum: letters, word: letters, base64url: letters, base64: letters, dotted: letters}
	for _, p := range patterns {
		text := p.head + fill(alphabet[p.set], p.min)
		if p.sep != "" {
			text += p.sep + fill(alphabet[p.then], p.thenMin)
		}
		if got := token("a " + text + " b"); got != p.class {
			t.Errorf("the form of %s that begins with %q is taken for %q", p.class, p.head, got)
		}
		if got := token("a " + text[:len(p.head)+p.min/2] + " b"); p.sep == "" && got != None {
			t.Errorf("half of a %s (%q) is taken for %q", p.class, p.head, got)
		}
	}
}

func TestPatternsStandInTheOrderOfTheirFirstBytes(t *testing.T) {
	if !slices.IsSortedFunc(patterns[:], func(a, b pattern) int { return int(a.head[0]) - int(b.head[0]) }) {
		t.Error("the patterns are not sorted, so that heads does not find them")
	}
}

func FuzzClassify(f *testing.F) {
	for _, seed := range []string{"", "AK" + "IA" + fill(capitals, 16), "postgres://u:p@h", "-----BEGIN PRIVATE " + "KEY-----", "eyJ.eyJ.", "Server=x;Password=\xff\xfe"} {
		f.Add("DB_PASSWORD", seed)
		f.Add("x", seed[:len(seed)/2])
	}
	// A credential stays one whatever stands around it.
	credential := " gh" + "p_" + fill(letters, 36) + " "
	f.Fuzz(func(t *testing.T, name, text string) {
		Classify(name, text)
		if len(text) < 1000 && Classify(name, text+credential) == None {
			t.Errorf("a credential behind %q is not found", text)
		}
	})
}

func BenchmarkClassify(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Classify("TABLE_NAME", "arn:aws:dynamodb:eu-central-1:111122223333:table/orders")
	}
}
