import { Duration, Stack, StackProps } from "aws-cdk-lib";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as sqs from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";

export class ShopStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const failed = new sqs.Queue(this, "Failed", { retentionPeriod: Duration.days(14) });

    const orders = new lambda.Function(this, "Orders", {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: "index.handler",
      code: lambda.Code.fromAsset("orders"),
      deadLetterQueue: failed,
    });
    orders.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE });
  }
}
