locals {
  lambda = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}
resource "aws_iam_role" "owner" {
  name               = "owner"
  assume_role_policy = local.lambda
}
resource "aws_iam_role_policy_attachment" "owner" {
  role       = aws_iam_role.owner.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
resource "aws_iam_role" "deployer" {
  name               = "deployer"
  assume_role_policy = local.lambda
}
resource "aws_iam_role_policy" "deployer" {
  role = aws_iam_role.deployer.id
  name = "deploy"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"], Resource = "*" },
  ] })
}
variable "more" {}
resource "aws_iam_role" "reader" {
  name               = "reader"
  assume_role_policy = local.lambda
}
resource "aws_iam_role_policy" "reader" {
  role   = aws_iam_role.reader.id
  name   = "read"
  policy = var.more
}
