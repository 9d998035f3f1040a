# terraform-aws-modules/vpc/aws: a VPC with public and private subnets, their
# gateways and routes, and the defaults that AWS makes with it. The other sorts
# of subnet, dedicated network ACLs, VPN and flow logs are not written out:
# inputs for them are not known here, and that is told.

locals {
  made                = var.create_vpc && var.putin_khuylo
  len_public_subnets  = max(length(var.public_subnets), length(var.public_subnet_ipv6_prefixes))
  len_private_subnets = max(length(var.private_subnets), length(var.private_subnet_ipv6_prefixes))
  has_out             = local.made && local.len_public_subnets > 0
  has_in              = local.made && local.len_private_subnets > 0
  max_subnet_length   = max(local.len_public_subnets, local.len_private_subnets)
  tables              = var.create_multiple_public_route_tables ? local.len_public_subnets : 1
  nats                = var.single_nat_gateway ? 1 : var.one_nat_gateway_per_az ? length(var.azs) : local.max_subnet_length
  addresses           = var.reuse_nat_ips ? var.external_nat_ip_ids : aws_eip.nat[*].id
  vpc_id              = try(aws_vpc_ipv4_cidr_block_association.this[0].vpc_id, aws_vpc.this[0].id, "")
}

resource "aws_vpc" "this" {
  count  = local.made ? 1 : 0
  region = var.region

  cidr_block                       = var.use_ipam_pool ? null : var.cidr
  assign_generated_ipv6_cidr_block = var.enable_ipv6 && !var.use_ipam_pool ? true : null
  ipv6_cidr_block                  = var.ipv6_cidr
  instance_tenancy                 = var.instance_tenancy
  enable_dns_hostnames             = var.enable_dns_hostnames
  enable_dns_support               = var.enable_dns_support
  tags                             = merge({ Name = var.name }, var.tags, var.vpc_tags)
}

resource "aws_vpc_ipv4_cidr_block_association" "this" {
  count      = local.made ? length(var.secondary_cidr_blocks) : 0
  region     = var.region
  vpc_id     = aws_vpc.this[0].id
  cidr_block = element(var.secondary_cidr_blocks, count.index)
}

resource "aws_subnet" "public" {
  count  = local.has_out && (!var.one_nat_gateway_per_az || local.len_public_subnets >= length(var.azs)) ? local.len_public_subnets : 0
  region = var.region

  vpc_id                          = local.vpc_id
  cidr_block                      = var.public_subnet_ipv6_native ? null : element(concat(var.public_subnets, [""]), count.index)
  availability_zone               = length(regexall("^[a-z]{2}-", element(var.azs, count.index))) > 0 ? element(var.azs, count.index) : null
  availability_zone_id            = length(regexall("^[a-z]{2}-", element(var.azs, count.index))) == 0 ? element(var.azs, count.index) : null
  assign_ipv6_address_on_creation = var.enable_ipv6 && var.public_subnet_ipv6_native ? true : var.public_subnet_assign_ipv6_address_on_creation
  ipv6_cidr_block                 = var.enable_ipv6 && length(var.public_subnet_ipv6_prefixes) > 0 ? cidrsubnet(aws_vpc.this[0].ipv6_cidr_block, 8, var.public_subnet_ipv6_prefixes[count.index]) : null
  ipv6_native                     = var.enable_ipv6 && var.public_subnet_ipv6_native
  enable_dns64                    = var.enable_ipv6 && var.public_subnet_enable_dns64
  map_public_ip_on_launch         = var.map_public_ip_on_launch

  tags = merge(
    { Name = try(var.public_subnet_names[count.index], format("${var.name}-${var.public_subnet_suffix}-%s", element(var.azs, count.index))) },
    var.tags, var.public_subnet_tags, lookup(var.public_subnet_tags_per_az, element(var.azs, count.index), {})
  )
}

