package tflang

// lookupFunction returns the function of that name, without "core::".
func lookupFunction(name string) (function, bool) {
	fn := builtin(name)
	return fn, fn.run != nil
}

// builtin is the list of functions: those of Terraform 1.11 and what OpenTofu
// and the AWS provider add.
func builtin(name string) function {
	switch name {
	// texts
	case "chomp":
		return function{chomp, 1, 1, plain}
	case "endswith":
		return function{endsWith, 2, 2, knowing}
	case "format":
		return function{format, 1, -1, knowing}
	case "formatlist":
		return function{formatList, 1, -1, knowing}
	case "indent":
		return function{indent, 2, 2, plain}
	case "join":
		return function{join, 2, -1, knowing}
	case "lower":
		return function{lower, 1, 1, knowing}
	case "regex":
		return function{regex, 2, 2, plain}
	case "regexall":
		return function{regexAll, 2, 2, plain}
	case "replace":
		return function{replace, 3, 3, plain}
	case "split":
		return function{split, 2, 2, knowing}
	case "startswith":
		return function{startsWith, 2, 2, knowing}
	case "strcontains":
		return function{strContains, 2, 2, knowing}
	case "strrev":
		return function{strRev, 1, 1, plain}
	case "substr":
		return function{substr, 3, 3, knowing}
	case "title":
		return function{title, 1, 1, plain}
	case "trim":
		return function{trim, 2, 2, plain}
	case "trimprefix":
		return function{trimPrefix, 2, 2, knowing}
	case "trimspace":
		return function{trimSpace, 1, 1, plain}
	case "trimsuffix":
		return function{trimSuffix, 2, 2, knowing}
	case "upper":
		return function{upper, 1, 1, plain}

	// collections
	case "alltrue":
		return function{allTrue, 1, 1, knowing}
	case "anytrue":
		return function{anyTrue, 1, 1, knowing}
	case "chunklist":
		return function{chunkList, 2, 2, knowing}
	case "coalesce":
		return function{coalesce, 1, -1, knowing}
	case "coalescelist":
		return function{coalesceList, 1, -1, knowing}
	case "compact":
		return function{compact, 1, 1, knowing}
	case "concat":
		return function{concat, 1, -1, knowing}
	case "contains":
		return function{contains, 2, 2, knowing}
	case "distinct":
		return function{distinct, 1, 1, knowing}
	case "element":
		return function{element, 2, 2, knowing}
	case "flatten":
		return function{flatten, 1, 1, knowing}
	case "index":
		return function{index, 2, 2, plain}
	case "keys":
		return function{keys, 1, 1, knowing}
	case "length":
		return function{length, 1, 1, knowing}
	case "lookup":
		return function{lookup, 2, 3, knowing}
	case "matchkeys":
		return function{matchKeys, 3, 3, plain}
	case "merge":
		return function{merge, 0, -1, knowing}
	case "one":
		return function{one, 1, 1, knowing}
	case "range":
		return function{rangeOf, 1, 3, plain}
	case "reverse":
		return function{reverse, 1, 1, knowing}
	case "setintersection":
		return function{setIntersection, 1, -1, knowing}
	case "setproduct":
		return function{setProduct, 1, -1, knowing}
	case "setsubtract":
		return function{setSubtract, 2, 2, knowing}
	case "setunion":
		return function{setUnion, 1, -1, knowing}
	case "slice":
		return function{slice, 3, 3, knowing}
	case "sort":
		return function{sortList, 1, 1, plain}
	case "transpose":
		return function{transpose, 1, 1, plain}
	case "values":
		return function{values, 1, 1, knowing}
	case "zipmap":
		return function{zipMap, 2, 2, knowing}

	// numbers
	case "abs":
		return function{abs, 1, 1, plain}
	case "ceil":
		return function{ceil, 1, 1, plain}
	case "floor":
		return function{floor, 1, 1, plain}
	case "log":
		return function{logarithm, 2, 2, plain}
	case "max":
		return function{maximum, 1, -1, plain}
	case "min":
		return function{minimum, 1, -1, plain}
	case "parseint":
		return function{parseInt, 2, 2, plain}
	case "pow":
		return function{power, 2, 2, plain}
	case "signum":
		return function{signum, 1, 1, plain}
	case "sum":
		return function{sum, 1, 1, plain}

	// types
	case "tobool", "tonumber", "tostring", "tolist", "toset", "tomap":
		return function{convertTo, 1, 1, knowing}
	case "sensitive", "nonsensitive", "issensitive", "flip_sensitive":
		return function{sensitivity, 1, 1, knowing}
	case "ephemeralasnull":
		return function{same, 1, 1, knowing}
	}
	return encodingFunction(name)
}

