package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// marked is a function with its companions, in which every text that may be one
// of the user's own holds the marker.
const marked = `{
"F": {"Type": "AWS::Lambda::Function", "Properties": {
  "FunctionName": "MARKER", "Description": "MARKER", "Handler": "MARKER.handler", "Runtime": "nodejs12.x-MARKER", "MemorySize": "128",
  "Role": "arn:aws:iam::111122223333:role/MARKER", "KmsKeyArn": "arn:aws:kms:eu-central-1:111122223333:key/MARKER",
  "Layers": ["arn:aws:lambda:eu-central-1:999988887777:layer:MARKER:1"], "CodeSigningConfigArn": "arn:aws:lambda:eu-central-1:111122223333:code-signing-config:MARKER",
  "Code": {"S3Bucket": "MARKER", "S3Key": "MARKER.zip", "ImageUri": "111122223333.dkr.ecr.eu-central-1.amazonaws.com/MARKER:latest"},
  "DeadLetterConfig": {"TargetArn": "arn:aws:sqs:eu-central-1:999988887777:MARKER"},
  "Environment": {"Variables": {"TABLE": "MARKER", "PASSWORD": "Xq9MARKER7vTz", "URL": "http://user:pw@MARKER.example.com/", "AWS_KEY": "AKIAMARKERMARKERMAR"}},
  "VpcConfig": {"SubnetIds": ["subnet-MARKER"], "SecurityGroupIds": ["sg-MARKER"]},
  "FileSystemConfigs": [{"Arn": "arn:aws:elasticfilesystem:eu-central-1:999988887777:access-point/MARKER", "LocalMountPath": "/mnt/MARKER"}],
  "LoggingConfig": {"LogGroup": "/aws/MARKER", "LogFormat": "MARKER", "ApplicationLogLevel": "MARKER"}, "TracingConfig": {"Mode": "MARKER"},
  "Tags": [{"Key": "MARKER", "Value": "MARKER"}], "Architectures": ["MARKER"], "PackageType": "MARKER", "ImageConfig": {"Command": ["MARKER"]}}},
"P": {"Type": "AWS::Lambda::Permission", "Properties": {"FunctionName": "MARKER", "Action": "lambda:MARKER", "Principal": "MARKER", "SourceArn": "arn:aws:s3:::MARKER", "SourceAccount": "MARKER", "PrincipalOrgID": "o-MARKER", "EventSourceToken": "MARKER"}},
"P2": {"Type": "AWS::Lambda::Permission", "Properties": {"FunctionName": {"Ref": "F"}, "Action": "lambda:InvokeFunction", "Principal": "arn:aws:iam::999988887777:role/MARKER", "SourceArn": "arn:aws:s3:::MARKER/*"}},
"P3": {"Type": "AWS::Lambda::Permission", "Properties": {"FunctionName": {"Ref": "F"}, "Action": "lambda:InvokeFunction", "Principal": "s3.amazonaws.com", "SourceArn": "arn:aws:s3:::MARKER"}},
"U": {"Type": "AWS::Lambda::Url", "Properties": {"TargetFunctionArn": {"Ref": "F"}, "AuthType": "MARKER", "Qualifier": "MARKER", "Cors": {"AllowOrigins": ["https://MARKER.example.com"], "AllowMethods": ["MARKER"], "AllowHeaders": ["MARKER"]}}},
"A": {"Type": "AWS::Lambda::Alias", "Properties": {"FunctionName": "MARKER", "Name": "MARKER", "FunctionVersion": "MARKER", "RoutingConfig": {"AdditionalVersionWeights": [{"FunctionVersion": "MARKER", "FunctionWeight": 0.5}]}}},
"E": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {"FunctionName": "MARKER", "EventSourceArn": "arn:aws:sqs:eu-central-1:999988887777:MARKER", "Queues": ["MARKER"], "Topics": ["MARKER"], "StartingPosition": "MARKER",
  "DestinationConfig": {"OnFailure": {"Destination": "arn:aws:sns:eu-central-1:999988887777:MARKER"}}, "SourceAccessConfigurations": [{"Type": "BASIC_AUTH", "URI": "arn:aws:secretsmanager:eu-central-1:111122223333:secret:MARKER"}], "SelfManagedEventSource": {"Endpoints": {"KafkaBootstrapServers": ["MARKER.example.com:9092"]}}, "FilterCriteria": {"Filters": [{"Pattern": "{\"a\": [\"MARKER\"]}"}]}}},
"I": {"Type": "AWS::Lambda::EventInvokeConfig", "Properties": {"FunctionName": "MARKER", "Qualifier": "MARKER", "DestinationConfig": {"OnFailure": {"Destination": "arn:aws:sqs:eu-central-1:999988887777:MARKER"}, "OnSuccess": {"Destination": "arn:aws:lambda:eu-central-1:999988887777:function:MARKER"}}}},
"L": {"Type": "AWS::Lambda::LayerVersion", "Properties": {"LayerName": "MARKER", "Description": "MARKER", "LicenseInfo": "MARKER", "CompatibleRuntimes": ["MARKER"], "Content": {"S3Bucket": "MARKER", "S3Key": "MARKER"}}},
"LP": {"Type": "AWS::Lambda::LayerVersionPermission", "Properties": {"LayerVersionArn": "arn:aws:lambda:eu-central-1:111122223333:layer:MARKER:1", "Action": "lambda:GetLayerVersion", "Principal": "MARKER", "OrganizationId": "o-MARKER"}},
"C": {"Type": "AWS::Lambda::CodeSigningConfig", "Properties": {"Description": "MARKER", "AllowedPublishers": {"SigningProfileVersionArns": ["arn:aws:signer:eu-central-1:999988887777:/signing-profiles/MARKER/1"]}, "CodeSigningPolicies": {"UntrustedArtifactOnDeployment": "MARKER"}}},
"R": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "MARKER", "Path": "/MARKER/", "PermissionsBoundary": "arn:aws:iam::111122223333:policy/MARKER", "ManagedPolicyArns": ["arn:aws:iam::999988887777:policy/MARKER", "arn:aws:iam::aws:policy/MARKER"],
  "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{"Sid": "MARKER", "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "arn:aws:iam::999988887777:role/MARKER"}, "Condition": {"StringEquals": {"sts:ExternalId": "MARKER"}}}, {"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "MARKER.example.com"}}]},
  "Policies": [{"PolicyName": "MARKER", "PolicyDocument": {"Version": "2012-10-17", "Statement": [{"Sid": "MARKER", "Effect": "Allow", "Action": ["MARKER:*", "s3:Get*"], "Resource": ["arn:aws:s3:::MARKER/*", "*"]}, {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/MARKER"}]}}],
  "Tags": [{"Key": "MARKER", "Value": "MARKER"}]}},
"Q": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "MARKER", "KmsMasterKeyId": "alias/MARKER", "RedrivePolicy": {"deadLetterTargetArn": "arn:aws:sqs:eu-central-1:999988887777:MARKER", "maxReceiveCount": 1}, "Tags": [{"Key": "MARKER", "Value": "MARKER"}]}},
"QP": {"Type": "AWS::SQS::QueuePolicy", "Properties": {"Queues": [{"Ref": "Q"}, "https://sqs.eu-central-1.amazonaws.com/111122223333/MARKER"], "PolicyDocument": {"Statement": [{"Sid": "MARKER", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::999988887777:role/MARKER"}, "Action": "sqs:*", "Resource": "*", "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:sns:eu-central-1:999988887777:MARKER"}}}]}}},
"T": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "MARKER", "KmsMasterKeyId": "MARKER", "Subscription": [{"Protocol": "https", "Endpoint": "http://MARKER.example.com/"}, {"Protocol": "email", "Endpoint": "MARKER@example.com"}]}},
"B": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "MARKER", "BucketEncryption": {"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "MARKER", "KMSMasterKeyID": "MARKER"}}]}, "NotificationConfiguration": {"LambdaConfigurations": [{"Event": "MARKER", "Function": "arn:aws:lambda:eu-central-1:999988887777:function:MARKER"}]}, "ReplicationConfiguration": {"Role": "MARKER", "Rules": [{"Destination": {"Bucket": "arn:aws:s3:::MARKER", "Account": "MARKER"}}]}, "LoggingConfiguration": {"DestinationBucketName": "MARKER"}}},
"BP": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": {"Ref": "B"}, "PolicyDocument": {"Statement": [{"Sid": "MARKER", "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::MARKER/*", "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-MARKER"}}}]}}},
"D": {"Type": "AWS::DynamoDB::Table", "Properties": {"TableName": "MARKER", "SSESpecification": {"SSEEnabled": true, "SSEType": "KMS", "KMSMasterKeyId": "arn:aws:kms:eu-central-1:999988887777:key/MARKER"}}},
"S": {"Type": "AWS::SecretsManager::Secret", "Properties": {"Name": "MARKER", "Description": "MARKER", "SecretString": "MARKER", "KmsKeyId": "MARKER", "Tags": [{"Key": "MARKER", "Value": "MARKER"}]}},
"SP": {"Type": "AWS::SSM::Parameter", "Properties": {"Name": "/MARKER/password", "Type": "String", "Value": "Xq9MARKER7vTz", "Description": "MARKER"}},
"K": {"Type": "AWS::KMS::Key", "Properties": {"Description": "MARKER", "KeyPolicy": {"Statement": [{"Sid": "MARKER", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::999988887777:root"}, "Action": "kms:*", "Resource": "*", "Condition": {"StringEquals": {"kms:ViaService": "MARKER"}}}, {"Effect": "Allow", "Principal": {"AWS": "MARKER"}, "Action": "kms:MARKER", "Resource": "*"}]}}},
"LG": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": "/aws/lambda/MARKER", "KmsKeyId": "MARKER", "LogGroupClass": "MARKER"}},
"ER": {"Type": "AWS::Events::Rule", "Properties": {"Name": "MARKER", "EventBusName": "MARKER", "ScheduleExpression": "rate(MARKER)", "Targets": [{"Id": "MARKER", "Arn": "arn:aws:lambda:eu-central-1:999988887777:function:MARKER", "RoleArn": "MARKER", "Input": "MARKER", "DeadLetterConfig": {"Arn": "MARKER"}}]}},
"API": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "MARKER", "Description": "MARKER", "Policy": {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/MARKER"}]}}},
"ME": {"Type": "AWS::ApiGateway::Method", "Properties": {"RestApiId": {"Ref": "API"}, "ResourceId": "MARKER", "HttpMethod": "MARKER", "AuthorizationType": "MARKER", "AuthorizerId": "MARKER", "Integration": {"Type": "AWS_PROXY", "Uri": "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:999988887777:function:MARKER/invocations", "Credentials": "MARKER"}}},
"ST": {"Type": "AWS::ApiGateway::Stage", "Properties": {"RestApiId": {"Ref": "API"}, "StageName": "MARKER", "AccessLogSetting": {"DestinationArn": "arn:aws:logs:eu-central-1:999988887777:log-group:MARKER", "Format": "MARKER"}, "Variables": {"a": "MARKER"}}},
"HA": {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"Name": "MARKER", "ProtocolType": "HTTP", "CorsConfiguration": {"AllowOrigins": ["http://MARKER.example.com"], "AllowCredentials": true}}},
"HR": {"Type": "AWS::ApiGatewayV2::Route", "Properties": {"ApiId": {"Ref": "HA"}, "RouteKey": "GET /MARKER", "AuthorizationType": "MARKER", "Target": "integrations/MARKER", "AuthorizerId": "MARKER"}},
"HI": {"Type": "AWS::ApiGatewayV2::Integration", "Properties": {"ApiId": {"Ref": "HA"}, "IntegrationType": "HTTP_PROXY", "IntegrationUri": "http://MARKER.example.com/", "CredentialsArn": "MARKER"}},
"CF": {"Type": "AWS::CloudFront::Distribution", "Properties": {"DistributionConfig": {"Comment": "MARKER", "WebACLId": "MARKER", "Aliases": ["MARKER.example.com"], "Origins": [{"Id": "MARKER", "DomainName": "MARKER.example.com", "CustomOriginConfig": {"OriginProtocolPolicy": "MARKER", "OriginSSLProtocols": ["MARKER"]}, "OriginCustomHeaders": [{"HeaderName": "MARKER", "HeaderValue": "MARKER"}]}], "DefaultCacheBehavior": {"TargetOriginId": "MARKER", "ViewerProtocolPolicy": "MARKER"}, "ViewerCertificate": {"MinimumProtocolVersion": "MARKER", "AcmCertificateArn": "MARKER"}}}},
"SM": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"StateMachineName": "MARKER", "RoleArn": "arn:aws:iam::111122223333:role/MARKER", "LoggingConfiguration": {"Level": "MARKER", "Destinations": [{"CloudWatchLogsLogGroup": {"LogGroupArn": "MARKER"}}]}, "Definition": {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:lambda:eu-central-1:999988887777:function:MARKER", "End": true}}}}},
"DB": {"Type": "AWS::RDS::DBInstance", "Properties": {"DBInstanceIdentifier": "MARKER", "MasterUsername": "MARKER", "MasterUserPassword": "MARKER", "KmsKeyId": "MARKER", "Engine": "MARKER", "CACertificateIdentifier": "MARKER"}},
"SG": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupDescription": "MARKER", "GroupName": "MARKER", "VpcId": "vpc-MARKER", "SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "0.0.0.0/0", "Description": "MARKER"}, {"IpProtocol": "MARKER", "CidrIp": "MARKER", "SourceSecurityGroupId": "sg-MARKER"}]}},
"UP": {"Type": "AWS::Cognito::UserPool", "Properties": {"UserPoolName": "MARKER", "MfaConfiguration": "MARKER", "LambdaConfig": {"PreSignUp": "arn:aws:lambda:eu-central-1:999988887777:function:MARKER"}}},
"UC": {"Type": "AWS::Cognito::UserPoolClient", "Properties": {"UserPoolId": {"Ref": "UP"}, "ClientName": "MARKER", "CallbackURLs": ["http://MARKER.example.com"], "ExplicitAuthFlows": ["MARKER"]}},
"SC": {"Type": "AWS::Scheduler::Schedule", "Properties": {"Name": "MARKER", "ScheduleExpression": "MARKER", "KmsKeyArn": "MARKER", "Target": {"Arn": "arn:aws:lambda:eu-central-1:999988887777:function:MARKER", "RoleArn": "arn:aws:iam::111122223333:role/MARKER", "Input": "MARKER"}}},
"GQ": {"Type": "AWS::AppSync::GraphQLApi", "Properties": {"Name": "MARKER", "AuthenticationType": "MARKER", "LogConfig": {"CloudWatchLogsRoleArn": "MARKER", "FieldLogLevel": "MARKER"}}},
"NS": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "MARKER.yaml", "Parameters": {"A": "MARKER"}}}
}`

