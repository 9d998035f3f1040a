package sls

func (s *service) edge(all []*event) {}
