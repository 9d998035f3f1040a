package sls

func (s *service) httpAPI(all []*event)   {}
func (s *service) webSocket(all []*event) {}
func (s *service) balancer(e *event)      {}
func (s *service) edge(all []*event)      {}
