package ruletest

import (
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/internal/cfnregistry"
	"bailiwick/value"
)

// Template writes an estate that Terraform declares as a template of
// CloudFormation that declares the same, with the addresses of its resources by
// their logical ids. What CloudFormation has no words for is an error.
func Template(e *estate.Estate) (src []byte, addresses map[string]string, err error) {
	w := &rewriter{
		estate: e, types: cfnregistry.Types(),
		resources: make(map[string]any), parameters: make(map[string]any),
		ids: make(map[string]estate.Resource), addresses: make(map[string]string),
	}
	defer func() {
		if r := recover(); r != nil {
			why, ok := r.(inexpressible)
			if !ok {
				panic(r)
			}
			err = why
		}
	}()
	w.all()
	document := map[string]any{"Resources": w.resources}
	if len(w.parameters) > 0 {
		document["Parameters"] = w.parameters
	}
	src, err = json.MarshalIndent(document, "", "  ")
	return src, w.addresses, err
}

// inexpressible says what CloudFormation has no words for.
type inexpressible string

func (i inexpressible) Error() string { return string(i) }

type rewriter struct {
	estate     *estate.Estate
	types      map[string]cfnregistry.Type
	resources  map[string]any
	parameters map[string]any
	ids        map[string]estate.Resource // by address
	addresses  map[string]string          // by logical id
}

func fail(format string, arguments ...any) {
	panic(inexpressible(fmt.Sprintf(format, arguments...)))
}

// passed are kinds of Terraform's own.
var passed = []estate.Kind{"account", "backend", "provider", "module"}

func (w *rewriter) all() {
	if len(w.estate.Gaps) > 0 || len(w.estate.Scopes) != 1 {
		fail("parts are not known, or there are several roots")
	}
	if w.estate.Scopes[0].Dialect != estate.Terraform {
		fail("it is a template")
	}
	for _, r := range w.estate.Resources() {
		w.ids[r.Head().Address] = r
	}
	var apart []estate.Resource
	for _, r := range w.estate.Resources() {
		h := r.Head()
		if slices.Contains(passed, h.Kind()) {
			continue
		}
		w.plain(h)
		if how := declared(h); how == nil {
			apart = append(apart, r)
		} else {
			w.resource(r, how)
		}
	}
	for _, r := range apart {
		w.companion(r)
	}
}

func (w *rewriter) plain(h *estate.Head) {
	region, _ := h.Region.Get()
	account, _ := h.Account.Get()
	switch {
	case len(h.When) > 0 || h.Unsure != 0 || h.Marked != "":
		fail("%s is conditional", h.Address)
	case !region.HasHoles() || !account.HasHoles() || strings.Contains(region.String(), "aws."):
		fail("%s lies in a place that a template does not name", h.Address)
	}
}

// declared returns how CloudFormation declares what a type of Terraform's
// does, nil if it has no type for it.
func declared(h *estate.Head) *estate.Declared {
	var own []*estate.Declared
	for i := range h.Type.CloudFormation {
		if d := &h.Type.CloudFormation[i]; d.Inside == "" {
			own = append(own, d)
		}
	}
	if len(own) == 0 {
		return nil
	}
	n := slices.IndexFunc(h.Type.Terraform, func(d estate.Declared) bool { return d.Type == h.Written })
	if len(own) == len(h.Type.Terraform) && n >= 0 {
		return own[n]
	}
	want := map[string]string{
		"aws_default_security_group": "", "aws_default_vpc": "", "aws_default_subnet": "", "aws_default_network_acl": "", "aws_default_route_table": "",
		"aws_kms_external_key": "", "aws_kms_replica_key": "AWS::KMS::ReplicaKey", "aws_elb": "AWS::ElasticLoadBalancing::LoadBalancer",
		"aws_vpc_security_group_ingress_rule": "AWS::EC2::SecurityGroupIngress", "aws_vpc_security_group_egress_rule": "AWS::EC2::SecurityGroupEgress",
		"aws_rds_cluster_instance": "AWS::RDS::DBInstance", "aws_dynamodb_global_table": "",
		"aws_api_gateway_integration": "part", "aws_security_group_rule": "",
		"aws_apigatewayv2_domain_name": "AWS::ApiGatewayV2::DomainName",
	}
	if name, ok := want[h.Written]; ok {
		for _, d := range own {
			if d.Type == name {
				return d
			}
		}
		if name == "" {
			fail("%s: a template has no %s", h.Address, h.Written)
		}
		return nil
	}
	return own[0]
}

