package stack_test

import (
	"slices"
	"strings"
	"testing"
)

// What Fn::GetAtt and Ref give of a resource links to it, whether it has a name or
// not.
func TestAttributesAreLinks(t *testing.T) {
	for _, c := range []struct{ name, resources, want string }{
		{
			"the address of a NAT gateway",
			"A: {Type: AWS::EC2::EIP}\n  G: {Type: AWS::EC2::NatGateway, Properties: {AllocationId: !GetAtt A.AllocationId}}",
			"nat_gateway G AllocationId=A",
		},
		{
			"the name of a load balancer behind a distribution",
			"L: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}\n  D: {Type: AWS::CloudFront::Distribution, Properties: {DistributionConfig: {Origins: [{DomainName: !GetAtt L.DNSName}]}}}",
			"distribution D DomainName=L",
		},
		{
			"the name of a classic load balancer behind a distribution",
			"L: {Type: AWS::ElasticLoadBalancing::LoadBalancer}\n  D: {Type: AWS::CloudFront::Distribution, Properties: {DistributionConfig: {Origins: [{DomainName: !GetAtt L.DNSName}]}}}",
			"distribution D DomainName=L",
		},
		{
			"the ids of VPC Lattice",
			"S: {Type: AWS::VpcLattice::Service}\n  N: {Type: AWS::VpcLattice::ServiceNetwork}\n  A: {Type: AWS::VpcLattice::ServiceNetworkServiceAssociation, Properties: {ServiceIdentifier: !GetAtt S.Id, ServiceNetworkIdentifier: !GetAtt N.Id}}",
			"lattice_association A ServiceNetworkIdentifier=N ServiceIdentifier=S",
		},
		{
			"a listener of VPC Lattice and its target group",
			"L: {Type: AWS::VpcLattice::Listener}\n  G: {Type: AWS::VpcLattice::TargetGroup}\n  R: {Type: AWS::VpcLattice::Rule, Properties: {ListenerIdentifier: !GetAtt L.Id, Action: {Forward: {TargetGroups: [{TargetGroupIdentifier: !GetAtt G.Id}]}}}}",
			"lattice_listener R ListenerIdentifier=L TargetGroupIdentifier=G",
		},
		{
			"the functions of a pipeline resolver",
			"F: {Type: AWS::AppSync::FunctionConfiguration}\n  R: {Type: AWS::AppSync::Resolver, Properties: {PipelineConfig: {Functions: [!GetAtt F.FunctionId]}}}",
			"graphql_resolver R PipelineConfig.Functions=F",
		},
		{
			"the domain of an API behind a distribution",
			"A: {Type: AWS::ApiGateway::DomainName, Properties: {DomainName: a.example.com}}\n  D: {Type: AWS::CloudFront::Distribution, Properties: {DistributionConfig: {Origins: [{DomainName: !GetAtt A.RegionalDomainName}]}}}",
			"distribution D DomainName=A",
		},
		{
			"the certificate of a domain of HTTP APIs",
			"C: {Type: AWS::CertificateManager::Certificate, Properties: {DomainName: a.example.com}}\n  A: {Type: AWS::ApiGatewayV2::DomainName, Properties: {DomainName: a.example.com, DomainNameConfigurations: [{CertificateArn: !Ref C, SecurityPolicy: TLS_1_2}]}}",
			"api_domain A CertificateArn=C",
		},
		{
			"the group that a VPC makes",
			"V: {Type: AWS::EC2::VPC}\n  I: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: !GetAtt V.DefaultSecurityGroup, IpProtocol: tcp}}",
			"security_group_rule I GroupId=V",
		},
		{
			"the name of a queue in a text",
			"Q: {Type: AWS::SQS::Queue}\n  F: {Type: AWS::Lambda::Function, Properties: {DeadLetterConfig: {TargetArn: !Sub 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${Q.QueueName}'}}}",
			"function F DeadLetterConfig.TargetArn=Q",
		},
		{
			"the name of a topic in a text",
			"T: {Type: AWS::SNS::Topic}\n  F: {Type: AWS::Lambda::Function, Properties: {DeadLetterConfig: {TargetArn: !Sub 'arn:aws:sns:${AWS::Region}:${AWS::AccountId}:${T.TopicName}'}}}",
			"function F DeadLetterConfig.TargetArn=T",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := lines(read(t, templates{"a.yaml": "Resources:\n  " + c.resources + "\n"}))
			if !slices.Contains(strings.Split(got, "\n"), c.want) {
				t.Errorf("got\n%s\nwant %s", got, c.want)
			}
		})
	}
}
