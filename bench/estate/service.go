package main

import (
	"fmt"
	"math/rand/v2"
)

// A service is one function and the five resources around it.
type service struct {
	Index   int
	Label   string // of its resources, such as orders_api_0007
	Name    string // of its function, such as orders-api-0007
	Team    string
	Runtime string
	Handler string
	Memory  int    // MB
	Timeout int    // seconds
	Store   string // table, queue or bucket
	Policy  string // how its policy is spelled: jsonencode, data or heredoc
	Actions []string
	Flaw    string // what was spoiled, "" for nothing

	Tracing   string
	Retention int    // days, 0 for never
	Secret    string // "", or a value made up here that has a credential's format
}

// A fifth of the services are spoiled in one of so many ways.
const flaws = 8

func newService(seed uint64, index int) service {
	rng := rand.New(rand.NewPCG(seed, uint64(index)))
	domain := pick(rng, "orders", "billing", "intake", "search", "profile", "shipping", "refunds", "catalog", "audit", "mailer")
	role := pick(rng, "api", "worker", "export", "sync", "report", "webhook")
	s := service{
		Index:     index,
		Label:     fmt.Sprintf("%s_%s_%05d", domain, role, index),
		Name:      fmt.Sprintf("%s-%s-%05d", domain, role, index),
		Team:      pick(rng, "payments", "platform", "growth", "logistics"),
		Runtime:   pick(rng, "python3.13", "nodejs24.x", "java21", "provided.al2023", "python3.14"),
		Handler:   pick(rng, "app.handler", "index.handler", "src/main.handler"),
		Memory:    pick(rng, 128, 256, 512, 1024),
		Timeout:   pick(rng, 10, 30, 60, 300),
		Store:     pick(rng, "table", "queue", "bucket"),
		Policy:    pick(rng, "jsonencode", "data", "heredoc"),
		Tracing:   "Active",
		Retention: pick(rng, 365, 400, 731),
	}
	s.Actions = actions(s.Store)
	if rng.IntN(5) == 0 {
		s.spoil(rng)
	}
	return s
}

func (s *service) spoil(rng *rand.Rand) {
	switch rng.IntN(flaws) {
	case 0:
		s.Flaw, s.Actions = "full-access", []string{prefix(s.Store) + ":*"}
	case 1:
		s.Flaw, s.Actions = "admin", []string{"*"}
	case 2:
		s.Flaw, s.Runtime = "runtime", pick(rng, "python3.8", "nodejs16.x", "go1.x")
	case 3:
		s.Flaw, s.Tracing = "tracing", "PassThrough"
	case 4:
		s.Flaw, s.Retention = "retention", 0
	case 5:
		s.Flaw, s.Secret = "secret", fmt.Sprintf("postgres://app:%016x@db.example.internal/app", rng.Uint64())
	case 6:
		s.Flaw = "source"
	case 7:
		s.Flaw = "key"
	}
}

// Wide says that the policy's resource is a star.
func (s service) Wide() bool { return s.Flaw == "full-access" || s.Flaw == "admin" }

// StoreType is the Terraform type of the store.
func (s service) StoreType() string {
	switch s.Store {
	case "queue":
		return "aws_sqs_queue"
	case "bucket":
		return "aws_s3_bucket"
	}
	return "aws_dynamodb_table"
}

func prefix(store string) string {
	switch store {
	case "queue":
		return "sqs"
	case "bucket":
		return "s3"
	}
	return "dynamodb"
}

func actions(store string) []string {
	switch store {
	case "queue":
		return []string{"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"}
	case "bucket":
		return []string{"s3:GetObject", "s3:PutObject"}
	}
	return []string{"dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"}
}

func pick[T any](rng *rand.Rand, from ...T) T { return from[rng.IntN(len(from))] }
