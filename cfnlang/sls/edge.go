package sls

func (s *service) balancer(e *event) {}
func (s *service) edge(all []*event) {}
