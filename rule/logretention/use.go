package logretention

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/rule"
	"bailiwick/value"
)

// prefixes begin the names of log groups that belong to what is judged,
// whether or not that is declared here.
var prefixes = [...]string{"/aws/lambda/", "/aws/lambda-microvm/", "/aws/apigateway/", "/aws/vendedlogs/states/", "/aws/states/", "API-Gateway-Execution-Logs_"}

// usedBy tells whether the log group is one of a function, an API, a workflow,
// a network or a trail: by what refers to it, and by its name.
func usedBy(in *rule.Input, g *estate.LogGroup) (value.Answer, rule.Fact) {
	for _, l := range in.Estate.Incoming(g) {
		switch l.From.(type) {
		case *estate.Function, *estate.WebFunction, *estate.APIStage, *estate.StateMachine, *estate.Trail, *estate.FlowLog, *estate.HTTPAPI, *estate.RestAPI:
			return value.Yes, rule.Given{Name: "used by", Value: l.From.Head().Address, At: l.From.Head().Block}
		}
	}
	if g.Name.IsUnknown() {
		return value.CannotTell, g.Name
	}
	name, _ := g.Name.Get()
	unsure := value.No
	for _, p := range prefixes {
		answer := name.HasPrefix(p)
		if answer == value.Yes {
			return answer, g.Name
		}
		unsure = value.Either(unsure, answer)
	}
	if unsure == value.CannotTell {
		return unsure, access.Unread("name", name.String()+" may be the name of a function's log group", g.Name.Origin())
	}
	if functions := estate.Companions[*estate.Function](in.Estate, g, ""); functions.Partial() {
		return value.CannotTell, access.Unread("used by", functions.Reason(), g.Block)
	}
	return value.No, rule.Given{Name: "used by", Value: "nothing", At: g.Block}
}

// toArchive tells whether the log group's events are sent to one of
// logging.archives.
func toArchive(in *rule.Input, g *estate.LogGroup) (value.Answer, rule.Fact) {
	archives := in.Settings.Logging.Archives
	subscriptions := g.LogSubscriptions(in.Estate)
	found, _ := subscriptions.Get()
	answer, fact := value.No, rule.Fact(rule.Given{Name: "subscription", Value: "none", At: g.Block})
	if subscriptions.Partial() {
		answer, fact = value.CannotTell, access.Unread("subscription", subscriptions.Reason(), g.Block)
	}
	for _, s := range found {
		if archives.Missing() {
			return value.CannotTell, access.Unread("subscription", "whether "+s.Address+" leads to an archive, logging.archives must say", s.Block)
		}
		for _, ref := range archives.Get() {
			hit := s.Exists()
			target, known := s.Destination.Get()
			switch {
			case !known:
				hit = value.CannotTell
			default:
				hit = value.Both(hit, value.Either(target.Match(value.Literal(ref.Pattern)), target.Contains(ref.Pattern)))
			}
			if hit == value.Yes {
				return hit, s.Destination
			}
			if hit == value.CannotTell {
				answer, fact = hit, access.Unread("subscription", "it cannot be told whether "+s.Address+" leads to "+ref.String(), s.Block)
			}
		}
	}
	return answer, fact
}
