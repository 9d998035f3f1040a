package backupresilience

import (
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/rule"
	"bailiwick/value"
)

// A trigger is something that calls a function and does not wait for it.
type trigger struct {
	from      string // who calls: aws_sns_topic_subscription.orders
	at        value.Origin
	qualifier value.Text // the version or alias that is called, "" for none
	sure      value.Answer
}

// triggers is what calls a function, as far as the estate says.
type triggers struct {
	async    []trigger
	sync     rule.Fact // one that waits, nil if there is none
	mappings []*estate.EventSourceMapping
	more     rule.Fact // why there may be others, nil if that is not known of
}

// any reports whether anything is known to call the function.
func (t *triggers) any() bool { return len(t.async) > 0 || t.sync != nil || len(t.mappings) > 0 }

// triggersOf collects what calls the function: the resources that name it, and
// the services that its policy lets in.
func triggersOf(in *rule.Input, f *estate.Function) triggers {
	var t triggers
	direct := map[string]bool{} // services of which a resource names the function
	for _, l := range in.Estate.Incoming(f) {
		h := l.From.Head()
		wait := rule.Given{Name: "called by", Value: h.Address, At: h.Block}
		async := func(service string, refs ...value.Value[value.Text]) {
			direct[service] = true
			for _, ref := range refs {
				if to, reach := estate.Find[*estate.Function](in.Estate, l.From, ref); reach == estate.Here && to.Head().Address == f.Address {
					text, _ := ref.Get()
					t.async = append(t.async, trigger{h.Address, h.Block, qualifierOf(text), h.Exists()})
				}
			}
		}
		switch from := l.From.(type) {
		case *estate.EventSourceMapping:
			if l.As == from.FunctionName.Attribute() {
				t.mappings = append(t.mappings, from)
			}
		case *estate.Subscription:
			async("sns", from.Endpoint)
		case *estate.BucketNotification:
			blocks, _ := from.Functions.Get()
			for _, b := range blocks {
				async("s3", b.Function)
			}
		case *estate.Bucket:
			blocks, _ := from.Functions.Get()
			for _, b := range blocks {
				async("s3", b.Function)
			}
		case *estate.EventTarget:
			async("events", from.ARN)
		case *estate.Schedule:
			async("scheduler", from.Target)
		case *estate.LogSubscription:
			async("logs", from.Destination)
		case *estate.ConfigRule:
			async("config", from.Identifier)
		case *estate.IoTRule:
			blocks, _ := from.Functions.Get()
			for _, b := range blocks {
				async("iot", b.Function)
			}
		case *estate.MailRule:
			blocks, _ := from.Functions.Get()
			for _, b := range blocks {
				switch value.Is(b.Invocation, "RequestResponse") {
				case value.No:
					async("ses", b.Function)
				case value.Yes:
					direct["ses"], t.sync = true, wait
				default:
					t.async = append(t.async, trigger{from: h.Address, at: h.Block, sure: value.CannotTell})
				}
			}
		case *estate.FunctionURL, *estate.APIIntegration, *estate.Authorizer, *estate.UserPool, *estate.HTTPAPI,
			*estate.Distribution, *estate.TargetGroup, *estate.TargetGroupAttachment, *estate.GraphQLAPI, *estate.GraphQLDataSource, *estate.StateMachine:
			t.sync = wait
		}
	}
	statements := f.FunctionStatements(in.Estate)
	list, _ := statements.Get()
	if statements.Partial() {
		t.more = access.Unread("triggers", statements.Reason(), f.Block)
	}
	for _, s := range list {
		text, _ := s.Principal.Get()
		principal, _ := text.Literal()
		service, isService := strings.CutSuffix(principal, ".amazonaws.com")
		service, _, _ = strings.Cut(service, ".")
		switch {
		case !isService: // an account or a role calls as it likes
			if t.more == nil {
				t.more = access.Unread("triggers", "how "+s.Principal.String()+" calls is not known", s.Block)
			}
		case direct[service]: // its resource says more
		case isAsync(service):
			qualifier, _ := s.Qualifier.Get()
			t.async = append(t.async, trigger{s.Address, s.Principal.Origin(), qualifier, value.Both(s.Exists(), value.Is(s.Action, "lambda:InvokeFunction"))})
		case isSync(service):
			t.sync = s.Principal
		}
	}
	return t
}

// isAsync reports whether a service calls functions without waiting for them
// ("Invoking Lambda with events from other AWS services").
func isAsync(service string) bool {
	switch service {
	case "sns", "s3", "events", "ses", "config", "iot", "logs", "scheduler":
		return true
	}
	return false
}

func isSync(service string) bool {
	switch service {
	case "apigateway", "elasticloadbalancing", "cognito-idp", "lex", "lexv2", "vpc-lattice", "appsync", "alexa-appkit":
		return true
	}
	return false
}

// qualifierOf returns what stands behind the name in a function's ARN.
func qualifierOf(arn value.Text) value.Text {
	_, name, found := strings.Cut(arn.Inline(), ":function:")
	if !found {
		return value.Text{}
	}
	name, _, _ = strings.Cut(name, "/")
	_, qualifier, _ := strings.Cut(name, ":")
	return value.Inline(qualifier)
}
