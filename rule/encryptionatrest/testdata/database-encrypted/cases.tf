variable "some" {}

resource "aws_db_instance" "clear" { # want fail "is not encrypted"
  identifier = "clear"
  engine     = "postgres"
}

resource "aws_db_instance" "off" { # want fail "is not encrypted"
  identifier        = "off"
  engine            = "postgres"
  storage_encrypted = false
}

resource "aws_db_instance" "on" { # want pass
  identifier        = "on"
  engine            = "postgres"
  storage_encrypted = true
}

resource "aws_db_instance" "restored" { # want unknown "it is made from"
  identifier          = "restored"
  snapshot_identifier = "rds:orders-2026-11-01"
}

resource "aws_db_instance" "some" { # want unknown
  identifier        = "some"
  storage_encrypted = var.some
}

resource "aws_rds_cluster" "aurora" { # want unknown "Aurora encrypts every cluster"
  cluster_identifier = "aurora"
  engine             = "aurora-postgresql"
}

resource "aws_rds_cluster" "aurora_on" { # want pass
  cluster_identifier = "aurora-on"
  engine             = "aurora-postgresql"
  storage_encrypted  = true
}

resource "aws_rds_cluster" "three_machines" { # want fail "is not encrypted"
  cluster_identifier = "three-machines"
  engine             = "mysql"
}

resource "aws_rds_cluster" "some_engine" { # want unknown "whether it is of Aurora"
  cluster_identifier = "some-engine"
  engine             = var.some
}

resource "aws_docdb_cluster" "documents" { # want fail "is not encrypted"
  cluster_identifier = "documents"
}

resource "aws_neptune_cluster" "graph" { # want fail "is not encrypted"
  cluster_identifier = "graph"
}

resource "aws_redshift_cluster" "numbers" { # want unknown "January 2025"
  cluster_identifier = "numbers"
  node_type          = "ra3.large"
}

resource "aws_redshift_cluster" "numbers_off" { # want fail "is not encrypted"
  cluster_identifier = "numbers-off"
  node_type          = "ra3.large"
  encrypted          = false
}

resource "aws_dynamodb_table" "orders" { # want pass
  name     = "orders"
  hash_key = "id"
  attribute {
    name = "id"
    type = "S"
  }
}
