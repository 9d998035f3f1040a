package access

import (
	"strings"

	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// This file tells where the code of a function comes from, as the resources that
// somebody writes who changes it.

// LayerOf returns the ARN of a layer, without the version, that the ARN of one of
// its versions names; false where that cannot be told.
func LayerOf(version value.Text) (value.Text, bool) {
	arn, ok := policy.ParseARN(version)
	if !ok || strings.Count(arn.Resource.Inline(), ":") != 2 {
		return value.Text{}, false
	}
	return value.Inline(version.Inline()[:strings.LastIndexByte(version.Inline(), ':')]), true
}

// ObjectOf returns the ARN of the object that holds a function's code, in the
// partition of another ARN.
func ObjectOf(f *estate.Function, near value.Text) (value.Text, bool) {
	arn, _ := policy.ParseARN(near)
	bucket, ok := f.CodeBucket.Get()
	key, too := f.CodeKey.Get()
	return value.Join(value.Literal("arn:"), arn.Partition, value.Literal(":s3:::"), bucket, value.Literal("/"), key), ok && too
}

// RepositoryOf returns the ARN of the repository of a function's image, whose URI
// has the form 111122223333.dkr.ecr.eu-central-1.amazonaws.com/orders:1, in the
// partition of another ARN.
func RepositoryOf(f *estate.Function, near value.Text) (value.Text, bool) {
	arn, ok := policy.ParseARN(near)
	uri, _ := f.ImageURI.Get()
	text, literal := uri.Literal()
	host, path, _ := strings.Cut(text, "/")
	parts := strings.Split(host, ".")
	if !ok || !literal || len(parts) < 5 || parts[1] != "dkr" {
		return value.Text{}, false
	}
	path, _, _ = strings.Cut(path, "@")
	path, _, _ = strings.Cut(path, ":")
	return value.Join(value.Literal("arn:"), arn.Partition, value.Literal(":ecr:"+parts[3]+":"+parts[0]+":repository/"+path)), true
}
