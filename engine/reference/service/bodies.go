package service

import (
	"net/http"

	"golang.org/x/sync/semaphore"
)

const (
	// A body of at most as many bytes waits for no other. No client sends more to register somebody.
	smallBody = 16 << 10

	// All larger bodies under way have at most as many bytes: what is made of them in memory is a multiple of that.
	largeBodies = 8 << 20
)

// bodies are the larger bodies under way, which wait for their turn.
type bodies struct{ bytes *semaphore.Weighted }

func newBodies() *bodies { return &bodies{semaphore.NewWeighted(largeBodies)} }

// enter waits until there is room for the body of a request, of which limit bytes and one more are read, as many as that where its
// length is not known. One that is larger by its own word is refused unread, and waits for none. The error is that of the request's context.
func (b *bodies) enter(r *http.Request, limit int) (leave func(), err error) {
	size := min(int64(limit)+1, largeBodies)
	switch n := r.ContentLength; {
	case 0 <= n && n <= smallBody, n > int64(limit):
		return func() {}, nil
	case n > 0:
		size = min(size, n)
	}
	if err := b.bytes.Acquire(r.Context(), size); err != nil {
		return nil, err
	}
	return func() { b.bytes.Release(size) }, nil
}