resource "aws_subnet" "private" {
  count  = local.has_in ? local.len_private_subnets : 0
  region = var.region

  vpc_id                          = local.vpc_id
  cidr_block                      = var.private_subnet_ipv6_native ? null : element(concat(var.private_subnets, [""]), count.index)
  availability_zone               = length(regexall("^[a-z]{2}-", element(var.azs, count.index))) > 0 ? element(var.azs, count.index) : null
  availability_zone_id            = length(regexall("^[a-z]{2}-", element(var.azs, count.index))) == 0 ? element(var.azs, count.index) : null
  assign_ipv6_address_on_creation = var.enable_ipv6 && var.private_subnet_ipv6_native ? true : var.private_subnet_assign_ipv6_address_on_creation
  ipv6_cidr_block                 = var.enable_ipv6 && length(var.private_subnet_ipv6_prefixes) > 0 ? cidrsubnet(aws_vpc.this[0].ipv6_cidr_block, 8, var.private_subnet_ipv6_prefixes[count.index]) : null
  ipv6_native                     = var.enable_ipv6 && var.private_subnet_ipv6_native
  enable_dns64                    = var.enable_ipv6 && var.private_subnet_enable_dns64

  tags = merge(
    { Name = try(var.private_subnet_names[count.index], format("${var.name}-${var.private_subnet_suffix}-%s", element(var.azs, count.index))) },
    var.tags, var.private_subnet_tags, lookup(var.private_subnet_tags_per_az, element(var.azs, count.index), {})
  )
}

resource "aws_route_table" "public" {
  count  = local.has_out ? local.tables : 0
  region = var.region
  vpc_id = local.vpc_id
  tags = merge(
    { Name = var.create_multiple_public_route_tables ? format("${var.name}-${var.public_subnet_suffix}-%s", element(var.azs, count.index)) : "${var.name}-${var.public_subnet_suffix}" },
    var.tags, var.public_route_table_tags
  )
}

resource "aws_route_table_association" "public" {
  count          = local.has_out ? local.len_public_subnets : 0
  region         = var.region
  subnet_id      = element(aws_subnet.public[*].id, count.index)
  route_table_id = element(aws_route_table.public[*].id, var.create_multiple_public_route_tables ? count.index : 0)
}

resource "aws_internet_gateway" "this" {
  count  = local.has_out && var.create_igw ? 1 : 0
  region = var.region
  vpc_id = local.vpc_id
  tags   = merge({ Name = var.name }, var.tags, var.igw_tags)
}

resource "aws_route" "public_internet_gateway" {
  count                  = local.has_out && var.create_igw ? local.tables : 0
  region                 = var.region
  route_table_id         = aws_route_table.public[count.index].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this[0].id
}

resource "aws_route" "public_internet_gateway_ipv6" {
  count                       = local.has_out && var.create_igw && var.enable_ipv6 ? local.tables : 0
  region                      = var.region
  route_table_id              = aws_route_table.public[count.index].id
  destination_ipv6_cidr_block = "::/0"
  gateway_id                  = aws_internet_gateway.this[0].id
}

resource "aws_route_table" "private" {
  count  = local.has_in && local.max_subnet_length > 0 ? local.nats : 0
  region = var.region
  vpc_id = local.vpc_id
  tags = merge(
    { Name = var.single_nat_gateway ? "${var.name}-${var.private_subnet_suffix}" : format("${var.name}-${var.private_subnet_suffix}-%s", element(var.azs, count.index)) },
    var.tags, var.private_route_table_tags
  )
}

resource "aws_route_table_association" "private" {
  count          = local.has_in ? local.len_private_subnets : 0
  region         = var.region
  subnet_id      = element(aws_subnet.private[*].id, count.index)
  route_table_id = element(aws_route_table.private[*].id, var.single_nat_gateway ? 0 : count.index)
}

