package estate

import "bailiwick/value"

var layerVersionType = Type{
	Kind: "layer_version",
	New:  func() Resource { return new(LayerVersion) },
	Terraform: []Declared{
		{
			Type: "aws_lambda_layer_version",
			Name: "layer_name",
			Computed: []Computed{
				{"arn", "arn:{partition}:lambda:{region}:{account}:layer:{layer_name}:{version}"},
				{"id", "arn:{partition}:lambda:{region}:{account}:layer:{layer_name}:{version}"},
				{"layer_arn", "arn:{partition}:lambda:{region}:{account}:layer:{layer_name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Lambda::LayerVersion",
			Name: "LayerName",
			Computed: []Computed{
				{"Ref", "arn:{partition}:lambda:{region}:{account}:layer:{LayerName}:{Version}"},
				{"LayerVersionArn", "arn:{partition}:lambda:{region}:{account}:layer:{LayerName}:{Version}"},
				{"", "arn:{partition}:lambda:{region}:{account}:layer:{LayerName}"},
			},
		},
	},
}

// A LayerVersion is a published version of a layer.
type LayerVersion struct {
	head

	LayerName     value.Value[value.Text] `tf:"layer_name" cfn:"LayerName"`
	Description   value.Value[value.Text] `tf:"description" cfn:"Description"`
	CodeBucket    value.Value[value.Text] `tf:"s3_bucket" cfn:"Content.S3Bucket" ref:"bucket"`
	CodeKey       value.Value[value.Text] `tf:"s3_key" cfn:"Content.S3Key"`
	CodeVersion   value.Value[value.Text] `tf:"s3_object_version" cfn:"Content.S3ObjectVersion"`
	Filename      value.Value[value.Text] `tf:"filename" cfn:"-"`
	CodeHash      value.Value[value.Text] `tf:"source_code_hash" cfn:"-"` // SHA-256 of the package in base64
	Runtimes      value.Texts             `tf:"compatible_runtimes" cfn:"CompatibleRuntimes"`
	Architectures value.Texts             `tf:"compatible_architectures" cfn:"CompatibleArchitectures"`
}

// reshape reads a path in place of the content's map.
func (l *LayerVersion) reshape(from Body) {
	if _, ok := from.Attribute("Content").Text(); !ok {
		return
	}
	put(&l.Filename, whole(from), "Content")
	nothing := value.AnyMap(nil, nil, from.Origin())
	put(&l.CodeBucket, nothing, "S3Bucket")
	put(&l.CodeKey, nothing, "S3Key")
	put(&l.CodeVersion, nothing, "S3ObjectVersion")
}

var layerVersionPermissionType = Type{
	Kind: "layer_version_permission",
	New:  func() Resource { return new(LayerVersionPermission) },
	Terraform: []Declared{
		{
			Type: "aws_lambda_layer_version_permission",
			Name: "statement_id",
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Lambda::LayerVersionPermission",
			Computed: []Computed{
				{"Id", "{Ref}"},
			},
		},
	},
}

// A LayerVersionPermission is one statement of a layer version's policy, which
// always allows.
type LayerVersionPermission struct {
	head

	StatementID  value.Value[value.Text] `tf:"statement_id" cfn:"-"`
	Layer        value.Value[value.Text] `tf:"layer_name" cfn:"LayerVersionArn" ref:"layer_version"` // a name or the layer's ARN; in CloudFormation the version's
	Version      value.Value[int64]      `tf:"version_number" cfn:"-"`
	Action       value.Value[value.Text] `tf:"action" cfn:"Action"`                  // lambda:GetLayerVersion
	Principal    value.Value[value.Text] `tf:"principal" cfn:"Principal"`            // an account's id or ARN, or *
	Organization value.Value[value.Text] `tf:"organization_id" cfn:"OrganizationId"` // with principal *
}

// LayerPermissions returns the statements of the layer version's policy.
func (l *LayerVersion) LayerPermissions(v *View) value.Value[[]*LayerVersionPermission] {
	return Companions[*LayerVersionPermission](v, l, "")
}