var letters = regexp.MustCompile(`[A-Za-z0-9]+`)

func idOf(address string) string {
	var b strings.Builder
	for _, word := range letters.FindAllString(address, -1) {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

func (w *rewriter) resource(r estate.Resource, how *estate.Declared) {
	h := r.Head()
	t, ok := w.types[how.Type]
	if !ok {
		fail("%s is not in the registry", how.Type)
	}
	properties := make(map[string]any)
	w.fields(reflect.ValueOf(r).Elem(), t.Properties, properties, h.Address)
	if how.Where != (estate.Choice{}) && how.Where.Value != "*" {
		properties[how.Where.Attribute] = how.Where.Value
	}
	w.tags(h, how, t, properties)
	id := idOf(h.Address)
	w.addresses[id] = h.Address
	w.resources[id] = map[string]any{"Type": how.Type, "Properties": properties}
}

func (w *rewriter) tags(h *estate.Head, how *estate.Declared, t cfnregistry.Type, properties map[string]any) {
	tags, ok := h.Tags.Get()
	if !ok || h.Tags.Partial() {
		if h.Tags.IsAbsent() {
			return
		}
		fail("%s: the tags are not known", h.Address)
	}
	name := how.Tags
	if name == "" {
		name = "Tags"
	}
	if len(tags) == 0 || t.Tags == "" {
		return
	}
	var list []any
	for _, e := range tags {
		list = append(list, map[string]any{"Key": w.text(e.Key), "Value": w.value(e.Value, h.Address)})
	}
	properties[name] = list
}

// fields writes the fields of a struct into properties.
func (w *rewriter) fields(v reflect.Value, within cfnregistry.Properties, properties map[string]any, at string) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		tag := f.Tag.Get("cfn")
		if f.Type == reflect.TypeFor[estate.Head]() || tag == "" && f.Tag.Get("tf") == "" {
			continue
		}
		field := v.Field(i).Addr().Interface()
		path := ""
		for p := range strings.SplitSeq(tag, "|") {
			if p != "-" && within.Has(p) {
				path = p
				break
			}
		}
		if path == "" {
			if s, ok := field.(interface{ IsAbsent() bool }); ok && !s.IsAbsent() && f.Tag.Get("tf") != "-" && !negligible(f.Name) {
				fail("%s: nothing says %s", at, f.Name)
			}
			continue
		}
		if x := w.field(field, within.At(path), at+"."+f.Name); x != nil {
			put(properties, strings.Split(path, "."), x)
		}
	}
}

// negligible are fields that Terraform alone has and no rule asks for.
func negligible(name string) bool {
	return slices.Contains([]string{"Filename", "CodeHash", "StatementID", "Publish", "ForceDestroy", "Name", "ForceDelete", "StackName", "SkipDestroy"}, name)
}

func put(into map[string]any, path []string, x any) {
	for _, name := range path[:len(path)-1] {
		inner, ok := into[name].(map[string]any)
		if !ok {
			inner = make(map[string]any)
			into[name] = inner
		}
		into = inner
	}
	into[path[len(path)-1]] = x
}

// unknown is what a template has where only the account tells what stands there.
var unknown = map[string]any{"Fn::GetAZs": ""}

// field returns what stands for a field; nil for nothing.
func (w *rewriter) field(field any, within cfnregistry.Properties, at string) any {
	if v, ok := field.(interface{ IsUnknown() bool }); ok && v.IsUnknown() {
		return unknown
	}
	switch f := field.(type) {
	case *value.Value[value.Text]:
		return w.value(*f, at)
	case *value.Value[bool]:
		return scalar(w, *f, at)
	case *value.Value[int64]:
		return scalar(w, *f, at)
	case *value.Value[float64]:
		return scalar(w, *f, at)
	case *value.Value[value.Any]:
		a, ok := known(*f, at)
		if !ok {
			return nil
		}
		return w.any(a, at)
	case *value.Texts:
		list, ok := known(*f, at)
		if !ok {
			return nil
		}
		out := []any{}
		for _, e := range list {
			out = append(out, w.value(e, at))
		}
		return out
	case *value.Entries:
		list, ok := known(*f, at)
		if !ok {
			return nil
		}
		out := make(map[string]any)
		for _, e := range list {
			key, literal := e.Key.Literal()
			if !literal {
				fail("%s has a key that is not known", at)
			}
			out[key] = w.value(e.Value, at)
		}
		return out
	case *estate.Policy:
		d, ok := known(*f, at)
		if !ok {
			return nil
		}
		return w.document(d, at)
	}
	return w.blocks(field, within, at)
}

