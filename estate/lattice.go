package estate

import "bailiwick/value"

var latticeServiceType = Type{
	Kind: "lattice_service",
	New:  func() Resource { return new(LatticeService) },
	Terraform: []Declared{{
		Type: "aws_vpclattice_service",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:vpc-lattice:{region}:{account}:service/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::VpcLattice::Service",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "arn:{partition}:vpc-lattice:{region}:{account}:service/{Id}"},
				{"Arn", "arn:{partition}:vpc-lattice:{region}:{account}:service/{Id}"},
				{"Id", "{Id}"},
			},
		},
	},
}

// A LatticeService is a service of Amazon VPC Lattice.
type LatticeService struct {
	head

	ServiceName value.Value[value.Text] `tf:"name" cfn:"Name"`
	AuthType    value.Value[value.Text] `tf:"auth_type" cfn:"AuthType"` // NONE (default) or AWS_IAM
	Certificate value.Value[value.Text] `tf:"certificate_arn" cfn:"CertificateArn" ref:"certificate"`
	Domain      value.Value[value.Text] `tf:"custom_domain_name" cfn:"CustomDomainName"`
}

var latticeServiceNetworkType = Type{
	Kind: "lattice_service_network",
	New:  func() Resource { return new(LatticeServiceNetwork) },
	Terraform: []Declared{{
		Type: "aws_vpclattice_service_network",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:vpc-lattice:{region}:{account}:servicenetwork/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::VpcLattice::ServiceNetwork",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "arn:{partition}:vpc-lattice:{region}:{account}:servicenetwork/{Id}"},
				{"Arn", "arn:{partition}:vpc-lattice:{region}:{account}:servicenetwork/{Id}"},
				{"Id", "{Id}"},
			},
		},
	},
}

// A LatticeServiceNetwork is what VPCs and services are joined by.
type LatticeServiceNetwork struct {
	head

	NetworkName value.Value[value.Text] `tf:"name" cfn:"Name"`
	AuthType    value.Value[value.Text] `tf:"auth_type" cfn:"AuthType"` // NONE (default) or AWS_IAM
}

var latticeAuthPolicyType = Type{
	Kind: "lattice_auth_policy",
	New:  func() Resource { return new(LatticeAuthPolicy) },
	Terraform: []Declared{
		{Type: "aws_vpclattice_auth_policy"},
	},
	CloudFormation: []Declared{
		{Type: "AWS::VpcLattice::AuthPolicy"},
		{Type: "AWS::VpcLattice::ResourcePolicy"},
	},
}

// A LatticeAuthPolicy says who may call a service, or the services of a
// network. It counts only under the auth type AWS_IAM.
type LatticeAuthPolicy struct {
	head

	Resource value.Value[value.Text] `tf:"resource_identifier" cfn:"ResourceIdentifier" ref:"lattice_service|lattice_service_network"`
	Policy   Policy                  `tf:"policy" cfn:"Policy"`
}

