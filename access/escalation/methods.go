package escalation

import (
	"slices"
	"sync"
)

// methods are the ways that are known. What a permission allows is AWS's
// (Service Authorization Reference, and the API reference of each service); that
// it leads on is what those who look for such ways have written down, and where
// they have, the entry is named. It is made when it is first asked for.
var methods = sync.OnceValue(func() []Method {
	return []Method{
		{
			ID: "role-assume", Gain: Taking, On: "role",
			Text:  "takes TARGET",
			Needs: on(Target, "sts:AssumeRole"), Sources: published("sts-001"),
		},
		{
			ID: "role-trust", Gain: Taking, On: "role",
			Text:  "makes TARGET trust whom it likes",
			Needs: on(Target, "iam:UpdateAssumeRolePolicy"), Sources: published("iam-012"),
		},
		{
			ID: "user-access-key", Gain: Taking, On: "user",
			Text:  "makes an access key for TARGET",
			Needs: on(Target, "iam:CreateAccessKey"), Sources: published("iam-002"),
		},
		{
			ID: "user-access-key-swap", Gain: Taking, On: "user",
			Text:  "deletes an access key of TARGET and makes another",
			Needs: on(Target, "iam:CreateAccessKey", "iam:DeleteAccessKey"), Sources: published("iam-003"),
		},
		{
			ID: "user-password", Gain: Taking, On: "user",
			Text:  "gives TARGET a console password",
			Needs: on(Target, "iam:CreateLoginProfile"), Sources: published("iam-004"),
		},
		{
			ID: "user-password-reset", Gain: Taking, On: "user",
			Text:  "sets the console password of TARGET",
			Needs: on(Target, "iam:UpdateLoginProfile"), Sources: published("iam-006"),
		},
		{
			ID: "group-join", Gain: Joining, On: "group",
			Text:  "joins TARGET",
			Needs: on(Target, "iam:AddUserToGroup"), Sources: published("iam-013"),
		},
		{
			ID: "role-attach-policy", Gain: Rewriting, On: "role",
			Text:  "attaches a policy of its choice to TARGET",
			Needs: on(Target, "iam:AttachRolePolicy"), Sources: published("iam-009"),
		},
		{
			ID: "role-put-policy", Gain: Rewriting, On: "role",
			Text:  "writes an inline policy into TARGET",
			Needs: on(Target, "iam:PutRolePolicy"), Sources: published("iam-005"),
		},
		{
			ID: "user-attach-policy", Gain: Rewriting, On: "user",
			Text:  "attaches a policy of its choice to TARGET",
			Needs: on(Target, "iam:AttachUserPolicy"), Sources: published("iam-008"),
		},
		{
			ID: "user-put-policy", Gain: Rewriting, On: "user",
			Text:  "writes an inline policy into TARGET",
			Needs: on(Target, "iam:PutUserPolicy"), Sources: published("iam-007"),
		},
		{
			ID: "group-attach-policy", Gain: Rewriting, On: "group",
			Text:  "attaches a policy of its choice to TARGET",
			Needs: on(Target, "iam:AttachGroupPolicy"), Sources: published("iam-010"),
		},
		{
			ID: "group-put-policy", Gain: Rewriting, On: "group",
			Text:  "writes an inline policy into TARGET",
			Needs: on(Target, "iam:PutGroupPolicy"), Sources: published("iam-011"),
		},
		{
			ID: "role-policy-version", Gain: Rewriting, On: "role",
			Text:  "rewrites a policy that is attached to TARGET",
			Needs: on(Attached, "iam:CreatePolicyVersion"), Sources: published("iam-001"),
		},
		{
			ID: "user-policy-version", Gain: Rewriting, On: "user",
			Text:  "rewrites a policy that is attached to TARGET",
			Needs: on(Attached, "iam:CreatePolicyVersion"), Sources: published("iam-001"),
		},
		{
			ID: "group-policy-version", Gain: Rewriting, On: "group",
			Text:  "rewrites a policy that is attached to TARGET",
			Needs: on(Attached, "iam:CreatePolicyVersion"), Sources: published("iam-001"),
		},
		{
			ID: "role-policy-default", Gain: Rewriting, On: "role",
			Text:  "makes another version of a policy of TARGET the one that counts",
			Needs: on(Attached, "iam:SetDefaultPolicyVersion"), Sources: published(),
		},
		{
			ID: "user-policy-default", Gain: Rewriting, On: "user",
			Text:  "makes another version of a policy of TARGET the one that counts",
			Needs: on(Attached, "iam:SetDefaultPolicyVersion"), Sources: published(),
		},
		{
			ID: "group-policy-default", Gain: Rewriting, On: "group",
			Text:  "makes another version of a policy of TARGET the one that counts",
			Needs: on(Attached, "iam:SetDefaultPolicyVersion"), Sources: published(),
		},
		{
			ID: "role-boundary-delete", Gain: Unbinding, On: "role",
			Text:  "takes the permissions boundary off TARGET",
			Needs: on(Target, "iam:DeleteRolePermissionsBoundary"), Sources: published(),
		},
		{
			ID: "role-boundary-put", Gain: Unbinding, On: "role",
			Text:  "gives TARGET another permissions boundary",
			Needs: on(Target, "iam:PutRolePermissionsBoundary"), Sources: published(),
		},
		{
			ID: "user-boundary-delete", Gain: Unbinding, On: "user",
			Text:  "takes the permissions boundary off TARGET",
			Needs: on(Target, "iam:DeleteUserPermissionsBoundary"), Sources: published(),
		},
		{
			ID: "user-boundary-put", Gain: Unbinding, On: "user",
			Text:  "gives TARGET another permissions boundary",
			Needs: on(Target, "iam:PutUserPermissionsBoundary"), Sources: published(),
		},
		{
			ID: "new-role-attach", Gain: Making,
			Text:  "makes a role that trusts it and attaches a policy of its choice",
			Needs: on(Same, "iam:CreateRole", "iam:AttachRolePolicy"), Sources: published(),
		},
		{
			ID: "new-role-put", Gain: Making,
			Text:  "makes a role that trusts it and writes a policy into it",
			Needs: on(Same, "iam:CreateRole", "iam:PutRolePolicy"), Sources: published(),
		},
		{
			ID: "new-user-attach", Gain: Making,
			Text:  "makes a user with a policy of its choice and an access key",
			Needs: on(Same, "iam:CreateUser", "iam:AttachUserPolicy", "iam:CreateAccessKey"), Sources: published(),
		},
		{
			ID: "new-user-put", Gain: Making,
			Text:  "makes a user, writes a policy into it and makes an access key",
			Needs: on(Same, "iam:CreateUser", "iam:PutUserPolicy", "iam:CreateAccessKey"), Sources: published(),
		},
		{
			ID: "lambda-code", Gain: Steering, On: "role", Services: []string{"lambda"},
			Text: "replaces the code of", Runs: "a function",
			Needs: on(Runner, "lambda:UpdateFunctionCode"), Sources: published("lambda-003"),
		},
		{
			ID: "lambda-code-invoke", Gain: Steering, On: "role", Services: []string{"lambda"},
			Text: "replaces the code and calls", Runs: "a function",
			Needs: on(Runner, "lambda:UpdateFunctionCode", "lambda:InvokeFunction"), Sources: published("lambda-004"),
		},
		{
			ID: "lambda-code-permission", Gain: Steering, On: "role", Services: []string{"lambda"},
			Text: "replaces the code and opens the policy of", Runs: "a function",
			Needs: on(Runner, "lambda:UpdateFunctionCode", "lambda:AddPermission"), Sources: published("lambda-005"),
		},
		{
			ID: "lambda-code-source", Gain: Steering, On: "role", Services: []string{"lambda"},
			Text: "replaces the code and adds an event source to", Runs: "a function",
			Needs: slices.Concat(on(Runner, "lambda:UpdateFunctionCode"), on(Whatever, "lambda:CreateEventSourceMapping")), Sources: published(),
		},
		{
			ID: "lambda-layer", Gain: Steering, On: "role", Services: []string{"lambda"},
			Text: "adds a layer or a wrapper to the configuration of", Runs: "a function",
			Needs: on(Runner, "lambda:UpdateFunctionConfiguration"), Sources: published(),
		},
		{
			ID: "lambda-new-invoke", Gain: Passing, On: "role", Services: []string{"lambda"},
			Text:  "makes a function that runs as TARGET, and calls it",
			Needs: slices.Concat(pass, on(Same, "lambda:CreateFunction", "lambda:InvokeFunction")), Sources: published("lambda-001"),
		},
		{
			ID: "lambda-new-source", Gain: Passing, On: "role", Services: []string{"lambda"},
			Text:  "makes a function that runs as TARGET, with an event source",
			Needs: slices.Concat(pass, on(Whatever, "lambda:CreateFunction", "lambda:CreateEventSourceMapping")), Sources: published("lambda-002"),
		},
		{
			ID: "lambda-new-permission", Gain: Passing, On: "role", Services: []string{"lambda"},
			Text:  "makes a function that runs as TARGET, and lets others call it",
			Needs: slices.Concat(pass, on(Same, "lambda:CreateFunction", "lambda:AddPermission")), Sources: published("lambda-006"),
		},
		{
			ID: "lambda-new-url", Gain: Passing, On: "role", Services: []string{"lambda"},
			Text:  "makes a function that runs as TARGET, with a URL",
			Needs: slices.Concat(pass, on(Same, "lambda:CreateFunction", "lambda:CreateFunctionUrlConfig")), Sources: published(),
		},
		{
			ID: "lambda-pass-code", Gain: Passing, On: "role", Services: []string{"lambda"},
			Text:  "has a function run as TARGET, with code of its own",
			Needs: slices.Concat(pass, on(Same, "lambda:UpdateFunctionConfiguration", "lambda:UpdateFunctionCode")), Sources: published(),
		},
		{
			ID: "ec2-run", Gain: Passing, On: "role", Services: []string{"ec2"},
			Text:  "starts an instance as TARGET",
			Needs: slices.Concat(pass, onInstance(Whatever, "ec2:RunInstances")), Sources: published("ec2-001"),
		},
		{
			ID: "ec2-spot", Gain: Passing, On: "role", Services: []string{"ec2"},
			Text:  "asks for a spot instance as TARGET",
			Needs: slices.Concat(pass, on(Whatever, "ec2:RequestSpotInstances")), Sources: published("ec2-003"),
		},
		{
			ID: "ec2-user-data", Gain: Steering, On: "role", Services: []string{"ec2"},
			Text: "changes what runs at the start of", Runs: "an instance",
			Needs: slices.Concat(onInstance(Same, "ec2:ModifyInstanceAttribute", "ec2:StopInstances", "ec2:StartInstances")), Sources: published("ec2-002"),
		},
		{
			ID: "ec2-template", Gain: Steering, On: "role", Services: []string{"ec2"},
			Text: "gives instances another start from the launch template of", Runs: "an instance",
			Needs: on(Same, "ec2:CreateLaunchTemplateVersion", "ec2:ModifyLaunchTemplate"), Sources: published("ec2-004"),
		},
		{
			ID: "ec2-ssh-key", Gain: Steering, On: "role", Services: []string{"ec2"},
			Text: "sends its SSH key to", Runs: "an instance",
			Needs: slices.Concat(onInstance(Whatever, "ec2-instance-connect:SendSSHPublicKey"), on(Whatever, "ec2:DescribeInstances")), Sources: published("ec2instanceconnect-003"),
		},
		{
			ID: "ec2-profile", Gain: Passing, On: "role", Services: []string{"ec2"},
			Text:  "puts TARGET on a running instance and opens a session",
			Needs: slices.Concat(pass, onInstance(Same, "ec2:AssociateIamInstanceProfile", "ssm:StartSession")), Sources: published(),
		},
		{
			ID: "ssm-session", Gain: Steering, On: "role", Services: []string{"ec2"},
			Text: "opens a session on", Runs: "an instance",
			Needs: slices.Concat(onInstance(Whatever, "ssm:StartSession")), Sources: published("ssm-001"),
		},
		{
			ID: "ssm-command", Gain: Steering, On: "role", Services: []string{"ec2"},
			Text: "runs a command on", Runs: "an instance",
			Needs: slices.Concat(onInstance(Whatever, "ssm:SendCommand")), Sources: published("ssm-002"),
		},
		{
			ID: "ecs-service", Gain: Passing, On: "role", Services: []string{"ecs-tasks"},
			Text:  "runs a service as TARGET",
			Needs: slices.Concat(pass, on(Whatever, "ecs:RegisterTaskDefinition", "ecs:CreateService")), Sources: published("ecs-003"),
		},
		{
			ID: "ecs-run", Gain: Passing, On: "role", Services: []string{"ecs-tasks"},
			Text:  "runs a task as TARGET",
			Needs: slices.Concat(pass, on(Same, "ecs:RegisterTaskDefinition", "ecs:RunTask")), Sources: published("ecs-004"),
		},
		{
			ID: "ecs-start", Gain: Passing, On: "role", Services: []string{"ecs-tasks"},
			Text:  "starts a task as TARGET",
			Needs: slices.Concat(pass, on(Same, "ecs:RegisterTaskDefinition", "ecs:StartTask")), Sources: published("ecs-005"),
		},
		{
			ID: "ecs-cluster-service", Gain: Passing, On: "role", Services: []string{"ecs-tasks"},
			Text:  "makes a cluster and runs a service as TARGET",
			Needs: slices.Concat(pass, on(Whatever, "ecs:CreateCluster", "ecs:RegisterTaskDefinition", "ecs:CreateService")), Sources: published("ecs-001"),
		},
		{
			ID: "ecs-cluster-run", Gain: Passing, On: "role", Services: []string{"ecs-tasks"},
			Text:  "makes a cluster and runs a task as TARGET",
			Needs: slices.Concat(pass, on(Whatever, "ecs:CreateCluster"), on(Same, "ecs:RegisterTaskDefinition", "ecs:RunTask")), Sources: published("ecs-002"),
		},
		{
			ID: "ecs-exec", Gain: Steering, On: "role", Services: []string{"ecs-tasks"},
			Text: "runs a command in", Runs: "a task",
			Needs: on(Whatever, "ecs:ExecuteCommand"), Sources: published(),
		},
		{
			ID: "apprunner-new", Gain: Passing, On: "role", Services: []string{"tasks.apprunner"},
			Text:  "makes an App Runner service that runs as TARGET",
			Needs: slices.Concat(pass, on(Whatever, "apprunner:CreateService")), Sources: published("apprunner-001"),
		},
		{
			ID: "apprunner-update", Gain: Steering, On: "role", Services: []string{"tasks.apprunner"},
			Text: "changes the code of", Runs: "an App Runner service",
			Needs: on(Whatever, "apprunner:UpdateService"), Sources: published("apprunner-002"),
		},
		{
			ID: "bedrock-new", Gain: Passing, On: "role", Services: []string{"bedrock-agentcore"},
			Text:  "makes a code interpreter that runs as TARGET, and runs code in it",
			Needs: slices.Concat(pass, on(Whatever, "bedrock-agentcore:CreateCodeInterpreter"), on(Same, "bedrock-agentcore:StartCodeInterpreterSession", "bedrock-agentcore:InvokeCodeInterpreter")), Sources: published("bedrock-001"),
		},
		{
			ID: "bedrock-run", Gain: Steering, On: "role", Services: []string{"bedrock-agentcore"},
			Text: "runs code in", Runs: "a code interpreter",
			Needs: on(Same, "bedrock-agentcore:StartCodeInterpreterSession", "bedrock-agentcore:InvokeCodeInterpreter"), Sources: published("bedrock-002"),
		},
		{
			ID: "cloudformation-new", Gain: Passing, On: "role", Services: []string{"cloudformation"},
			Text:  "makes a stack that runs as TARGET",
			Needs: slices.Concat(pass, on(Whatever, "cloudformation:CreateStack")), Sources: published("cloudformation-001"),
		},
		{
			ID: "cloudformation-update", Gain: Steering, On: "role", Services: []string{"cloudformation"},
			Text: "updates", Runs: "a stack",
			Needs: on(Runner, "cloudformation:UpdateStack"), Sources: published("cloudformation-002"),
		},
		{
			ID: "cloudformation-set", Gain: Passing, On: "role", Services: []string{"cloudformation"},
			Text:  "makes a stack set that runs as TARGET",
			Needs: slices.Concat(pass, on(Whatever, "cloudformation:CreateStackSet", "cloudformation:CreateStackInstances")), Sources: published("cloudformation-003"),
		},
		{
			ID: "cloudformation-set-update", Gain: Passing, On: "role", Services: []string{"cloudformation"},
			Text:  "updates a stack set so that it runs as TARGET",
			Needs: slices.Concat(pass, on(Whatever, "cloudformation:UpdateStackSet")), Sources: published("cloudformation-004"),
		},
		{
			ID: "cloudformation-change-set", Gain: Steering, On: "role", Services: []string{"cloudformation"},
			Text: "executes a change set on", Runs: "a stack",
			Needs: on(Runner, "cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"), Sources: published("cloudformation-005"),
		},
		{
			ID: "codebuild-new", Gain: Passing, On: "role", Services: []string{"codebuild"},
			Text:  "makes a build project that runs as TARGET, and starts it",
			Needs: slices.Concat(pass, on(Same, "codebuild:CreateProject", "codebuild:StartBuild")), Sources: published("codebuild-001"),
		},
		{
			ID: "codebuild-new-batch", Gain: Passing, On: "role", Services: []string{"codebuild"},
			Text:  "makes a build project that runs as TARGET, and starts a batch",
			Needs: slices.Concat(pass, on(Same, "codebuild:CreateProject", "codebuild:StartBuildBatch")), Sources: published("codebuild-004"),
		},
		{
			ID: "codebuild-start", Gain: Steering, On: "role", Services: []string{"codebuild"},
			Text: "starts, with commands of its own,", Runs: "a build project",
			Needs: on(Runner, "codebuild:StartBuild"), Sources: published("codebuild-002"),
		},
		{
			ID: "codebuild-start-batch", Gain: Steering, On: "role", Services: []string{"codebuild"},
			Text: "starts, with commands of its own, a batch of", Runs: "a build project",
			Needs: on(Runner, "codebuild:StartBuildBatch"), Sources: published("codebuild-003"),
		},
		{
			ID: "datapipeline-new", Gain: Passing, On: "role", Services: []string{"datapipeline", "ec2", "elasticmapreduce"},
			Text:  "makes a pipeline that runs as TARGET",
			Needs: slices.Concat(pass, on(Whatever, "datapipeline:CreatePipeline"), on(Same, "datapipeline:PutPipelineDefinition", "datapipeline:ActivatePipeline")), Sources: published("datapipeline-001"),
		},
		{
			ID: "glue-endpoint", Gain: Passing, On: "role", Services: []string{"glue"},
			Text:  "makes a development endpoint that runs as TARGET",
			Needs: slices.Concat(pass, on(Whatever, "glue:CreateDevEndpoint")), Sources: published("glue-001"),
		},
		{
			ID: "glue-endpoint-update", Gain: Steering, On: "role", Services: []string{"glue"},
			Text: "puts its SSH key on", Runs: "a development endpoint",
			Needs: on(Whatever, "glue:UpdateDevEndpoint"), Sources: published("glue-002"),
		},
		{
			ID: "glue-job", Gain: Passing, On: "role", Services: []string{"glue"},
			Text:  "makes a job that runs as TARGET, and starts it",
			Needs: slices.Concat(pass, on(Same, "glue:CreateJob", "glue:StartJobRun")), Sources: published("glue-003"),
		},
		{
			ID: "glue-job-trigger", Gain: Passing, On: "role", Services: []string{"glue"},
			Text:  "makes a job that runs as TARGET, with a trigger",
			Needs: slices.Concat(pass, on(Whatever, "glue:CreateJob", "glue:CreateTrigger")), Sources: published("glue-004"),
		},
		{
			ID: "glue-job-update", Gain: Passing, On: "role", Services: []string{"glue"},
			Text:  "has a job run as TARGET, and starts it",
			Needs: slices.Concat(pass, on(Same, "glue:UpdateJob", "glue:StartJobRun")), Sources: published("glue-005"),
		},
		{
			ID: "glue-job-update-trigger", Gain: Passing, On: "role", Services: []string{"glue"},
			Text:  "has a job run as TARGET, with a trigger",
			Needs: slices.Concat(pass, on(Whatever, "glue:UpdateJob", "glue:CreateTrigger")), Sources: published("glue-006"),
		},
		{
			ID: "sagemaker-notebook", Gain: Passing, On: "role", Services: []string{"sagemaker"},
			Text:  "makes a notebook that runs as TARGET",
			Needs: slices.Concat(pass, on(Whatever, "sagemaker:CreateNotebookInstance")), Sources: published("sagemaker-001"),
		},
		{
			ID: "sagemaker-training", Gain: Passing, On: "role", Services: []string{"sagemaker"},
			Text:  "starts a training job as TARGET",
			Needs: slices.Concat(pass, on(Whatever, "sagemaker:CreateTrainingJob")), Sources: published("sagemaker-002"),
		},
		{
			ID: "sagemaker-processing", Gain: Passing, On: "role", Services: []string{"sagemaker"},
			Text:  "starts a processing job as TARGET",
			Needs: slices.Concat(pass, on(Whatever, "sagemaker:CreateProcessingJob")), Sources: published("sagemaker-003"),
		},
		{
			ID: "sagemaker-url", Gain: Steering, On: "role", Services: []string{"sagemaker"},
			Text: "opens", Runs: "a notebook",
			Needs: on(Whatever, "sagemaker:CreatePresignedNotebookInstanceUrl"), Sources: published("sagemaker-004"),
		},
		{
			ID: "sagemaker-lifecycle", Gain: Steering, On: "role", Services: []string{"sagemaker"},
			Text: "gives another start to", Runs: "a notebook",
			Needs: slices.Concat(on(Whatever, "sagemaker:CreateNotebookInstanceLifecycleConfig"), on(Same, "sagemaker:StopNotebookInstance", "sagemaker:UpdateNotebookInstance", "sagemaker:StartNotebookInstance")), Sources: published("sagemaker-005"),
		},
		{
			ID: "states-new", Gain: Passing, On: "role", Services: []string{"states"},
			Text:  "makes a state machine that runs as TARGET, and starts it",
			Needs: slices.Concat(pass, on(Whatever, "states:CreateStateMachine", "states:StartExecution")), Sources: published(),
		},
		{
			ID: "states-update", Gain: Steering, On: "role", Services: []string{"states"},
			Text: "rewrites and starts", Runs: "a state machine",
			Needs: slices.Concat(on(Runner, "states:UpdateStateMachine"), on(Whatever, "states:StartExecution")), Sources: published(),
		},
		{
			ID: "scheduler-new", Gain: Passing, On: "role", Services: []string{"scheduler"},
			Text:  "makes a schedule that calls AWS as TARGET",
			Needs: slices.Concat(pass, on(Whatever, "scheduler:CreateSchedule")), Sources: published(),
		},
		{
			ID: "batch-new", Gain: Passing, On: "role", Services: []string{"ecs-tasks"},
			Text:  "runs a batch job as TARGET",
			Needs: slices.Concat(pass, on(Whatever, "batch:RegisterJobDefinition", "batch:SubmitJob")), Sources: published(),
		},
		{
			ID: "emr-new", Gain: Passing, On: "role", Services: []string{"ec2"},
			Text:  "starts a cluster as TARGET",
			Needs: slices.Concat(pass, on(Whatever, "elasticmapreduce:RunJobFlow")), Sources: published(),
		},
		{
			ID: "ssm-automation", Gain: Passing, On: "role", Services: []string{"ssm"},
			Text:  "starts an automation as TARGET",
			Needs: slices.Concat(pass, on(Whatever, "ssm:StartAutomationExecution")), Sources: published(),
		},
		{
			ID: "amplify-new", Gain: Passing, On: "role", Services: []string{"amplify"},
			Text:  "makes an Amplify app that is built as TARGET",
			Needs: slices.Concat(pass, on(Whatever, "amplify:CreateApp", "amplify:CreateBranch", "amplify:StartJob")), Sources: published(),
		},
	}
})