func (w *rewriter) blocks(field any, within cfnregistry.Properties, at string) any {
	v := reflect.ValueOf(field)
	got := v.MethodByName("Get").Call(nil)
	if v.MethodByName("IsAbsent").Call(nil)[0].Bool() {
		return nil
	}
	if !got[1].Bool() || v.MethodByName("Partial").Call(nil)[0].Bool() {
		fail("%s is not known", at)
	}
	out := []any{}
	for i := range got[0].Len() {
		block := reflect.New(got[0].Type().Elem()).Elem()
		block.Set(got[0].Index(i))
		properties := make(map[string]any)
		w.fields(block, within, properties, at)
		out = append(out, properties)
	}
	return out
}

// known returns what a field holds; false for nothing.
func known[T any](v value.Value[T], at string) (T, bool) {
	x, ok := v.Get()
	if v.Alternatives() != nil || !ok && !v.IsAbsent() || v.Partial() {
		fail("%s is not known", at)
	}
	return x, ok
}

func scalar[T any](_ *rewriter, v value.Value[T], at string) any {
	x, ok := known(v, at)
	if !ok {
		return nil
	}
	return x
}

func (w *rewriter) value(v value.Value[value.Text], at string) any {
	t, ok := known(v, at)
	if !ok {
		return nil
	}
	return w.text(t)
}

func (w *rewriter) any(a value.Any, at string) any {
	if tree, ok := a.Tree(); ok {
		a = tree
	}
	switch a.Kind() {
	case value.KindNull:
		return nil
	case value.KindBool:
		is, _ := a.Bool()
		return is
	case value.KindNumber:
		n, _ := a.Number()
		return json.Number(n)
	case value.KindText:
		t, _ := a.Text()
		return w.text(t)
	case value.KindList, value.KindSet:
		out := []any{}
		for _, e := range a.Elements() {
			out = append(out, w.any(e, at))
		}
		return out
	case value.KindMap:
		out := make(map[string]any)
		for i, e := range a.Elements() {
			out[a.Keys()[i]] = w.any(e, at)
		}
		return out
	}
	fail("%s is not known", at)
	return nil
}

// text returns a text: a literal, a reference alone, or a Fn::Sub.
func (w *rewriter) text(t value.Text) any {
	if s, ok := t.Literal(); ok {
		return s
	}
	if sym, ok := t.Symbol(); ok {
		return w.reference(sym.Class(), sym.Name())
	}
	if host := w.host(t); host != nil {
		return host
	}
	var b strings.Builder
	for literal, hole := range t.Pieces() {
		if literal != "" {
			b.WriteString(strings.ReplaceAll(literal, "${", "${!"))
			continue
		}
		b.WriteString(w.within(hole.Class(), hole.Name()))
	}
	return map[string]any{"Fn::Sub": b.String()}
}

// host returns the host of a function URL as templates have it, cut out of the URL;
// nil for another text. Nothing gives them the id in it.
func (w *rewriter) host(t value.Text) any {
	symbols := t.Symbols()
	address, ok := strings.CutSuffix(symbols[0].Name(), ".url_id")
	rest := strings.TrimPrefix(t.Inline(), value.Hole(symbols[0]).Inline())
	if !ok || w.ids[address] == nil || !strings.HasPrefix(rest, ".lambda-url.") || !strings.HasSuffix(rest, ".on.aws") {
		return nil
	}
	url := map[string]any{"Fn::GetAtt": []string{idOf(address), "FunctionUrl"}}
	return map[string]any{"Fn::Select": []any{2, map[string]any{"Fn::Split": []any{"/", url}}}}
}

// within returns a reference as Fn::Sub has it.
func (w *rewriter) within(class value.Class, name string) string {
	for key, x := range w.reference(class, name) {
		if key == "Ref" {
			return "${" + x.(string) + "}"
		}
		return "${" + strings.Join(x.([]string), ".") + "}"
	}
	return ""
}

