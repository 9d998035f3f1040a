package sls

import "strings"

// ownRoles makes the roles that functions have for themselves: by
// serverless-iam-roles-per-function, and by provider.iam.role.mode of version 4.
func (s *service) ownRoles() {
	if s.role == nil {
		return
	}
	if s.has("serverless-iam-roles-per-function") {
		config := get(s.custom, "serverless-iam-roles-per-function")
		if boundary := get(config, "iamGlobalPermissionsBoundary"); given(boundary) {
			s.role.properties.Set("PermissionsBoundary", boundary)
		}
		for _, f := range s.functions {
			if f.node.Get("iamRoleStatements") != nil && !opaque(f.node) {
				s.rolePerPlugin(f, config)
			}
		}
		return
	}
	if textOf(get(s.provider, "iam", "role", "mode")) != "perFunction" {
		return
	}
	for _, f := range s.functions {
		if !opaque(f.node) && s.runsWith(f) == nil {
			s.rolePerFunction(f)
		}
	}
}

// roleID is the logical id of a function's own role.
func (f *function) roleID() string { return normal(f.key) + sharedRole }

// ownRole makes a role of a function's own, with what every one has.
func (s *service) ownRole(f *function, name *Node) *role {
	if name == nil {
		name = joinedName(f.Place, s.name, s.stageName, f.Node(f.key), f.Ref("AWS::Region"), f.Node("lambdaRole"))
	}
	r := s.newRole(f.Place, f.roleID(), name)
	put(r.properties, "PermissionsBoundary", s.role.properties.Get("PermissionsBoundary"))
	put(r.properties, "Tags", s.role.properties.Get("Tags"))
	if get(f.node, "vpc") != nil || get(s.provider, "vpc") != nil {
		r.manage(networkPolicy(f.Place))
	}
	f.roles = r
	return r
}

func (s *service) rolePerPlugin(f *function, config *Node) {
	r := s.ownRole(f, firstOf(f.get("iamRoleStatementsName")))
	r.allow(f.Place, []string{"logs:CreateLogStream", "logs:CreateLogGroup", "logs:PutLogEvents"}, f.List(logGroupARN(f.Place, f.name, ":*:*")))
	s.readsOf(f, r)
	if to := f.get("onError"); given(to) {
		r.allow(f.Place, []string{"sns:Publish"}, to)
	}
	inherits := f.get("iamRoleStatementsInherit")
	shared := get(s.provider, "iam", "role", "statements")
	if get(s.provider, "iam") == nil {
		shared = get(s.provider, "iamRoleStatements")
	}
	if given(inherits) || given(get(config, "defaultInherit")) && !negative(inherits) {
		for _, st := range elements(shared) {
			r.statement(st)
		}
	}
	for _, st := range elements(f.get("iamRoleStatements")) {
		r.statement(st)
	}
	put(r.properties, "PermissionsBoundary", firstOf(f.get("iamPermissionsBoundary"), get(config, "iamGlobalPermissionsBoundary")))
}

// readsOf lets a role read the streams and queues that call its function.
func (s *service) readsOf(f *function, r *role) {
	arns := make(map[string]*Node)
	for _, n := range flat(firstOf(f.get("events"), f.List())) {
		kind, config, _ := kindOf(n)
		source, what := config, ""
		if isMap(config) {
			source, what = get(config, "arn"), textOf(get(config, "type"))
		}
		switch parts := strings.Split(textOf(source), ":"); {
		case source == nil: // the event itself says so
			continue
		case kind == "sqs":
			what = "queue"
		case kind != "stream":
			continue
		case what == "" && len(parts) > 2:
			what = parts[2]
		}
		if arns[what] == nil {
			arns[what] = f.List()
		}
		arns[what].List = append(arns[what].List, source)
	}
	for _, what := range []string{"dynamodb", "kinesis"} {
		if arns[what] != nil {
			r.allow(f.Place, streamActions[what], arns[what])
		}
	}
	if arns["queue"] != nil {
		r.allow(f.Place, []string{"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"}, arns["queue"])
	}
}

// rolePerFunction makes the role of a function as version 4 does (Serverless
// Framework, IAM Permissions For Functions).
func (s *service) rolePerFunction(f *function) {
	config := f.get("iam", "role")
	r := s.ownRole(f, firstOf(get(config, "name")))
	r.allow(f.Place, []string{"logs:CreateLogStream", "logs:CreateLogGroup", "logs:TagResource"}, f.List(logGroupARN(f.Place, f.name, ":*")))
	r.allow(f.Place, []string{"logs:PutLogEvents"}, f.List(logGroupARN(f.Place, f.name, ":*:*")))
	s.readsOf(f, r)
	lists := [][]*Node{elements(get(config, "statements"))}
	if inherits := f.get("iam", "inheritStatements"); !negative(inherits) {
		lists = append(lists, elements(get(s.provider, "iam", "role", "statements")))
	}
	for _, list := range lists {
		for _, st := range list {
			r.statement(st)
		}
	}
	r.manage(elements(get(config, "managedPolicies"))...)
	put(r.properties, "PermissionsBoundary", firstOf(get(config, "permissionsBoundary")))
	put(r.properties, "Tags", tagList(f.Place, get(s.provider, "iam", "role", "tags"), get(config, "tags")))
}
