package assess

// trivyNames are the long names of Trivy's checks of AWS, as tfsec had them
// too, without their "aws-": the number, then its names. Source: the metadata
// of aquasecurity/trivy-checks of 2026-08-21, as far as rules have equivalents,
// and tfsec's own names of those on networks, which had "vpc" in them.
const trivyNames = `0001 apigateway-enable-access-logging
0003 apigateway-enable-tracing
0004 apigateway-no-public-access
0005 apigateway-use-secure-tls-policy
0010 cloudfront-enable-logging
0011 cloudfront-enable-waf
0012 cloudfront-enforce-https
0013 cloudfront-use-secure-tls-policy
0014 cloudtrail-enable-all-regions
0015 cloudtrail-encryption-customer-managed-key
0016 cloudtrail-enable-log-validation
0017 cloudwatch-log-group-customer-key
0018 codebuild-enable-encryption
0019 config-aggregate-all-regions
0023 dynamodb-enable-at-rest-encryption
0024 dynamodb-enable-recovery
0025 dynamodb-table-customer-key
0030 ecr-enable-image-scans
0031 ecr-enforce-immutable-repository
0032 ecr-no-public-access
0033 ecr-repository-customer-key
0037 efs-enable-at-rest-encryption
0047 elb-use-secure-tls-policy
0052 elb-drop-invalid-headers
0053 elb-alb-not-public
0054 elb-http-not-used
0056 iam-no-password-reuse
0057 iam-no-policy-wildcards
0062 iam-set-max-password-age
0063 iam-set-minimum-password-length
0064 kinesis-enable-in-transit-encryption
0065 kms-auto-rotate-keys
0066 lambda-enable-tracing
0067 lambda-restrict-source-arn
0086 s3-block-public-acls
0087 s3-block-public-policy
0089 s3-enable-logging
0090 s3-enable-versioning
0091 s3-ignore-public-acls
0092 s3-no-public-access-with-acl
0093 s3-no-public-buckets
0094 s3-specify-public-access-block
0095 sns-enable-topic-encryption
0096 sqs-enable-queue-encryption
0097 sqs-no-wildcards-in-policy-documents
0098 ssm-secret-use-customer-key
0101 ec2-no-default-vpc vpc-no-default-vpc
0105 ec2-no-public-ingress-acl vpc-no-public-ingress-acl
0107 ec2-no-public-ingress-sgr vpc-no-public-ingress-sgr
0111 sam-enable-api-tracing
0113 sam-enable-api-access-logging
0116 sam-enable-http-api-access-logging
0117 sam-enable-state-machine-tracing
0119 sam-enable-state-machine-logging
0123 iam-enforce-group-mfa iam-enforce-mfa
0125 sam-enable-function-tracing
0132 s3-encryption-customer-key
0135 sqs-queue-encryption-use-cmk
0136 sns-topic-encryption-use-cmk
0140 iam-limit-root-account-usage
0141 iam-no-root-access-keys
0142 iam-enforce-root-mfa
0143 iam-no-user-attached-policies
0144 iam-disable-unused-credentials
0145 iam-enforce-user-mfa
0146 iam-rotate-access-keys
0147 cloudwatch-require-unauthorised-api-call-alarm
0148 cloudwatch-require-non-mfa-login-alarm
0149 cloudwatch-require-root-user-usage-alarm
0150 cloudwatch-require-iam-policy-change-alarm
0151 cloudwatch-require-cloud-trail-change-alarm
0152 cloudwatch-require-console-login-failures-alarm
0153 cloudwatch-require-cmk-disabled-alarm
0154 cloudwatch-require-s3-bucket-policy-change-alarm
0155 cloudwatch-require-config-configuration-changes-alarm
0156 cloudwatch-require-sg-change-alarms
0157 cloudwatch-require-nacl-changes-alarm
0158 cloudwatch-require-network-gateway-changes-alarm
0159 cloudwatch-require-network-gateway-changes-alarm
0160 cloudwatch-require-vpc-changes-alarm
0161 cloudtrail-no-public-log-access
0162 cloudtrail-ensure-cloudwatch-integration
0163 cloudtrail-require-bucket-access-logging
0164 ec2-no-public-ip-subnet vpc-no-public-ip-subnet
0165 iam-enforce-root-hardware-mfa
0166 iam-disable-unused-credentials-45-days
0167 iam-limit-user-access-keys
0171 s3-enable-object-write-logging
0172 s3-enable-object-read-logging
0173 ec2-restrict-all-in-default-sg
0174 cloudwatch-require-org-changes-alarm
0175 accessanalyzer-enable-access-analyzer
0178 ec2-require-vpc-flow-logs-for-all-vpcs vpc-require-vpc-flow-logs-for-all-vpcs
0342 iam-filter-passrole-access
0345 iam-no-s3-full-access
0346 iam-unauthorized-bucket-access
`
