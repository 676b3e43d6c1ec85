package httpcheck

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"time"
)

// A BodyError says that a body could not be read to its end, or not in time.
type BodyError struct{ Err error }

func (e *BodyError) Error() string { return fmt.Sprintf("passant: the body cannot be read: %v", e.Err) }

func (e *BodyError) Unwrap() error { return e.Err }

// receive reads the body of a request that came in, and puts it back.
func receive(w http.ResponseWriter, r *http.Request, limit int) ([]byte, error) {
	if r.Body == nil || r.Body == http.NoBody {
		return nil, nil
	}
	ctx := r.Context()
	stop := interruptible(ctx, w)
	head, err := read(r.Body, r.ContentLength, limit)
	stop()
	if done := context.Cause(ctx); done != nil || err != nil {
		return nil, &BodyError{cmp.Or(done, err)}
	}
	rest := r.Body
	r.Body = again(head, rest, limit)
	if len(head) <= limit {
		r.GetBody = func() (io.ReadCloser, error) { return again(head, rest, limit), nil }
		r.ContentLength, r.TransferEncoding = int64(len(head)), nil
	}
	return head, nil
}

// interruptible ends a read of the body that is under way when ctx is done, where w can do that, until stop is called.
func interruptible(ctx context.Context, w http.ResponseWriter) (stop func()) {
	if w == nil {
		return func() {}
	}
	over := make(chan struct{})
	forget := context.AfterFunc(ctx, func() {
		defer close(over)
		http.NewResponseController(w).SetReadDeadline(time.Unix(1, 0))
	})
	return func() {
		if !forget() {
			<-over // or the deadline might be that of the next request
		}
	}
}

// read reads a body as far as limit and one byte more. Its length, negative for one that is not known, is what the sender says.
func read(body io.Reader, length int64, limit int) ([]byte, error) {
	const trusted = 64 << 10
	var b bytes.Buffer
	b.Grow(int(min(max(length, 0), int64(limit), trusted)) + bytes.MinRead)
	_, err := b.ReadFrom(io.LimitReader(body, int64(limit)+1))
	return b.Bytes(), err
}

// again is a body of which the head was read: all of it, or limit and one byte.
func again(head []byte, rest io.ReadCloser, limit int) io.ReadCloser {
	if len(head) <= limit {
		return io.NopCloser(bytes.NewReader(head))
	}
	return struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(head), rest), rest}
}
