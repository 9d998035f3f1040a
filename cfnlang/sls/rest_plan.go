package sls

import (
	"strconv"

	"bailiwick/cfnlang"
)

// usagePlans makes the API keys, the plans of how much their holders may use,
// and what gives the keys to the plans.
func (r *rest) usagePlans() {
	plan, keys := get(r.config, "usagePlan"), get(r.config, "apiKeys")
	for _, n := range []*Node{plan, keys} {
		if opaque(n) {
			r.gap(n.At, "the API keys and usage plans are not known: "+reason(n))
			return
		}
	}
	if !given(plan) && !given(keys) {
		return
	}
	plans := make(map[string]bool)
	if given(plan) && plan.Kind == cfnlang.List {
		for _, n := range plan.List {
			if !isMap(n) || len(n.Keys) == 0 {
				r.gap(n.At, "a usage plan is not known")
				continue
			}
			plans[n.Keys[0].Name] = true
			r.usagePlan(placeOfKey(n.Keys[0]), n.Keys[0].Name, n.List[0])
		}
	} else {
		p := r.Place
		if given(plan) {
			p = cfnlang.PlaceOf(plan)
		}
		plans["default"] = true
		r.usagePlan(p, "", plan)
	}
	number := 0
	for _, k := range elements(keys) {
		switch {
		case isMap(k) && len(k.Keys) > 0 && plans[k.Keys[0].Name] && k.List[0].Kind == cfnlang.List:
			number = 0
			for _, of := range k.List[0].List {
				number++
				r.apiKey(of, k.Keys[0].Name, number)
			}
		case isMap(k) && len(k.Keys) > 0 && k.List[0].Kind >= cfnlang.List:
			r.refuse(k.At, "the API key "+k.Keys[0].Name+" has no usage plan", "add it to usagePlan")
		default:
			number++
			r.apiKey(k, "", number)
		}
	}
}

// usagePlan makes the plan of a name, "" for the one that has none.
func (r *rest) usagePlan(p cfnlang.Place, name string, config *Node) {
	called := joined(r.root.At, r.name, p.Node("-"), p.Node(name+"-"), r.stageName)
	if name == "" {
		called = joined(r.root.At, r.name, p.Node("-"), r.stageName)
	}
	properties := p.Object("ApiStages", p.List(p.Object("ApiId", r.id, "Stage", r.stageName)), "UsagePlanName", called)
	for _, of := range []struct {
		from, to string
		members  [][2]string
	}{
		{"quota", "Quota", [][2]string{{"limit", "Limit"}, {"offset", "Offset"}, {"period", "Period"}}},
		{"throttle", "Throttle", [][2]string{{"burstLimit", "BurstLimit"}, {"rateLimit", "RateLimit"}}},
	} {
		switch n := get(config, of.from); {
		case opaque(n):
			properties.Set(of.to, n)
		case isMap(n):
			made := cfnlang.PlaceOf(n).Object()
			for _, m := range of.members {
				put(made, m[1], get(n, m[0]))
			}
			properties.Set(of.to, made)
		}
	}
	r.over(p, "ApiGatewayUsagePlan"+upper(name), "AWS::ApiGateway::UsagePlan", properties, "DependsOn", restDeployment)
}

// apiKey makes an API key, and gives it to its plan.
func (r *rest) apiKey(n *Node, plan string, number int) {
	p := cfnlang.PlaceOf(n)
	properties := p.Object("Enabled", true, "Name", n, "StageKeys", p.List(p.Object("RestApiId", r.id, "StageName", r.stageName)))
	if isMap(n) {
		drop(properties, "Name")
		put(properties, "Name", get(n, "name"))
		put(properties, "Value", firstOf(get(n, "value")))
		put(properties, "Description", get(n, "description"))
		put(properties, "CustomerId", get(n, "customerId"))
		put(properties, "Enabled", get(n, "enabled"))
	}
	end := upper(plan) + strconv.Itoa(number)
	r.over(p, "ApiGatewayApiKey"+end, "AWS::ApiGateway::ApiKey", properties, "DependsOn", restDeployment)
	r.over(p, "ApiGatewayUsagePlanKey"+end, "AWS::ApiGateway::UsagePlanKey", p.Object(
		"KeyId", p.Ref("ApiGatewayApiKey"+end), "KeyType", "API_KEY", "UsagePlanId", p.Ref("ApiGatewayUsagePlan"+upper(plan))))
}
