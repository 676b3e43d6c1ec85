package phone

import (
	"testing"
	"unsafe"
)

func TestTableSize(t *testing.T) {
	size := unsafe.Sizeof(planOf) + unsafe.Sizeof(plans) + unsafe.Sizeof(regionOf) +
		unsafe.Sizeof(regions) + unsafe.Sizeof(cuts) + unsafe.Sizeof(nodes)
	t.Logf("%d bytes, %d nodes", size, len(nodes))
	if size > 200_000 {
		t.Error("more than 200,000 bytes")
	}
}
