package estate

import "bailiwick/value"

var certificateType = Type{
	Kind: "certificate",
	New:  func() Resource { return new(Certificate) },
	Terraform: []Declared{{
		Type: "aws_acm_certificate",
		Name: "domain_name",
		Computed: []Computed{
			{"arn", "arn:{partition}:acm:{region}:{account}:certificate/{uuid}"},
			{"id", "arn:{partition}:acm:{region}:{account}:certificate/{uuid}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::CertificateManager::Certificate",
			Name: "DomainName",
			Computed: []Computed{
				{"Ref", "arn:{partition}:acm:{region}:{account}:certificate/{Uuid}"},
				{"CertificateArn", "arn:{partition}:acm:{region}:{account}:certificate/{Uuid}"},
			},
		},
	},
}

// A Certificate is a certificate of AWS Certificate Manager.
type Certificate struct {
	head

	Domain       value.Value[value.Text] `tf:"domain_name" cfn:"DomainName"`
	OtherNames   value.Texts             `tf:"subject_alternative_names" cfn:"SubjectAlternativeNames"`
	Validation   value.Value[value.Text] `tf:"validation_method" cfn:"ValidationMethod"` // DNS, EMAIL or NONE
	Algorithm    value.Value[value.Text] `tf:"key_algorithm" cfn:"KeyAlgorithm"`         // default RSA_2048
	Authority    value.Value[value.Text] `tf:"certificate_authority_arn" cfn:"CertificateAuthorityArn"`
	PrivateKey   value.Value[value.Text] `tf:"private_key" cfn:"-"`                                                                                // of an imported certificate
	Transparency value.Value[value.Text] `tf:"options.certificate_transparency_logging_preference" cfn:"CertificateTransparencyLoggingPreference"` // ENABLED (default)
}

// IsImported tells whether the certificate was made elsewhere, so that AWS
// does not renew it.
func (c *Certificate) IsImported() value.Answer {
	switch {
	case c.PrivateKey.IsAbsent():
		return value.No
	case c.PrivateKey.IsKnown():
		return value.Yes
	}
	return value.CannotTell
}
