package sam

// bucket gives a bucket of the template the notification of an event.
func (m *macro) bucket(e *event, to target) {
	id := ""
	if function, argument, _ := e.get("Bucket").Call(); function == "Ref" {
		id = textOf(argument)
	}
	n := m.out.get(id)
	if n == nil {
		m.failEvent(e, e.get("Bucket"), "S3 events must reference an S3 bucket in the same template.")
		return
	}
	if kind := textOf(get(n, "Type")); kind != "AWS::S3::Bucket" {
		m.fail(e.get("Bucket"), "Resource has incorrect Type; expected 'AWS::S3::Bucket', got '%s'", kind)
		return
	}
	if on := get(n, "DependsOn"); on != nil && !isText(on) && !isList(on) {
		m.fail(on, "Invalid type for field 'DependsOn'. Expected a string or list of strings.")
		return
	}
	permission := m.permission(e, to, "s3.amazonaws.com", "", "SourceAccount", e.Ref("AWS::AccountId"))
	properties := get(n, "Properties")
	if properties != nil && !isMap(properties) {
		m.fail(properties, "Properties should be a map.")
		return
	}
	n, properties, known := m.ownBucket(id, n, properties)
	m.buckets = append(m.buckets, id)
	if to.condition != "" {
		tag := e.Object("Key", "sam:ConditionalDependsOn:"+permission.id,
			"Value", e.If(to.condition, e.Ref(permission.id), e.Node("no dependency")))
		tags := get(properties, "Tags")
		if tags != nil && !isList(tags) {
			m.fail(tags, "Property 'Tags' should be a list.")
			return
		}
		properties.Set("Tags", m.appended(tags, e.place, tag))
	} else if key := "on " + permission.id; !known[key] {
		known[key] = true
		n.Set("DependsOn", m.appended(asList(get(n, "DependsOn")), e.place, e.Node(permission.id)))
	}
	m.notify(e, to, properties, known)
}

// ownBucket returns a copy of a bucket and its properties that may be changed;
// known is what it was given so far.
func (m *macro) ownBucket(id string, n, properties *Node) (own, ownProperties *Node, known map[string]bool) {
	if known = m.notified[n]; known != nil {
		return n, properties, known
	}
	own = shallow(n)
	ownProperties = placeOf(n).Object()
	if properties != nil {
		ownProperties = shallow(properties)
	}
	known = map[string]bool{}
	m.notified[own] = known
	m.out.set(id, own.Set("Properties", ownProperties))
	configuration := get(ownProperties, "NotificationConfiguration")
	if isMap(configuration) {
		configuration = shallow(configuration)
		ownProperties.Set("NotificationConfiguration", configuration)
		if all := get(configuration, "LambdaConfigurations"); isList(all) {
			configuration.Set("LambdaConfigurations", shallow(all))
			for _, c := range all.List {
				known[string(appendJSON(nil, c))] = true
			}
		}
	}
	for _, list := range []*Node{own, ownProperties} {
		for _, name := range []string{"DependsOn", "Tags"} {
			if l := get(list, name); isList(l) {
				list.Set(name, shallow(l))
			}
		}
	}
	return own, ownProperties, known
}

func asList(n *Node) *Node {
	if n == nil || isList(n) {
		return n
	}
	return placeOf(n).List(n)
}

// appended appends to a list that is ours.
func (m *macro) appended(list *Node, p place, e *Node) *Node {
	if list == nil {
		list = p.List()
	}
	m.parts += 2
	list.List = append(list.List, e)
	return list
}

// notify adds the notifications of an event to a bucket.
func (m *macro) notify(e *event, to target, properties *Node, known map[string]bool) {
	configuration := get(properties, "NotificationConfiguration")
	if configuration == nil {
		configuration = e.Object()
		properties.Set("NotificationConfiguration", configuration)
	}
	if !isMap(configuration) {
		m.fail(configuration, "Property 'NotificationConfiguration' should be a map.")
		return
	}
	all := get(configuration, "LambdaConfigurations")
	if all != nil && !isList(all) {
		m.fail(all, "Invalid type for LambdaConfigurations. Must be a list.")
		return
	}
	events := e.get("Events")
	if isText(events) {
		events = placeOf(events).List(events)
	}
	for _, kind := range events.List {
		p := placeOf(kind)
		n := p.Object("Function", to.arn, "Filter", e.get("Filter"), "Event", kind)
		if to.condition != "" {
			n = p.If(to.condition, n, nil)
		}
		if key := string(appendJSON(nil, n)); !known[key] {
			known[key] = true
			all = m.appended(all, p, n)
		}
	}
	put(configuration, "LambdaConfigurations", all)
}