resource "aws_eip" "nat" {
  count  = local.made && var.enable_nat_gateway && !var.reuse_nat_ips ? local.nats : 0
  region = var.region
  domain = "vpc"
  tags   = merge({ Name = format("${var.name}-%s", element(var.azs, var.single_nat_gateway ? 0 : count.index)) }, var.tags, var.nat_eip_tags)
}

resource "aws_nat_gateway" "this" {
  count         = local.made && var.enable_nat_gateway ? local.nats : 0
  region        = var.region
  allocation_id = element(local.addresses, var.single_nat_gateway ? 0 : count.index)
  subnet_id     = element(aws_subnet.public[*].id, var.single_nat_gateway ? 0 : count.index)
  tags          = merge({ Name = format("${var.name}-%s", element(var.azs, var.single_nat_gateway ? 0 : count.index)) }, var.tags, var.nat_gateway_tags)
}

resource "aws_route" "private_nat_gateway" {
  count                  = local.made && var.enable_nat_gateway && var.create_private_nat_gateway_route ? local.nats : 0
  region                 = var.region
  route_table_id         = element(aws_route_table.private[*].id, count.index)
  destination_cidr_block = var.nat_gateway_destination_cidr_block
  nat_gateway_id         = element(aws_nat_gateway.this[*].id, count.index)
}

resource "aws_route" "private_dns64_nat_gateway" {
  count                       = local.made && var.enable_nat_gateway && var.enable_ipv6 && var.private_subnet_enable_dns64 ? local.nats : 0
  region                      = var.region
  route_table_id              = element(aws_route_table.private[*].id, count.index)
  destination_ipv6_cidr_block = "64:ff9b::/96"
  nat_gateway_id              = element(aws_nat_gateway.this[*].id, count.index)
}

resource "aws_egress_only_internet_gateway" "this" {
  count  = local.made && var.create_egress_only_igw && var.enable_ipv6 && local.max_subnet_length > 0 ? 1 : 0
  region = var.region
  vpc_id = local.vpc_id
  tags   = merge({ Name = var.name }, var.tags, var.igw_tags)
}

resource "aws_route" "private_ipv6_egress" {
  count                       = local.made && var.create_egress_only_igw && var.enable_ipv6 && local.len_private_subnets > 0 ? local.nats : 0
  region                      = var.region
  route_table_id              = element(aws_route_table.private[*].id, count.index)
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = element(aws_egress_only_internet_gateway.this[*].id, 0)
}

resource "aws_default_security_group" "this" {
  count  = local.made && var.manage_default_security_group ? 1 : 0
  region = var.region
  vpc_id = aws_vpc.this[0].id
  tags   = merge({ Name = coalesce(var.default_security_group_name, "${var.name}-default") }, var.tags, var.default_security_group_tags)

  dynamic "ingress" {
    for_each = var.default_security_group_ingress
    content {
      self             = lookup(ingress.value, "self", null)
      cidr_blocks      = compact(split(",", lookup(ingress.value, "cidr_blocks", "")))
      ipv6_cidr_blocks = compact(split(",", lookup(ingress.value, "ipv6_cidr_blocks", "")))
      prefix_list_ids  = compact(split(",", lookup(ingress.value, "prefix_list_ids", "")))
      security_groups  = compact(split(",", lookup(ingress.value, "security_groups", "")))
      description      = lookup(ingress.value, "description", null)
      from_port        = lookup(ingress.value, "from_port", 0)
      to_port          = lookup(ingress.value, "to_port", 0)
      protocol         = lookup(ingress.value, "protocol", "-1")
    }
  }

  dynamic "egress" {
    for_each = var.default_security_group_egress
    content {
      self             = lookup(egress.value, "self", null)
      cidr_blocks      = compact(split(",", lookup(egress.value, "cidr_blocks", "")))
      ipv6_cidr_blocks = compact(split(",", lookup(egress.value, "ipv6_cidr_blocks", "")))
      prefix_list_ids  = compact(split(",", lookup(egress.value, "prefix_list_ids", "")))
      security_groups  = compact(split(",", lookup(egress.value, "security_groups", "")))
      description      = lookup(egress.value, "description", null)
      from_port        = lookup(egress.value, "from_port", 0)
      to_port          = lookup(egress.value, "to_port", 0)
      protocol         = lookup(egress.value, "protocol", "-1")
    }
  }
}

