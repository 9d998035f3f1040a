package settings

import "reflect"

type schema map[string]any

func schemaOf(reflect.Type, tags) schema { return nil }