func (w *rewriter) reference(class value.Class, name string) map[string]any {
	switch {
	case class == value.Account && name == "account":
		return map[string]any{"Ref": "AWS::AccountId"}
	case class == value.Region && name == "region":
		return map[string]any{"Ref": "AWS::Region"}
	case class == value.Partition:
		return map[string]any{"Ref": "AWS::Partition"}
	case name == "dns suffix":
		return map[string]any{"Ref": "AWS::URLSuffix"}
	}
	if parameter, ok := strings.CutPrefix(name, "var."); ok && class == value.Free {
		w.parameters[idOf(parameter)] = map[string]any{"Type": "String"}
		return map[string]any{"Ref": idOf(parameter)}
	}
	cut := strings.LastIndexByte(name, '.')
	if cut < 0 || w.ids[name[:cut]] == nil {
		fail("nothing gives %s", name)
	}
	r, attribute := w.ids[name[:cut]], name[cut+1:]
	h := r.Head()
	how := declared(h)
	if how == nil {
		fail("nothing gives %s", name)
	}
	id := idOf(h.Address)
	if d := h.Type.Declaration(h.Written); attribute == d.Name {
		if how.Name == "" {
			fail("nothing gives %s", name)
		}
		return map[string]any{"Fn::GetAtt": []string{id, how.Name}}
	}
	special := map[string]string{
		"default_security_group_id": "DefaultSecurityGroup", "stream_label": "StreamLabel", "suffix": "Suffix", "arn_suffix": "ArnSuffix", "uuid": "Uuid",
		"url_id": "UrlId", "config_id": "CodeSigningConfigId", "root_resource_id": "RootResourceId", "version": "Version",
		"allocation_id": "AllocationId", "listener_path": "ListenerPath", "rule_path": "RulePath", "scope_path": "ScopePath",
		"subscription_id": "SubscriptionId", "certificate_path": "Uuid", "domain_name": "DomainName", "dns_name": "DNSName",
	}
	switch {
	case how.Type == "AWS::AppSync::GraphQLApi" && attribute == "id":
		return map[string]any{"Fn::GetAtt": []string{id, "ApiId"}}
	case attribute == "id" || attribute == "key_id":
		return map[string]any{"Ref": id}
	case special[attribute] != "":
		return map[string]any{"Fn::GetAtt": []string{id, special[attribute]}}
	case attribute == "arn":
		for _, c := range how.Computed {
			if strings.HasSuffix(strings.ToLower(c.Attribute), "arn") {
				return map[string]any{"Fn::GetAtt": []string{id, c.Attribute}}
			}
		}
		return map[string]any{"Ref": id}
	}
	fail("nothing gives %s", name)
	return nil
}

// document writes a policy as Document.Format does, with references in place of
// the names of holes.
func (w *rewriter) document(d *policy.Document, at string) any {
	text := string(d.Format())
	if strings.Contains(text, "(not read") {
		fail("%s is not known", at)
	}
	var tree any
	if err := json.Unmarshal([]byte(text), &tree); err != nil {
		fail("%s: %v", at, err)
	}
	return w.named(tree)
}

var hole = regexp.MustCompile(`\$\{([^}]*)\}`)

// named puts references in place of the names of holes.
func (w *rewriter) named(x any) any {
	switch x := x.(type) {
	case []any:
		for i := range x {
			x[i] = w.named(x[i])
		}
	case map[string]any:
		for k := range x {
			if strings.Contains(k, "${") {
				fail("a key of a policy is not known")
			}
			x[k] = w.named(x[k])
		}
	case string:
		if !strings.Contains(x, "${") {
			return x
		}
		return map[string]any{"Fn::Sub": hole.ReplaceAllStringFunc(x, func(s string) string {
			name := s[2 : len(s)-1]
			class := map[string]value.Class{"account": value.Account, "region": value.Region, "partition": value.Partition}[name]
			if class == 0 && name != "dns suffix" && !strings.Contains(name, ".") {
				return "${!" + name + "}" // a variable of the policy
			}
			return w.within(class, name)
		})}
	}
	return x
}