resource "aws_default_network_acl" "this" {
  count                  = local.made && var.manage_default_network_acl ? 1 : 0
  region                 = var.region
  default_network_acl_id = aws_vpc.this[0].default_network_acl_id
  tags                   = merge({ Name = coalesce(var.default_network_acl_name, "${var.name}-default") }, var.tags, var.default_network_acl_tags)

  dynamic "ingress" {
    for_each = var.default_network_acl_ingress
    content {
      rule_no         = ingress.value.rule_no
      action          = ingress.value.action
      protocol        = ingress.value.protocol
      from_port       = ingress.value.from_port
      to_port         = ingress.value.to_port
      cidr_block      = lookup(ingress.value, "cidr_block", null)
      ipv6_cidr_block = lookup(ingress.value, "ipv6_cidr_block", null)
    }
  }

  dynamic "egress" {
    for_each = var.default_network_acl_egress
    content {
      rule_no         = egress.value.rule_no
      action          = egress.value.action
      protocol        = egress.value.protocol
      from_port       = egress.value.from_port
      to_port         = egress.value.to_port
      cidr_block      = lookup(egress.value, "cidr_block", null)
      ipv6_cidr_block = lookup(egress.value, "ipv6_cidr_block", null)
    }
  }
}

resource "aws_default_route_table" "default" {
  count                  = local.made && var.manage_default_route_table ? 1 : 0
  region                 = var.region
  default_route_table_id = aws_vpc.this[0].default_route_table_id
  tags                   = merge({ Name = coalesce(var.default_route_table_name, "${var.name}-default") }, var.tags, var.default_route_table_tags)
}

output "name" { value = var.name }
output "azs" { value = var.azs }
output "vpc_id" { value = try(aws_vpc.this[0].id, null) }
output "vpc_arn" { value = try(aws_vpc.this[0].arn, null) }
output "vpc_cidr_block" { value = try(aws_vpc.this[0].cidr_block, null) }
output "default_security_group_id" { value = try(aws_vpc.this[0].default_security_group_id, null) }
output "default_network_acl_id" { value = try(aws_vpc.this[0].default_network_acl_id, null) }
output "default_route_table_id" { value = try(aws_vpc.this[0].default_route_table_id, null) }
output "vpc_main_route_table_id" { value = try(aws_vpc.this[0].main_route_table_id, null) }
output "igw_id" { value = try(aws_internet_gateway.this[0].id, null) }
output "public_subnets" { value = aws_subnet.public[*].id }
output "public_route_table_ids" { value = aws_route_table.public[*].id }
output "private_subnets" { value = aws_subnet.private[*].id }
output "private_subnet_arns" { value = aws_subnet.private[*].arn }
output "private_route_table_ids" { value = aws_route_table.private[*].id }
output "natgw_ids" { value = aws_nat_gateway.this[*].id }
output "nat_public_ips" { value = var.reuse_nat_ips ? var.external_nat_ips : aws_eip.nat[*].public_ip }

