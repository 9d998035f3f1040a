package authz

import (
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A Context is the condition keys that a request carries, and nothing that only
// follows from the rest of the request. Keys are found in any case.
type Context struct {
	// Complete says that a key which is not set is absent. Otherwise it may be
	// there, with any value.
	Complete bool

	keys   map[string]Values // by lower-case key
	hidden string            // a key that is as good as absent
}

// Values is what a request carries under one condition key.
type Values struct {
	List    []value.Text
	Multi   bool // a key of many values, if only with one: what set operators are for
	Unknown bool // the key may be there or not, with any values
}

// Set sets a key of one value, such as aws:SourceIp.
func (c *Context) Set(key, is string) { c.SetText(key, value.Literal(is)) }

// SetText sets a key of one value, which may have holes.
func (c *Context) SetText(key string, is value.Text) {
	c.put(key, Values{List: []value.Text{is}})
}

// SetMany sets a key of many values, such as aws:TagKeys. Without values it is
// as if it were absent.
func (c *Context) SetMany(key string, values ...value.Text) {
	c.put(key, Values{List: values, Multi: true})
}

// SetAbsent makes a key one that the request does not carry, also where the
// context is not complete.
func (c *Context) SetAbsent(key string) { c.put(key, Values{}) }

// SetUnknown makes a key one that may be there or not, also where the context
// is complete.
func (c *Context) SetUnknown(key string) { c.put(key, Values{Unknown: true}) }

func (c *Context) put(key string, v Values) {
	if c.keys == nil {
		c.keys = make(map[string]Values)
	}
	c.keys[policy.Lower(key)] = v
}

// Get returns what the request carries under a key, in any case.
func (c *Context) Get(key string) Values { return c.get(policy.Lower(key)) }

// get looks up a key in lower case.
func (c *Context) get(key string) Values {
	if c.hidden != "" && key == c.hidden {
		return Values{}
	}
	v, ok := c.keys[key]
	if !ok {
		v.Unknown = !c.Complete
	}
	return v
}
