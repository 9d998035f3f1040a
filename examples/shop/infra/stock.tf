# Runs in the network that the platform team keeps in a state of its own.
data "terraform_remote_state" "platform" {
  backend = "s3"
  config = {
    bucket = "shop-terraform-state"
    key    = "platform.tfstate"
    region = "eu-central-1"
  }
}

resource "aws_lambda_function" "stock_sync" {
  function_name = "stock-sync"
  role          = aws_iam_role.stock_sync.arn
  runtime       = "python3.13"
  handler       = "sync.handler"
  filename      = "stock-sync.zip"
  timeout       = 60
  environment {
    variables = {
      STOCK_DATABASE = "postgres://stock:Winter-Hall-9@stock.example.com:5432/stock"
    }
  }
  vpc_config {
    subnet_ids         = data.terraform_remote_state.platform.outputs.private_subnet_ids
    security_group_ids = [data.terraform_remote_state.platform.outputs.egress_group_id]
  }
}

resource "aws_cloudwatch_log_group" "stock_sync" {
  name              = "/aws/lambda/stock-sync"
  retention_in_days = 14
}

resource "aws_iam_role" "stock_sync" {
  name               = "stock-sync"
  assume_role_policy = data.aws_iam_policy_document.lambda_trust.json
}

resource "aws_iam_role_policy_attachment" "stock_sync" {
  role       = aws_iam_role.stock_sync.name
  policy_arn = data.terraform_remote_state.platform.outputs.stock_policy_arn
}
