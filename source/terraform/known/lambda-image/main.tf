# terraform-aws-modules/lambda/aws//modules/docker-build: an image, and the
# repository that it is pushed to.

locals {
  registry   = coalesce(var.ecr_address, format("%v.dkr.ecr.%v.amazonaws.com", data.aws_caller_identity.this.account_id, data.aws_region.current.region))
  repository = var.create_ecr_repo ? aws_ecr_repository.this[0].id : var.ecr_repo
  tag        = var.use_image_tag ? coalesce(var.image_tag, formatdate("YYYYMMDDhhmmss", timestamp())) : null
  untagged   = format("%v/%v", local.registry, local.repository)
  image      = var.use_image_tag ? format("%v:%v", local.untagged, local.tag) : local.untagged
}

data "aws_region" "current" {}
data "aws_caller_identity" "this" {}

resource "docker_registry_image" "this" {
  name = local.image
}

resource "aws_ecr_repository" "this" {
  count                = var.create_ecr_repo ? 1 : 0
  name                 = var.ecr_repo
  force_delete         = var.ecr_force_delete
  image_tag_mutability = var.image_tag_mutability
  tags                 = var.ecr_repo_tags

  image_scanning_configuration {
    scan_on_push = var.scan_on_push
  }
}

resource "aws_ecr_lifecycle_policy" "this" {
  count      = var.ecr_repo_lifecycle_policy != null ? 1 : 0
  repository = local.repository
  policy     = var.ecr_repo_lifecycle_policy
}

output "image_uri" { value = var.use_image_tag ? local.image : format("%v@%v", local.image, docker_registry_image.this.id) }
output "image_id" { value = docker_registry_image.this.id }

variable "create_ecr_repo" { default = false }
variable "use_image_tag" { default = true }
variable "ecr_address" { default = null }
variable "ecr_repo" { default = null }
variable "image_tag" { default = null }
variable "image_tag_mutability" { default = "MUTABLE" }
variable "scan_on_push" { default = false }
variable "ecr_force_delete" { default = true }
variable "ecr_repo_tags" { default = {} }
variable "ecr_repo_lifecycle_policy" { default = null }

# Those that change nothing of what is read.

variable "create_sam_metadata" {}
variable "source_path" {}
variable "docker_file_path" {}
variable "builder" {}
variable "build_args" {}
variable "build_target" {}
variable "cache_from" {}
variable "keep_remotely" {}
variable "keep_locally" {}
variable "platform" {}
variable "force_remove" {}
variable "triggers" {}