func encodingFunction(name string) function {
	switch name {
	case "base64decode":
		return function{base64Decode, 1, 1, plain}
	case "base64encode":
		return function{base64Encode, 1, 1, plain}
	case "base64gunzip":
		return function{base64Gunzip, 1, 1, plain}
	case "base64gzip":
		return function{base64Gzip, 1, 1, plain}
	case "csvdecode":
		return function{csvDecode, 1, 1, plain}
	case "jsondecode":
		return function{jsonDecode, 1, 1, knowing}
	case "jsonencode":
		return function{jsonEncode, 1, 1, knowing}
	case "textdecodebase64":
		return function{textDecodeBase64, 2, 2, plain}
	case "textencodebase64":
		return function{textEncodeBase64, 2, 2, plain}
	case "urldecode":
		return function{urlDecode, 1, 1, plain}
	case "urlencode":
		return function{urlEncode, 1, 1, plain}
	case "yamldecode":
		return function{yamlDecode, 1, 1, plain}
	case "yamlencode":
		return function{yamlEncode, 1, 1, knowing}

	case "base64sha256", "base64sha512", "md5", "sha1", "sha256", "sha512":
		return function{digest, 1, 1, plain}
	case "uuidv5":
		return function{uuidV5, 2, 2, plain}
	case "uuid", "timestamp", "plantimestamp":
		return function{onlyAtApply, 0, 0, plain}
	case "bcrypt":
		return function{onlyAtApply, 1, 2, knowing}
	case "rsadecrypt":
		return function{secret, 2, 2, knowing}

	case "formatdate":
		return function{formatDate, 2, 2, plain}
	case "timeadd":
		return function{timeAdd, 2, 2, plain}
	case "timecmp":
		return function{timeCompare, 2, 2, plain}

	case "cidrcontains":
		return function{cidrContains, 2, 2, plain}
	case "cidrhost":
		return function{cidrHost, 2, 2, plain}
	case "cidrnetmask":
		return function{cidrNetmask, 1, 1, plain}
	case "cidrsubnet":
		return function{cidrSubnet, 3, 3, plain}
	case "cidrsubnets":
		return function{cidrSubnets, 1, -1, plain}

	case "abspath":
		return function{absPath, 1, 1, knowing}
	case "basename":
		return function{baseName, 1, 1, plain}
	case "dirname":
		return function{dirName, 1, 1, plain}
	case "pathexpand":
		return function{pathExpand, 1, 1, plain}
	case "file":
		return function{file, 1, 1, knowing}
	case "fileexists":
		return function{fileExists, 1, 1, knowing}
	case "fileset":
		return function{fileSet, 2, 2, knowing}
	case "filebase64", "filebase64sha256", "filebase64sha512", "filemd5", "filesha1", "filesha256", "filesha512":
		return function{fileDigest, 1, 1, knowing}
	case "templatefile":
		return function{templateFile, 2, 2, knowing}
	case "templatestring":
		return function{templateString, 2, 2, knowing}

	case "provider::aws::arn_parse":
		return function{arnParse, 1, 1, knowing}
	case "provider::aws::arn_build":
		return function{arnBuild, 5, 5, knowing}
	case "provider::aws::trim_iam_role_path":
		return function{trimRolePath, 1, 1, plain}
	}
	return function{}
}
