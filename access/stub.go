package access
type Grants struct{}
type actionPattern struct{}
type profile struct{}
