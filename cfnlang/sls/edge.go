package sls

func (s *service) webSocket(all []*event) {}
func (s *service) balancer(e *event)      {}
func (s *service) edge(all []*event)      {}
