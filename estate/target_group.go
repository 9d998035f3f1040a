package estate

import "bailiwick/value"

var targetGroupType = Type{
	Kind: "target_group",
	New:  func() Resource { return new(TargetGroup) },
	Terraform: []Declared{{
		Type: "aws_lb_target_group",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:elasticloadbalancing:{region}:{account}:{arn_suffix}"},
			{"id", "arn:{partition}:elasticloadbalancing:{region}:{account}:{arn_suffix}"},
		},
	}, {
		Type: "aws_alb_target_group",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:elasticloadbalancing:{region}:{account}:{arn_suffix}"},
			{"id", "arn:{partition}:elasticloadbalancing:{region}:{account}:{arn_suffix}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::ElasticLoadBalancingV2::TargetGroup",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "arn:{partition}:elasticloadbalancing:{region}:{account}:{ArnSuffix}"},
				{"TargetGroupArn", "arn:{partition}:elasticloadbalancing:{region}:{account}:{ArnSuffix}"},
			},
		},
	},
}

// A TargetGroup is where a load balancer sends requests.
type TargetGroup struct {
	head

	GroupName         value.Value[value.Text] `tf:"name" cfn:"Name"`
	Type              value.Value[value.Text] `tf:"target_type" cfn:"TargetType"` // instance (default), ip, lambda or alb
	Protocol          value.Value[value.Text] `tf:"protocol" cfn:"Protocol"`
	Port              value.Value[int64]      `tf:"port" cfn:"Port"`
	VPC               value.Value[value.Text] `tf:"vpc_id" cfn:"VpcId" ref:"vpc"`
	Targets           Blocks[Target]          `tf:"-" cfn:"Targets"`
	MultiValueHeaders value.Value[bool]       `tf:"lambda_multi_value_headers_enabled" cfn:"-"`
}

// reshape reads the attribute of groups of functions.
func (g *TargetGroup) reshape(from Body) {
	attributes := entriesOf(from.Attribute("TargetGroupAttributes"), "Key", "Value")
	put(&g.MultiValueHeaders, attributes, "lambda.multi_value_headers.enabled")
}

// A Target is a target in a target group's own block.
type Target struct {
	ID value.Value[value.Text] `tf:"-" cfn:"Id" ref:"function|alias|load_balancer"`
}

var targetGroupAttachmentType = Type{
	Kind: "target_group_attachment",
	New:  func() Resource { return new(TargetGroupAttachment) },
	Terraform: []Declared{
		{Type: "aws_lb_target_group_attachment"},
		{Type: "aws_alb_target_group_attachment"},
	},
}

// A TargetGroupAttachment enters a target into a target group.
type TargetGroupAttachment struct {
	head

	Group  value.Value[value.Text] `tf:"target_group_arn" ref:"target_group"`
	Target value.Value[value.Text] `tf:"target_id" ref:"function|alias|load_balancer"`
	Port   value.Value[int64]      `tf:"port"`
}

// AllTargets returns what names the targets of the group.
func (g *TargetGroup) AllTargets(v *View) value.Value[[]value.Value[value.Text]] {
	inline := value.Map(Listed(g.Targets), func(targets []Target) []value.Value[value.Text] {
		var ids []value.Value[value.Text]
		for _, t := range targets {
			ids = append(ids, t.ID)
		}
		return ids
	})
	return joined(v, g, inline, "target_group_arn", func(a *TargetGroupAttachment) (value.Value[value.Text], value.Answer) {
		return a.Target, value.Yes
	})
}
