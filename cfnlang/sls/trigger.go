package sls

func (s *service) schedule(e *event)          {}
func (s *service) buckets(all []*event)       {}
func (s *service) topic(e *event)             {}
func (s *service) alexaSkill(e *event)        {}
func (s *service) alexaHome(e *event)         {}
func (s *service) topicRule(e *event)         {}
func (s *service) provisioning(e *event)      {}
func (s *service) cloudWatchEvent(e *event)   {}
func (s *service) subscriptions(all []*event) {}
func (s *service) userPools(all []*event)     {}
func (s *service) eventBridge(e *event)       {}
func (s *service) plugins()                   {}
