package sam

import (
	"fmt"
	"slices"
	"strings"

	"bailiwick/cfnlang"
)

// globalProperties are the properties that Globals may set, by section.
var globalProperties = map[string]string{
	"Function": `
		Handler Runtime CodeUri DeadLetterQueue Description MemorySize Timeout VpcConfig Environment Tags PropagateTags Tracing
		KmsKeyArn AutoPublishAlias AutoPublishAliasAllProperties Layers DeploymentPreference RolePath PermissionsBoundary
		ReservedConcurrentExecutions ProvisionedConcurrencyConfig AssumeRolePolicyDocument EventInvokeConfig FileSystemConfigs
		CodeSigningConfigArn Architectures SnapStart EphemeralStorage FunctionUrlConfig RuntimeManagementConfig LoggingConfig
		RecursiveLoop SourceKMSKeyArn TenancyConfig DurableConfig CapacityProviderConfig FunctionScalingConfig
		PublishToLatestPublished VersionDeletionPolicy`,
	"Api": `
		Auth Name DefinitionUri CacheClusterEnabled CacheClusterSize MergeDefinitions Variables EndpointConfiguration
		MethodSettings BinaryMediaTypes MinimumCompressionSize Cors GatewayResponses AccessLogSetting CanarySetting
		TracingEnabled OpenApiVersion Domain AlwaysDeploy PropagateTags SecurityPolicy EndpointAccessMode`,
	"HttpApi": `
		Auth AccessLogSettings StageVariables Tags CorsConfiguration DefaultRouteSettings Domain RouteSettings FailOnWarnings
		PropagateTags`,
	"SimpleTable":  "SSESpecification",
	"StateMachine": "PropagateTags",
	"LayerVersion": "PublishLambdaVersion",
	"CapacityProvider": `
		VpcConfig OperatorRole Tags InstanceRequirements ScalingConfig KmsKeyArn PropagateTags`,
	"WebSocketApi": `
		AccessLogSettings ApiKeySelectionExpression DefaultRouteSettings DisableExecuteApiEndpoint DisableSchemaValidation
		Domain FailOnWarnings IpAddressType PropagateTags RouteSelectionExpression RouteSettings StageVariables Tags`,
}

// globals returns a section of Globals, nil if there is none.
func (t *transform) globals(kind string) *Node {
	section := get(t.source, "Globals", strings.TrimPrefix(kind, prefix))
	if !isMap(section) || globalProperties[strings.TrimPrefix(kind, prefix)] == "" {
		return nil
	}
	return section
}

// mergeGlobals gives resources the properties that Globals set for their type.
func (t *transform) mergeGlobals() {
	t.checkGlobals()
	for _, id := range t.ids {
		n := t.resources[id]
		section := t.globals(textOf(get(n, "Type")))
		if section == nil || t.parts > maxParts {
			continue
		}
		switch ignored := get(n, "IgnoreGlobals"); {
		case textOf(ignored) == "*":
			continue
		case isList(ignored):
			section = shallow(section)
			t.parts += len(section.Keys)
			for _, e := range ignored.List {
				if section.Get(textOf(e)) == nil {
					t.problem(placeOf(e), fmt.Sprintf("Resource %s has invalid resource attribute 'IgnoreGlobals' on item '%s'.", id, textOf(e)))
				}
				remove(section, textOf(e))
			}
		case ignored != nil:
			t.problem(placeOf(ignored), fmt.Sprintf("Resource %s has invalid resource attribute 'IgnoreGlobals'.", id))
		}
		n.Set("Properties", t.merge(section, get(n, "Properties")))
	}
	for _, a := range t.apis {
		a.openAPI(t)
	}
}

func (t *transform) checkGlobals() {
	all := get(t.source, "Globals")
	if all != nil && !isMap(all) {
		t.problem(placeOf(all), "'Globals' section is invalid. It must be a non-empty dictionary")
		return
	}
	if all == nil {
		return
	}
	for i, section := range all.List {
		supported := strings.Fields(globalProperties[all.Keys[i].Name])
		at := placeAt(all.Keys[i].At)
		switch {
		case supported == nil:
			t.problem(at, fmt.Sprintf("'Globals' section is invalid. '%s' is not supported.", all.Keys[i].Name))
		case !isMap(section):
			t.problem(at, "'Globals' section is invalid. Value of ${section} must be a dictionary")
		default:
			for _, k := range section.Keys {
				if !slices.Contains(supported, k.Name) {
					t.problem(placeAt(k.At), fmt.Sprintf("'Globals' section is invalid. '%s' is not a supported property of '%s'.", k.Name, all.Keys[i].Name))
				}
			}
		}
	}
}

// merge merges what is set for all with what is set for one: maps key by key,
// lists one behind the other; of anything else the latter wins.
func (t *transform) merge(all, one *Node) *Node {
	switch {
	case one == nil:
		return all
	case isMap(all) && isMap(one) && !isCall(all) && !isCall(one):
		merged := shallow(all)
		merged.At = one.At
		t.parts += len(all.Keys) + len(one.Keys)
		at := indexOf(all)
		for i, k := range one.Keys {
			if j, ok := at[k.Name]; ok {
				merged.Keys[j], merged.List[j] = k, t.merge(all.List[j], one.List[i])
			} else {
				merged.Keys, merged.List = append(merged.Keys, k), append(merged.List, one.List[i])
			}
		}
		return merged
	case isList(all) && isList(one):
		t.parts += len(all.List) + len(one.List)
		return cfnlang.NewList(one.At, slices.Concat(all.List, one.List)...)
	}
	return one
}

func indexOf(n *Node) map[string]int {
	at := make(map[string]int, len(n.Keys))
	for i, k := range n.Keys {
		at[k.Name] = i
	}
	return at
}
