package estate

// types lists every kind, in the order of the documentation. What is not in
// it does not exist.
var types = []*Type{
	&functionType,
}

// Types returns every kind of resource.
func Types() []*Type { return types }