variable "create_vpc" { default = true }
variable "region" { default = null }
variable "tags" { default = {} }
variable "name" { default = "" }
variable "cidr" { default = "10.0.0.0/16" }
variable "secondary_cidr_blocks" { default = [] }
variable "instance_tenancy" { default = "default" }
variable "azs" { default = [] }
variable "enable_dns_hostnames" { default = true }
variable "enable_dns_support" { default = true }
variable "use_ipam_pool" { default = false }
variable "enable_ipv6" { default = false }
variable "ipv6_cidr" { default = null }
variable "vpc_tags" { default = {} }
variable "public_subnets" { default = [] }
variable "public_subnet_assign_ipv6_address_on_creation" { default = false }
variable "public_subnet_enable_dns64" { default = true }
variable "create_multiple_public_route_tables" { default = false }
variable "public_subnet_ipv6_prefixes" { default = [] }
variable "public_subnet_ipv6_native" { default = false }
variable "map_public_ip_on_launch" { default = false }
variable "public_subnet_names" { default = [] }
variable "public_subnet_suffix" { default = "public" }
variable "public_subnet_tags" { default = {} }
variable "public_subnet_tags_per_az" { default = {} }
variable "public_route_table_tags" { default = {} }
variable "private_subnets" { default = [] }
variable "private_subnet_assign_ipv6_address_on_creation" { default = false }
variable "private_subnet_enable_dns64" { default = true }
variable "private_subnet_ipv6_prefixes" { default = [] }
variable "private_subnet_ipv6_native" { default = false }
variable "private_subnet_names" { default = [] }
variable "private_subnet_suffix" { default = "private" }
variable "create_private_nat_gateway_route" { default = true }
variable "private_subnet_tags" { default = {} }
variable "private_subnet_tags_per_az" { default = {} }
variable "private_route_table_tags" { default = {} }
variable "create_egress_only_igw" { default = true }
variable "create_igw" { default = true }
variable "igw_tags" { default = {} }
variable "enable_nat_gateway" { default = false }
variable "nat_gateway_destination_cidr_block" { default = "0.0.0.0/0" }
variable "single_nat_gateway" { default = false }
variable "one_nat_gateway_per_az" { default = false }
variable "reuse_nat_ips" { default = false }
variable "external_nat_ip_ids" { default = [] }
variable "external_nat_ips" { default = [] }
variable "nat_gateway_tags" { default = {} }
variable "nat_eip_tags" { default = {} }
variable "manage_default_security_group" { default = true }
variable "default_security_group_name" { default = null }
variable "default_security_group_ingress" { default = [] }
variable "default_security_group_egress" { default = [] }
variable "default_security_group_tags" { default = {} }
variable "manage_default_network_acl" { default = true }
variable "default_network_acl_name" { default = null }
variable "default_network_acl_ingress" {
  default = [
    { rule_no = 100, action = "allow", from_port = 0, to_port = 0, protocol = "-1", cidr_block = "0.0.0.0/0" },
    { rule_no = 101, action = "allow", from_port = 0, to_port = 0, protocol = "-1", ipv6_cidr_block = "::/0" },
  ]
}
variable "default_network_acl_egress" {
  default = [
    { rule_no = 100, action = "allow", from_port = 0, to_port = 0, protocol = "-1", cidr_block = "0.0.0.0/0" },
    { rule_no = 101, action = "allow", from_port = 0, to_port = 0, protocol = "-1", ipv6_cidr_block = "::/0" },
  ]
}
variable "default_network_acl_tags" { default = {} }
variable "manage_default_route_table" { default = true }
variable "default_route_table_name" { default = null }
variable "default_route_table_tags" { default = {} }
variable "putin_khuylo" { default = true }

# Those that change nothing of what is read.

variable "enable_network_address_usage_metrics" {}
variable "public_subnet_enable_resource_name_dns_aaaa_record_on_launch" {}
variable "public_subnet_enable_resource_name_dns_a_record_on_launch" {}
variable "public_subnet_private_dns_hostname_type_on_launch" {}
variable "private_subnet_enable_resource_name_dns_aaaa_record_on_launch" {}
variable "private_subnet_enable_resource_name_dns_a_record_on_launch" {}
variable "private_subnet_private_dns_hostname_type_on_launch" {}
variable "ipv4_ipam_pool_id" {}
variable "ipv4_netmask_length" {}
variable "ipv6_ipam_pool_id" {}
variable "ipv6_netmask_length" {}
variable "ipv6_cidr_block_network_border_group" {}
