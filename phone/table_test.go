package phone

import (
	"testing"
	"unsafe"
)

func TestTableSize(t *testing.T) {
	size := unsafe.Sizeof(planOf) + unsafe.Sizeof(plans) + unsafe.Sizeof(regionOf) +
		unsafe.Sizeof(regions) + unsafe.Sizeof(cuts) + unsafe.Sizeof(labels) + unsafe.Sizeof(transitions)
	t.Logf("%d bytes, %d nodes", size, len(labels))
	if size > 200_000 {
		t.Error("more than 200,000 bytes")
	}
}
