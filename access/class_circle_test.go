package access_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/value"
)

// calls ties function from to function to by an event invoke config.
func calls(from, to string) string {
	return fmt.Sprintf(`
resource "aws_lambda_function_event_invoke_config" "%[1]s_%[2]s" {
  function_name = aws_lambda_function.%[1]s.function_name
  destination_config {
    on_success { destination = aws_lambda_function.%[2]s.arn }
  }
}
`, from, to)
}

func function(name, more string) string {
	return fmt.Sprintf(`
resource "aws_lambda_function" "%[1]s" {
  function_name = "%[1]s"
  role          = "arn:aws:iam::111122223333:role/api"
  %[2]s
}
`, name, more)
}

const customers = `
resource "aws_dynamodb_table" "customers" {
  name = "customers"
  tags = { data-class = "personal" }
}
resource "aws_dynamodb_table" "unstated" { name = "unstated" }
`

// Whoever is asked first, whatever the names: in a circle each handles what the
// circle reaches.
func TestClassesInACircleHangOnNoOrder(t *testing.T) {
	const personal = "environment { variables = { TABLE = aws_dynamodb_table.customers.name } }"
	const stated = `tags = { data-class = "personal" }`
	const none = `tags = { data-class = "none" }`
	const unstated = "environment { variables = { TABLE = aws_dynamodb_table.unstated.name } }"
	circle := []int{1, 2, 0}
	tests := []struct {
		name  string
		more  [3]string
		calls []int // whom the function of the number calls, -1 nobody
		want  [3]value.Answer
	}{
		{"one names a table", [3]string{personal}, circle, [3]value.Answer{value.Yes, value.Yes, value.Yes}},
		{"one is stated", [3]string{stated}, circle, [3]value.Answer{value.Yes, value.Yes, value.Yes}},
		{"nothing is stated", [3]string{}, circle, [3]value.Answer{value.CannotTell, value.CannotTell, value.CannotTell}},
		{"one is stated to have none", [3]string{none}, circle, [3]value.Answer{value.No, value.No, value.No}},
		{"one names what nobody stated", [3]string{unstated}, circle, [3]value.Answer{value.CannotTell, value.CannotTell, value.CannotTell}},
		{"one is stated beside it", [3]string{unstated, none}, []int{1, 0, -1}, [3]value.Answer{value.CannotTell, value.No, value.CannotTell}},
	}
	s := settings.Default()
	for _, test := range tests {
		for _, names := range [][3]string{{"a", "b", "c"}, {"a", "c", "b"}, {"b", "a", "c"}, {"b", "c", "a"}, {"c", "a", "b"}, {"c", "b", "a"}} {
			src := customers
			want := make(map[string]value.Answer)
			for i, name := range names {
				src += function(name, test.more[i])
				want[name] = test.want[i]
				if to := test.calls[i]; to >= 0 {
					src += calls(name, names[to])
				}
			}
			e := read(t, s, src)
			var first string
			for _, begin := range e.OfKind("function") {
				engine := access.New(e, s)
				engine.Handled(begin)
				var got strings.Builder
				for _, r := range e.OfKind("function") {
					answer, why := engine.Holds(r, "personal")
					if answer != want[r.Head().Name()] {
						t.Errorf("%s, %v, first %s: %s holds personal data: %s (%s%s), want %s", test.name, names,
							begin.Head().Name(), r.Head().Name(), answer, why, why.Reason(), want[r.Head().Name()])
					}
					fmt.Fprintln(&got, r.Head().Name(), answer, why, why.Reason())
				}
				if first == "" {
					first = got.String()
				}
				if got.String() != first {
					t.Errorf("%s, %v, first %s:\n%sbut else\n%s", test.name, names, begin.Head().Name(), &got, first)
				}
			}
		}
	}
}

// Whoever wrote the estate may chain as many functions as he likes.
func TestAChainOfFunctionsMayBeLong(t *testing.T) {
	const long = 3000
	s := settings.Default()
	var src strings.Builder
	src.WriteString(customers)
	for i := range long {
		more := ""
		if i == long-1 {
			more = "environment { variables = { TABLE = aws_dynamodb_table.customers.name } }"
		}
		src.WriteString(function(fmt.Sprintf("f%d", i), more))
		if i > 0 {
			src.WriteString(calls(fmt.Sprintf("f%d", i-1), fmt.Sprintf("f%d", i)))
		}
	}
	e := read(t, s, src.String())
	functions := slices.Clone(e.OfKind("function"))
	engine := access.New(e, s)
	for _, r := range []estate.Resource{functions[0], functions[len(functions)-1]} {
		if got, why := engine.Holds(r, "personal"); got != value.Yes {
			t.Errorf("%s holds personal data: %s (%s)", r.Head().Name(), got, why.Reason())
		}
	}
}