// companions are the kinds that Terraform declares apart and CloudFormation
// inside of another: the field that names the holder, and where the fields lie.
var companions = map[estate.Kind]map[string]string{
	"bucket_versioning":          {"Bucket": "", "Status": "VersioningConfiguration.Status"},
	"bucket_public_access_block": {"Bucket": "", "BlockACLs": "PublicAccessBlockConfiguration.BlockPublicAcls", "BlockPolicy": "PublicAccessBlockConfiguration.BlockPublicPolicy", "IgnoreACLs": "PublicAccessBlockConfiguration.IgnorePublicAcls", "Restrict": "PublicAccessBlockConfiguration.RestrictPublicBuckets"},
	"bucket_encryption":          {"Bucket": "", "Rules": "BucketEncryption.ServerSideEncryptionConfiguration"},
	"bucket_ownership":           {"Bucket": "", "Ownership": "OwnershipControls.Rules.ObjectOwnership"},
	"bucket_lifecycle":           {"Bucket": "", "Rules": "LifecycleConfiguration.Rules"},
	"bucket_logging":             {"Bucket": "", "Target": "LoggingConfiguration.DestinationBucketName", "Prefix": "LoggingConfiguration.LogFilePrefix"},
	"bucket_notification":        {"Bucket": "", "Functions": "NotificationConfiguration.LambdaConfigurations", "Queues": "NotificationConfiguration.QueueConfigurations", "Topics": "NotificationConfiguration.TopicConfigurations"},
	"bucket_replication":         {"Bucket": "", "Rules": "ReplicationConfiguration.Rules", "Role": "ReplicationConfiguration.Role"},
	"key_policy":                 {"Key": "", "Policy": "KeyPolicy"},
	"function_recursion":         {"FunctionName": "", "RecursiveLoop": "RecursiveLoop"},
	"runtime_management":         {"FunctionName": "", "UpdateOn": "RuntimeManagementConfig.UpdateRuntimeOn", "RuntimeVersion": "RuntimeManagementConfig.RuntimeVersionArn"},
	"file_system_policy":         {"FileSystem": "", "Policy": "FileSystemPolicy"},
	"rest_api_policy":            {"API": "", "Policy": "Policy"},
	"repository_policy":          {"Repository": "", "Policy": "RepositoryPolicyText"},
	"table_policy":               {"Resource": "", "Policy": "ResourcePolicy.PolicyDocument"},
	"redrive_policy":             {"Queue": "", "DeadLetter": "RedrivePolicy.deadLetterTargetArn", "MaxReceives": "RedrivePolicy.maxReceiveCount"},
	"backup_vault_policy":        {"Vault": "", "Policy": "AccessPolicy"},
	"secret_version":             {"Secret": "", "Value": "SecretString"},
	"api_integration":            {"API": "-", "Resource": "-", "Method": "-"},
	"log_data_protection":        {"Group": "", "Document": "DataProtectionPolicy"},
	"role_policy_attachment":     {"Role": "", "Policy": "ManagedPolicyArns[]"},
	"event_target":               {"Rule": "", "ARN": "Targets[].Arn", "Role": "Targets[].RoleArn", "DeadLetter": "Targets[].DeadLetterConfig.Arn", "Input": "Targets[].Input", "Bus": "-"},
	"target_group_attachment":    {"Group": "", "Target": "Targets[].Id"},
	"detector_feature":           {"Detector": "", "Name": "Features[].Name", "Status": "Features[].Status"},
}

// companion writes a resource into its holder.
func (w *rewriter) companion(r estate.Resource) {
	h := r.Head()
	table, ok := companions[h.Kind()]
	if !ok || h.Kind() == "api_integration" {
		fail("%s: a template has no kind %s", h.Address, h.Kind())
	}
	v := reflect.ValueOf(r).Elem()
	holder := ""
	element := make(map[string]any)
	var list string
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.Type == reflect.TypeFor[estate.Head]() || f.Tag.Get("tf") == "" {
			continue
		}
		path, listed := table[f.Name]
		field := v.Field(i).Addr().Interface()
		switch {
		case listed && path == "":
			for _, l := range w.estate.In(nil).Outgoing(r) {
				if l.As == f.Tag.Get("tf") {
					holder = idOf(l.To.Head().Address)
				}
			}
			continue
		case !listed || path == "-":
			if s, ok := field.(interface{ IsAbsent() bool }); ok && !s.IsAbsent() && path != "-" {
				fail("%s: nothing says %s", h.Address, f.Name)
			}
			continue
		}
		if w.resources[holder] == nil {
			fail("%s: its holder is not declared", h.Address)
		}
		within := w.types[w.resources[holder].(map[string]any)["Type"].(string)].Properties
		plain := strings.ReplaceAll(path, "[]", "")
		x := w.field(field, within.At(plain), h.Address+"."+f.Name)
		if x == nil {
			continue
		}
		properties := w.resources[holder].(map[string]any)["Properties"].(map[string]any)
		before, after, many := strings.Cut(path, "[]")
		switch {
		case !many:
			put(properties, strings.Split(path, "."), x)
		case after == "":
			old, _ := properties[before].([]any)
			properties[before] = append(old, x)
		default:
			list = before
			put(element, strings.Split(after[1:], "."), x)
		}
	}
	if w.resources[holder] == nil {
		fail("%s: its holder is not declared", h.Address)
	}
	if list != "" {
		properties := w.resources[holder].(map[string]any)["Properties"].(map[string]any)
		old, _ := properties[list].([]any)
		properties[list] = append(old, element)
	}
}
