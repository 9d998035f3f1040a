package sam

import "slices"

// functionURL makes the URL of FunctionUrlConfig and, where all may call it,
// both permissions.
func (m *macro) functionURL(to target, alias bool) {
	c := m.get("FunctionUrlConfig")
	if !given(c) {
		return
	}
	p := placeOf(c)
	auth := get(c, "AuthType")
	if !isCall(c) && !isCall(auth) && !slices.Contains([]string{"AWS_IAM", "NONE"}, textOf(auth)) {
		m.fail(firstOf(auth, c), "AuthType is required to configure function property `FunctionUrlConfig`. Please provide either AWS_IAM or NONE.")
	}
	m.checkURLCors(get(c, "Cors"))
	m.add(p.resource(m.id+"Url", "AWS::Lambda::Url", m.passed(),
		"TargetFunctionArn", to.name, "AuthType", auth, "Cors", orNil(get(c, "Cors")), "InvokeMode", get(c, "InvokeMode")))
	if textOf(auth) != "NONE" {
		return
	}
	m.add(p.resource(m.id+"UrlPublicPermissions", "AWS::Lambda::Permission", m.passed(),
		"Action", "lambda:InvokeFunctionUrl", "FunctionName", to.name, "Principal", "*", "FunctionUrlAuthType", auth))
	m.add(p.resource(m.id+"URLInvokeAllowPublicAccess", "AWS::Lambda::Permission", m.passed(),
		"Action", "lambda:InvokeFunction", "FunctionName", to.name, "Principal", "*", "InvokedViaFunctionUrl", true))
}

func (m *macro) checkURLCors(cors *Node) {
	if !given(cors) || isCall(cors) {
		return
	}
	if !isMap(cors) {
		m.fail(cors, "Property 'FunctionUrlConfig.Cors' should be a map.")
		return
	}
	kinds := map[string][2]string{
		"AllowOrigins": {"l", "list"}, "AllowMethods": {"l", "list"}, "AllowCredentials": {"b", "bool"},
		"AllowHeaders": {"l", "list"}, "ExposeHeaders": {"l", "list"}, "MaxAge": {"ib", "int"},
	}
	for i, k := range cors.Keys {
		kind, known := kinds[k.Name]
		switch {
		case !known:
			m.fail(cors.List[i], "%s is not a valid property for configuring Cors.", k.Name)
		case !isCall(cors.List[i]) && !fits(cors.List[i], kind[0]+"-"):
			m.fail(cors.List[i], "%s must be of type %s.", k.Name, kind[1])
		}
	}
}
