# A form on the shop's site posts to this function, past every door.
resource "aws_lambda_function" "intake_form" {
  function_name = "intake-form"
  role          = aws_iam_role.intake_form.arn
  runtime       = "python3.9"
  handler       = "intake.handler"
  filename      = "intake-form.zip"
}

resource "aws_lambda_function_url" "intake_form" {
  function_name      = aws_lambda_function.intake_form.function_name
  authorization_type = "NONE"
}

resource "aws_iam_role" "intake_form" {
  name               = "intake-form"
  assume_role_policy = data.aws_iam_policy_document.lambda_trust.json
}

resource "aws_iam_role_policy_attachment" "intake_form_logs" {
  role       = aws_iam_role.intake_form.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}
