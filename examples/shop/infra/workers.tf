# Two workers of one sort: a queue, a function that reads it, and its log.
module "worker" {
  source   = "./modules/worker"
  for_each = { refill = "python3.13", invoice = "python3.14" }

  name    = "${each.key}-worker"
  runtime = each.value
  trust   = data.aws_iam_policy_document.lambda_trust.json
  key_arn = aws_kms_key.shop.arn
}

resource "aws_ecr_repository" "labels" {
  name                 = "labels"
  image_tag_mutability = "IMMUTABLE"
  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_lambda_function" "label_render" {
  function_name = "label-render"
  role          = aws_iam_role.label_render.arn
  package_type  = "Image"
  image_uri     = "${aws_ecr_repository.labels.repository_url}:${var.image_tag}"
}

resource "aws_cloudwatch_log_group" "label_render" {
  name = "/aws/lambda/label-render"
}

resource "aws_iam_role" "label_render" {
  name               = "label-render"
  assume_role_policy = data.aws_iam_policy_document.lambda_trust.json
}
