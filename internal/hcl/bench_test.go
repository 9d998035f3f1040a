package hcl

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// samples returns the Terraform files among the samples.
func samples(b *testing.B) (files [][]byte, bytes int64) {
	_ = filepath.WalkDir(shared(b), func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".tf") {
			src, err := os.ReadFile(path)
			if err != nil {
				b.Fatal(err)
			}
			files = append(files, src)
			bytes += int64(len(src))
		}
		return nil
	})
	return files, bytes
}

func BenchmarkParse(b *testing.B) {
	files, bytes := samples(b)
	b.Run("ours", func(b *testing.B) {
		b.SetBytes(bytes)
		b.ReportAllocs()
		for b.Loop() {
			for _, src := range files {
				Parse(src)
			}
		}
	})
	b.Run("hclsyntax", func(b *testing.B) {
		b.SetBytes(bytes)
		b.ReportAllocs()
		for b.Loop() {
			for _, src := range files {
				hclsyntax.ParseConfig(src, "", hcl.InitialPos)
			}
		}
	})
}
