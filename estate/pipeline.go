package estate

import "bailiwick/value"

var pipelineType = Type{
	Kind: "pipeline",
	New:  func() Resource { return new(Pipeline) },
	Terraform: []Declared{{
		Type: "aws_codepipeline",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:codepipeline:{region}:{account}:{name}"},
			{"id", "{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::CodePipeline::Pipeline",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "{Name}"},
				{"Arn", "arn:{partition}:codepipeline:{region}:{account}:{Name}"},
			},
		},
	},
}

// A Pipeline is a pipeline of AWS CodePipeline.
type Pipeline struct {
	head

	PipelineName value.Value[value.Text] `tf:"name" cfn:"Name"`
	Role         value.Value[value.Text] `tf:"role_arn" cfn:"RoleArn" ref:"role"`
	Stores       Blocks[ArtifactStore]   `tf:"artifact_store" cfn:"ArtifactStore"`
	Stages       Blocks[PipelineStage]   `tf:"stage" cfn:"Stages"`
}

// reshape reads the stores of a pipeline in several regions.
func (p *Pipeline) reshape(from Body) {
	if stores := from.Attribute("ArtifactStores"); stores.Kind() != value.KindNull {
		putWhole(&p.Stores, gathered(stores, "ArtifactStore"), "ArtifactStores")
	}
}

// An ArtifactStore is where a pipeline keeps what its actions hand on.
type ArtifactStore struct {
	Bucket value.Value[value.Text] `tf:"location" cfn:"Location" ref:"bucket"`
	Key    value.Value[value.Text] `tf:"encryption_key.id" cfn:"EncryptionKey.Id" ref:"key|key_alias"` // absent: aws/s3
	Region value.Value[value.Text] `tf:"region" cfn:"-"`
}

// A PipelineStage is one stage of a pipeline.
type PipelineStage struct {
	Name    value.Value[value.Text] `tf:"name" cfn:"Name"`
	Actions Blocks[PipelineAction]  `tf:"action" cfn:"Actions"`
}

// A PipelineAction is one step of a stage.
type PipelineAction struct {
	Name          value.Value[value.Text] `tf:"name" cfn:"Name"`
	Category      value.Value[value.Text] `tf:"category" cfn:"ActionTypeId.Category"` // Source, Build, Test, Deploy, Approval or Invoke
	Owner         value.Value[value.Text] `tf:"owner" cfn:"ActionTypeId.Owner"`
	Provider      value.Value[value.Text] `tf:"provider" cfn:"ActionTypeId.Provider"`
	Configuration value.Entries           `tf:"configuration" cfn:"Configuration"`
	Role          value.Value[value.Text] `tf:"role_arn" cfn:"RoleArn" ref:"role"`
}