// secretMark is in the default of a parameter that must not be shown, and nowhere
// else.
const secretMark = "hunter2"

// A conceal puts references to a parameter in the place of one text with the
// marker.
type conceal struct {
	parameter string
	left      int // texts before it
	value     string
}

func (c *conceal) in(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for _, k := range slices.Sorted(maps.Keys(v)) {
			out[k] = c.in(v[k])
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = c.in(e)
		}
		return out
	case string:
		if !strings.Contains(v, "MARKER") {
			return v
		}
		if c.left--; c.left == -1 {
			c.value = strings.ReplaceAll(v, "MARKER", secretMark)
			return map[string]any{"Ref": c.parameter}
		}
		return strings.ReplaceAll(v, "MARKER", "plain")
	}
	return v
}

// What is hidden is in no report, whatever property it is given to. In each run
// one property of each resource is hidden.
func TestNoEchoInEveryProperty(t *testing.T) {
	var resources map[string]any
	if err := json.Unmarshal([]byte(marked), &resources); err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	for i := 0; ; i++ {
		parameters, body := map[string]any{}, map[string]any{}
		for id, r := range resources {
			c := conceal{parameter: "Hidden" + id, left: i}
			if body[id] = c.in(r); c.value != "" {
				parameters[c.parameter] = map[string]any{"Type": "String", "NoEcho": true, "Default": c.value}
			}
		}
		if len(parameters) == 0 {
			break
		}
		noneShown(t, parameters, body)
	}
}

// noneShown checks a template, and that no report holds what is hidden.
func noneShown(t *testing.T, parameters, resources map[string]any) {
	t.Helper()
	src, err := json.MarshalIndent(map[string]any{"Parameters": parameters, "Resources": resources}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("template.json", src, 0o600); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	run(t.Context(), []string{
		"check", "template.json", "--full", "--show", "fail,unknown,pass,not-applicable,error",
		"--output", "text,json=out.json,html=out.html,sarif=out.sarif,markdown=out.md,csv=out.csv,junit=out.xml",
	}, strings.NewReader(""), &stdout, &stderr)
	texts := map[string][]byte{"stdout": stdout.Bytes(), "stderr": stderr.Bytes()}
	for _, name := range []string{"out.json", "out.html", "out.sarif", "out.md", "out.csv", "out.xml"} {
		if texts[name], err = os.ReadFile(name); err != nil {
			t.Fatal(err, stderr.String())
		}
		os.Remove(name)
	}
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		text := texts[name]
		if at := bytes.Index(text, []byte(secretMark)); at >= 0 {
			t.Errorf("%s shows …%s…", name, text[max(0, at-160):min(len(text), at+60)])
		}
	}
}