var latticeAssociationType = Type{
	Kind: "lattice_association",
	New:  func() Resource { return new(LatticeAssociation) },
	Terraform: []Declared{{
		Type: "aws_vpclattice_service_network_service_association",
		Computed: []Computed{
			{"arn", "arn:{partition}:vpc-lattice:{region}:{account}:servicenetworkserviceassociation/{id}"},
		},
	}, {
		Type: "aws_vpclattice_service_network_vpc_association",
		Computed: []Computed{
			{"arn", "arn:{partition}:vpc-lattice:{region}:{account}:servicenetworkvpcassociation/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::VpcLattice::ServiceNetworkServiceAssociation",
			Computed: []Computed{
				{"Ref", "arn:{partition}:vpc-lattice:{region}:{account}:servicenetworkserviceassociation/{Id}"},
				{"Arn", "arn:{partition}:vpc-lattice:{region}:{account}:servicenetworkserviceassociation/{Id}"},
				{"Id", "{Id}"},
			},
		},
		{
			Type: "AWS::VpcLattice::ServiceNetworkVpcAssociation",
			Computed: []Computed{
				{"Ref", "arn:{partition}:vpc-lattice:{region}:{account}:servicenetworkvpcassociation/{Id}"},
				{"Arn", "arn:{partition}:vpc-lattice:{region}:{account}:servicenetworkvpcassociation/{Id}"},
				{"Id", "{Id}"},
			},
		},
	},
}

// A LatticeAssociation joins a service or a VPC to a service network.
type LatticeAssociation struct {
	head

	Network        value.Value[value.Text] `tf:"service_network_identifier" cfn:"ServiceNetworkIdentifier" ref:"lattice_service_network"`
	Service        value.Value[value.Text] `tf:"service_identifier" cfn:"ServiceIdentifier" ref:"lattice_service"`
	VPC            value.Value[value.Text] `tf:"vpc_identifier" cfn:"VpcIdentifier" ref:"vpc"`
	SecurityGroups value.Texts             `tf:"security_group_ids" cfn:"SecurityGroupIds" ref:"security_group|vpc"`
}

var latticeTargetGroupType = Type{
	Kind: "lattice_target_group",
	New:  func() Resource { return new(LatticeTargetGroup) },
	Terraform: []Declared{{
		Type: "aws_vpclattice_target_group",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:vpc-lattice:{region}:{account}:targetgroup/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::VpcLattice::TargetGroup",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "arn:{partition}:vpc-lattice:{region}:{account}:targetgroup/{Id}"},
				{"Arn", "arn:{partition}:vpc-lattice:{region}:{account}:targetgroup/{Id}"},
				{"Id", "{Id}"},
			},
		},
	},
}

// A LatticeTargetGroup is where a lattice service sends its requests.
type LatticeTargetGroup struct {
	head

	GroupName value.Value[value.Text] `tf:"name" cfn:"Name"`
	Type      value.Value[value.Text] `tf:"type" cfn:"Type"` // IP, LAMBDA, INSTANCE or ALB
	Targets   Blocks[LatticeTarget]   `tf:"-" cfn:"Targets"`
}

// A LatticeTarget is a target in a target group's own block.
type LatticeTarget struct {
	ID value.Value[value.Text] `tf:"-" cfn:"Id" ref:"function|alias|load_balancer"`
}

var latticeTargetGroupAttachmentType = Type{
	Kind: "lattice_target_group_attachment",
	New:  func() Resource { return new(LatticeTargetGroupAttachment) },
	Terraform: []Declared{
		{Type: "aws_vpclattice_target_group_attachment"},
	},
}

// A LatticeTargetGroupAttachment enters a target.
type LatticeTargetGroupAttachment struct {
	head

	Group  value.Value[value.Text] `tf:"target_group_identifier" ref:"lattice_target_group"`
	Target value.Value[value.Text] `tf:"target.id" ref:"function|alias|load_balancer"`
}

var latticeListenerType = Type{
	Kind: "lattice_listener",
	New:  func() Resource { return new(LatticeListener) },
	Terraform: []Declared{{
		Type: "aws_vpclattice_listener",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:vpc-lattice:{region}:{account}:service/{service_identifier}/listener/{listener_id}"},
		},
	}, {
		Type: "aws_vpclattice_listener_rule",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:vpc-lattice:{region}:{account}:service/{service_identifier}/listener/{listener_identifier}/rule/{rule_id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::VpcLattice::Listener",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "arn:{partition}:vpc-lattice:{region}:{account}:service/{ServiceIdentifier}/listener/{Id}"},
				{"Arn", "arn:{partition}:vpc-lattice:{region}:{account}:service/{ServiceIdentifier}/listener/{Id}"},
				{"Id", "{Id}"},
			},
		},
		{
			Type: "AWS::VpcLattice::Rule",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "arn:{partition}:vpc-lattice:{region}:{account}:service/{ServiceIdentifier}/listener/{ListenerIdentifier}/rule/{Id}"},
				{"Arn", "arn:{partition}:vpc-lattice:{region}:{account}:service/{ServiceIdentifier}/listener/{ListenerIdentifier}/rule/{Id}"},
				{"Id", "{Id}"},
			},
		},
	},
}

// A LatticeListener is where a lattice service listens, or a rule of such a
// place.
type LatticeListener struct {
	head

	ListenerName value.Value[value.Text] `tf:"name" cfn:"Name"`
	Service      value.Value[value.Text] `tf:"service_identifier|service_arn" cfn:"ServiceIdentifier" ref:"lattice_service"`
	Listener     value.Value[value.Text] `tf:"listener_identifier" cfn:"ListenerIdentifier" ref:"lattice_listener"` // of a rule
	Protocol     value.Value[value.Text] `tf:"protocol" cfn:"Protocol"`                                             // HTTP, HTTPS or TLS_PASSTHROUGH
	Targets      Blocks[LatticeForward]  `tf:"default_action.forward.target_groups|action.forward.target_groups" cfn:"DefaultAction.Forward.TargetGroups|Action.Forward.TargetGroups"`
}

// A LatticeForward is a target group that a listener forwards to.
type LatticeForward struct {
	Group value.Value[value.Text] `tf:"target_group_identifier" cfn:"TargetGroupIdentifier" ref:"lattice_target_group"`
}

// AuthPolicy returns the auth policy of a lattice service or service network.
func (v *View) AuthPolicy(of Resource) Policy {
	return attached(v, of, "resource_identifier|ResourceIdentifier", func(p *LatticeAuthPolicy) Policy { return p.Policy })
}
