package sam

import (
	"regexp"
	"strings"
)

var aliasName = regexp.MustCompile(`^[a-zA-Z0-9\-_]+$`)

// publish makes the version and the alias of AutoPublishAlias, and returns the
// alias's name. What calls the function calls the alias then.
func (m *macro) publish(f *resource, to *target) string {
	at := m.get("AutoPublishAlias")
	p, resolved := placeOf(at), m.resolve(at)
	name, ok := resolved.Literal()
	if !ok { // what the parameter will be is not known
		name = referred(resolved)
	}
	if !ok && name == "" || isList(resolved) {
		m.fail(at, "'AutoPublishAlias' must be a string or a Ref to a template parameter")
	} else if !aliasName.MatchString(name) || strings.Trim(name, "0123456789") == "" {
		m.fail(at, "AutoPublishAlias name ('%s') must contain only alphanumeric characters, hyphens, or underscores matching (?!^[0-9]+$)([a-zA-Z0-9-_]+) pattern.", name)
	}
	if !ok {
		resolved = at
	} else {
		resolved = p.Node(name)
	}
	version := p.resource(m.versionID(f), "AWS::Lambda::Version", m.passed(), "FunctionName", m.Ref(m.id), "Description", m.get("VersionDescription"))
	if m.get("CapacityProviderConfig") != nil {
		version.set("FunctionScalingConfig", m.get("FunctionScalingConfig"))
	}
	if version.attributes.Get("DeletionPolicy") == nil {
		policy := p.Node("Retain")
		if m.get("CapacityProviderConfig") != nil {
			policy = p.Node("Delete")
		}
		version.attributes.Set("DeletionPolicy", firstOf(m.get("VersionDeletionPolicy"), policy))
	}
	id := m.id + "Alias" + strings.NewReplacer("-", "D", "_", "U").Replace(name)
	alias := p.resource(id, "AWS::Lambda::Alias", m.passed(),
		"Name", resolved, "FunctionName", m.Ref(m.id), "FunctionVersion", p.Attribute(version.id, "Version"),
		"ProvisionedConcurrencyConfig", orNil(m.get("ProvisionedConcurrencyConfig")))
	m.add(version)
	m.add(alias)
	to.id, to.name, to.arn = id, p.Ref(id), p.Ref(id)
	return name
}

// versionID returns the logical id of the version, which changes with the code
// and whatever else AWS takes as a change.
func (m *macro) versionID(f *resource) string {
	if sha := m.get("AutoPublishCodeSha256"); given(sha) {
		resolved := m.resolve(sha)
		if !isText(resolved) {
			m.fail(sha, "AutoPublishCodeSha256 must be a string")
		}
		description := m.get("Description")
		switch d := m.resolve(description); {
		case !given(d):
			f.set("Description", resolved)
		case isText(d):
			f.set("Description", placeOf(d).Node(d.Text+" "+textOf(resolved)))
		default:
			f.set("Description", placeOf(d).Object("Fn::Join", placeOf(d).List(" ", placeOf(d).List(description, resolved))))
		}
		text := textOf(resolved)
		return m.id + "Version" + text[:min(len(text), 10)]
	}
	data := m.Object("Code", f.properties.Get("Code"))
	switch code := m.resolve(f.properties.Get("Code")); {
	case given(m.get("AutoPublishAliasAllProperties")):
		data = shallow(f.properties)
		m.addLayers(data)
	case isMap(code):
		data = shallow(code)
		fallthrough
	default:
		if e := m.get("Environment"); isMap(e) {
			for i, k := range e.Keys {
				data.Set(k.Name, e.List[i])
			}
		}
		put(data, "MemorySize", orNil(m.get("MemorySize")))
		if s := m.get("SnapStart"); given(get(s, "ApplyOn")) && textOf(get(s, "ApplyOn")) != "None" {
			data.Set("SnapStart", s)
		}
	}
	return m.id + "Version" + hashed(data)
}

// addLayers adds the properties of the layers whose changes publish a version.
func (m *macro) addLayers(data *Node) {
	layers := m.get("Layers")
	if !isList(layers) {
		return
	}
	for _, l := range layers.List {
		id := referred(l)
		if properties := get(m.resources[id], "Properties"); given(get(properties, "PublishLambdaVersion")) {
			data.Set(id, properties)
		}
	}
}
