package terraform

import (
	"fmt"

	"bailiwick/iam/catalog"
	"bailiwick/internal/hcl"
	"bailiwick/tflang"
	"bailiwick/value"
)

// dataAttribute returns what a data source tells, as far as that can be known
// without asking AWS: who and where the provider is, documents that are
// computed, and names that the source was asked for by.
func (o *object) dataAttribute(name string) (value.Any, *tflang.Failure) {
	at := o.b.at()
	text := func(t value.Text) (value.Any, *tflang.Failure) { return value.AnyText(t, at), nil }
	p := o.in.provider(o)
	switch kind := o.b.labels[0]; kind {
	case "aws_caller_identity":
		if name == "account_id" || name == "id" {
			return text(p.account)
		}
	case "aws_region":
		if name == "name" || name == "id" || name == "region" {
			if v, f := o.asked("region", "name"); v.Kind() == value.KindText || f != nil {
				return v, f
			}
			return text(p.region)
		}
	case "aws_partition":
		switch name {
		case "partition", "id":
			return text(p.partition)
		case "dns_suffix":
			return text(o.in.dnsSuffix(p))
		case "reverse_dns_prefix":
			if s, ok := p.partition.Literal(); ok && s == "aws" {
				return text(value.Literal("com.amazonaws"))
			}
		}
	case "aws_iam_policy_document":
		if name == "json" || name == "minified_json" {
			return o.policyDocument()
		}
	case "aws_iam_policy":
		return o.managedPolicy(name)
	case "archive_file":
		if name == "output_path" || name == "source_dir" || name == "source_file" || name == "type" {
			return o.attr(name)
		}
	case "template_file":
		if name == "rendered" {
			return o.templateFile()
		}
	case "aws_secretsmanager_secret_version", "aws_ssm_parameter", "aws_kms_secrets", "aws_secretsmanager_random_password":
		if v, f := o.attr(name); f != nil || v.Kind() != value.KindNull {
			return v, f
		}
		v, f := o.hole(name), (*tflang.Failure)(nil)
		if name != "arn" && name != "id" && name != "name" && name != "version" && name != "type" {
			v = v.Hidden()
		}
		return v, f
	case "aws_availability_zones":
		if name == "names" || name == "zone_ids" {
			return o.zones(name), nil
		}
	case "terraform_remote_state":
		if name == "outputs" {
			return o.remoteState(), nil
		}
	}
	// What it was asked by is what it answers; the rest is up to AWS.
	if v, f := o.attr(name); f != nil || v.Kind() != value.KindNull {
		return v, f
	}
	if c := declarationOf(o); c != nil {
		for _, computed := range c.Computed {
			if computed.Attribute == name {
				return text(o.format(computed))
			}
		}
	}
	return o.hole(name), nil
}

// asked returns the first of the arguments that is given.
func (o *object) asked(names ...string) (value.Any, *tflang.Failure) {
	for _, n := range names {
		if v, f := o.attr(n); f != nil || v.Kind() != value.KindNull {
			return v, f
		}
	}
	return value.AnyNull(o.b.at()), nil
}

// zones returns the zones of a region: nobody knows how many, but each is one of
// its own.
func (o *object) zones(name string) value.Any {
	list := o.address() + "." + name
	return value.AnySeries(func(i int) value.Any {
		return value.AnyText(value.Hole(value.NewSymbol(value.Zone, o.in.ev.key+"\x00"+list, fmt.Sprintf("%s[%d]", list, i))), o.b.at())
	}, value.Because("the zones of "+o.address()+" are those of the account"), o.b.at())
}

// managedPolicy answers for data.aws_iam_policy: an AWS managed policy's ARN
// for its name, where the name stands for one.
func (o *object) managedPolicy(name string) (value.Any, *tflang.Failure) {
	if v, f := o.attr(name); f != nil || v.Kind() != value.KindNull {
		return v, f
	}
	if name == "arn" || name == "id" {
		if v, f := o.attr("arn"); f != nil || v.Kind() != value.KindNull {
			return v, f
		}
		if n, f := o.attr("name"); f == nil {
			if s, ok := n.Literal(); ok {
				if p, ok := catalog.Default().ManagedPolicy(s); ok {
					return value.AnyText(value.Join(value.Literal("arn:"), o.in.provider(o).partition, value.Literal(":iam::aws:policy"+p.Path+p.Name)), o.b.at()), nil
				}
			}
		}
	}
	return o.hole(name), nil
}

// remoteState returns the outputs of another root's state: holes that name
// themselves, since nothing here tells what they are.
func (o *object) remoteState() value.Any {
	why := value.Because(o.address() + " is another root's state, which is not read")
	return value.AnyOpenMap(nil, nil, func(name string) (value.Any, bool) {
		if _, isText := classOf(name); !isText {
			return value.AnyUnknown(value.Because(o.address()+".outputs."+name+" stands in another root's state"), o.b.at()), true
		}
		sym := value.NewSymbol(value.Free, o.in.ev.key, o.address()+".outputs."+name)
		return value.AnyText(value.Hole(sym), o.b.at()), true
	}, why, o.b.at())
}

// templateFile renders data.template_file as templatestring does it.
func (o *object) templateFile() (value.Any, *tflang.Failure) {
	t, f := o.attr("template")
	if f != nil {
		return t, f
	}
	src, ok := t.Literal()
	if !ok {
		return value.AnyUnknown(value.Because("the template of "+o.address()+" is not known"), o.b.at()), nil
	}
	vars, f := o.attr("vars")
	if f != nil {
		return vars, f
	}
	parsed := hcl.ParseTemplate([]byte(src))
	env := o.in.ev.env(&file{File: parsed}, templateVars{vars}, o.in.key()+"\x00"+o.address())
	env.At = o.b.at()
	return env.Eval(parsed.Root())
}

// templateVars are the names that a template may use.
type templateVars struct{ vars value.Any }

// Lookup answers for a name among the variables.
func (t templateVars) Lookup(root string, _ []tflang.Step) (value.Any, int, *tflang.Failure) {
	v := t.vars.Lookup(root)
	if v.Kind() == value.KindNull {
		return v, 0, tflang.Fail(0, "the template has no variable `"+root+"`")
	}
	return v, 0, nil
}
