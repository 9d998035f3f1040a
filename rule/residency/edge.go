package residency

import (
	"slices"
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// EdgeFunctionsApproved is decided for distributions and for the endpoints of
// Web Functions.
var EdgeFunctionsApproved = &rule.Rule{
	ID:         "edge-functions-approved",
	Title:      "Code that runs at the edge is approved to do so",
	Why:        "Code at the edge runs, and writes its logs, in the region nearest to whoever asks: data of people in one country is then handled in another.",
	Fix:        "Move the logic to a function of an approved region, or name the function in functions.edge.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.Residency},
	Settings:   []string{"regions.approved", "residency.classes", "functions.edge"},
	Sources: []string{
		"Amazon CloudFront Developer Guide, Logs for Lambda@Edge functions", "AWS Lambda Developer Guide, Web Functions",
	},
	Example: `# a distribution whose behaviours have no functions passes
resource "aws_cloudfront_distribution" "shop" {
  enabled = true
  default_cache_behavior {
    target_origin_id       = "api"
    viewer_protocol_policy = "https-only"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
  }
}`,
	Decide: []rule.Decision{
		rule.On[*estate.Distribution](distribution),
		rule.On[*estate.WebFunctionEndpoint](webEndpoint),
	},
}

// distribution judges the code that a distribution runs at the edge.
func distribution(in *rule.Input, d *estate.Distribution) rule.Outcome {
	asked, classes := in.Settings.Regions.Approved, in.Settings.Residency.Classes
	switch {
	case asked.Any():
		return rule.NotApplicable("every region is approved", rule.Setting(asked))
	case asked.Missing():
		return rule.MissingSetting(asked)
	case len(classes.Get()) == 0:
		return rule.NotApplicable("residency.classes keeps no class from the edge", rule.Setting(classes))
	}
	at, open := edgeCode(in, d)
	if len(at) == 0 && open == nil {
		return rule.NotApplicable("no function runs at its edge", rule.Given{Name: "edge functions", Value: "none", At: d.Block})
	}
	handled := in.Access.Handled(d)
	var kept []string
	for _, c := range classes.Get() {
		if slices.Contains(handled.List, c) {
			kept = append(kept, string(c))
		}
	}
	switch {
	case len(kept) > 0 && len(at) > 0:
		return rule.Fail("Code in front of {name} handles "+strings.Join(kept, ", ")+" data at the edge", at[0], handled.Fact, rule.Setting(classes)).
			Label("runs in the region nearest to the viewer")
	case handled.IsUnknown():
		return rule.Unknown(handled.Fact, rule.Setting(classes))
	case len(kept) == 0:
		return rule.Pass(handled.Fact, rule.Setting(classes))
	}
	return rule.Unknown(open, handled.Fact, rule.Setting(classes))
}

// edgeCode returns the functions that a distribution runs at the edge and that
// functions.edge does not approve, and a fact that is unknown where there may be
// more, nil where there are not.
func edgeCode(in *rule.Input, d *estate.Distribution) (at []rule.Fact, open rule.Fact) {
	unread := func(why string) { open = access.Unread("edge functions", why, d.Block) }
	add := func(code value.Value[value.Text]) {
		switch approvedAtEdge(in, d, code) {
		case value.No:
			at = append(at, code)
		case value.CannotTell:
			unread("it cannot be told whether functions.edge approves what runs there")
		}
	}
	for _, code := range []value.Value[[]value.Value[value.Text]]{d.EdgeFunctions(), d.EdgeScripts()} {
		if code.Partial() {
			unread(code.Reason())
		}
		found, _ := code.Get()
		for _, c := range found {
			add(c)
		}
	}
	return at, open
}

// approvedAtEdge tells whether functions.edge names the code.
func approvedAtEdge(in *rule.Input, d *estate.Distribution, code value.Value[value.Text]) value.Answer {
	var r estate.Resource
	if f, reach := estate.Find[*estate.Function](in.Estate, d, code); reach == estate.Here {
		r = f
	} else if f, reach := estate.Find[*estate.CloudFrontFunction](in.Estate, d, code); reach == estate.Here {
		r = f
	}
	answer := value.No
	for _, ref := range in.Settings.Functions.Edge.Get() {
		if r != nil {
			answer = value.Either(answer, access.Refers(ref, r))
			continue
		}
		// It may be any, under whatever name it has.
		answer = value.CannotTell
	}
	return answer
}

// webEndpoint judges where an endpoint of a Web Function is served.
func webEndpoint(in *rule.Input, e *estate.WebFunctionEndpoint) rule.Outcome {
	home := approved(in, e, e.Head().Region, "{name} gathers logs and metrics in ")
	if home.Verdict == rule.FailVerdict || home.Verdict == rule.NotApplicableVerdict {
		return home
	}
	regions, known := e.Regions.Get()
	if e.Regions.IsAbsent() && value.Is(e.EndpointType, "HomeRegion") == value.Yes {
		return home
	}
	worst := home
	for _, r := range regions {
		switch o := approved(in, e, r, "{name} is served in "); o.Verdict {
		case rule.FailVerdict:
			return o
		case rule.UnknownVerdict:
			worst = o
		}
	}
	if worst.Verdict == rule.PassVerdict && (!known || e.Regions.Partial()) {
		return rule.Unknown(access.Unread("regions", "the regions that serve it are not known", e.Block), e.EndpointType)
	}
	return worst
}
